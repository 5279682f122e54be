/** The checks of one decision in order, for `explain`, the log, and tests. */
import type { Place } from './errors'
import { monotonic } from './time'

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
  private readonly spent = new Map<Step, number>()
  private last = monotonic()

  add(check: Check): void {
    const now = monotonic()
    this.spent.set(check.step, (this.spent.get(check.step) ?? 0) + now - this.last)
    this.last = now
    this.list.push(check)
  }

  /** Milliseconds, to three digits, by step: the time up to a check is the time of its step. For the log and metrics. */
  durations(): Readonly<Partial<Record<Step, number>>> {
    return Object.fromEntries([...this.spent].map(([step, time]) => [step, Math.round(time * 1000) / 1000]))
  }

  get checks(): readonly Check[] {
    return this.list
  }
}
