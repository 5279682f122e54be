/**
 * Thousands of files of one directory, as lists need them: what lstat(2) tells, or what is in them. Names are bytes, one
 * character each. Node's own calls take three times as long as the kernel does; where there are many names, the C
 * library is called instead (native.ts). What it cannot answer, Node is asked, which also says why.
 */
import { closeSync, constants, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { errnoOf } from '../../core/errors'
import type { NativeFolder } from './native'

export interface FileFacts {
  /** A bigint only where a number cannot hold it; of one file it is the same every time. */
  readonly inode: number | bigint
  readonly links: number
  readonly isFile: boolean
  /** Seconds since the epoch. */
  readonly modified: number
}

export interface NamedFacts {
  readonly name: string
  readonly facts: FileFacts
}

export interface Folder {
  /** lstat(2). Undefined: there is no such entry. Errors: Node's. */
  facts(name: string): FileFacts | undefined
  /** The first LARGEST bytes as UTF-8, links not followed. Undefined: it is gone, or cannot be read as a file. */
  read(name: string): string | typeof UNREADABLE | undefined
}

/** The file is not for this user. No text is this. */
export const UNREADABLE = Symbol('unreadable')

/** A record has two lines; a command is cut at 4 KiB, an attribute certificate has some hundred FQANs at most. */
const LARGEST = 1024 * 1024

/** Below, loading the foreign function interface takes longer than it saves. */
const MANY = 200

/** A function, because a static import would run at start-up. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` is asynchronous
const native = (): typeof import('./native') => require('./native') as typeof import('./native')

/** `count`: how many names will be asked for. */
export function withFolder<T>(directory: string, count: number, action: (folder: Folder) => T): T {
  const slow = nodeFolder(directory)
  const fast = count < MANY ? undefined : native().openNative(directory, LARGEST)
  if (fast === undefined) return action(slow)
  try {
    return action(nativeFirst(fast, slow))
  } finally {
    fast.close()
  }
}

/**
 * What lstat(2) tells of every entry but hidden ones. A file with several names is looked at once: the directory has the
 * inode of each name, and is believed as long as it says what lstat(2) does. Errors: Node's.
 */
export function factsOfAll(directory: string): readonly NamedFacts[] {
  const fast = native().openNative(directory, LARGEST)
  if (fast === undefined) return factsOneByOne(directory)
  try {
    return factsByInode(fast) ?? factsOneByOne(directory)
  } finally {
    fast.close()
  }
}

function factsByInode(folder: NativeFolder): readonly NamedFacts[] | undefined {
  const found: NamedFacts[] = []
  const seen = new Map<FileFacts['inode'], FileFacts>()
  for (const { name, inode } of folder.entries() ?? []) {
    if (name.startsWith('.')) continue
    const facts = seen.get(inode) ?? folder.facts(name)
    // Another file system's (a mount point, some overlays), or changed under our eyes.
    if (facts?.inode !== inode) return undefined
    seen.set(inode, facts)
    found.push({ name, facts })
  }
  return found.length === 0 ? undefined : found
}

/** What goes away between the two looks was never there. */
export function factsOneByOne(directory: string): readonly NamedFacts[] {
  const folder = nodeFolder(directory)
  return readdirSync(directory, { encoding: 'latin1' }).flatMap((name) => {
    const facts = name.startsWith('.') ? undefined : folder.facts(name)
    return facts === undefined ? [] : [{ name, facts }]
  })
}

const nativeFirst = (fast: NativeFolder, slow: Folder): Folder => ({
  facts: (name) => fast.facts(name) ?? slow.facts(name),
  read: (name) => fast.read(name) ?? slow.read(name),
})

const nodeFolder = (directory: string): Folder => ({
  facts: (name) => {
    const stat = lstatSync(pathOf(directory, name), { bigint: true, throwIfNoEntry: false })
    if (stat === undefined) return undefined
    const inode = stat.ino <= Number.MAX_SAFE_INTEGER ? Number(stat.ino) : stat.ino
    return { inode, links: Number(stat.nlink), isFile: stat.isFile(), modified: secondsOf(stat.mtimeNs) }
  },
  read: (name) => readText(pathOf(directory, name)),
})

const secondsOf = (nanoseconds: bigint): number =>
  Number(nanoseconds / 1_000_000_000n) + Number(nanoseconds % 1_000_000_000n) / 1e9

const pathOf = (directory: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`${directory}/`, 'utf8'), Buffer.from(name, 'latin1')])

function readText(path: Buffer): string | typeof UNREADABLE | undefined {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  let fd: number
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    return errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM' ? UNREADABLE : undefined
  }
  try {
    content ??= Buffer.allocUnsafeSlow(LARGEST)
    return content.toString('utf8', 0, readSync(fd, content, 0, LARGEST, null))
  } catch {
    return undefined
  } finally {
    closeSync(fd)
  }
}

let content: Buffer | undefined
