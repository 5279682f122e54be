/**
 * The service account's access to a gridmapdir that is not its own, by ACL (acl(5)): directory and account files keep owner and
 * mode, so that LCMAPS and root work beside us, and whatever root adds with touch(1) later is usable without another step.
 */
import * as fs from 'node:fs'
import { errnoOf, LaunchError } from '../../core/errors'
import { openPlain } from '../files/plain'
import type { Ids, Site } from './files'
import type { RunTool } from './tools'

/** Arguments of one setfacl(1), which are open files, too. */
const BATCH = 200

/**
 * link(2) to a file of another owner needs read and write access to it (fs.protected_hardlinks, proc(5)), and so does
 * utimensat(2) with the kernel's clock. A file system without ACLs is reported, not refused: there an administrator gives the
 * account files to the service account.
 */
export function ensureAccess(
  site: Site,
  directory: string,
  files: readonly string[],
  service: Ids & { readonly name: string },
  run: RunTool,
): void {
  const real = site.root + directory
  try {
    const entries = run('getfacl', ['--absolute-names', '--omit-header', '--numeric', '--', real]).split('\n')
    const wanted = [`user:${service.uid}:rwx`, `default:user:${service.uid}:rw-`]
    if (!wanted.every((entry) => entries.some((line) => line.startsWith(entry)))) {
      site.report(`give ${service.name} access to ${directory} and what is added to it`)
      if (!site.dryRun) run('setfacl', ['-m', `u:${service.uid}:rwx,d:u:${service.uid}:rw,d:m::rw`, '--', real])
    }
    const paths = files.map((name) => `${real}/${name}`)
    for (let at = 0; at < paths.length && !site.dryRun; at += BATCH)
      giveFiles(paths.slice(at, at + BATCH), service.uid, run)
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    site.report(
      `${directory} takes no ACL (${error.detail ?? error.message}): give the account files that root adds there to ${service.name}`,
    )
  }
}

/**
 * setfacl(1) follows links, and the service account may put one in the place of an account file at any time: it is given
 * the opened files, which have been looked at.
 */
function giveFiles(paths: readonly string[], uid: number, run: RunTool): void {
  const opened: number[] = []
  try {
    for (const path of paths) {
      const fd = openForeign(path, uid)
      if (fd !== undefined) opened.push(fd)
    }
    if (opened.length === 0) return
    run('setfacl', ['-m', `u:${uid}:rw`, '--', ...opened.map((fd) => `/proc/${process.pid}/fd/${fd}`)])
  } finally {
    for (const fd of opened) fs.closeSync(fd)
  }
}

/** Another's account file: empty, and with no more names than an account and its lease. Nothing else is given away. */
function openForeign(path: string, uid: number): number | undefined {
  let fd: number
  try {
    fd = openPlain(path)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
  const facts = fs.fstatSync(fd)
  if (facts.uid !== uid && facts.size === 0 && facts.nlink <= 2) return fd
  fs.closeSync(fd)
  return undefined
}
