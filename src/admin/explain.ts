/** A decision as people and programs read it: every check with its outcome, then the account, lease and environment. */
import { FORMAT } from '../cli/format'
import { placeText } from '../core/errors'
import { exitCodeOfReason, isRetryable } from '../core/reasons'
import type { Decision, LaunchRequest } from '../core/stages'
import type { Check } from '../core/trace'
import type { Witness } from '../pipeline'
import { escapeControls } from '../record/json-line'

/** A caller sees less than root: outcomes, its own identity, the account; not the rules, files and lists behind them. */
export type Audience = 'caller' | 'root'

/** `--json` prints exactly this (docs/schemas/explain.json). */
export interface Explanation {
  readonly format: typeof FORMAT
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
    format: FORMAT,
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

type Tone = 'good' | 'bad' | 'dim' | 'bold'

interface Line {
  readonly text: string
  readonly tone?: Tone
}

/** A branch: its name, and what hangs on it. */
interface Branch {
  readonly name: string
  readonly lines: readonly Line[]
}

export interface Look {
  /** Standard output is a terminal, and nobody has said NO_COLOR. */
  readonly colour: boolean
}

/** A short tree: one branch for each step with its checks, then what the payload would be, then the verdict. */
export function explanationText(explanation: Explanation, { colour }: Look = { colour: false }): string {
  const verdict: Line =
    explanation.reason === null
      ? { text: `verdict: ${explanation.message} (ref ${explanation.ref})`, tone: 'good' }
      : {
          text: `verdict: ${explanation.code} ${explanation.reason}: ${explanation.message} (ref ${explanation.ref})`,
          tone: 'bad',
        }
  const branches = [...stepBranches(explanation), resultBranch(explanation), environmentBranch(explanation)]
  const lines = [...branches.filter(({ lines: own }) => own.length > 0).flatMap(branchLines), verdict]
  return `${lines.map((line) => painted({ ...line, text: escapeControls(line.text) }, colour)).join('\n')}\n`
}

function stepBranches({ checks }: Explanation): readonly Branch[] {
  return [...new Set(checks.map(({ step }) => step))].map((name) => ({
    name,
    lines: checks
      .filter(({ step }) => step === name)
      .map(({ outcome, check, found, place }) => {
        const what = `${SIGN[outcome]}${check}${found === undefined ? '' : `: ${found}`}`
        return { text: `${what}${place === undefined ? '' : `  (${place})`}`, ...TONES[outcome] }
      }),
  }))
}

const TONES: Readonly<Record<Check['outcome'], { readonly tone?: Tone }>> = {
  pass: { tone: 'good' },
  fail: { tone: 'bad' },
  skip: { tone: 'dim' },
  note: {},
}

function resultBranch({ account, rule, lease, command, cwd, umask }: Explanation): Branch {
  const groups = account === undefined || account.groups.length === 0 ? '' : `, groups ${account.groups.join(' ')}`
  const lines = [
    account && `account: ${account.name} (uid ${account.uid}, gid ${account.gid}${groups})`,
    rule && `rule: ${rule.name}${rule.place === undefined ? '' : `  (${rule.place})`}`,
    lease && `lease: ${lease.name} in pool ${lease.pool}, ${lease.fresh ? 'would be made' : 'exists'}`,
    command && command.length > 0 ? `command: ${command.map(quoted).join(' ')}` : undefined,
    cwd === undefined ? undefined : `directory: ${cwd}, umask ${umask ?? ''}`,
  ]
  return { name: 'result', lines: lines.filter((text) => text !== undefined).map((text) => ({ text })) }
}

function environmentBranch({ environment }: Explanation): Branch {
  const lines = [
    ...(environment?.kept ?? []).map(({ name, why }) => ({ text: `+   ${quoted(name)}: ${why}` })),
    ...(environment?.dropped ?? []).map(({ name, why }) => ({
      text: `-   ${quoted(name)}: ${why}`,
      tone: 'dim' as const,
    })),
  ]
  return { name: 'environment', lines }
}

const branchLines = ({ name, lines }: Branch): readonly Line[] => [
  { text: name, tone: 'bold' },
  ...lines.map((line, index) => ({ ...line, text: `${index === lines.length - 1 ? '└─' : '├─'} ${line.text}` })),
]

const CODES: Readonly<Record<Tone, string>> = { good: '32', bad: '31', dim: '2', bold: '1' }

const painted = ({ text, tone }: Line, colour: boolean): string =>
  colour && tone !== undefined ? `\x1b[${CODES[tone]}m${text}\x1b[0m` : text

const quoted = (word: string): string => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))
