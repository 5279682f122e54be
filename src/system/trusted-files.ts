/**
 * Reads files that decide something. Only root may have had a hand in them: in the file, in every directory above it,
 * and in every symbolic link on the way.
 *
 * Node has no openat(2), so a path is walked by lstat and opened afterwards. Between the two only somebody who may
 * write to one of the directories could change anything, and the walk has just shown that this is root alone:
 * each component was judged in a directory that was judged before it, from "/" on.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../core/errors'
import type { FileFacts, ListFile, TrustedFileOptions } from '../core/system'
import { monotonic } from '../core/time'

/** Largest file where the caller names no size: a grid-mapfile of 100,000 lines has some 10 MiB. */
const DEFAULT_LARGEST = 64 * 1024 * 1024

/** path_resolution(7): the kernel follows 40 links, too. */
const MOST_LINKS = 40

/** How long a directory that was found good is believed, in milliseconds: one decision, not the life of a service. */
const MEMORY = 1000

const ROOT = 0
/** A POSIX ACL that lets somebody write shows in the group bits, too (acl(5), mask). */
const WRITABLE_BY_OTHERS = 0o022

export interface Identification {
  readonly text: string
  /** Seconds since the epoch: when owner, mode, size or contents changed last. */
  readonly changed: number
}

export class TrustedFiles {
  /** Directory, without links → when it was found good (milliseconds of a clock that never jumps). */
  private readonly good = new Map<string, number>()

  /**
   * The file's text and facts.
   * Errors: `list-absent`, `config-untrusted` (owner, mode, type, size, changed meanwhile), `internal` (anything else).
   */
  read(path: string, maxBytes = DEFAULT_LARGEST, { followLinks = false }: TrustedFileOptions = {}): ListFile {
    return explained(path, () => {
      const resolved = this.resolve(path, followLinks)
      return (
        readOnce(path, resolved, maxBytes) ??
        readOnce(path, resolved, maxBytes) ??
        untrusted(path, 'changes while it is read')
      )
    })
  }

  /**
   * Judges the way to a file or directory, not what is in it: a text that is another one as soon as somebody has written
   * to it, replaced it, or changed its owner or mode. Errors: as `read`.
   */
  identify(path: string, { followLinks = false }: TrustedFileOptions = {}): Identification {
    return explained(path, () => {
      const { resolved, facts } = this.walk(path, followLinks)
      // A quarter of a microsecond is what a double keeps of these times, and more than a file system knows.
      const { dev, ino, size, mtimeMs, ctimeMs } = facts ?? lstatSync(resolved)
      return { text: `${resolved} ${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`, changed: ctimeMs / 1000 }
    })
  }

  /** Names in the directory, sorted. A final link is followed. Errors: as `read`. */
  list(path: string): readonly string[] {
    return explained(path, () => {
      const resolved = this.resolve(path, true)
      this.judgeDirectory(resolved)
      return readdirSync(resolved).toSorted()
    })
  }

  private resolve(path: string, followLast: boolean): string {
    return this.walk(path, followLast).resolved
  }

