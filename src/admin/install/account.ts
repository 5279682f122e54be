/** The service account: no password, no shell, no home of its own. */
import { LaunchError } from '../../core/errors'
import type { System } from '../../core/system'
import type { Ids, Site } from './files'
import type { RunTool } from './tools'

/** In a dry run on a machine that has no account yet: something that no file is owned by. */
export const NOBODY_YET: Ids = { uid: -1, gid: -1 }

/**
 * Makes account and group where they are missing. A group of that name that exists is used.
 * Errors: `install-failed`; `config-invalid` for an account that is root.
 */
export function ensureServiceAccount(site: Site, name: string, system: System, run: RunTool): Ids {
  const found = system.accounts.byName(name)
  if (found !== undefined) {
    if (found.uid === 0 || found.gid === 0)
      throw new LaunchError('config-invalid', `the service account ${name} must not be root`)
    return found
  }
  site.report(`create the system account ${name}`)
  if (site.dryRun) return NOBODY_YET
  if (system.accounts.groupByName(name) === undefined) run('groupadd', ['--system', name])
  run('useradd', [
    ...['--system', '--gid', name, '--no-create-home', '--home-dir', '/nonexistent'],
    ...['--shell', '/usr/sbin/nologin', '--comment', 'mapexec decision program', name],
  ])
  const made = system.accounts.byName(name)
  if (made === undefined)
    throw new LaunchError('install-failed', `useradd made no account ${name}`, {
      detail: 'the name service does not find it; nscd or sssd may hold a negative answer for some seconds',
    })
  return made
}
