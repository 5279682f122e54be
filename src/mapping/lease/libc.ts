/** The two calls that Node does not have: flock(2) and utimensat(2) with the kernel's own clock. */
import koffi from 'koffi'
import { ERRNO } from '../../core/errno'

const LOCK_SH = 1
const LOCK_EX = 2
const LOCK_NB = 4
const AT_FDCWD = -100
const AT_SYMLINK_NOFOLLOW = 0x100

interface Calls {
  readonly flock: (fd: number, operation: number) => number
  readonly utimensat: (directory: number, path: Buffer, times: null, flags: number) => number
}

let loaded: Calls | undefined

/** On first use: a decision without a lease never pays for it. */
function calls(): Calls {
  if (loaded !== undefined) return loaded
  const libc = koffi.load(null)
  loaded = {
    flock: libc.func('int flock(int, int)') as Calls['flock'],
    utimensat: libc.func('int utimensat(int, const uint8_t *, void *, int)') as Calls['utimensat'],
  }
  return loaded
}

/** One try. 0 = locked, else the errno; EWOULDBLOCK while somebody else holds it. Never waits. */
export function tryLock(fd: number, mode: 'shared' | 'exclusive'): number {
  const { flock } = calls()
  const result = flock(fd, (mode === 'shared' ? LOCK_SH : LOCK_EX) | LOCK_NB)
  return result === 0 ? 0 : koffi.errno()
}

/**
 * Sets access and modification time to now. The kernel lets everybody with write permission do this, and only the
 * owner set a time of its choice (utimensat(2)). 0, or the errno.
 */
export function touchNow(path: Buffer): number {
  const { utimensat } = calls()
  const result = utimensat(AT_FDCWD, Buffer.concat([path, Buffer.from([0])]), null, AT_SYMLINK_NOFOLLOW)
  return result === 0 ? 0 : koffi.errno()
}

export const { EWOULDBLOCK, EINTR } = ERRNO
