/** The checks of one decision in order, for `explain`, the log, and tests. */
import type { Place } from './errors'

export type Step = 'request' | 'authenticate' | 'authorize' | 'map' | 'sanitize' | 'record' | 'launch'

export interface Check {
  readonly step: Step
  /** What was asked, in a few words: `chain to a trusted CA`, `ban list of DNs`. */
  readonly check: string
  readonly outcome: 'pass' | 'fail' | 'skip' | 'note'
  /** What was found. Root and the log see it; `callerSees` says whether the caller does too. */
  readonly found?: string
  readonly place?: Place
  readonly callerSees?: boolean
}

export class Trace {
  private readonly list: Check[] = []

  add(check: Check): void {
    this.list.push(check)
  }

  get checks(): readonly Check[] {
    return this.list
  }
}
