/** The payload's environment, built from nothing: allowed names with checked values, then what the launch sets itself. */
import { LaunchError } from '../core/errors'
import type { EnvironmentEntry } from '../core/stages'
import type { EnvironmentSettings } from '../core/settings'
import { compileGlobs, DENY_LIST } from './deny-list'
import { objectionTo } from './value-rules'

export interface CleanEnvironment {
  readonly entries: readonly EnvironmentEntry[]
  /** Every name that was offered or set, with its fate and the rule. Values never appear here. */
  readonly report: readonly { readonly name: string; readonly kept: boolean; readonly why: string }[]
}

/** The launch's to set or to leave unset: the caller's own proxy, say, is never the payload's. */
const LAUNCH_NAMES = [
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'PATH',
  'TMPDIR',
  'X509_USER_PROXY',
  'X509_USER_CERT',
  'X509_USER_KEY',
  'MAPEXEC_REF',
]

export interface EnvironmentRules {
  readonly settings: EnvironmentSettings
  /** Further names and globs: the caller table's, and GLEXEC_* for the drop-in. */
  readonly allow: readonly string[]
}

/**
 * Idempotent: cleaning a clean environment with the same rules changes nothing.
 * Errors: `environment-malformed` (only where the configuration refuses instead of dropping), `environment-too-large`.
 */
export function cleanEnvironment(
  offered: readonly EnvironmentEntry[],
  rejected: readonly { readonly name: string; readonly why: string }[],
  own: readonly EnvironmentEntry[],
  { settings, allow }: EnvironmentRules,
): CleanEnvironment {
  const denied = compileGlobs(DENY_LIST, settings.deny)
  const allowed = compileGlobs(settings.allow, allow)
  const ownNames = new Set([...LAUNCH_NAMES, ...own.map(({ name }) => name)])
  const report: { name: string; kept: boolean; why: string }[] = rejected.map(({ name, why }) => ({
    name,
    kept: false,
    why,
  }))
  const entries: EnvironmentEntry[] = []
  for (const entry of offered) {
    const verdict = judge(entry, { denied, allowed, ownNames, explicit: settings.explicit })
    report.push({ name: entry.name, kept: verdict.kept, why: verdict.why })
    if (verdict.kept) entries.push({ name: entry.name, value: entry.value })
    else if (verdict.malformed) rejectIfStrict(settings, entry.name, verdict.why)
  }
  for (const { name, why } of rejected) rejectIfStrict(settings, name, why)
  for (const entry of own) report.push({ name: entry.name, kept: true, why: 'set by the launch' })
  const all = [...entries, ...own]
  const bytes = all.reduce((sum, { name, value }) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + 2, 0)
  if (bytes > settings.maxBytes) {
    throw new LaunchError(
      'environment-too-large',
      `the environment is larger than ${settings.maxBytes} bytes; pass less`,
    )
  }
  return { entries: all, report }
}

interface Judges {
  readonly denied: (name: string) => string | undefined
  readonly allowed: (name: string) => string | undefined
  readonly ownNames: ReadonlySet<string>
  readonly explicit: EnvironmentSettings['explicit']
}

interface Verdict {
  readonly kept: boolean
  readonly why: string
  readonly malformed?: true
}

/** The order is the rule: deny list, own names, allow list, value. */
function judge({ name, value, explicit }: EnvironmentEntry, judges: Judges): Verdict {
  const deny = judges.denied(name)
  if (deny !== undefined) return { kept: false, why: `on the deny list (${deny})` }
  if (judges.ownNames.has(name)) return { kept: false, why: "the launch's own name" }
  const allow = judges.allowed(name) ?? (explicit && judges.explicit === 'any' ? 'named by the caller' : undefined)
  if (allow === undefined) return { kept: false, why: 'not on the allow list' }
  const objection = objectionTo(name, value)
  if (objection !== undefined) return { kept: false, why: objection, malformed: true }
  return { kept: true, why: `allowed (${allow})` }
}

function rejectIfStrict(settings: EnvironmentSettings, name: string, why: string): void {
  if (settings.onMalformed === 'drop') return
  throw new LaunchError(
    'environment-malformed',
    'a variable of the environment is malformed; clean the environment and try again',
    {
      detail: `${JSON.stringify(name)}: ${why}`,
    },
  )
}
