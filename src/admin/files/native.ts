/** openat(2), read(2) and statx(2) as the C library has them: a fifth of what Node adds to each call. */
import { closeSync, constants, openSync } from 'node:fs'
import { endianness } from 'node:os'
import { foreign } from '../../core/foreign'
import type { FileFacts } from './folder'

export interface NativeFolder {
  /** Undefined: it did not work, for whatever reason. */
  facts(name: string): FileFacts | undefined
  read(name: string): string | undefined
  /**
   * Shows every name but `.` and `..`, with the inode that the directory says it has, until `visit` says false. Once.
   * True: these were all.
   */
  entries(visit: (name: string, inode: FileFacts['inode']) => boolean): boolean
  close(): void
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

/** linux/stat.h, struct statx, in words of 32 bits: the same on every architecture of one byte order. */
const AT = { mask: 0, links: 4, mode: 7, inode: 8, modified: 28, nanoseconds: 30 } as const
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
    entries: (visit) => {
      for (;;) {
        const length = calls.getdents64(folder, content, largest)
        if (length <= 0) return length === 0
        if (!visitEntries(content, length, visit)) return false
      }
    },
    close: () => {
      closeSync(folder)
    },
  }
}

/** getdents64(2), struct linux_dirent64: d_ino, d_off, d_reclen, d_type, d_name up to its NUL; 8 bytes aligned. */
function visitEntries({ buffer }: Buffer, length: number, visit: Parameters<NativeFolder['entries']>[0]): boolean {
  const text = Buffer.from(buffer).toString('latin1', 0, length)
  const [halves, words] = [new Uint16Array(buffer), new Uint32Array(buffer)]
  for (let at = 0; at < length; at += halves[(at + 16) / 2] ?? length) {
    const name = text.slice(at + 19, text.indexOf('\0', at + 19))
    if (name === '.' || name === '..') continue
    if (!visit(name, inodeOf(words[at / 4] ?? 0, words[at / 4 + 1] ?? 0))) return false
  }
  return true
}

const inodeOf = (low: number, high: number): FileFacts['inode'] =>
  high < 2 ** 21 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low)

/** No closure, no division: what is done for each of ten thousands of files. */
function factsIn(stat: Uint32Array): FileFacts | undefined {
  if (((stat[AT.mask] ?? 0) & MASK) !== MASK) return undefined
  return {
    inode: inodeOf(stat[AT.inode] ?? 0, stat[AT.inode + 1] ?? 0),
    links: stat[AT.links] ?? 0,
    isFile: ((stat[AT.mode] ?? 0) & S_IFMT) === S_IFREG,
    // Signed; whole seconds before 1970 have the highest bit.
    modified:
      ((stat[AT.modified + 1] ?? 0) | 0) * 2 ** 32 + (stat[AT.modified] ?? 0) + (stat[AT.nanoseconds] ?? 0) / 1e9,
  }
}
