/** gridmapdirs: one empty file per account of a pool. Leases are hard links to these files and are never touched here. */
import * as fs from 'node:fs'
import { LaunchError } from '../../core/errors'
import type { PoolSettings } from '../../core/settings'
import { ensureDirectory, lstat, type Ids, type Site } from './files'

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = fs.constants

/** More lines than this would be a list for nobody. */
const NAMES_SHOWN = 3

/**
 * A directory that exists keeps owner and mode: it may be shared with LCMAPS. `names` are all local account names.
 * The files belong to the service account: with fs.protected_hardlinks the kernel lets nobody else link them (proc(5)).
 * Errors: `install-failed`.
 */
export function ensurePool(site: Site, pool: PoolSettings, names: readonly string[], root: Ids, service: Ids): void {
  if (lstat(site.root + pool.directory) === undefined)
    ensureDirectory(site, pool.directory, { uid: root.uid, gid: service.gid }, 0o770)
  const missing = accountsOf(pool, names).filter((name) => lstat(`${site.root}${pool.directory}/${name}`) === undefined)
  if (missing.length === 0) return
  const shown = missing.length > NAMES_SHOWN ? `${missing[0] ?? ''} … ${missing.at(-1) ?? ''}` : missing.join(', ')
  site.report(`add ${missing.length} account${missing.length === 1 ? '' : 's'} to ${pool.directory}: ${shown}`)
  if (site.dryRun) return
  for (const name of missing) addAccount(`${site.root}${pool.directory}/${name}`, service)
}

/** prefix + digits, as LCMAPS counts pool accounts, in order. */
export function accountsOf({ prefix }: PoolSettings, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))).sort()
}

function addAccount(real: string, service: Ids): void {
  const fd = fs.openSync(real, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644)
  try {
    fs.fchownSync(fd, service.uid, service.gid)
    fs.fchmodSync(fd, 0o644)
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * Names of getent(1) passwd's lines: the name service may know more than /etc/passwd. Where it does not enumerate
 * (sssd's default), accounts must be added to the directory by hand. Errors: `install-failed` for a malformed line.
 */
export function accountNames(passwd: string): readonly string[] {
  return passwd
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name, ...rest] = line.split(':')
      if (name === undefined || name === '' || rest.length < 5)
        throw new LaunchError('install-failed', 'getent passwd gave a line that is none', { detail: line })
      return name
    })
}
