/** Groups from FQANs: LCMAPS voms_localgroup, and what that means for lease names and for the payload. */
import { LaunchError, type Place } from '../core/errors'
import { byteString, matchesPattern } from '../core/fnmatch'
import { readMapLines, type MapLine } from '../core/map-lines'
import type { MapRule } from '../core/settings'
import type { Identity, Refusal } from '../core/stages'
import type { Account, System } from '../core/system'
import type { Trace } from '../core/trace'

export interface GroupEntry {
  readonly gid: number
  /** As getgrgid(3) names it: that is what LCMAPS writes into a lease name. */
  readonly name: string
}

export interface FqanGroups {
  readonly refused?: undefined
  readonly primary: GroupEntry | undefined
  /** Ascending by gid, each once (LCMAPS, measured); the primary one may be among them. */
  readonly secondary: readonly GroupEntry[]
}

/**
 * "Only the first FQAN may give the primary gid"; the others, and with `toSecondary` the first one too, give secondary
 * ones. Refusal: `group-unmapped` (mapAll, mapMinimum). Errors: `group-unknown`, `config-invalid`, those of the file.
 */
export function groupsOfFqans(rule: MapRule, identity: Identity, system: System, trace: Trace): FqanGroups | Refusal {
  const { groupmapfile, mapAll, mapMinimum, toSecondary, source } = rule.groups
  if (groupmapfile === undefined) {
    if (source === 'account') return { primary: undefined, secondary: [] }
    throw new LaunchError('config-invalid', 'the configuration is incomplete', {
      detail: `map rule "${rule.name}": groups from FQANs need a groupmapfile`,
      ...(rule.place && { place: rule.place }),
    })
  }
  const lines = readMapLines(system, groupmapfile, { content: 'mapping', wildcards: true })
  const mapped = identity.fqans.map((fqan) => groupOf(fqan, lines, groupmapfile, system, trace))
  const missing = identity.fqans.find((_fqan, index) => mapped[index] === undefined)
  const count = mapped.filter((entry) => entry !== undefined).length
  if (mapAll && missing !== undefined) return unmapped(`"${missing}" has no group`, groupmapfile)
  if (count < mapMinimum) return unmapped(`${count} of at least ${mapMinimum} FQANs have a group`, groupmapfile)
  const secondary = new Map<number, GroupEntry>()
  for (const entry of mapped.slice(toSecondary ? 0 : 1)) if (entry) secondary.set(entry.gid, entry)
  return {
    primary: toSecondary ? undefined : mapped[0],
    secondary: [...secondary.values()].sort((a, b) => a.gid - b.gid),
  }
}

/** Group names that follow the subject in a lease name, in LCMAPS's order. */
export function leaseGroups(rule: MapRule, groups: FqanGroups): readonly string[] {
  if (rule.leaseSuffix === 'none') return []
  const entries = rule.leaseSuffix === 'groups' ? [groups.primary, ...groups.secondary] : [groups.primary]
  return entries.filter((entry) => entry !== undefined).map((entry) => entry.name)
}

/**
 * Primary and supplementary groups of the payload, the latter with the primary one, ascending.
 * `fqan+account`: the first FQAN's group is primary where it maps, else the account's.
 * Refusal: `no-primary-group`.
 */
export function payloadGroups(
  rule: MapRule,
  account: Account,
  fromFqans: FqanGroups,
  system: System,
): { readonly refused?: undefined; readonly gid: number; readonly groups: readonly number[] } | Refusal {
  const { source } = rule.groups
  const own = source === 'fqan' ? [] : [account.gid, ...system.accounts.groupsOf(account)]
  const theirs = source === 'account' ? [] : fromFqans.secondary.map(({ gid }) => gid)
  const primary = source === 'account' ? undefined : fromFqans.primary?.gid
  const gid = source === 'fqan' ? primary : (primary ?? account.gid)
  if (gid === undefined) {
    return {
      refused: true,
      reason: 'no-primary-group',
      message: 'the first group or role of this identity has no local group',
      detail: `map rule "${rule.name}": only the first FQAN can give the primary group`,
      place: rule.groups.groupmapfile === undefined ? rule.place : { file: rule.groups.groupmapfile },
    }
  }
  return { gid, groups: [...new Set([gid, ...own, ...theirs])].sort((a, b) => a - b) }
}

function groupOf(
  fqan: string,
  lines: readonly MapLine[],
  file: string,
  system: System,
  trace: Trace,
): GroupEntry | undefined {
  const bytes = byteString(fqan)
  // `.pool` names in a groupmapfile are for group pools.
  const suits = (name: string): boolean => !name.startsWith('.')
  const line = lines.find((one) => one.names.some(suits) && matchesPattern(one.pattern, bytes))
  const name = line?.names.find(suits)
  const place: Place = line === undefined ? { file } : { file, line: line.line }
  const outcome = name === undefined ? 'note' : 'pass'
  trace.add({ step: 'map', check: `group of ${fqan}`, outcome, found: name ?? 'no line matches', place })
  if (name === undefined) return undefined
  const gid = system.accounts.groupByName(name)
  if (gid === undefined) {
    throw new LaunchError('group-unknown', 'a mapped group does not exist', { detail: `group "${name}"`, place })
  }
  return { gid, name: system.accounts.groupByGid(gid) ?? name }
}

const unmapped = (detail: string, file: string): Refusal => ({
  refused: true,
  reason: 'group-unmapped',
  message: 'a group or role of this identity has no local group',
  detail,
  place: { file },
})
