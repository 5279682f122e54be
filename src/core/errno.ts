/** Numbers of errno(3) that we meet, on Linux of every architecture that Node runs on. Loading node:os takes longer than all their uses. */
export const ERRNO = {
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EWOULDBLOCK: 11,
  ENOTDIR: 20,
  EINVAL: 22,
  EFBIG: 27,
  ERANGE: 34,
  ETIMEDOUT: 110,
  ESTALE: 116,
} as const
