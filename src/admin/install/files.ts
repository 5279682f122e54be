/**
 * Directories, files and links brought into the state they should have. Each function does nothing where nothing is to
 * do, reports what it changes, and only reports in a dry run. Owners and modes are set on opened descriptors: some of
 * the directories belong to the service account, which could otherwise lay a link in our way.
 */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { errnoOf } from '../../core/errors'

export interface Ids {
  readonly uid: number
  readonly gid: number
}

export interface Site {
  /** Prefix of every path: empty on a live system. */
  readonly root: string
  readonly dryRun: boolean
  report(change: string): void
}

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_CREAT, O_EXCL, O_WRONLY } = fs.constants
const PERMISSIONS = 0o7777

export const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

/** Makes missing parents root-owned and 0755. */
export function ensureDirectory(site: Site, path: string, owner: Ids, mode: number): void {
  const real = site.root + path
  if (lstat(real) === undefined) {
    site.report(`create directory ${path} (${owner.uid}:${owner.gid} ${octal(mode)})`)
    if (site.dryRun) return
    fs.mkdirSync(dirname(real), { recursive: true, mode: 0o755 })
    fs.mkdirSync(real, { mode: 0o700 })
    setFacts(real, owner, mode, O_DIRECTORY)
    return
  }
  correct(site, path, owner, mode, O_DIRECTORY)
}

/** Atomically: readers see the old or the new file. Returns whether the content changed. */
export function ensureFile(site: Site, path: string, content: Uint8Array, owner: Ids, mode: number): boolean {
  const real = site.root + path
  if (sameContent(real, content)) {
    correct(site, path, owner, mode, 0)
    return false
  }
  site.report(`${lstat(real) === undefined ? 'create' : 'replace'} ${path}`)
  if (site.dryRun) return true
  fs.mkdirSync(dirname(real), { recursive: true, mode: 0o755 })
  writeTemporary(`${real}.new`, content, owner, mode)
  fs.renameSync(`${real}.new`, real)
  return true
}

/** Writes a file that nobody else had a name for. */
export function writeTemporary(real: string, content: Uint8Array, owner: Ids, mode: number): void {
  fs.rmSync(real, { force: true })
  const fd = fs.openSync(real, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
  try {
    fs.writeFileSync(fd, content)
    fs.fchownSync(fd, owner.uid, owner.gid)
    fs.fchmodSync(fd, mode)
  } finally {
    fs.closeSync(fd)
  }
}

/** A symbolic link; something else under that name is not ours and is kept, with a complaint. */
export function ensureLink(site: Site, path: string, target: string): void {
  const real = site.root + path
  const stat = lstat(real)
  if (stat?.isSymbolicLink() && fs.readlinkSync(real) === target) return
  if (stat !== undefined && !stat.isSymbolicLink()) {
    site.report(`keep ${path}: it is not a link of ours (remove it to get the link to ${target})`)
    return
  }
  site.report(`link ${path} to ${target}`)
  if (site.dryRun) return
  fs.mkdirSync(dirname(real), { recursive: true, mode: 0o755 })
  fs.rmSync(`${real}.new`, { force: true })
  fs.symlinkSync(target, `${real}.new`)
  fs.renameSync(`${real}.new`, real)
}

export function remove(site: Site, path: string): void {
  const real = site.root + path
  if (lstat(real) === undefined) return
  site.report(`remove ${path}`)
  if (!site.dryRun) fs.rmSync(real, { recursive: true, force: true })
}

export function lstat(real: string): fs.Stats | undefined {
  return fs.lstatSync(real, { throwIfNoEntry: false })
}

function sameContent(real: string, content: Uint8Array): boolean {
  try {
    const fd = fs.openSync(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      return fs.fstatSync(fd).isFile() && fs.readFileSync(fd).equals(content)
    } finally {
      fs.closeSync(fd)
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ELOOP') return false
    throw error
  }
}

/** Puts owner and mode of something that exists right. A link in its place is an error (ELOOP, ENOTDIR). */
function correct(site: Site, path: string, owner: Ids, mode: number, flag: number): void {
  const real = site.root + path
  const before = fs.lstatSync(real)
  const wrongOwner = before.uid !== owner.uid || before.gid !== owner.gid
  const wrongMode = (before.mode & PERMISSIONS) !== mode
  if (!wrongOwner && !wrongMode && (flag === 0 || before.isDirectory())) return
  if (wrongOwner) site.report(`change owner of ${path} from ${before.uid}:${before.gid} to ${owner.uid}:${owner.gid}`)
  if (wrongMode) site.report(`change mode of ${path} from ${octal(before.mode & PERMISSIONS)} to ${octal(mode)}`)
  if (!site.dryRun) setFacts(real, owner, mode, flag)
}

function setFacts(real: string, owner: Ids, mode: number, flag: number): void {
  const fd = fs.openSync(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | flag)
  try {
    // chown(2) clears capabilities and set-id bits: the mode comes second.
    fs.fchownSync(fd, owner.uid, owner.gid)
    fs.fchmodSync(fd, mode)
  } finally {
    fs.closeSync(fd)
  }
}
