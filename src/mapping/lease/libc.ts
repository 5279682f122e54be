/** The two calls that Node does not have: flock(2) and utimensat(2) with the kernel's own clock. */
import { ERRNO } from '../../core/errno'
import { errno, foreign } from '../../core/foreign'

const LOCK_SH = 1
const LOCK_EX = 2
const LOCK_NB = 4
const AT_FDCWD = -100
const AT_SYMLINK_NOFOLLOW = 0x100

const c = foreign({ flock: ['int', 'int', 'int'], utimensat: ['int', 'int', 'in', 'ptr', 'int'] })

/** One try. 0 = locked, else the errno; EWOULDBLOCK while somebody else holds it. Never waits. */
export function tryLock(fd: number, mode: 'shared' | 'exclusive'): number {
  const result = c.flock(fd, (mode === 'shared' ? LOCK_SH : LOCK_EX) | LOCK_NB)
  return result === 0 ? 0 : errno()
}

/**
 * Sets access and modification time to now. The kernel lets everybody with write permission do this, and only the
 * owner set a time of its choice (utimensat(2)). 0, or the errno.
 */
export function touchNow(path: Buffer): number {
  const result = c.utimensat(AT_FDCWD, Buffer.concat([path, Buffer.from([0])]), null, AT_SYMLINK_NOFOLLOW)
  return result === 0 ? 0 : errno()
}

export const { EWOULDBLOCK, EINTR } = ERRNO
