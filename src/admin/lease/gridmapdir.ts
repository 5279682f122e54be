/** A gridmapdir as it is: account files, leases (second hard links to them), and what does not belong there. */
import type { PoolSettings } from '../../core/settings'
import { failure, namesIn } from '../../mapping/lease/directory'
import { INDEX } from '../../mapping/lease/lock'
import { decodeLeaseName, type DecodedName } from '../../mapping/lease/name'
import { belongsTo } from '../../mapping/lease/pool'
import { factsOfAll, withFolder, type FileFacts, type Folder, type NamedFacts } from '../files/folder'

export interface LeaseEntry {
  readonly name: string
  readonly decoded: DecodedName | undefined
  readonly facts: FileFacts
  /** The account whose file this is; undefined: none in the directory. */
  readonly account: string | undefined
}

export interface Gridmapdir {
  readonly directory: string
  /** Everything that may be an account's file, by name. */
  readonly accounts: ReadonlyMap<string, FileFacts>
  /** Pool → names of its accounts. */
  readonly members: ReadonlyMap<PoolSettings, ReadonlySet<string>>
  readonly leases: readonly LeaseEntry[]
  /** Account → its lease while it is being cleaned (see release.ts). */
  readonly quarantined: ReadonlyMap<string, LeaseEntry>
  /** Neither an account of a pool, nor a lease, nor hidden. */
  readonly foreign: readonly string[]
  /** Inode → how many leases are links to it. */
  readonly leasesOn: ReadonlyMap<Inode, number>
}

type Inode = FileFacts['inode']

export const QUARANTINE = `${INDEX}/quarantine-`

/** Errors: `lease-directory`. */
export function readGridmapdir(directory: string, pools: readonly PoolSettings[]): Gridmapdir {
  const accounts = new Map<string, FileFacts>()
  const members = new Map(pools.map((pool) => [pool, new Set<string>()]))
  const foreign: string[] = []
  const found: NamedFacts[] = []
  for (const entry of look(directory)) {
    const { name, facts } = entry
    if (name.startsWith('%')) found.push(entry)
    else if (facts.isFile && enlist(name, members)) accounts.set(name, facts)
    else foreign.push(name)
  }
  const accountOf = new Map<Inode, string>()
  for (const [name, { inode }] of accounts) accountOf.set(inode, name)
  const leasesOn = new Map<Inode, number>()
  const leases = found.map(({ name, facts }) => {
    leasesOn.set(facts.inode, (leasesOn.get(facts.inode) ?? 0) + 1)
    return leaseOf(name, facts, accountOf.get(facts.inode))
  })
  return { directory, accounts, members, leases, foreign, leasesOn, quarantined: readQuarantine(directory, accounts) }
}

/** False where no pool has such an account. */
function enlist(name: string, members: ReadonlyMap<PoolSettings, Set<string>>): boolean {
  let known = false
  for (const [pool, names] of members) {
    if (!belongsTo(pool, name)) continue
    names.add(name)
    known = true
  }
  return known
}

function look(directory: string): readonly NamedFacts[] {
  try {
    return factsOfAll(directory)
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

const leaseOf = (name: string, facts: FileFacts, account: string | undefined): LeaseEntry => ({
  name,
  facts,
  account,
  decoded: decodeLeaseName(name),
})

/** The directory of the index may not be ours to look into; then what is in it is not ours to show. */
function readQuarantine(directory: string, accounts: ReadonlyMap<string, FileFacts>): Map<string, LeaseEntry> {
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
      const account = name.slice(QUARANTINE.length)
      const facts = factsOf(folder, directory, name)
      if (facts?.isFile !== true) continue
      const same = accounts.get(account)?.inode === facts.inode
      quarantined.set(account, leaseOf(name, facts, same ? account : undefined))
    }
  })
  return quarantined
}

export type AccountState = 'free' | 'leased' | 'quarantined' | 'broken'

/** Link count 1 is free, 2 with a lease is leased, and nothing else is as it should be. */
export function stateOfAccount(state: Gridmapdir, name: string): AccountState {
  const facts = state.accounts.get(name)
  if (facts === undefined) return 'broken'
  if (state.quarantined.get(name)?.account === name) return 'quarantined'
  if (facts.links === 1) return 'free'
  return facts.links === 2 && state.leasesOn.get(facts.inode) === 1 ? 'leased' : 'broken'
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
  for (const name of state.members.get(pool) ?? []) {
    const is = stateOfAccount(state, name)
    counts.accounts += 1
    counts[is] += 1
    if (is === 'leased' && (state.accounts.get(name)?.modified ?? 0) < idleBefore) counts.idle += 1
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
