/** The audit log as it grows, over rotations. */
import { closeSync, fstatSync, lstatSync, readSync } from 'node:fs'
import { errnoOf } from '../../core/errors'
import { openPlain } from '../files/plain'

export interface Follower {
  /** Whole lines that are new since the last call. */
  readonly next: () => readonly string[]
  readonly close: () => void
}

/** From its end, or from its beginning. A file that is not there yet is waited for. Errors: Node's, of any other kind. */
export function followFile(path: string, from: 'end' | 'beginning'): Follower {
  let fd: number | undefined
  let [at, rest] = [0, '']
  let first = true
  const open = (): void => {
    try {
      fd = openPlain(path)
    } catch (error) {
      // Between two files of a rotation there may be none, or one that is not open to us yet.
      if (first && errnoOf(error) !== 'ENOENT') throw error
      return
    }
    at = first && from === 'end' ? fstatSync(fd).size : 0
    rest = ''
  }
  const read = (): readonly string[] => {
    if (fd === undefined) return []
    const { size } = fstatSync(fd)
    // copytruncate of logrotate(8)
    if (size < at) at = 0
    const bytes = Buffer.alloc(size - at)
    at += readSync(fd, bytes, 0, bytes.length, at)
    const lines = (rest + bytes.toString('utf8')).split('\n')
    rest = lines.pop() ?? ''
    return lines
  }
  open()
  first = false
  return {
    next: () => {
      const lines = [...read()]
      if (fd === undefined || replaced(path, fd)) {
        if (fd !== undefined) closeSync(fd)
        fd = undefined
        open()
        lines.push(...read())
      }
      return lines
    },
    close: () => {
      if (fd !== undefined) closeSync(fd)
      fd = undefined
    },
  }
}

function replaced(path: string, fd: number): boolean {
  try {
    const [now, then] = [lstatSync(path), fstatSync(fd)]
    return now.ino !== then.ino || now.dev !== then.dev
  } catch {
    return false
  }
}
