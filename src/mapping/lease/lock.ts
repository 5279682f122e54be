/**
 * One lock file per directory, for mapexec alone: `.mapexec/lock` in a gridmapdir (LCMAPS, Argus and GridSite skip
 * names that begin with a dot), `.lock` among the slots. Taking and giving back a lease excludes every other use, so
 * that no lease is removed that somebody has just been told to use. LCMAPS knows no lock; towards it only the link
 * counts protect, as among LCMAPS processes themselves.
 */
import { closeSync, fchmodSync, fchownSync, mkdirSync, openSync, statSync, constants } from 'node:fs'
import { LaunchError, errnoOf } from '../../core/errors'
import type { System } from '../../core/system'
import { failure } from './directory'
import { EINTR, EWOULDBLOCK, tryLock } from './libc'

export const INDEX = '.mapexec'

/** How long one lock is waited for. What is done under it takes well below a millisecond. */
const PATIENCE_MS = 5000
const LONGEST_PAUSE_MS = 16

const OPEN = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW

/**
 * Runs `action` while holding the lock; `action` does not wait for anything. Errors: `lease-conflict` when the lock
 * cannot be had in time, `lease-directory` when there can be no lock.
 */
export async function withLock<T>(
  file: string,
  mode: 'shared' | 'exclusive',
  system: System,
  action: () => T,
): Promise<T> {
  const fd = openLock(file)
  try {
    for (let waited = 0, pause = 1; !locked(fd, mode, file); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (waited >= PATIENCE_MS) throw tooBusy(file)
      const step = 1 + ((system.random(1)[0] ?? 0) % pause)
      await system.sleep(step)
      waited += step
    }
    return action()
  } finally {
    closeSync(fd)
  }
}

/** For giving back at the end of a decision, where nobody can wait for a promise. */
export function withLockNow<T>(file: string, action: () => T): T {
  const fd = openLock(file)
  try {
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let tries = 0; !locked(fd, 'exclusive', file); tries++) {
      if (tries >= 200) throw tooBusy(file)
      Atomics.wait(pause, 0, 0, 1)
    }
    return action()
  } finally {
    closeSync(fd)
  }
}

function locked(fd: number, mode: 'shared' | 'exclusive', file: string): boolean {
  const errno = tryLock(fd, mode)
  if (errno === 0) return true
  if (errno === EWOULDBLOCK || errno === EINTR) return false
  throw new LaunchError('lease-directory', 'the lease directory does not work', {
    detail: `flock: errno ${errno}; on NFS a lock daemon is needed`,
    place: { file },
  })
}

const tooBusy = (file: string): LaunchError =>
  new LaunchError('lease-conflict', 'too many decisions at once', {
    detail: `the lock was held for ${PATIENCE_MS} ms`,
    place: { file },
  })

function openLock(file: string): number {
  try {
    return openSync(file, OPEN, 0o660)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw failure('open', file, '', error)
  }
  const directory = file.slice(0, file.lastIndexOf('/'))
  try {
    makeDirectory(directory)
    const fd = openSync(file, OPEN, 0o660)
    if (process.geteuid?.() === 0) {
      const { uid, gid } = statSync(directory)
      fchownSync(fd, uid, gid)
      fchmodSync(fd, 0o660)
    }
    return fd
  } catch (error) {
    throw failure('open', file, '', error)
  }
}

/** As the directory above it: an administrator who comes first as root must not lock the service account out. */
function makeDirectory(directory: string): void {
  const above = statSync(directory.slice(0, directory.lastIndexOf('/')))
  try {
    mkdirSync(directory, 0o700)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return
    throw error
  }
  if (process.geteuid?.() !== 0) return
  // Whoever may write above could have put a link in its place.
  const fd = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    fchownSync(fd, above.uid, above.gid)
    fchmodSync(fd, above.mode & 0o770)
  } finally {
    closeSync(fd)
  }
}
