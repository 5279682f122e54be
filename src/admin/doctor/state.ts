/** Accounts, directories, logs and sockets that a launch needs. */
import { basename, dirname } from 'node:path'
import { HELPER_CONF_PATH, helperConfDrift, parseHelperConf, resolveHelperConf } from '../../config/helper-conf'
import { LaunchError } from '../../core/errors'
import type { PoolSettings, Settings } from '../../core/settings'
import type { Account, System } from '../../core/system'
import { belongsTo } from '../../mapping/lease/pool'
import { PATHS, RECORD_SUBDIRECTORIES } from '../install/layout'
import { firstOf, ok, problem, warning, type Finding } from './finding'
import type { Probe } from './probe'

const INSTALL = 'mapexec install'
const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

export async function checkState(settings: Settings, system: System, probe: Probe): Promise<readonly Finding[]> {
  const service = system.accounts.byName(settings.service.account)
  return [
    checkService(settings, service),
    checkHelperConf(settings, system, probe),
    ...checkRecords(settings, service, probe),
    checkLogFile(settings, service, probe),
    await checkSyslog(settings, probe),
    ...settings.pools.flatMap((pool) => checkPool(pool, settings, system, service, probe)),
    ...(await checkWarm(settings, service, probe)),
  ]
}

function checkService({ service }: Settings, account: Account | undefined): Finding {
  const id = 'service-account'
  if (account === undefined) return problem(id, `there is no account ${service.account}`, INSTALL)
  if (account.uid === 0 || account.gid === 0)
    return problem(id, `the service account ${account.name} is root`, 'set [service] account to one of its own')
  if (service.targetUids.some(({ first, last }) => account.uid >= first && account.uid <= last))
    return problem(
      id,
      `uid ${account.uid} of ${account.name} is in target_uids`,
      'take it out of [service] target_uids',
    )
  return /\/(?:nologin|false)$/.test(account.shell)
    ? ok(id, `${account.name} (uid ${account.uid}) has no shell`)
    : warning(id, `${account.name} has the shell ${account.shell}`, `usermod -s /usr/sbin/nologin ${account.name}`)
}

function checkHelperConf(settings: Settings, system: System, probe: Probe): Finding {
  const id = 'helper-conf'
  const text = probe.readText(HELPER_CONF_PATH)
  const facts = probe.stat(HELPER_CONF_PATH)
  if (text === undefined || facts === undefined) return problem(id, `${HELPER_CONF_PATH} is not there`, INSTALL)
  if (facts.type !== 'file' || facts.uid !== 0 || (facts.mode & 0o022) !== 0)
    return problem(
      id,
      `${HELPER_CONF_PATH} cannot be trusted (uid ${facts.uid}, mode ${octal(facts.mode)})`,
      `chown root:root ${HELPER_CONF_PATH} && chmod 0644 ${HELPER_CONF_PATH}`,
    )
  const wanted = resolveHelperConf(settings, system, PATHS.library)
  const [unknown] = wanted.problems
  if (unknown !== undefined) return problem(id, unknown.message, unknown.remedy)
  try {
    const [drift] = helperConfDrift(wanted.values, parseHelperConf(text))
    return drift === undefined
      ? ok(id, `${HELPER_CONF_PATH} says what the configuration says`)
      : problem(id, drift, INSTALL)
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    return problem(id, `${error.message}: ${error.detail ?? ''}`, INSTALL)
  }
}

const LEAST_BYTES = 16 * 1024 * 1024
const LEAST_INODES = 2000

