/** The one privileged program, and how an old one loses its privilege for good. */
import * as fs from 'node:fs'
import { ensureDirectory, ensureFile, lstat, writeTemporary, type Ids, type Site } from './files'
import { HELPER_CAPABILITIES, PATHS } from './layout'
import type { RunTool } from './tools'

const MODE = 0o755

/**
 * Puts the helper in place with its capabilities. There is always a helper under its name; the one that is replaced
 * keeps neither capabilities nor execute permission, so that a hard link that somebody made to it is worth nothing.
 * Errors: `install-failed`, e.g. where the file system keeps no capabilities.
 */
export function ensureHelper(site: Site, content: Uint8Array, owner: Ids, run: RunTool): void {
  const real = site.root + PATHS.helper
  ensureDirectory(site, PATHS.library, owner, 0o755)
  if (isCurrent(real, content, owner, run)) return
  if (site.dryRun) {
    ensureFile(site, PATHS.helper, content, owner, MODE)
    site.report(`set capabilities of ${PATHS.helper} to ${HELPER_CAPABILITIES}`)
    return
  }
  site.report(`${lstat(real) === undefined ? 'create' : 'replace'} ${PATHS.helper} with ${HELPER_CAPABILITIES}`)
  const [fresh, old] = [`${real}.new`, `${real}.old`]
  writeTemporary(fresh, content, owner, MODE)
  run('setcap', [HELPER_CAPABILITIES, fresh])
  disarm(old, run)
  if (lstat(real) !== undefined) fs.linkSync(real, old)
  fs.renameSync(fresh, real)
  disarm(old, run)
}

/** Takes capabilities and mode from the file behind a name, then the name. */
export function disarm(real: string, run: RunTool): void {
  const stat = lstat(real)
  if (stat === undefined) return
  if (stat.isFile()) {
    if (capabilitiesOf(real, run) !== '') run('setcap', ['-r', real])
    fs.chmodSync(real, 0)
  }
  fs.rmSync(real)
}

function isCurrent(real: string, content: Uint8Array, owner: Ids, run: RunTool): boolean {
  const stat = lstat(real)
  return (
    stat?.isFile() === true &&
    stat.uid === owner.uid &&
    stat.gid === owner.gid &&
    (stat.mode & 0o7777) === MODE &&
    stat.nlink === 1 &&
    fs.readFileSync(real).equals(content) &&
    capabilitiesOf(real, run) === HELPER_CAPABILITIES
  )
}

/** getcap(8) prints `FILE cap_…=p`, older versions `FILE = cap_…+p`, and nothing for a file without capabilities. */
function capabilitiesOf(real: string, run: RunTool): string {
  const said = run('getcap', [real]).trim()
  const text = said.startsWith(`${real} `) ? said.slice(real.length + 1) : ''
  return text.replace(/^= /, '').replace('+', '=')
}
