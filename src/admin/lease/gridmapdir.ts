/** A gridmapdir as it is: account files, leases (second hard links to them), and what does not belong there. */
import { lstatSync } from 'node:fs'
import type { PoolSettings } from '../../core/settings'
import { look, namesIn, type EntryFacts } from '../../mapping/lease/directory'
import { INDEX } from '../../mapping/lease/lock'
import { decodeLeaseName, type DecodedName } from '../../mapping/lease/name'
import { belongsTo } from '../../mapping/lease/pool'

export interface LeaseEntry {
  readonly name: string
  readonly decoded: DecodedName | undefined
  readonly facts: EntryFacts
  /** The account whose file this is; undefined: none in the directory. */
  readonly account: string | undefined
}

export interface Gridmapdir {
  readonly directory: string
  /** Everything that may be an account's file, by name. */
  readonly accounts: ReadonlyMap<string, EntryFacts>
  readonly leases: readonly LeaseEntry[]
  /** Account → its lease while it is being cleaned (see release.ts). */
  readonly quarantined: ReadonlyMap<string, LeaseEntry>
  /** Neither an account of a pool, nor a lease, nor hidden. */
  readonly foreign: readonly string[]
  /** Inode → leases, where one has several. */
  readonly byInode: ReadonlyMap<bigint, readonly LeaseEntry[]>
}

export const QUARANTINE = `${INDEX}/quarantine-`

/** Errors: `lease-directory`. */
export function readGridmapdir(directory: string, pools: readonly PoolSettings[]): Gridmapdir {
  const accounts = new Map<string, EntryFacts>()
  const foreign: string[] = []
  const found: { name: string; facts: EntryFacts }[] = []
  for (const name of namesIn(directory)) {
    if (name.startsWith('.')) continue
    const facts = lookFast(directory, name)
    // It went away between the two looks.
    if (facts === undefined) continue
    if (name.startsWith('%')) found.push({ name, facts })
    else if (facts.isFile && pools.some((pool) => belongsTo(pool, name))) accounts.set(name, facts)
    else foreign.push(name)
  }
  const accountOf = new Map([...accounts].map(([name, { inode }]) => [inode, name]))
  const leases = found.map(({ name, facts }) => leaseOf(name, facts, accountOf.get(facts.inode)))
  const byInode = new Map<bigint, LeaseEntry[]>()
  for (const lease of leases) {
    const same = byInode.get(lease.facts.inode)
    if (same === undefined) byInode.set(lease.facts.inode, [lease])
    else same.push(lease)
  }
  return { directory, accounts, leases, foreign, byInode, quarantined: readQuarantine(directory, accounts) }
}

/** As `look`; a plain name needs no detour over bytes, which is half of the time for 30,000 names. */
function lookFast(directory: string, name: string): EntryFacts | undefined {
  if (!/^[!-~]+$/.test(name)) return look(directory, name)
  let stat
  try {
    stat = lstatSync(`${directory}/${name}`, { bigint: true, throwIfNoEntry: false })
  } catch {
    // `look` says what is wrong in the words of this folder.
    return look(directory, name)
  }
  if (stat === undefined) return undefined
  const { ino, nlink, mtimeNs, ctimeNs, size } = stat
  return { inode: ino, links: Number(nlink), isFile: stat.isFile(), modified: mtimeNs, changed: ctimeNs, size }
}

const leaseOf = (name: string, facts: EntryFacts, account: string | undefined): LeaseEntry => ({
  name,
  facts,
  account,
  decoded: decodeLeaseName(name),
})

/** The directory of the index may not be ours to look into; then what is in it is not ours to show. */
function readQuarantine(directory: string, accounts: ReadonlyMap<string, EntryFacts>): Map<string, LeaseEntry> {
  const quarantined = new Map<string, LeaseEntry>()
  let names: readonly string[]
  try {
    names = namesIn(`${directory}/${INDEX}`)
  } catch {
    return quarantined
  }
  for (const name of names) {
    const account = `${INDEX}/${name}`.startsWith(QUARANTINE) ? `${INDEX}/${name}`.slice(QUARANTINE.length) : undefined
    const facts = account === undefined ? undefined : look(directory, `${INDEX}/${name}`)
    if (account === undefined || facts?.isFile !== true) continue
    const same = accounts.get(account)?.inode === facts.inode
    quarantined.set(account, leaseOf(`${INDEX}/${name}`, facts, same ? account : undefined))
  }
  return quarantined
}

export type AccountState = 'free' | 'leased' | 'quarantined' | 'broken'

/** Link count 1 is free, 2 with a lease is leased, and nothing else is as it should be. */
export function stateOfAccount(state: Gridmapdir, name: string): AccountState {
  const facts = state.accounts.get(name)
  if (facts === undefined) return 'broken'
  if (state.quarantined.get(name)?.account === name) return 'quarantined'
  if (facts.links === 1) return 'free'
  return facts.links === 2 && state.byInode.get(facts.inode)?.length === 1 ? 'leased' : 'broken'
}

export interface PoolCounts {
  readonly accounts: number
  readonly free: number
  readonly leased: number
  /** Leased, and unused for longer than `idleAfter`. */
  readonly idle: number
  readonly quarantined: number
  readonly broken: number
}

/** `idleBefore` in seconds since the epoch. */
export function countPool(state: Gridmapdir, pool: PoolSettings, idleBefore: number): PoolCounts {
  const counts = { accounts: 0, free: 0, leased: 0, idle: 0, quarantined: 0, broken: 0 }
  for (const [name, { modified }] of state.accounts) {
    if (!belongsTo(pool, name)) continue
    const is = stateOfAccount(state, name)
    counts.accounts += 1
    counts[is] += 1
    if (is === 'leased' && Number(modified) / 1e9 < idleBefore) counts.idle += 1
  }
  return counts
}

/** Of what can be used at all: what is not free, in percent. */
export const fillOf = ({ accounts, free }: PoolCounts): number =>
  accounts === 0 ? 100 : (100 * (accounts - free)) / accounts

/** Each directory is read once, however many pools are in it. */
export function readPools(
  pools: readonly PoolSettings[],
): readonly { readonly pool: PoolSettings; readonly state: Gridmapdir }[] {
  const states = new Map<string, Gridmapdir>()
  return pools.map((pool) => {
    const state =
      states.get(pool.directory) ??
      readGridmapdir(
        pool.directory,
        pools.filter(({ directory }) => directory === pool.directory),
      )
    states.set(pool.directory, state)
    return { pool, state }
  })
}
