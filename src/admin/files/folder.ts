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

/** A file and all its names in one directory. */
export interface NamedFile {
  readonly facts: FileFacts
  readonly names: readonly string[]
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
 * Every file that has a name in the directory, but hidden ones. A file with several names is looked at once: the directory
 * has the inode of each name, and is believed as long as it says what lstat(2) does. Errors: Node's.
 */
export function filesOf(directory: string): readonly NamedFile[] {
  const fast = native().openNative(directory, LARGEST)
  if (fast === undefined) return filesOneByOne(directory)
  try {
    return filesByInode(fast) ?? filesOneByOne(directory)
  } finally {
    fast.close()
  }
}

/** Lists have ten thousands of names: nothing is made of one that is not kept. */
function filesByInode(folder: NativeFolder): readonly NamedFile[] | undefined {
  const files: NamedFile[] = []
  const known = new Map<FileFacts['inode'], string[]>()
  const whole = folder.entries((name, inode) => {
    if (name.charCodeAt(0) === DOT) return true
    const others = known.get(inode)
    if (others !== undefined) {
      others.push(name)
      return true
    }
    const facts = folder.facts(name)
    // Another file system's (a mount point, some overlays), or changed under our eyes.
    if (facts?.inode !== inode) return false
    const names = [name]
    if (facts.links > 1) known.set(inode, names)
    files.push({ facts, names })
    return true
  })
  return whole && files.length > 0 ? files : undefined
}

const DOT = 0x2e

/** What goes away between the two looks was never there. */
export function filesOneByOne(directory: string): readonly NamedFile[] {
  const folder = nodeFolder(directory)
  const found = new Map<string, { readonly facts: FileFacts; readonly names: string[] }>()
  for (const name of readdirSync(directory, { encoding: 'latin1' })) {
    const facts = name.startsWith('.') ? undefined : folder.facts(name)
    if (facts === undefined) continue
    // Directories have one name each, and as mount points often the same inode.
    const key = facts.links > 1 && facts.isFile ? `${facts.inode}` : `${facts.inode} ${name}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { facts, names: [name] })
    else known.names.push(name)
  }
  return [...found.values()]
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
