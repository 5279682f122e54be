/**
 * The audit log: one line per decision, refusals too, to a file (JSON) and to syslog (key=value), written out before the
 * answer goes to the helper.
 */
import { LaunchError, placeText } from '../core/errors'
import { exitCodeOfReason, isRetryable } from '../core/reasons'
import type { Admitted, Identity, Job, LaunchRequest, Refusal } from '../core/stages'
import type { LogSettings } from '../core/settings'
import { isoTime } from '../core/time'
import { appendChained } from './chain'
import { identityFacts, jobFacts, requestFacts } from './facts'
import { sendSyslog, syslogLine, type Severity } from './syslog'

export type AuditEvent = 'launch' | 'refusal' | 'explain' | 'answer' | 'release'

export interface AuditLine {
  readonly event: AuditEvent
  readonly severity: Severity
  /** Fields of the JSON line, in order; `time` is put in front. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What syslog shows. */
  readonly summary: string
}

export function launchLine(job: Job): AuditLine {
  const facts = jobFacts(job)
  const { account, identity, caller, ref } = facts
  return {
    event: job.target.permit.request.purpose,
    severity: 'notice',
    fields: { ...facts, code: 0, milliseconds: job.target.permit.request.trace.durations() },
    summary: words({
      ref,
      caller: caller.uid,
      identity: identity.subject,
      account: account.name,
      uid: account.uid,
      command: facts.command[0] ?? '',
    }),
  }
}

export interface RefusedAt {
  /** Undefined where not even the request could be read. */
  readonly request: LaunchRequest | undefined
  readonly ref: string
  readonly callerUid: number
  readonly admitted?: Admitted
  readonly identity: Identity | undefined
}

export function refusalLine(refusal: Refusal, at: RefusedAt): AuditLine {
  const code = exitCodeOfReason(refusal.reason)
  const fields = {
    ...(at.request === undefined ? { ref: at.ref, caller: { uid: at.callerUid } } : requestFacts(at.request)),
    ...(at.identity === undefined ? {} : identityFacts(at.identity)),
    code,
    reason: refusal.reason,
    retryable: isRetryable(refusal.reason),
    message: refusal.message,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(refusal.place === undefined ? {} : { place: placeText(refusal.place) }),
    ...(at.request === undefined ? {} : { milliseconds: at.request.trace.durations() }),
  }
  const summary = words({
    ref: at.ref,
    code,
    reason: refusal.reason,
    caller: at.callerUid,
    identity: at.identity?.subject,
    message: refusal.message,
    detail: refusal.detail,
    place: refusal.place && placeText(refusal.place),
  })
  return { event: 'refusal', severity: code === 202 ? 'error' : 'warning', fields, summary }
}

const words = (facts: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(facts)
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [`${name}=${typeof value === 'number' || /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value)}`],
    )
    .join(' ')

/**
 * Writes the line everywhere it is configured to go. Errors: `log-failed` where `[log] on_failure = "refuse"` and the file, or
 * syslog without a file beside it, could not take it. A syslog that fails beside a working file is noted in the file.
 */
export async function writeAudit(line: AuditLine, log: LogSettings, now: number): Promise<void> {
  const trouble = log.syslog
    ? await sendSyslog(log.syslogSocket, syslogLine(line.severity, `${line.event} ${line.summary}`, now))
    : undefined
  if (log.file !== undefined) {
    const time = isoTime(now)
    const failure = await appendChained(log.file, {
      ...{ time, event: line.event, ...line.fields },
      ...(trouble === undefined ? {} : { syslog: trouble }),
    })
    if (failure !== undefined) refuse(log, failure)
  } else if (trouble !== undefined) refuse(log, `${log.syslogSocket}: ${trouble}`)
}

function refuse(log: LogSettings, detail: string): void {
  if (log.onFailure === 'continue') return
  throw new LaunchError('log-failed', 'the audit log cannot be written; tell the administrator', { detail })
}
