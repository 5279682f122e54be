/**
 * Single files in directories that belong to somebody else than who runs the command: the service account, which may be in
 * somebody's hands, could lay a link or a FIFO in root's way. Links are not followed, and nothing is waited for.
 */
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { errnoOf } from '../../core/errors'

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = constants
const CAREFULLY = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY

/** An errno of its own, so that it is told like any other. */
class NotPlain extends Error {
  constructor(
    path: string,
    what: string,
    readonly code = 'EINVAL',
  ) {
    super(`${path} ${what}`)
  }
}

/** For reading. Errors: the kernel's; ELOOP for a link, EINVAL for what is no regular file. */
export const openPlain = (path: string): number => opened(path, O_RDONLY, 0)

export function readPlain(path: string): Buffer {
  const fd = openPlain(path)
  try {
    return readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** What is there under this name is written anew, and must have no other name. Errors: as `openPlain`; EMLINK. */
export function writePlain(path: string, text: string, mode: number): void {
  const fd = opened(path, O_WRONLY | O_CREAT, mode)
  try {
    if (fstatSync(fd).nlink !== 1) throw new NotPlain(path, 'has another name, too', 'EMLINK')
    ftruncateSync(fd)
    writeFileSync(fd, text)
  } finally {
    closeSync(fd)
  }
}

/** A file that nobody had before us. Errors: the kernel's; EEXIST. */
export function createPlain(path: string, text: string, mode: number): void {
  const fd = opened(path, O_WRONLY | O_CREAT | O_EXCL, mode)
  try {
    writeFileSync(fd, text)
    fchmodSync(fd, mode)
  } finally {
    closeSync(fd)
  }
}

function opened(path: string, flags: number, mode: number): number {
  let fd: number
  try {
    fd = openSync(path, flags | CAREFULLY, mode)
  } catch (error) {
    // open(2): a FIFO that nobody reads, a socket.
    throw errnoOf(error) === 'ENXIO' ? new NotPlain(path, 'is no regular file') : error
  }
  if (fstatSync(fd).isFile()) return fd
  closeSync(fd)
  throw new NotPlain(path, 'is no regular file')
}
