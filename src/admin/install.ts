/**
 * `mapexec install`: brings a machine into the state in which launches work, whatever state it was in. Root runs it, by
 * hand or from configuration management; it changes only what is not as it should be, and says so.
 */
import { dirname } from 'node:path'
import { loadSettings } from '../config'
import { renderHelperConf } from '../config/helper-conf'
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'
import { ensureServiceAccount, NOBODY_YET } from './install/account'
import { ensureDirectory, ensureFile, ensureLink, lstat, type Ids, type Site } from './install/files'
import { ensureHelper } from './install/helper'
import { PATHS, RECORD_SUBDIRECTORIES } from './install/layout'
import { judgeNode } from './install/node'
import { ensureAccess } from './install/access'
import { accountNames, accountsOf, ensurePool } from './install/pools'
import { doorFor, ensurePrograms, readBuild, type Build } from './install/programs'
import { sysusers, tmpfiles } from './install/system-files'
import type { RunTool } from './install/tools'

export interface Installation extends Site {
  /** Directory of the build: dist/ of a checkout, or /usr/lib/mapexec itself. */
  readonly source: string
  /** Which of config/*.toml to start from. */
  readonly example: string
  /** Absolute path of the Node that a fresh configuration names. */
  readonly node: string
  readonly system: System
  readonly run: RunTool
  /** Real and effective uid of this process, and what counts as root's ids: 0 outside of tests. */
  readonly uid: number
  readonly rootIds: Ids
  /** Whether systemd runs this machine (sd_booted(3)). */
  readonly systemd: boolean
}

/** Errors: `not-root`, `install-failed`, and those of the configuration. */
export async function install(installation: Installation): Promise<void> {
  const { system, rootIds: root, run } = installation
  if (installation.uid !== root.uid) throw new LaunchError('not-root', 'only root can install mapexec')
  const build = readBuild(installation.source)
  ensureDirectory(installation, PATHS.configurationDirectory, root, 0o755)
  const settings = ensureConfiguration(installation, build)
  judgeNode(settings.service.node, root.uid)
  const service = ensureServiceAccount(installation, settings.service.account, system, run)

  ensureStateDirectories(installation, settings, root, service)
  await ensurePrograms(installation, build, settings, { root, service })
  if (service === NOBODY_YET) installation.report(`create ${PATHS.helperConf}`)
  else {
    const helperConf = renderHelperConf(settings, system, PATHS.library)
    ensureFile(installation, PATHS.helperConf, Buffer.from(helperConf), root, 0o644)
  }
  ensureHelper(installation, build.helper, root, run)
  ensureFile(installation, PATHS.door, doorFor(shared(build, 'mapexec'), settings.service.node), root, 0o755)
  ensureLink(installation, PATHS.glexec, PATHS.helper)

  const names = settings.pools.length === 0 ? [] : accountNames(run('getent', ['passwd']))
  for (const pool of settings.pools) {
    ensurePool(installation, pool, names, root, service)
    ensureAccess(
      installation,
      pool.directory,
      accountsOf(pool, names),
      { ...service, name: settings.service.account },
      run,
    )
  }
  ensureSystemFiles(installation, build, settings)
}

/** The configuration in force; where there is none, an example becomes it. An existing one is never changed. */
function ensureConfiguration(installation: Installation, build: Build): Settings {
  const { system, example, node, rootIds } = installation
  if (lstat(installation.root + PATHS.configuration) !== undefined) return loadSettings(system, PATHS.configuration)
  const text = withNode(shared(build, `config/${example}.toml`).toString('utf8'), node)
  ensureFile(installation, PATHS.configuration, Buffer.from(text), rootIds, 0o644)
  // In a dry run nothing was written that could be read.
  const facts = { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: text.length, mtime: 0 }
  const readTrustedFile = (path: string) => ({ path, text, facts })
  const settings = loadSettings(installation.dryRun ? { ...system, readTrustedFile } : system, PATHS.configuration)
  // A list that is configured and absent refuses everybody (`list-absent`); a new site starts with empty ones.
  for (const path of listsOf(settings))
    if (lstat(installation.root + path) === undefined) ensureFile(installation, path, new Uint8Array(), rootIds, 0o644)
  return settings
}

/** The lists that the configuration names in its own directory. */
function listsOf({ authorize, maps }: Settings): readonly string[] {
  const { banDn, banFqan, banSubject, allowDn, allowFqan } = authorize
  const files = maps.flatMap(({ from, groups }) => ['file' in from ? from.file : undefined, groups.groupmapfile])
  return [...banDn, ...banFqan, ...banSubject, ...allowDn, ...allowFqan, ...files]
    .filter((path) => path !== undefined)
    .filter((path) => dirname(path) === PATHS.configurationDirectory)
}

/** Names a Node that is not where the schema's default has it. */
export function withNode(text: string, node: string): string {
  if (node === '/usr/bin/node') return text
  const line = `node = ${JSON.stringify(node)}`
  const set = text.replace(/^#?[ \t]*node[ \t]*=.*$/m, () => line)
  return set === text ? text.replace(/^\[service\].*$/m, (table) => `${table}\n${line}`) : set
}

function ensureStateDirectories(site: Site, { record, log }: Settings, root: Ids, service: Ids): void {
  ensureDirectory(site, record.directory, service, 0o755)
  for (const { name, mode } of RECORD_SUBDIRECTORIES)
    ensureDirectory(site, `${record.directory}/${name}`, service, mode)
  ensureDirectory(site, PATHS.state, root, 0o755)
  ensureDirectory(site, PATHS.cache, service, 0o750)
  // A site's own log directory (say, /var/log itself) is not ours to give away.
  const logs = log.file === undefined ? undefined : dirname(log.file)
  if (logs === '/var/log/mapexec') ensureDirectory(site, logs, { uid: service.uid, gid: service.gid }, 0o750)
  else if (logs !== undefined && lstat(site.root + logs) === undefined)
    ensureDirectory(site, logs, { uid: service.uid, gid: service.gid }, 0o750)
}

function ensureSystemFiles(installation: Installation, build: Build, settings: Settings): void {
  const { rootIds: root } = installation
  const put = (path: string, text: Uint8Array): boolean => ensureFile(installation, path, text, root, 0o644)
  put(PATHS.sysusers, Buffer.from(sysusers(settings.service.account)))
  put(PATHS.tmpfiles, Buffer.from(tmpfiles(settings)))
  let units = false
  for (const [name, content] of build.share) {
    const [kind, file] = name.split('/').slice(-2)
    if (kind === 'systemd' && file !== undefined) units = put(`${PATHS.units}/${file}`, content) || units
    if (kind === 'man' && file !== undefined) put(`${PATHS.manual}/man${file.slice(-1)}/${file}`, content)
  }
  if (units && installation.systemd && !installation.dryRun) installation.run('systemctl', ['daemon-reload'])
}

function shared(build: Build, name: string): Buffer {
  const content = build.share.get(name)
  if (content !== undefined) return content
  throw new LaunchError('install-failed', `the build has no share/${name}`)
}
