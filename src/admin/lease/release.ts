/**
 * Taking an account back. It happens only while nothing uses the account and nothing can begin to:
 *
 * 1. No process has one of its uids, no record of it runs, its lock (helper) and its slot (sharing = "launch") are free.
 * 2. Under the account's lock and the directory's lock the lease is moved into `.mapexec/`, out of everybody's sight.
 *    The account's link count stays 2: neither mapexec nor LCMAPS takes it for free.
 * 3. LCMAPS knows no lock. It looks at the lease, then touches it. Touched before the move: the inode's time shows it, and
 *    the lease goes back in its place. Touched after: the name is gone, and LCMAPS refuses.
 * 4. The site's program cleans the account. If it fails, the account stays where it is: quarantined, for nobody.
 * 5. The last link goes; the account is free.
 *
 * A decision that had found the lease just before, and whose helper has not yet locked the account, shows by the time
 * of the inode: a lease that was used within the decision time-out is not taken.
 */
import { linkSync, renameSync } from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import type { Account, System } from '../../core/system'
import { entryPath, look, unlink } from '../../mapping/lease/directory'
import { INDEX, withLock } from '../../mapping/lease/lock'
import { slotHolder } from '../../mapping/lease/slot'
import type { Processes } from '../record/processes'
import { readCurrent } from '../record/store'
import { lockAccount } from './account-lock'
import { QUARANTINE } from './gridmapdir'
import type { LeaseView } from './view'

/** Beyond the decision's own time-out: clocks of machines that share the directory (NFS). */
const CLOCK_SLACK = 30

export interface ReleaseContext {
  readonly system: System
  readonly processes: Processes
  readonly recordDirectory: string
  readonly decisionTimeoutMs: number
  readonly guardianUidOffset: number
  /** Runs with the rights of the service account, whose directories these are. */
  readonly asService: <T>(action: () => Promise<T>) => Promise<T>
  /** Runs the site's program; throws where it fails. */
  readonly clean: ((account: Account, lease: LeaseView) => void) | undefined
}

export interface Outcome {
  readonly lease: string
  readonly account: string | null
  readonly identity: string
  readonly outcome: 'released' | 'refused' | 'quarantined'
  /** Why not. */
  readonly why: string | null
}

/** Errors: those of the file system and of locks; what is in use is an outcome. */
export async function release(lease: LeaseView, context: ReleaseContext): Promise<Outcome> {
  const account = lease.account === null ? undefined : context.system.accounts.byName(lease.account)
  const refused = (why: string): Outcome => outcome(lease, 'refused', why)
  if (lease.account === null || lease.state === 'stale') return removeStale(lease, context)
  if (lease.state === 'conflict')
    return refused('more than one lease points to the account; "lease verify" has details')
  if (account === undefined)
    return refused(`the account ${lease.account} does not exist; "lease verify --fix" removes it`)
  const user = userOf(account, context)
  if (user !== undefined) return refused(user)
  const unlock = await context.asService(() => Promise.resolve(lockAccount(context.recordDirectory, account.uid)))
  if (unlock === undefined) return refused('a launch runs as the account')
  try {
    const objection =
      lease.state === 'quarantined' ? undefined : await context.asService(() => quarantine(lease, account, context))
    if (objection !== undefined) return refused(objection)
    return await cleanAndFree(lease, account, context)
  } finally {
    unlock()
  }
}

const outcome = (lease: LeaseView, what: Outcome['outcome'], why: string | null): Outcome => ({
  lease: lease.lease,
  account: lease.account,
  identity: lease.identity,
  outcome: what,
  why,
})

