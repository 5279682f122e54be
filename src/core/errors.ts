/** One error class for every refusal: a reason token, a line for the caller, details for the log. */
import { EXIT } from './exit-codes'
import { exitCodeOfReason, type Reason } from './reasons'

/** Where a rule or a mistake stands. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

export interface ErrorFacts {
  /** For the log only: rule, path, account, what the operating system said. */
  readonly detail?: string
  readonly place?: Place
  readonly cause?: unknown
}

/**
 * A refusal. `message` is for the caller and says no more than a stranger may know; `detail` and
 * `place` are for the audit log and for root.
 */
export class LaunchError extends Error {
  readonly reason: Reason
  readonly detail: string | undefined
  readonly place: Place | undefined

  constructor(reason: Reason, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'LaunchError'
    this.reason = reason
    this.detail = facts.detail
    this.place = facts.place
  }
}

/** The only road from a failure to a number. What we did not foresee is ours to fix: 202. */
export const exitCodeOf = (error: unknown): number =>
  error instanceof LaunchError ? exitCodeOfReason(error.reason) : EXIT.system

/** `file:line:column` as far as known. */
export const placeText = (place: Place): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')

/** The errno name of a Node system error (`ENOENT`), or undefined. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** What an unknown thrown value says of itself, in one line. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
