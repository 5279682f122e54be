/** Which local account or pool the rules give an identity; nothing is resolved or leased here. */
import { LaunchError, type Place } from '../core/errors'
import { byteString, matchesPattern } from '../core/fnmatch'
import { readMapLines, type MapLine } from '../core/map-lines'
import type { MapRule, PoolSettings, Settings } from '../core/settings'
import type { Permit } from '../core/stages'
import type { System } from '../core/system'
import { fillTemplate } from './template'

/** What one rule says. `place` is the line that decided. */
export type Choice =
  | { readonly to: 'account'; readonly account: string; readonly place: Place | undefined }
  | { readonly to: 'pool'; readonly pool: PoolSettings; readonly place: Place | undefined }
  /** It would map, but not for this caller. */
  | { readonly to: 'unreachable'; readonly what: string; readonly place: Place | undefined }
  | { readonly to: 'nothing'; readonly why: string; readonly place: Place | undefined }

/** Errors: `pool-unknown`, `map-syntax`, `list-absent`, `config-untrusted`. */
export function choose(rule: MapRule, permit: Permit, settings: Settings, system: System): Choice {
  const { from, place } = rule
  const { identity } = permit
  switch (from.type) {
    case 'grid-mapfile':
      return chooseByFile(from, [identity.subject, ...identity.spellings], permit, settings, system)
    case 'voms-mapfile':
      return chooseByFile(from, identity.fqans, permit, settings, system)
    case 'account': {
      const names = [identity.subject, ...identity.spellings]
      if (from.subject !== undefined && !names.includes(from.subject)) {
        return { to: 'nothing', why: 'another subject', place }
      }
      return toAccount(from.account, permit, place)
    }
    case 'template': {
      const filled = fillTemplate(from.template, identity)
      if ('why' in filled) return { to: 'nothing', why: filled.why, place }
      // Whoever chooses the claim chooses the name: one that does not exist is no mistake of the administrator.
      if (system.accounts.byName(filled.account) === undefined) {
        return { to: 'nothing', why: `there is no account ${filled.account}`, place }
      }
      return toAccount(filled.account, permit, place)
    }
    case 'pool':
      return toPool(
        settings.pools.find(({ name }) => name === from.pool),
        from.pool,
        permit,
        place,
      )
  }
}

/**
 * For each name in order (canonical spelling first; FQANs in the order of the AC) the first line that matches and
 * offers something this caller may reach; a matching line without it is passed over (LCMAPS).
 */
function chooseByFile(
  from: { readonly file: string; readonly wildcards: boolean },
  names: readonly string[],
  permit: Permit,
  settings: Settings,
  system: System,
): Choice {
  const { file, wildcards } = from
  const lines = readMapLines(system, file, { content: 'mapping', wildcards })
  let unreachable: Choice | undefined
  for (const name of new Set(names.map(byteString))) {
    for (const line of lines) {
      const matches = wildcards ? matchesPattern(line.pattern, name) : line.pattern === name
      if (!matches) continue
      const choice = chooseByLine(file, line, permit, settings)
      if (choice?.to === 'unreachable') unreachable ??= choice
      else if (choice !== undefined) return choice
    }
  }
  return unreachable ?? { to: 'nothing', why: 'no line matches', place: { file } }
}

/** `local1,.tpool`: the first that the caller may reach. */
function chooseByLine(file: string, line: MapLine, permit: Permit, settings: Settings): Choice | undefined {
  const place = { file, line: line.line }
  let unreachable: Choice | undefined
  for (const name of line.names) {
    const prefix = name.slice(1)
    const choice = name.startsWith('.')
      ? toPool(
          settings.pools.find((pool) => pool.prefix === prefix),
          prefix,
          permit,
          place,
        )
      : toAccount(name, permit, place)
    if (choice.to !== 'unreachable') return choice
    unreachable ??= choice
  }
  return unreachable
}

function toAccount(account: string, { caller }: Permit, place: Place | undefined): Choice {
  const reachable = caller.accounts === undefined || caller.accounts.includes(account)
  return reachable ? { to: 'account', account, place } : { to: 'unreachable', what: `account ${account}`, place }
}

function toPool(pool: PoolSettings | undefined, wanted: string, { caller }: Permit, place: Place | undefined): Choice {
  if (pool === undefined) {
    throw new LaunchError('pool-unknown', 'a mapping names a pool that is not configured', {
      detail: `no [[pool]] for "${wanted}"`,
      ...(place && { place }),
    })
  }
  const reachable = caller.pools === undefined || caller.pools.includes(pool.name)
  return reachable ? { to: 'pool', pool, place } : { to: 'unreachable', what: `pool ${pool.name}`, place }
}
