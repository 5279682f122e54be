/** Pools and leases as the commands show them (docs/schemas/lease-list.json). */
import type { PoolSettings } from '../../core/settings'
import { decodeLeaseName } from '../../mapping/lease/name'
import {
  countPool,
  fillOf,
  readPools,
  stateOfAccount,
  type Gridmapdir,
  type LeaseEntry,
  type PoolCounts,
} from './gridmapdir'

export interface PoolView extends PoolCounts {
  readonly name: string
  readonly prefix: string
  readonly directory: string
  readonly sharing: 'identity' | 'launch'
  /** Percent of the accounts that are not free. */
  readonly fill: number
}

export interface LeaseView {
  readonly pool: string
  readonly account: string | null
  /**
   * - `leased`: as it should be. `stale`: it leads to no account; the next launch of its identity replaces it.
   * - `conflict`: more than one lease on one account, or a link by hand. `quarantined`: taken back, cleaning failed.
   */
  readonly state: 'leased' | 'stale' | 'conflict' | 'quarantined'
  /** The subject as the name has it: a DN in small letters, or `/unix=…`, `/oidc=…`, `/munge=…`. */
  readonly identity: string
  readonly groups: readonly string[]
  /** Of an identity that may hold several (sharing = "launch"). */
  readonly counter: number | null
  /** Seconds since the epoch. */
  readonly lastUse: number
  /** Launches that run as the account now. */
  readonly running: number
  /** File name in the gridmapdir. */
  readonly lease: string
  readonly directory: string
}

export interface LeaseList {
  readonly pools: readonly PoolView[]
  readonly leases: readonly LeaseView[]
  /** Leases that were left out. */
  readonly more: number
}

/** Latin-1 is how names come from the directory; people write UTF-8. */
const asText = (bytes: string): string =>
  /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8')

/**
 * `running`: account → launches. Of more than `most` leases those that were used last, and every one that is not as it
 * should be. Errors: `lease-directory`.
 */
export function listLeases(
  pools: readonly PoolSettings[],
  running: ReadonlyMap<string, number>,
  idleBefore: number,
  most = Infinity,
): LeaseList {
  const states = readPools(pools)
  const all = states.flatMap(({ pool, state }) => leasesOf(pool, state, isFirst(states, pool)))
  const shown = all.length <= most ? all : newestOf(all, most)
  return {
    pools: states.map(({ pool, state }) => {
      const counts = countPool(state, pool, idleBefore)
      const { name, prefix, directory, sharing } = pool
      return { name, prefix, directory, sharing, ...counts, fill: fillOf(counts) }
    }),
    leases: shown.map(({ pool, state, lease }) => leaseView(pool, state, lease, running)),
    more: all.length - shown.length,
  }
}

interface Held {
  readonly pool: PoolSettings
  readonly state: Gridmapdir
  readonly lease: LeaseEntry
}

function newestOf(all: readonly Held[], most: number): readonly Held[] {
  const isUsual = ({ state, lease }: Held): boolean =>
    lease.account !== undefined && stateOfAccount(state, lease.account) === 'leased'
  const usual = all.filter(isUsual).sort((a, b) => b.lease.facts.modified - a.lease.facts.modified)
  return [...all.filter((held) => !isUsual(held)), ...usual.slice(0, most)]
}

/** Leases without an account are shown once, with the first pool of their directory. */
const isFirst = (states: readonly { readonly pool: PoolSettings }[], pool: PoolSettings): boolean =>
  states.find((other) => other.pool.directory === pool.directory)?.pool === pool

function leasesOf(pool: PoolSettings, state: Gridmapdir, first: boolean): readonly Held[] {
  const mine = ({ account }: LeaseEntry): boolean => (account === undefined ? first : account.pools.includes(pool))
  return [...state.leases, ...state.quarantined.values()].filter(mine).map((lease) => ({ pool, state, lease }))
}

export function leaseView(
  pool: PoolSettings,
  state: Gridmapdir,
  { name, account, facts }: LeaseEntry,
  running: ReadonlyMap<string, number>,
): LeaseView {
  const is = account === undefined ? undefined : stateOfAccount(state, account)
  const decoded = decodeLeaseName(name)
  return {
    pool: pool.name,
    account: account?.name ?? null,
    state: is === undefined || is === 'free' ? 'stale' : is === 'broken' ? 'conflict' : is,
    identity: asText(decoded?.subject ?? (is === 'quarantined' ? '' : name)),
    groups: (decoded?.groups ?? []).map(asText),
    counter: decoded?.counter ?? null,
    lastUse: facts.modified,
    running: running.get(account?.name ?? '') ?? 0,
    lease: name,
    directory: state.directory,
  }
}
