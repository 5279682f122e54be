/** What a lease name stands for right now: judged by inode and link count alone (lcmaps_gridmapdir.c, get_pool_mapping). */
import { LaunchError } from '../../core/errors'
import { look, namesIn, type EntryFacts } from './directory'
import { belongsTo, readHint, writeHint, type PoolView } from './pool'

export type Seen =
  | { readonly state: 'none' }
  /** Link count 2, and the other name is an account of the pool. */
  | {
      readonly state: 'held'
      readonly name: string
      readonly inode: bigint
      readonly account: string
      /** Whoever made the link has had the time to look at it, and to take it back. */
      readonly settled: boolean
    }
  | { readonly state: 'other-pool'; readonly name: string; readonly inode: bigint; readonly account: string }
  /** Points to nothing that can be used; may be replaced. */
  | { readonly state: 'stale'; readonly name: string; readonly inode: bigint; readonly why: string }
  /** More than two links: two identities race for one account, or somebody made a link by hand. */
  | { readonly state: 'busy'; readonly name: string; readonly why: string }
  /** Link count 2, and no hint to the other name. */
  | { readonly state: 'unresolved'; readonly name: string; readonly inode: bigint }

/** Looks at one name, with at most three system calls and without reading the directory. Errors: `lease-directory`. */
export function lookAt(view: PoolView, name: string): Seen {
  const lease = look(view.directory, name)
  if (lease === undefined) return { state: 'none' }
  if (!lease.isFile) {
    throw new LaunchError('lease-directory', 'a lease is no regular file', {
      place: { file: `${view.directory}/${name}` },
    })
  }
  const { inode, links } = lease
  if (links === 1) return { state: 'stale', name, inode, why: 'its account file is gone' }
  if (links > 2) return { state: 'busy', name, why: `${links} links to one account` }
  const account = readHint(view, inode)
  if (account === undefined) return { state: 'unresolved', name, inode }
  // A hint that was found to be empty, by reading the whole directory.
  if (account === '') return { state: 'stale', name, inode, why: 'its other link is outside the directory' }
  const facts = account === name || account.startsWith('.') ? undefined : look(view.directory, account)
  if (facts?.inode !== inode || !facts.isFile || facts.links !== 2) {
    view.known.delete(inode)
    return facts?.inode === inode && facts.links > 2
      ? { state: 'busy', name, why: `${facts.links} links to ${account}` }
      : { state: 'unresolved', name, inode }
  }
  if (belongsTo(view.pool, account)) return { state: 'held', name, inode, account, settled: isSettled(view, lease) }
  return view.pool.overrideInconsistency
    ? { state: 'stale', name, inode, why: `it belongs to another pool (${account})` }
    : { state: 'other-pool', name, inode, account }
}

/**
 * LCMAPS links, then looks, and takes a link back that collided; only one that it keeps is touched. A link of this
 * moment that was not touched may still go, and the account with it to somebody else: wait for it.
 */
function isSettled(view: PoolView, lease: EntryFacts): boolean {
  const touched = lease.changed - lease.modified < TOUCH_SPAN_NS
  const age = BigInt(Math.round(view.system.clock.now() * 1000)) * 1_000_000n - lease.changed
  return touched || age > SETTLING_NS
}

/** A touch sets both times, up to the clocks' granularity and that of the caller's own clock. */
const TOUCH_SPAN_NS = 50_000_000n
const SETTLING_NS = 100_000_000n

/**
 * The first of the names that is held; else the first that exists; else none. A lease that an older OpenSSL, Argus
 * or a broken LCMAPS named is used as it is.
 */
export function findLease(view: PoolView, names: readonly string[]): Seen {
  let other: Seen = { state: 'none' }
  for (const name of names) {
    const seen = resolved(view, name)
    if (seen.state === 'held') return seen
    if (other.state === 'none') other = seen
  }
  return other
}

/** As `lookAt`, with the directory read where there is no hint. */
function resolved(view: PoolView, name: string): Seen {
  const first = lookAt(view, name)
  if (first.state !== 'unresolved') return first
  searchOtherLink(view, name, first.inode)
  const second = lookAt(view, name)
  // The entries moved while they were read: somebody else is at work.
  return second.state === 'unresolved' ? { state: 'busy', name, why: 'it changes while it is looked at' } : second
}

/** get_otherlink of LCMAPS: the one road whose cost grows with the directory. The result is kept as a hint. */
function searchOtherLink(view: PoolView, name: string, inode: bigint): void {
  for (const other of namesIn(view.directory)) {
    if (other === name || other.startsWith('.')) continue
    if (look(view.directory, other)?.inode === inode) {
      writeHint(view, inode, other)
      return
    }
  }
  const again = look(view.directory, name)
  if (again?.inode === inode && again.links === 2) view.known.set(inode, '')
}
