/** What the caller is told: one line per refusal, and one JSON line for programs. */
import { exitCodeOfReason, isRetryable, type Reason } from '../core/reasons'
import type { Refusal } from '../core/stages'
import type { Print } from './protocol'

/** `mapexec: 203 banned-subject: … (ref …)`: code, stable token, what to do, whether a retry can help, and where the log has the rest. */
export function refusalText(refusal: Refusal, ref: string): string {
  const retry = isRetryable(refusal.reason) ? ' (retry may help)' : ''
  return `mapexec: ${exitCodeOfReason(refusal.reason)} ${refusal.reason}: ${oneLine(refusal.message)}${retry} (ref ${ref})\n`
}

/** The line of --status-fd. `payload` is null: it never ran. */
export const statusText = (reason: Reason, ref: string): string =>
  `${JSON.stringify({ code: exitCodeOfReason(reason), reason, retryable: isRetryable(reason), ref, payload: null })}\n`

export interface Audience {
  readonly json: boolean
  readonly statusFd: number | undefined
}

/** `--json`: the refusal as one JSON line on standard error. */
export function printRefusal(refusal: Refusal, ref: string, { json, statusFd }: Audience): Print {
  const { reason } = refusal
  const code = exitCodeOfReason(reason)
  const asJson = (): string =>
    `${JSON.stringify({ code, reason, retryable: isRetryable(reason), message: oneLine(refusal.message), ref })}\n`
  return {
    exit: code,
    stderr: json ? asJson() : refusalText(refusal, ref),
    ...(statusFd === undefined ? {} : { status: { fd: statusFd, text: statusText(reason, ref) } }),
  }
}

const oneLine = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