function checkRecords({ record }: Settings, service: Account | undefined, probe: Probe): readonly Finding[] {
  const id = 'records'
  const wanted = [{ path: record.directory, mode: 0o755 }].concat(
    RECORD_SUBDIRECTORIES.map(({ name, mode }) => ({ path: `${record.directory}/${name}`, mode })),
  )
  const objections = wanted.map(({ path, mode }) => {
    const facts = probe.stat(path)
    if (facts === undefined) return problem(id, `${path} is not there`, INSTALL)
    if (facts.type !== 'directory') return problem(id, `${path} is no directory`, `rm ${path} && ${INSTALL}`)
    if (service !== undefined && facts.uid !== service.uid)
      return problem(id, `${path} belongs to uid ${facts.uid}, not to ${service.name}`, INSTALL)
    if ((facts.mode & 0o022) !== 0 || (facts.mode & 0o700) !== 0o700 || (mode === 0o700 && (facts.mode & 0o077) !== 0))
      return problem(id, `${path} has mode ${octal(facts.mode)}, not ${octal(mode)}`, `chmod ${octal(mode)} ${path}`)
    return undefined
  })
  const space = probe.space(record.directory)
  return [
    firstOf(ok(id, `${record.directory} is the service account's`), ...objections),
    space === undefined
      ? warning('records-space', `the space in ${record.directory} cannot be told`, INSTALL)
      : space.freeBytes < LEAST_BYTES
        ? problem(
            'records-space',
            `${record.directory} has ${Math.floor(space.freeBytes / 1024)} KiB left`,
            'make room: no record, no launch',
          )
        : (space.freeInodes ?? Infinity) < LEAST_INODES
          ? problem(
              'records-space',
              `${record.directory} has ${space.freeInodes ?? 0} inodes left`,
              `mount -o remount,nr_inodes=… the file system`,
            )
          : ok('records-space', `${record.directory} has room`),
  ]
}

function checkLogFile({ log }: Settings, service: Account | undefined, probe: Probe): Finding {
  const id = 'log-file'
  if (log.file === undefined) return ok(id, 'the audit log goes to syslog only')
  const [file, directory] = [probe.stat(log.file), probe.stat(dirname(log.file))]
  if (directory === undefined) return problem(id, `${dirname(log.file)} is not there`, INSTALL)
  if (file !== undefined && file.type !== 'file') return problem(id, `${log.file} is no regular file`, `rm ${log.file}`)
  const owner = file ?? directory
  if (service === undefined || mayWrite(owner, service)) return ok(id, `${log.file} can be written`)
  return problem(
    id,
    `${file === undefined ? dirname(log.file) : log.file} cannot be written by ${service.name}`,
    `chown ${service.name}: ${file === undefined ? dirname(log.file) : log.file}`,
  )
}

const mayWrite = (facts: { uid: number; gid: number; mode: number }, { uid, gid }: Account): boolean =>
  ((facts.uid === uid ? facts.mode >> 6 : facts.gid === gid ? facts.mode >> 3 : facts.mode) & 0o2) !== 0

async function checkSyslog({ log }: Settings, probe: Probe): Promise<Finding> {
  const id = 'syslog'
  if (!log.syslog) return ok(id, 'syslog is not used')
  const trouble = await probe.connect(log.syslogSocket, 'datagram')
  if (trouble === undefined) return ok(id, `${log.syslogSocket} takes messages`)
  const message = `${log.syslogSocket}: ${trouble}`
  const remedy = 'start the system log, or set [log] syslog = false'
  return log.file === undefined && log.onFailure === 'refuse'
    ? problem(id, message, remedy)
    : warning(id, message, remedy)
}

const FULL_WARNING = 0.95