  /** The path without links, and what lstat(2) said of its last component. Every component but the last is judged here. */
  private walk(path: string, followLast: boolean): { readonly resolved: string; readonly facts: Stats | undefined } {
    if (!path.startsWith('/') || path.includes('\0')) untrusted(path, 'is not an absolute path')
    this.judgeDirectory('/')
    let pending = componentsOf(path)
    let resolved = ''
    let links = 0
    let last: Stats | undefined
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      const next = name === '..' ? parentOf(resolved) : `${resolved}/${name}`
      if (name === '..' || this.remembers(next)) {
        resolved = next
        last = undefined
        continue
      }
      // Not by an exception: a decision asks for many files that need not be there, and an exception costs more than the rest.
      const facts = lstatSync(next, { throwIfNoEntry: false }) ?? absent(path)
      if (facts.isSymbolicLink()) {
        links += 1
        if (pending.length === 0 && !followLast) untrusted(next, 'is a symbolic link')
        if (facts.uid !== ROOT) untrusted(next, `is a link made by uid ${facts.uid}`)
        if (links > MOST_LINKS) untrusted(path, 'goes through too many links')
        const target = readlinkSync(next)
        pending = [...componentsOf(target), ...pending]
        if (target.startsWith('/')) resolved = ''
        continue
      }
      if (pending.length > 0) this.judgeDirectory(next, facts)
      resolved = next
      last = facts
    }
    return { resolved: resolved === '' ? '/' : resolved, facts: last }
  }

  private judgeDirectory(path: string, known?: Stats): void {
    if (this.remembers(path)) return
    const facts = known ?? lstatSync(path)
    if (!facts.isDirectory()) untrusted(path, 'is not a directory')
    judgeOwner(path, facts)
    this.good.set(path, monotonic())
  }

  private remembers(path: string): boolean {
    const since = this.good.get(path)
    return since !== undefined && monotonic() - since < MEMORY
  }
}

/** undefined: the file changed while it was read. */
function readOnce(path: string, resolved: string, maxBytes: number): ListFile | undefined {
  // O_NONBLOCK: a FIFO or a device must not hold us up before we have seen what it is.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY
  const descriptor = openSync(resolved, flags)
  try {
    const before = fstatSync(descriptor)
    if (!before.isFile()) untrusted(path, 'is not a regular file')
    judgeOwner(path, before)
    if (before.size > maxBytes) untrusted(path, `is larger than ${maxBytes} bytes`)
    const bytes = readAll(descriptor, before.size)
    const after = fstatSync(descriptor)
    // A list that is written in place while we read it could lack its last lines, a ban among them.
    if (bytes.length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return undefined
    return { path, text: bytes.toString('utf8'), facts: factsOf(before) }
  } finally {
    closeSync(descriptor)
  }
}

function explained<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw error instanceof LaunchError ? error : readError(path, error)
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const componentsOf = (path: string): string[] => path.split('/').filter((name) => name !== '' && name !== '.')

function judgeOwner(path: string, { uid, mode }: Stats): void {
  if (uid !== ROOT) untrusted(path, `belongs to uid ${uid}, not to root`)
  if ((mode & WRITABLE_BY_OTHERS) !== 0) untrusted(path, `can be written by others than root (mode ${octalMode(mode)})`)
}

const octalMode = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0')

/** Up to `size` bytes; fewer where the file has become shorter. */
function readAll(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let done = 0
  while (done < size) {
    const read = readSync(descriptor, bytes, done, size - done, done)
    if (read === 0) break
    done += read
  }
  return bytes.subarray(0, done)
}

const factsOf = ({ mode, uid, gid, nlink, size, mtimeMs }: Stats): FileFacts => ({
  mode,
  uid,
  gid,
  nlink,
  size,
  mtime: mtimeMs / 1000,
})

function untrusted(path: string, why: string): never {
  throw new LaunchError('config-untrusted', 'a file of the configuration cannot be trusted', {
    detail: `${path} ${why}`,
    place: { file: path },
  })
}

const absence = (path: string): LaunchError =>
  new LaunchError('list-absent', 'a file of the configuration is not there', {
    detail: `${path} does not exist`,
    place: { file: path },
  })

function absent(path: string): never {
  throw absence(path)
}

function readError(path: string, error: unknown): LaunchError {
  const facts = { detail: messageOf(error), place: { file: path }, cause: error }
  switch (errnoOf(error)) {
    case 'ENOENT':
      return absence(path)
    // It was no link a moment ago.
    case 'ELOOP':
      return new LaunchError('config-untrusted', 'a file of the configuration cannot be trusted', facts)
    default:
      return new LaunchError('internal', 'a file of the configuration cannot be read', facts)
  }
}
