/**
 * Making, using and giving back one lease. Only the file system decides: inode and link count after the fact, never
 * what link(2) returned (a repeated NFS request answers EEXIST for its own link).
 */
import { link, look, readNote, touch, unlink, writeNote, type EntryFacts } from './directory'
import { findLease, lookAt, type Seen } from './find'
import { INDEX, withLock, withLockNow } from './lock'
import { lockFile, writeHint, type PoolView } from './pool'

/** The lease that is being made: whoever is killed in between leaves this note, and the next one finishes. */
const MAKING = `${INDEX}/making`

export type Made =
  | { readonly outcome: 'made'; readonly inode: bigint; readonly modified: bigint; readonly fresh: boolean }
  /** The candidate is not free any more. */
  | { readonly outcome: 'taken' }
  /** Another identity linked the same account at the same time (LCMAPS: "Two ID have grabbed the same pool-entry"). */
  | { readonly outcome: 'collision' }
  /** The lease is not what it was when the candidate was chosen. */
  | { readonly outcome: 'changed' }

export interface Making {
  /** All names of the identity's lease; the state `before` was found among them. */
  readonly names: readonly string[]
  readonly before: Seen
  /** Name of the new lease. */
  readonly name: string
  readonly account: string
  /** Others have been waited for; a half-made lease of a killed process may be removed. */
  readonly patient: boolean
}

/** Errors: `lease-directory`, `lease-conflict` (lock). */
export function makeLease(view: PoolView, making: Making): Promise<Made> {
  return withLock(lockFile(view), 'exclusive', view.system, () => {
    if (!finishInterrupted(view, making.patient)) return { outcome: 'changed' }
    const now = findLease(view, making.names)
    if (!isSame(now, making.before)) return { outcome: 'changed' }
    const candidate = look(view.directory, making.account)
    if (candidate?.isFile !== true || candidate.links !== 1) return { outcome: 'taken' }
    if (!writeNote(view.directory, MAKING, making.name)) return { outcome: 'changed' }
    if (now.state === 'stale') unlink(view.directory, now.name)
    try {
      return linkAndJudge(view, making)
    } finally {
      unlink(view.directory, MAKING)
    }
  })
}

function linkAndJudge(view: PoolView, { name, account }: Making): Made {
  const result = link(view.directory, account, name)
  if (result === 'no-account') return { outcome: 'taken' }
  const lease = look(view.directory, name)
  const file = look(view.directory, account)
  const undo = (outcome: 'taken' | 'collision'): Made => {
    // Somebody else's link (EEXIST) is not ours to remove.
    if (result === 'made') unlink(view.directory, name)
    return { outcome }
  }
  if (lease === undefined) return { outcome: 'changed' }
  if (lease.inode !== file?.inode) return result === 'made' ? undo('taken') : { outcome: 'changed' }
  if (lease.links > 2) return undo('collision')
  if (lease.links < 2) return undo('taken')
  return finish(view, name, account, lease, result === 'made')
}

function finish(view: PoolView, name: string, account: string, lease: EntryFacts, fresh: boolean): Made {
  try {
    const modified = touch(view.directory, name, touchTime(view)) ?? lease.modified
    writeHint(view, lease.inode, account)
    return { outcome: 'made', inode: lease.inode, modified, fresh }
  } catch (error) {
    if (fresh) unlink(view.directory, name)
    throw error
  }
}

/** Touches a lease that exists, if it is still the same. Shared lock: it cannot be given back meanwhile. */
export function useLease(view: PoolView, held: Extract<Seen, { state: 'held' }>): Promise<boolean> {
  return withLock(lockFile(view), 'shared', view.system, () => {
    const now = lookAt(view, held.name)
    if (!isSame(now, held)) return false
    const used = touch(view.directory, held.name, touchTime(view)) !== undefined
    if (used) writeHint(view, held.inode, held.account)
    return used
  })
}

/**
 * Gives a fresh lease back: only if it is still this inode, still has two links, and nobody has touched it since we
 * did. Otherwise another launch of the same identity relies on it, and it stays. Never throws: a lease too many is
 * a valid state, a failure here must not hide the one that led to it.
 */
export function giveBack(view: PoolView, name: string, inode: bigint, modified: bigint): void {
  try {
    withLockNow(lockFile(view), () => {
      const now = look(view.directory, name)
      if (now?.inode === inode && now.links === 2 && now.modified === modified) unlink(view.directory, name)
    })
  } catch {
    // see above
  }
}

/**
 * A note left by a killed process: its lease is whole (two links: it stays, with nobody using it) or collided (more:
 * the killed process would have removed its own link; nobody was ever told to use it). The second is removed only
 * after waiting, because another identity's link may be about to go. False: wait and come again.
 */
export function finishInterrupted(view: PoolView, patient: boolean): boolean {
  const name = readNote(view.directory, MAKING)
  if (name === undefined) return true
  const links = look(view.directory, name)?.links ?? 0
  if (links > 2) {
    if (!patient) return false
    unlink(view.directory, name)
  }
  unlink(view.directory, MAKING)
  return true
}

/** For an identity whose own lease has too many links. */
export function repair(view: PoolView): Promise<boolean> {
  return withLock(lockFile(view), 'exclusive', view.system, () => finishInterrupted(view, true))
}

/** Milliseconds of the clock, microseconds by chance: two uses within one millisecond differ. */
function touchTime(view: PoolView): number {
  const [low = 0, high = 0] = view.system.random(2)
  return Math.floor(view.system.clock.now() * 1000) / 1000 + ((high * 256 + low) % 1000) / 1e6
}

function isSame(now: Seen, before: Seen): boolean {
  if (now.state !== before.state) return false
  if ('inode' in now && 'inode' in before) return now.name === before.name && now.inode === before.inode
  return now.state === 'none'
}
