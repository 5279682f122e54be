/**
 * One launch per account, for pools with sharing = "launch". A slot is a symbolic link
 * `<record.directory>/slots/<account>` with the text `PID:START`, naming the helper that supervises the launch: pid
 * and start time (field 22 of /proc/PID/stat). symlink(2) makes it at once, whole and only once. A slot whose helper
 * is gone is replaced under a lock, so that two decisions never both find it empty. Nothing needs cleaning up.
 */
import { readFileSync } from 'node:fs'
import { errnoOf } from '../../core/errors'
import type { System } from '../../core/system'
import { readNote, unlink, writeNote } from './directory'
import { withLock, withLockNow } from './lock'

/** The helper of a launch. */
export interface Holder {
  readonly pid: number
  readonly startTime: bigint
}

export interface Slot {
  /** Ends the reservation if it is still ours. Never throws. */
  free(): void
}

const slotsOf = (recordDirectory: string): string => `${recordDirectory}/slots`

/** Undefined while another launch runs as the account. Errors: `lease-directory`, `lease-conflict` (lock). */
export async function reserveSlot(
  recordDirectory: string,
  account: string,
  holder: Holder,
  system: System,
): Promise<Slot | undefined> {
  const directory = slotsOf(recordDirectory)
  const text = `${holder.pid}:${holder.startTime}`
  const lock = `${directory}/.lock`
  const reserved = await withLock(lock, 'exclusive', system, () => {
    if (slotHolder(recordDirectory, account) !== undefined) return false
    unlink(directory, account)
    return writeNote(directory, account, text)
  })
  if (!reserved) return undefined
  const free = (): void => {
    try {
      withLockNow(lock, () => {
        if (readNote(directory, account) === text) unlink(directory, account)
      })
    } catch {
      // It ends with the helper anyway.
    }
  }
  return { free }
}

/** Who runs as the account now. */
export function slotHolder(recordDirectory: string, account: string): Holder | undefined {
  const found = /^(\d{1,10}):(\d{1,20})$/.exec(readNote(slotsOf(recordDirectory), account) ?? '')
  if (found === null) return undefined
  const holder = { pid: Number(found[1]), startTime: BigInt(found[2] ?? '') }
  return isRunning(holder) ? holder : undefined
}

/** A pid alone may be somebody else's by now. Where /proc hides the process (hidepid), its existence has to do. */
export function isRunning({ pid, startTime }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') return false
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything, parentheses too: proc_pid_stat(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] !== 'Z' && fields[0] !== 'X' && BigInt(fields[19] ?? '0') === startTime
  } catch {
    return true
  }
}
