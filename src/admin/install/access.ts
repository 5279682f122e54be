/**
 * The service account's access to a gridmapdir that is not its own, by ACL (acl(5)): directory and account files keep owner and
 * mode, so that LCMAPS and root work beside us, and whatever root adds with touch(1) later is usable without another step.
 */
import * as fs from 'node:fs'
import { LaunchError } from '../../core/errors'
import type { Ids, Site } from './files'
import type { RunTool } from './tools'

/** Arguments of one setfacl(1). */
const BATCH = 500

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
    const foreign = files.map((name) => `${real}/${name}`).filter((path) => isForeign(path, service.uid))
    for (let at = 0; at < foreign.length && !site.dryRun; at += BATCH) {
      run('setfacl', ['-m', `u:${service.uid}:rw`, '--', ...foreign.slice(at, at + BATCH)])
    }
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    site.report(
      `${directory} takes no ACL (${error.detail ?? error.message}): give the account files that root adds there to ${service.name}`,
    )
  }
}

function isForeign(path: string, uid: number): boolean {
  const facts = fs.lstatSync(path, { throwIfNoEntry: false })
  return facts?.isFile() === true && facts.uid !== uid
}
