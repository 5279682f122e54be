/** A decision as people and programs read it: every check with its outcome, then the account, lease and environment. */
import { placeText } from '../core/errors'
import { exitCodeOfReason, isRetryable } from '../core/reasons'
import type { Decision, LaunchRequest } from '../core/stages'
import type { Check } from '../core/trace'
import type { Witness } from '../pipeline'

/** A caller sees less than root: outcomes, its own identity, the account; not the rules, files and lists behind them. */
export type Audience = 'caller' | 'root'

export interface Explanation {
  readonly ref: string
  readonly code: number
  readonly reason: string | null
  readonly retryable: boolean
  readonly message: string
  readonly checks: readonly { step: string; check: string; outcome: Check['outcome']; found?: string; place?: string }[]
  readonly identity?: Readonly<Record<string, unknown>>
  readonly account?: {
    readonly name: string
    readonly uid: number
    readonly gid: number
    readonly groups: readonly number[]
  }
  readonly rule?: { readonly name: string; readonly place?: string }
  readonly lease?: { readonly pool: string; readonly name: string; readonly account: string; readonly fresh: boolean }
  readonly command?: readonly string[]
  readonly cwd?: string
  readonly umask?: string
  readonly environment?: {
    readonly kept: readonly { name: string; why: string }[]
    readonly dropped: readonly { name: string; why: string }[]
  }
}

export function explanationOf(
  decision: Decision,
  request: LaunchRequest,
  witness: Witness,
  audience: Audience,
): Explanation {
  const verdict = decision.refused
    ? {
        code: exitCodeOfReason(decision.reason),
        reason: decision.reason,
        retryable: isRetryable(decision.reason),
        message:
          audience === 'root' && decision.detail !== undefined
            ? `${decision.message} [${decision.detail}]`
            : decision.message,
      }
    : { code: 0, reason: null, retryable: false, message: 'the command would run' }
  return {
    ref: request.ref,
    ...verdict,
    checks: request.trace.checks.map((check) => shownCheck(check, audience)),
    ...identityPart(witness),
    ...targetPart(witness, audience),
    ...jobPart(witness),
  }
}

const shownCheck = (
  { step, check, outcome, found, place, callerSees }: Check,
  audience: Audience,
): Explanation['checks'][number] => ({
  step,
  check,
  outcome,
  ...(found !== undefined && (audience === 'root' || callerSees === true) ? { found } : {}),
  ...(place !== undefined && audience === 'root' ? { place: placeText(place) } : {}),
})

function identityPart({ identity }: Witness): Pick<Explanation, 'identity'> {
  if (identity === undefined) return {}
  const { kind, subject, vo, fqans, limited, validUntil, attributes } = identity
  return {
    identity: { kind, subject, vo, fqans, limited, validUntil: new Date(validUntil * 1000).toISOString(), attributes },
  }
}

function targetPart({ target }: Witness, audience: Audience): Pick<Explanation, 'account' | 'rule' | 'lease'> {
  if (target === undefined) return {}
  const { account, gid, groups, rule, lease } = target
  return {
    account: { name: account.name, uid: account.uid, gid, groups },
    rule: {
      name: rule.name,
      ...(rule.place !== undefined && audience === 'root' ? { place: placeText(rule.place) } : {}),
    },
    ...(lease === undefined
      ? {}
      : { lease: { pool: lease.pool, name: lease.name, account: lease.account, fresh: lease.fresh } }),
  }
}

function jobPart({ job }: Witness): Pick<Explanation, 'command' | 'cwd' | 'umask' | 'environment'> {
  if (job === undefined) return {}
  const lines = (kept: boolean): { name: string; why: string }[] =>
    job.environmentReport.filter((line) => line.kept === kept).map(({ name, why }) => ({ name, why }))
  return {
    command: job.command,
    cwd: job.cwd === '' ? job.target.permit.request.callerCwd : job.cwd,
    umask: job.umask.toString(8).padStart(4, '0'),
    environment: { kept: lines(true), dropped: lines(false) },
  }
}

const SIGN = { pass: 'ok  ', fail: 'NO  ', skip: '-   ', note: '    ' } as const satisfies Record<
  Check['outcome'],
  string
>

/** A short tree: one line per check, grouped by step; then what the payload would be. */
export function explanationText(explanation: Explanation): string {
  const { checks, account, lease, rule, environment } = explanation
  const lines: string[] = []
  let step = ''
  for (const check of checks) {
    if (check.step !== step) lines.push((step = check.step))
    const place = check.place === undefined ? '' : `  (${check.place})`
    lines.push(`  ${SIGN[check.outcome]}${check.check}${check.found === undefined ? '' : `: ${check.found}`}${place}`)
  }
  if (account !== undefined) {
    lines.push('result')
    lines.push(
      `      account: ${account.name} (uid ${account.uid}, gid ${account.gid}${account.groups.length > 0 ? `, groups ${account.groups.join(' ')}` : ''})`,
    )
    if (rule !== undefined) lines.push(`      rule: ${rule.name}${rule.place === undefined ? '' : `  (${rule.place})`}`)
    if (lease !== undefined)
      lines.push(`      lease: ${lease.name} in pool ${lease.pool}, ${lease.fresh ? 'would be made' : 'exists'}`)
  }
  if (explanation.command !== undefined && explanation.command.length > 0)
    lines.push(`      command: ${explanation.command.map(quoted).join(' ')}`)
  if (explanation.cwd !== undefined) lines.push(`      directory: ${explanation.cwd}, umask ${explanation.umask ?? ''}`)
  if (environment !== undefined) {
    lines.push('environment')
    for (const { name, why } of environment.kept) lines.push(`  +   ${quoted(name)}: ${why}`)
    for (const { name, why } of environment.dropped) lines.push(`  -   ${quoted(name)}: ${why}`)
  }
  lines.push(
    explanation.reason === null
      ? `verdict: ${explanation.message} (ref ${explanation.ref})`
      : `verdict: ${explanation.code} ${explanation.reason}: ${explanation.message} (ref ${explanation.ref})`,
  )
  return `${lines.map(printable).join('\n')}\n`
}

const quoted = (word: string): string => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))

/** Nothing that a caller or certificate wrote may reach a terminal as a control sequence. */
const printable = (line: string): string => line.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]/g, '?')
