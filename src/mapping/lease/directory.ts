/** System calls on a gridmapdir. Names are bytes (one character each), so that no encoding can change them. */
import {
  linkSync,
  lstatSync,
  lutimesSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  unlinkSync,
  type BigIntStats,
} from 'node:fs'
import { LaunchError, errnoOf, messageOf } from '../../core/errors'
import { touchNow } from './libc'

/** What decides about an entry. */
export interface EntryFacts {
  readonly inode: bigint
  readonly links: number
  readonly isFile: boolean
  readonly modified: bigint
  /** Last change of the link count or of a time. */
  readonly changed: bigint
  readonly size: bigint
}

/** Directory and name as the bytes that the kernel gets. */
export const entryPath = (directory: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`${directory}/`, 'utf8'), Buffer.from(name, 'latin1')])

/** lstat(2); undefined: no such entry. Errors: `lease-directory`. */
export function look(directory: string, name: string): EntryFacts | undefined {
  return call('lstat', directory, name, (path) => {
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    return stat === undefined
      ? undefined
      : {
          inode: stat.ino,
          links: Number(stat.nlink),
          isFile: stat.isFile(),
          modified: stat.mtimeNs,
          changed: stat.ctimeNs,
          size: stat.size,
        }
  })
}

/** All names, in no order. Errors: `lease-directory`. */
export const namesIn = (directory: string): readonly string[] =>
  call('read directory', directory, '', () => readdirSync(directory, { encoding: 'latin1' }))

const PROTECTED =
  'EPERM: account files must belong to the service account, or be readable and writable for it (proc(5), fs.protected_hardlinks)'

/** link(2). EEXIST says nothing (NFS repeats requests) and is not reported; the caller looks what is there. */
export function link(directory: string, account: string, lease: string): 'made' | 'exists' | 'no-account' {
  return call('link', directory, lease, (path) => {
    try {
      linkSync(entryPath(directory, account), path)
      return 'made'
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return 'exists'
      if (errnoOf(error) === 'ENOENT') return 'no-account'
      if (errnoOf(error) === 'EPERM') throw new Error(PROTECTED, { cause: error })
      throw error
    }
  })
}

/** unlink(2); an entry that is gone already is fine. */
export function unlink(directory: string, name: string): void {
  call('unlink', directory, name, (path) => {
    try {
      unlinkSync(path)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
    }
  })
}

/**
 * Marks the shared inode as used now. The modification time always changes: whoever takes a lease back looks there
 * whether somebody else has used it since. Returns the new time. Errors: `lease-directory` (LCMAPS, too, fails a
 * mapping that it cannot touch).
 */
export function touch(directory: string, name: string, seconds: number): bigint | undefined {
  const before = look(directory, name)?.modified
  call('touch', directory, name, (path) => {
    try {
      lutimesSync(path, seconds, seconds)
    } catch (error) {
      if (errnoOf(error) !== 'EPERM') throw error
      const errno = touchNow(path)
      if (errno !== 0) throw error
    }
  })
  const after = look(directory, name)?.modified
  return after === before ? undefined : after
}

/** Text in a symbolic link: made at once and whole, read with one call. */
export function readNote(directory: string, name: string): string | undefined {
  try {
    return readlinkSync(entryPath(directory, name), { encoding: 'buffer' }).toString('latin1')
  } catch (error) {
    if (['ENOENT', 'EINVAL', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined
    throw failure('readlink', directory, name, error)
  }
}

/** False where the name is taken. */
export function writeNote(directory: string, name: string, text: string): boolean {
  return call('symlink', directory, name, (path) => {
    try {
      symlinkSync(Buffer.from(text, 'latin1'), path)
      return true
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false
      throw error
    }
  })
}

/** The directory itself. Errors: `lease-directory`; `config-untrusted` where anybody may write or a stranger owns it. */
export function checkDirectory(directory: string): BigIntStats {
  const stat = call('stat', directory, '', () => statSync(directory, { bigint: true }))
  if (!stat.isDirectory()) throw failure('stat', directory, '', new Error('not a directory'))
  const trusted = stat.uid === 0n || stat.uid === BigInt(process.geteuid?.() ?? 0)
  if (trusted && (stat.mode & 0o002n) === 0n) return stat
  throw new LaunchError('config-untrusted', 'the lease directory cannot be trusted', {
    detail: `${directory}: owner ${stat.uid}, mode ${(stat.mode & 0o7777n).toString(8)}; it belongs to root or to the service account and is not writable by others`,
    place: { file: directory },
  })
}

function call<T>(what: string, directory: string, name: string, action: (path: Buffer) => T): T {
  try {
    return action(entryPath(directory, name))
  } catch (error) {
    throw failure(what, directory, name, error)
  }
}

export const failure = (what: string, directory: string, name: string, error: unknown): LaunchError =>
  error instanceof LaunchError
    ? error
    : new LaunchError('lease-directory', 'the lease directory does not work', {
        detail: `${what}: ${messageOf(error)}`,
        place: { file: name === '' ? directory : `${directory}/${name}` },
        cause: error,
      })