function checkPool(
  pool: PoolSettings,
  { service: bounds }: Settings,
  { accounts }: System,
  service: Account | undefined,
  probe: Probe,
): readonly Finding[] {
  const id = `pool-${pool.name}`
  const { directory } = pool
  const facts = probe.stat(probe.resolve(directory) ?? directory)
  if (facts?.type !== 'directory') return [problem(id, `${directory} is no directory`, INSTALL)]
  if ((facts.uid !== 0 && facts.uid !== service?.uid) || (facts.mode & 0o002) !== 0)
    return [
      problem(
        id,
        `${directory} cannot be trusted (uid ${facts.uid}, mode ${octal(facts.mode)})`,
        `chown root ${directory} && chmod o-w ${directory}`,
      ),
    ]
  if (service !== undefined && !mayWrite(facts, service))
    return [
      problem(
        id,
        `${directory} cannot be written by ${service.name}`,
        `chgrp ${service.name} ${directory} && chmod g+w ${directory}`,
      ),
    ]
  const link = probe.linkWorks(directory)
  if (link !== undefined)
    return [
      problem(id, `${directory}: no hard links: ${link}`, 'put the gridmapdir on a file system that has hard links'),
    ]
  const listed = probe.list(directory)
  if (listed === undefined && probe.uid !== 0)
    return [warning(id, `${directory} cannot be judged as uid ${probe.uid}`, 'sudo mapexec doctor')]
  const names = (listed ?? []).filter((name) => belongsTo(pool, name))
  if (names.length === 0) return [problem(id, `${directory} has no account "${pool.prefix}…"`, INSTALL)]
  const missing = names.filter((name) => accounts.byName(name) === undefined)
  const out = names.filter((name) => outOfBounds(accounts.byName(name), bounds.targetUids))
  const files = names.map((name) => ({ name, facts: probe.stat(`${directory}/${name}`) }))
  const free = files.filter((file) => file.facts?.links === 1)
  // Each question to the ACL is a process: a few speak for all.
  const foreign = files
    .filter(({ facts }) => !linkable(facts, service))
    .slice(0, ACLS_ASKED)
    .find(({ name }) => probe.granted?.(`${directory}/${name}`, service?.uid ?? 0) !== true)
  return [
    firstOf(
      ok(id, `${free.length} of ${names.length} accounts are free`),
      missing.length === 0
        ? undefined
        : problem(
            id,
            `${missing.length} of ${names.length} accounts do not exist, e.g. ${missing[0] ?? ''}`,
            `useradd ${missing[0] ?? ''}, or mapexec lease verify --fix`,
          ),
      out.length === 0
        ? undefined
        : problem(
            id,
            `${out.length} accounts are outside target_uids, e.g. ${out[0] ?? ''}`,
            'set [service] target_uids, then mapexec install',
          ),
      foreign === undefined || probe.readText('/proc/sys/fs/protected_hardlinks')?.trim() !== '1'
        ? undefined
        : problem(
            id,
            `${basename(foreign.name)} is not ${service?.name ?? 'the service'}'s: fs.protected_hardlinks forbids to link it`,
            `chown ${service?.name ?? ''} ${directory}/${pool.prefix}*`,
          ),
      free.length > 0
        ? undefined
        : problem(id, `no account of ${names.length} is free`, 'add accounts, or mapexec lease expire --idle 10d'),
      names.length - free.length > FULL_WARNING * names.length
        ? warning(
            id,
            `${free.length} of ${names.length} accounts are free`,
            'add accounts, or mapexec lease expire --idle 10d',
          )
        : undefined,
    ),
  ]
}

const ACLS_ASKED = 8

const outOfBounds = (account: Account | undefined, ranges: readonly { first: number; last: number }[]): boolean =>
  account !== undefined && !ranges.some(({ first, last }) => account.uid >= first && account.uid <= last)

/** proc(5), protected_hardlinks: the owner, or who may read and write it. */
const linkable = (
  facts: { uid: number; gid: number; mode: number } | undefined,
  service: Account | undefined,
): boolean =>
  facts === undefined ||
  service === undefined ||
  facts.uid === service.uid ||
  ((facts.gid === service.gid ? facts.mode >> 3 : facts.mode) & 0o6) === 0o6

async function checkWarm(
  { service: settings }: Settings,
  service: Account | undefined,
  probe: Probe,
): Promise<readonly Finding[]> {
  if (settings.warm === 'off') return []
  const id = 'warm-service'
  const remedy = 'systemctl enable --now mapexec.service'
  const say = settings.warm === 'require' ? problem : warning
  const facts = probe.stat(settings.socket)
  if (facts === undefined) return [say(id, `${settings.socket} is not there: "mapexec serve" does not run`, remedy)]
  if (facts.type !== 'socket' || (service !== undefined && facts.uid !== service.uid) || (facts.mode & 0o077) !== 0)
    return [
      problem(
        id,
        `${settings.socket} is not a socket of the service account's own`,
        `rm ${settings.socket} && ${remedy}`,
      ),
    ]
  const trouble = await probe.connect(settings.socket, 'stream')
  return [
    trouble === undefined ? ok(id, `${settings.socket} answers`) : say(id, `${settings.socket}: ${trouble}`, remedy),
  ]
}
