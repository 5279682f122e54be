/** `mapexec uninstall`: takes the programs away; what a site cannot get back (configuration, leases, logs) only with --purge. */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { loadSettings } from '../config'
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'
import { lstat, remove, type Site } from './install/files'
import { disarm } from './install/helper'
import { PATHS } from './install/layout'
import type { RunTool } from './install/tools'

export interface Removal extends Site {
  readonly purge: boolean
  readonly system: System
  readonly run: RunTool
  readonly uid: number
  readonly rootUid: number
  /** Whether systemd runs this machine (sd_booted(3)). */
  readonly systemd: boolean
}

/**
 * Launches that are running go on: their helper is in memory, and its record directory stays unless it is purged.
 * Errors: `not-root`, `install-failed`.
 */
export function uninstall(removal: Removal): void {
  if (removal.uid !== removal.rootUid) throw new LaunchError('not-root', 'only root can remove mapexec')
  const settings = currentSettings(removal.system)
  if (isLink(removal, PATHS.glexec, PATHS.helper)) remove(removal, PATHS.glexec)
  remove(removal, PATHS.door)
  if (lstat(removal.root + PATHS.helper) !== undefined) {
    removal.report(`take the capabilities from ${PATHS.helper} and remove it`)
    if (!removal.dryRun) disarm(removal.root + PATHS.helper, removal.run)
  }
  removeSystemFiles(removal)
  remove(removal, PATHS.library)
  remove(removal, PATHS.helperConf)
  if (removal.purge) purge(removal, settings)
  else removal.report(`keep ${PATHS.configurationDirectory}, leases, records and logs (--purge removes them)`)
}

/** What the units, manual pages and so on are called stands in the installation's own share/. */
function removeSystemFiles(removal: Removal): void {
  const share = `${PATHS.library}/share`
  const names = (directory: string): readonly string[] =>
    lstat(removal.root + directory) === undefined ? [] : fs.readdirSync(removal.root + directory)
  const units = names(`${share}/config/systemd`).filter(
    (name) => lstat(`${removal.root}${PATHS.units}/${name}`) !== undefined,
  )
  const systemd = units.length > 0 && removal.systemd && !removal.dryRun
  if (systemd) removal.run('systemctl', ['disable', '--now', ...units])
  for (const name of units) remove(removal, `${PATHS.units}/${name}`)
  if (systemd) removal.run('systemctl', ['daemon-reload'])
  for (const name of names(`${share}/man`)) remove(removal, `${PATHS.manual}/man${name.slice(-1)}/${name}`)
  remove(removal, PATHS.sysusers)
  remove(removal, PATHS.tmpfiles)
}

function purge(removal: Removal, settings: Settings | undefined): void {
  for (const directory of new Set([
    settings?.record.directory ?? '/run/mapexec',
    PATHS.state,
    PATHS.configurationDirectory,
    '/var/log/mapexec',
  ]))
    removeTree(removal, directory)
  for (const { directory } of settings?.pools ?? []) {
    // Outside our own state a gridmapdir may be shared with LCMAPS or with other machines.
    if (dirname(directory) !== PATHS.state) removal.report(`keep ${directory}: it may be shared`)
  }
  const account = settings?.service.account ?? 'mapexec'
  if (account !== 'mapexec' || removal.system.accounts.byName(account) === undefined) return
  removal.report(`remove the account ${account}`)
  if (!removal.dryRun) removal.run('userdel', [account])
}

/**
 * Most of these directories are the service account's, which could put a link in the place of one below them just when it is
 * looked into. rm(1) of the GNU coreutils walks by descriptors (fts(3), openat(2)); Node's walks by names.
 */
function removeTree(removal: Removal, directory: string): void {
  if (lstat(removal.root + directory) === undefined) return
  removal.report(`remove ${directory}`)
  if (!removal.dryRun) removal.run('rm', ['-rf', '--', removal.root + directory])
}

/** An installation must be removable whatever its configuration has become. */
function currentSettings(system: System): Settings | undefined {
  try {
    return loadSettings(system, PATHS.configuration)
  } catch (error) {
    if (error instanceof LaunchError) return undefined
    throw error
  }
}

function isLink(site: Site, path: string, target: string): boolean {
  return lstat(site.root + path)?.isSymbolicLink() === true && fs.readlinkSync(site.root + path) === target
}
