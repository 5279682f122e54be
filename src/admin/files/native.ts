/** openat(2), read(2) and statx(2) as the C library has them: a fifth of what Node adds to each call. */
import { closeSync, constants, openSync } from 'node:fs'
import { endianness } from 'node:os'
import { foreign } from '../../core/foreign'
import type { FileFacts } from './folder'

export interface NativeFolder {
  /** Undefined: it did not work, for whatever reason. */
  facts(name: string): FileFacts | undefined
  read(name: string): string | undefined
  /** Every name but `.` and `..`, with the inode that the directory says it has; once. Undefined: it did not work. */
  entries(): readonly Entry[] | undefined
  close(): void
}

export interface Entry {
  readonly name: string
  readonly inode: FileFacts['inode']
}

const c = foreign({
  statx: ['int', 'int', 'in', 'int', 'uint', 'place'],
  openat: ['int', 'int', 'in', 'int'],
  read: ['ssize', 'int', 'place', 'size'],
  getdents64: ['ssize', 'int', 'place', 'size'],
  close: ['int', 'int'],
})

const AT_SYMLINK_NOFOLLOW = 0x100
/** STATX_TYPE | STATX_NLINK | STATX_MTIME | STATX_INO */
const MASK = 0x1 | 0x4 | 0x40 | 0x100
const O_CLOEXEC = 0o2000000
const S_IFMT = 0o170000
const S_IFREG = 0o100000
/** NAME_MAX(3) and the NUL. */
const NAME_SIZE = 256

/** linux/stat.h, struct statx: the same on every architecture of one byte order. */
const AT = { mask: 0, links: 16, mode: 28, inode: 32, modified: 112, nanoseconds: 120 } as const
const STATX_WORDS = 64

/** Undefined where the C library has no statx(3), or the directory cannot be opened. */
export function openNative(directory: string, largest: number): NativeFolder | undefined {
  if (endianness() !== 'LE') return undefined
  let folder: number
  let calls: typeof c
  try {
    const { statx, openat, read, getdents64, close } = c
    calls = { statx, openat, read, getdents64, close }
    folder = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY)
  } catch {
    return undefined
  }
  const [path, stat, content] = [Buffer.alloc(NAME_SIZE), new Uint32Array(STATX_WORDS), Buffer.allocUnsafeSlow(largest)]
  const inPath = (name: string): boolean => {
    if (name.length >= NAME_SIZE) return false
    path[path.write(name, 0, 'latin1')] = 0
    return true
  }
  return {
    facts: (name) =>
      inPath(name) && calls.statx(folder, path, AT_SYMLINK_NOFOLLOW, MASK, stat) === 0 ? factsIn(stat) : undefined,
    read: (name) => {
      const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
      if (!inPath(name)) return undefined
      const fd = calls.openat(folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      if (fd < 0) return undefined
      const length = calls.read(fd, content, largest)
      calls.close(fd)
      return length < 0 ? undefined : content.toString('utf8', 0, length)
    },
    entries: () => {
      const found: Entry[] = []
      for (;;) {
        const length = calls.getdents64(folder, content, largest)
        if (length <= 0) return length === 0 ? found : undefined
        pushEntries(content, length, found)
      }
    },
    close: () => {
      closeSync(folder)
    },
  }
}

/** getdents64(2), struct linux_dirent64: d_ino, d_off, d_reclen, d_type, d_name up to its NUL. */
function pushEntries(bytes: Buffer, length: number, found: Entry[]): void {
  const text = bytes.toString('latin1', 0, length)
  for (let at = 0; at < length; at += bytes.readUInt16LE(at + 16)) {
    const name = text.slice(at + 19, text.indexOf('\0', at + 19))
    if (name !== '.' && name !== '..')
      found.push({ name, inode: inodeOf(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)) })
  }
}

const inodeOf = (low: number, high: number): FileFacts['inode'] =>
  high < 2 ** 21 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low)

function factsIn(stat: Uint32Array): FileFacts | undefined {
  const at = (offset: number): number => stat[offset / 4] ?? 0
  if ((at(AT.mask) & MASK) !== MASK) return undefined
  return {
    inode: inodeOf(at(AT.inode), at(AT.inode + 4)),
    links: at(AT.links),
    isFile: (at(AT.mode) & S_IFMT) === S_IFREG,
    // Signed; whole seconds before 1970 have the highest bit.
    modified: (at(AT.modified + 4) | 0) * 2 ** 32 + at(AT.modified) + at(AT.nanoseconds) / 1e9,
  }
}
