/** What the kernel and the init system grant. */
import type { Settings } from '../../core/settings'
import type { System } from '../../core/system'
import { firstOf, ok, problem, warning, type Finding } from './finding'
import type { Probe } from './probe'

export function checkKernel(settings: Settings | undefined, system: System, probe: Probe): readonly Finding[] {
  return [
    checkVersion(probe),
    checkNamespace(probe),
    checkCgroup(probe),
    ...(settings === undefined ? [] : [checkUnits(settings, probe), checkCallers(settings, system, probe)]),
  ]
}

function checkVersion({ kernel }: Probe): Finding {
  const [major = 0, minor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10))
  const version = major * 1000 + minor
  if (version < 4018)
    return problem('kernel', `Linux ${kernel} is older than 4.18`, 'use a kernel of a supported distribution')
  // native-helper/world.c closes descriptors one by one where close_range(2) is missing.
  const missing = [
    ...(version < 5003 ? ['pidfd_open(2)'] : []),
    ...(version < 5009 ? ['close_range(2)'] : []),
    ...(version < 5014 ? ['cgroup.kill'] : []),
  ]
  return missing.length === 0
    ? ok('kernel', `Linux ${kernel}`)
    : warning('kernel', `Linux ${kernel} has no ${missing.join(', ')}: slower ways are used`, 'none is needed')
}

function checkNamespace(probe: Probe): Finding {
  const map = probe.readText('/proc/self/uid_map')?.trim().split(/\s+/).join(' ')
  return map === '0 0 4294967295'
    ? ok('namespace', 'uids are those of the machine')
    : problem(
        'namespace',
        `uids are mapped here (${map ?? 'no /proc'}): the helper refuses`,
        'run outside of a user namespace',
      )
}

function checkCgroup(probe: Probe): Finding {
  return probe.stat('/sys/fs/cgroup/cgroup.controllers') === undefined
    ? warning(
        'cgroup',
        'no cgroup v2: with reap = "tree", processes are followed one by one',
        'boot with systemd.unified_cgroup_hierarchy=1',
      )
    : ok('cgroup', 'cgroup v2')
}

const UNIT_DIRECTORIES = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
]

/** systemd.exec(5), NoNewPrivileges: each of these sets it where the unit has no root. */
const IMPLYING =
  /^(?:NoNewPrivileges|RestrictSUIDSGID|PrivateDevices|ProtectKernelTunables|ProtectKernelModules|MemoryDenyWriteExecute|LockPersonality|RestrictRealtime|RestrictNamespaces)\s*=\s*(?:yes|true|1|on)\s*$/m

/** A unit that starts a caller and takes its right to gain privilege: every launch is refused with `no-new-privs`. */
function checkUnits({ callers }: Settings, probe: Probe): Finding {
  const users = new Set(callers.flatMap((caller) => caller.users))
  for (const directory of UNIT_DIRECTORIES)
    for (const name of probe.list(directory) ?? []) {
      if (!name.endsWith('.service')) continue
      const text = [
        probe.readText(`${directory}/${name}`) ?? '',
        ...(probe.list(`${directory}/${name}.d`) ?? []).map(
          (part) => probe.readText(`${directory}/${name}.d/${part}`) ?? '',
        ),
      ].join('\n')
      const user = /^User\s*=\s*(\S+)\s*$/m.exec(text)?.[1]
      const line = IMPLYING.exec(text)?.[0].trim()
      if (user !== undefined && users.has(user) && line !== undefined)
        return problem(
          'units',
          `${directory}/${name} runs ${user} with ${line}: its launches are refused`,
          `systemctl edit ${name}: ${line.split('=')[0]?.trim() ?? ''}=no`,
        )
    }
  return ok('units', 'no unit takes a caller the right to launch')
}

/** The same, of callers that run now, whoever took it. */
function checkCallers({ callers }: Settings, { accounts }: System, probe: Probe): Finding {
  const uids = new Map(callers.flatMap(({ users }) => users.map((user) => [accounts.byName(user)?.uid, user] as const)))
  const bound = probe.processes().filter(({ uid, noNewPrivs }) => noNewPrivs && uids.has(uid))
  const [first] = bound
  return firstOf(
    ok('callers', `${uids.size} callers`),
    callers.length === 0
      ? problem('callers', 'nobody may call: there is no [[caller]]', 'add a [[caller]] to mapexec.toml')
      : undefined,
    first === undefined
      ? undefined
      : warning(
          'callers',
          `pid ${first.pid} (${first.name}) of ${uids.get(first.uid) ?? ''} has no_new_privs set: it cannot launch`,
          'see what started it: systemd, bwrap, setpriv',
        ),
  )
}