/** Who uses the account, in words; undefined: nobody. */
export function userOf(
  account: Account,
  context: Pick<ReleaseContext, 'processes' | 'recordDirectory' | 'guardianUidOffset'>,
): string | undefined {
  const { processes, recordDirectory, guardianUidOffset } = context
  const uids = new Set([account.uid, account.uid + guardianUidOffset])
  const owned = processes.all().filter(({ pid }) => processes.uidsOf(pid).some((uid) => uids.has(uid)))
  if (owned.length > 0) {
    const shown = owned.slice(0, 5).map(({ pid }) => pid)
    return `${owned.length} process${owned.length === 1 ? '' : 'es'} of ${account.name}: pid ${shown.join(', ')}${owned.length > 5 ? ' …' : ''}`
  }
  const running = readCurrent(recordDirectory, processes).entries.find(
    ({ state, start }) => state === 'running' && start?.account.uid === account.uid,
  )
  if (running !== undefined) return `launch ${running.ref} runs as ${account.name}`
  const holder = slotHolder(recordDirectory, account.name)
  return holder === undefined ? undefined : `a launch (helper ${holder.pid}) has reserved ${account.name}`
}

/** Undefined: done. */
function quarantine(lease: LeaseView, account: Account, context: ReleaseContext): Promise<string | undefined> {
  const { directory } = lease
  const hidden = `${QUARANTINE}${account.name}`
  return withLock(`${directory}/${INDEX}/lock`, 'exclusive', context.system, () => {
    const [now, file] = [look(directory, lease.lease), look(directory, account.name)]
    if (now === undefined) return 'the lease is gone already'
    if (now.inode !== file?.inode || now.links !== 2) return 'the lease has changed meanwhile'
    const unused = context.system.clock.now() - Number(now.modified) / 1e9
    const guard = context.decisionTimeoutMs / 1000 + CLOCK_SLACK
    if (unused < guard) return `it was used ${Math.max(0, Math.round(unused))} s ago; a launch may be about to start`
    if (look(directory, hidden) !== undefined) return `${directory}/${hidden} is in the way; "lease verify" has details`
    renameSync(entryPath(directory, lease.lease), entryPath(directory, hidden))
    // Step 3 above. A record that was made meanwhile shows in the same way: its decision touched the lease first.
    if (look(directory, hidden)?.modified !== now.modified || userOf(account, context) !== undefined) {
      putBack(directory, hidden, lease.lease)
      return 'it is being used by somebody else right now'
    }
    return undefined
  })
}

/**
 * link(2) does not replace what another program may have put there; then the account stays quarantined. With
 * fs.protected_hardlinks (proc(5)) only the owner may link; LCMAPS's files are root's.
 */
function putBack(directory: string, hidden: string, name: string): void {
  try {
    linkSync(entryPath(directory, hidden), entryPath(directory, name))
    unlink(directory, hidden)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM' || look(directory, name) !== undefined) throw error
    renameSync(entryPath(directory, hidden), entryPath(directory, name))
  }
}

async function cleanAndFree(lease: LeaseView, account: Account, context: ReleaseContext): Promise<Outcome> {
  try {
    context.clean?.(account, lease)
    const user = userOf(account, context)
    if (user !== undefined) return outcome(lease, 'quarantined', `after cleaning there is ${user}`)
  } catch (error) {
    const why = error instanceof LaunchError ? (error.detail ?? error.message) : messageOf(error)
    return outcome(lease, 'quarantined', `cleaning failed: ${why}`)
  }
  await context.asService(() =>
    withLock(`${lease.directory}/${INDEX}/lock`, 'exclusive', context.system, () =>
      unlink(lease.directory, `${QUARANTINE}${account.name}`),
    ),
  )
  return outcome(lease, 'released', null)
}

/** A lease that leads to no account of the directory frees nothing: only its name goes. */
function removeStale(lease: LeaseView, context: ReleaseContext): Promise<Outcome> {
  return context.asService(() =>
    withLock(`${lease.directory}/${INDEX}/lock`, 'exclusive', context.system, () => {
      const now = look(lease.directory, lease.lease)
      if (now === undefined) return outcome(lease, 'refused', 'the lease is gone already')
      if (now.links > 1) return outcome(lease, 'refused', 'its other link is outside the directory; remove that first')
      unlink(lease.directory, lease.lease)
      return outcome(lease, 'released', null)
    }),
  )
}
