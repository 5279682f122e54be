/**
 * Giving back the pool account of a job that has been cleaned up. A decision that has found the lease may be under way, so the lease
 * goes first, and who uses the account is asked afterwards; a decision does it the other way round (`confirmLease`): it
 * writes its record first, and then sees whether the lease still stands. One of the two always sees the other.
 */
import { renameSync } from 'node:fs'
import { lockAccount } from '../admin/lease/account-lock'
import { userOf } from '../admin/lease/release'
import { QUARANTINE } from '../admin/lease/gridmapdir'
import { liveProcesses } from '../admin/record/processes'
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import type { Lease, Refusal, Target } from '../core/stages'
import type { System } from '../core/system'
import { entryPath, look, unlink } from '../mapping/lease/directory'
import { INDEX, withLock } from '../mapping/lease/lock'

/** Whether the lease leads to its account. */
export function leaseStands({ directory, name, account }: Lease): boolean {
  const [lease, file] = [look(directory, name), look(directory, account)]
  return lease !== undefined && lease.inode === file?.inode && lease.links === 2
}

/** After the record was written. Undefined: go on. */
export function confirmLease(target: Target): Refusal | undefined {
  if (target.lease === undefined || target.permit.identity.leaseName === undefined || leaseStands(target.lease))
    return undefined
  return refusal('lease-conflict', 'the account of this job is being given back', target.lease)
}

/**
 * What was done, in words. Refusals: `account-busy` (something runs as the account; the lease stays).
 * Errors: `lease-directory`, `lease-conflict` (lock), `internal`.
 */
export async function releaseLease(target: Target, settings: Settings, system: System): Promise<string | Refusal> {
  const { lease, account } = target
  if (lease === undefined || target.permit.identity.leaseName === undefined) return 'there is nothing to give back'
  if (lease.fresh) {
    lease.release()
    return 'the account had been given back already'
  }
  const recordDirectory = settings.record.directory
  const unlock = lockAccount(recordDirectory, account.uid)
  if (unlock === undefined) return refusal('account-busy', 'the job is still running', lease)
  try {
    const context = {
      processes: liveProcesses(system.clock.now()),
      recordDirectory,
      guardianUidOffset: settings.service.guardianUidOffset,
    }
    const user = await removeUnused(lease, system, () => userOf(account, context))
    if (user === undefined) return `the account ${account.name} has been given back`
    return refusal('account-busy', 'the job is still running', lease, user)
  } finally {
    unlock()
  }
}

/** Undefined: it is gone. Otherwise who uses the account, and the lease is where it was. */
function removeUnused(
  lease: Lease,
  system: System,
  userOfAccount: () => string | undefined,
): Promise<string | undefined> {
  const { directory, name, account } = lease
  const hidden = `${QUARANTINE}${account}`
  return withLock(`${directory}/${INDEX}/lock`, 'exclusive', system, () => {
    if (!leaseStands(lease)) throw new LaunchError('lease-conflict', 'the lease has changed', { detail: name })
    // While it is hidden the link count stays 2: nobody takes the account for free.
    renameSync(entryPath(directory, name), entryPath(directory, hidden))
    const user = userOfAccount()
    if (user === undefined) unlink(directory, hidden)
    else renameSync(entryPath(directory, hidden), entryPath(directory, name))
    return user
  })
}

const refusal = (reason: Refusal['reason'], message: string, lease: Lease, why = ''): Refusal => ({
  refused: true,
  reason,
  message,
  detail: `lease ${lease.name} on ${lease.account}${why === '' ? '' : `: ${why}`}`,
  place: { file: lease.directory },
})
