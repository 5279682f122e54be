/** A gridmapdir as it is: account files, leases (second hard links to them), and what does not belong there. */
import type { PoolSettings } from '../../core/settings'
import { failure, namesIn } from '../../mapping/lease/directory'
import { INDEX } from '../../mapping/lease/lock'
import { belongsTo } from '../../mapping/lease/pool'
import { filesOf, withFolder, type FileFacts, type Folder, type NamedFile } from '../files/folder'

/** The file of an account. */
export interface AccountFile {
  readonly name: string
  readonly facts: FileFacts
  /** Those it belongs to. */
  readonly pools: readonly PoolSettings[]
  /** How many leases are links to it. */
  readonly leases: number
}

export interface LeaseEntry {
  readonly name: string
  readonly facts: FileFacts
  /** Whose file this is; undefined: no account's in the directory. */
  readonly account: AccountFile | undefined
}

export interface Gridmapdir {
  readonly directory: string
  /** Everything that may be an account's file. */
  readonly accounts: readonly AccountFile[]
  readonly leases: readonly LeaseEntry[]
  /** Account → its lease while it is being cleaned (see release.ts). */
  readonly quarantined: ReadonlyMap<string, LeaseEntry>
  /** Neither an account of a pool, nor a lease, nor hidden. */
  readonly foreign: readonly string[]
}

export const QUARANTINE = `${INDEX}/quarantine-`

/** Errors: `lease-directory`. */
export function readGridmapdir(directory: string, pools: readonly PoolSettings[]): Gridmapdir {
  const accounts: AccountFile[] = []
  const leases: LeaseEntry[] = []
  const foreign: string[] = []
  for (const { facts, names } of look(directory)) {
    const links = leasesAmong(names)
    let account: AccountFile | undefined
    if (links < names.length)
      for (const name of names) {
        if (isLease(name)) continue
        const own = facts.isFile ? poolsOf(pools, name) : []
        if (own.length === 0) foreign.push(name)
        else accounts.push((account = { name, facts, pools: own, leases: links }))
      }
    if (links > 0) for (const name of names) if (isLease(name)) leases.push({ name, facts, account })
  }
  return { directory, accounts, leases, foreign, quarantined: readQuarantine(directory, accounts) }
}

function leasesAmong(names: readonly string[]): number {
  let count = 0
  for (const name of names) if (isLease(name)) count += 1
  return count
}

/** One array for the many accounts of an only pool. */
function poolsOf(pools: readonly PoolSettings[], name: string): readonly PoolSettings[] {
  for (const pool of pools) if (!belongsTo(pool, name)) return pools.filter((other) => belongsTo(other, name))
  return pools
}

const isLease = (name: string): boolean => name.charCodeAt(0) === 0x25

function look(directory: string): readonly NamedFile[] {
  try {
    return filesOf(directory)
  } catch (error) {
    throw failure('read directory', directory, '', error)
  }
}

function factsOf(folder: Folder, directory: string, name: string): FileFacts | undefined {
  try {
    return folder.facts(name)
  } catch (error) {
    throw failure('lstat', directory, name, error)
  }
}

/** The directory of the index may not be ours to look into; then what is in it is not ours to show. */
function readQuarantine(directory: string, accounts: readonly AccountFile[]): Map<string, LeaseEntry> {
  const quarantined = new Map<string, LeaseEntry>()
  let names: readonly string[]
  try {
    names = namesIn(`${directory}/${INDEX}`)
  } catch {
    return quarantined
  }
  const held = names.map((name) => `${INDEX}/${name}`).filter((name) => name.startsWith(QUARANTINE))
  withFolder(directory, held.length, (folder) => {
    for (const name of held) {
      const facts = factsOf(folder, directory, name)
      if (facts?.isFile !== true) continue
      const owner = name.slice(QUARANTINE.length)
      const account = accounts.find((one) => one.name === owner && one.facts.inode === facts.inode)
      quarantined.set(owner, { name, facts, account })
    }
  })
  return quarantined
}

export type AccountState = 'free' | 'leased' | 'quarantined' | 'broken'

/** Link count 1 is free, 2 with a lease is leased, and nothing else is as it should be. */
export function stateOfAccount({ quarantined }: Gridmapdir, { name, facts, leases }: AccountFile): AccountState {
  if (quarantined.size > 0 && quarantined.get(name)?.account !== undefined) return 'quarantined'
  if (facts.links === 1) return 'free'
  return facts.links === 2 && leases === 1 ? 'leased' : 'broken'
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
  for (const file of state.accounts) {
    if (!file.pools.includes(pool)) continue
    const is = stateOfAccount(state, file)
    counts.accounts += 1
    counts[is] += 1
    if (is === 'leased' && file.facts.modified < idleBefore) counts.idle += 1
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
