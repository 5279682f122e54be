/** The installed programs: the helper and its privilege, the decision program, Node, door and links. */
import { HELPER_CAPABILITIES, PATHS, programsOf } from '../install/layout'
import { directoriesAbove } from '../install/node'
import type { Settings } from '../../core/settings'
import { firstOf, ok, problem, warning, type Finding } from './finding'
import type { PathFacts, Probe } from './probe'

const INSTALL = 'mapexec install'
const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

export function checkPrograms(settings: Settings | undefined, probe: Probe): readonly Finding[] {
  return [
    ...checkHelper(probe),
    checkDecider(probe),
    checkNode(settings?.service.node ?? '/usr/bin/node', probe),
    checkCache(settings, probe),
    checkDoor(probe),
    checkGlexec(probe),
  ]
}

/** Root's, not writable by others, reached through directories of which the same is true. */
export function objectionToPath(
  id: string,
  path: string,
  facts: PathFacts,
  probe: Probe,
  replace = INSTALL,
): Finding | undefined {
  if (facts.type !== 'file') return problem(id, `${path} is no regular file`, replace)
  if (facts.uid !== 0) return problem(id, `${path} belongs to uid ${facts.uid}, not to root`, `chown root:root ${path}`)
  if ((facts.mode & 0o022) !== 0)
    return problem(id, `${path} can be written by others than root (mode ${octal(facts.mode)})`, `chmod go-w ${path}`)
  for (const directory of directoriesAbove(path)) {
    const above = probe.stat(directory)
    if (above !== undefined && (above.uid !== 0 || (above.mode & 0o022) !== 0))
      return problem(
        id,
        `${directory}, above ${path}, can be changed by others than root`,
        `chown root ${directory} && chmod go-w ${directory}`,
      )
  }
  return undefined
}

function checkHelper(probe: Probe): readonly Finding[] {
  const path = PATHS.helper
  const facts = probe.stat(path)
  if (facts === undefined) return [problem('helper', `${path} is not there`, INSTALL)]
  const file = firstOf(
    ok('helper', `${path} is root's`),
    objectionToPath('helper', path, facts, probe),
    (facts.mode & 0o111) === 0o111
      ? undefined
      : problem('helper', `${path} cannot be executed by callers (mode ${octal(facts.mode)})`, `chmod 0755 ${path}`),
    (facts.mode & 0o6000) === 0
      ? undefined
      : problem(
          'helper',
          `${path} is set-id (mode ${octal(facts.mode)}); it needs capabilities only`,
          `chmod 0755 ${path}`,
        ),
    facts.links === 1
      ? undefined
      : problem('helper', `${path} has ${facts.links} links; somebody may keep an old helper`, INSTALL),
  )
  return [file, checkCapabilities(path, probe), checkMount(path, probe)]
}

function checkCapabilities(path: string, probe: Probe): Finding {
  const id = 'helper-capabilities'
  const has = probe.capabilities(path)
  const remedy = `setcap ${HELPER_CAPABILITIES} ${path}`
  if (has === undefined) return warning(id, 'capabilities cannot be read: getcap(8) is missing', 'install libcap')
  if (has === HELPER_CAPABILITIES) return ok(id, `${path} has ${has}`)
  if (has === '') return problem(id, `${path} has no capabilities`, remedy)
  return problem(id, `${path} has ${has}, not ${HELPER_CAPABILITIES}`, remedy)
}

function checkMount(path: string, probe: Probe): Finding {
  const id = 'helper-mount'
  const mount = probe.mountOf(path)
  if (mount === undefined) return warning(id, `the mount of ${path} cannot be told`, 'mount /proc')
  if (mount.options.includes('nosuid'))
    return problem(
      id,
      `${mount.place} is mounted nosuid: capabilities of ${path} do not count`,
      `mount -o remount,suid ${mount.place}`,
    )
  if (mount.options.includes('noexec'))
    return problem(id, `${mount.place} is mounted noexec`, `mount -o remount,exec ${mount.place}`)
  return ok(id, `${mount.place} (${mount.type}) honours capabilities`)
}

function checkDecider(probe: Probe): Finding {
  const id = 'decider'
  const facts = probe.stat(PATHS.decider)
  if (facts === undefined) return problem(id, `${PATHS.decider} is not there`, INSTALL)
  const objection = objectionToPath(id, PATHS.decider, facts, probe)
  if (objection !== undefined) return objection
  const programs = programsOf(probe.readText(PATHS.decider) ?? '').map((name) => `${PATHS.library}/${name}`)
  const [main] = programs
  if (main === undefined) return problem(id, `${PATHS.decider} is not of this version`, INSTALL)
  const missing = programs.find((path) => probe.stat(path) === undefined)
  if (missing !== undefined) return problem(id, `${missing} is not there`, INSTALL)
  const objections = programs.map((path) => {
    const found = probe.stat(path)
    return found === undefined ? undefined : objectionToPath(id, path, found, probe)
  })
  return objections.find((one) => one !== undefined) ?? ok(id, `${main} is root's`)
}

function checkNode(path: string, probe: Probe): Finding {
  const id = 'node'
  const real = probe.resolve(path)
  const facts = real === undefined ? undefined : probe.stat(real)
  if (real === undefined || facts === undefined)
    return problem(id, `there is no Node at ${path}`, 'install Node, or set [service] node, then mapexec install')
  return objectionToPath(id, real, facts, probe) ?? ok(id, `${real} is root's`)
}

function checkCache(settings: Settings | undefined, probe: Probe): Finding {
  const id = 'code-cache'
  if (settings === undefined || probe.stat(PATHS.decider) === undefined)
    return warning(id, 'the code caches cannot be judged', INSTALL)
  if (probe.cacheFits()) return ok(id, 'the code caches fit Node')
  return warning(id, 'the code caches do not fit Node: programs start slower than they need', INSTALL)
}

function checkDoor(probe: Probe): Finding {
  const id = 'command'
  const facts = probe.stat(PATHS.door)
  if (facts === undefined) return problem(id, `${PATHS.door} is not there`, INSTALL)
  return objectionToPath(id, PATHS.door, facts, probe) ?? ok(id, `${PATHS.door} is root's`)
}

function checkGlexec(probe: Probe): Finding {
  const id = 'glexec'
  if (probe.stat(PATHS.glexec) === undefined)
    return warning(id, `${PATHS.glexec} is not there: frameworks that call gLExec do not find it`, INSTALL)
  return probe.resolve(PATHS.glexec) === PATHS.helper
    ? ok(id, `${PATHS.glexec} is mapexec`)
    : warning(id, `${PATHS.glexec} is another program`, `rm ${PATHS.glexec} && mapexec install`)
}
