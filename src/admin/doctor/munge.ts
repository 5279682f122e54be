/** MUNGE: munged behind its socket, the program that asks it, the ledger of used credentials, and munge's version. */
import { dirname } from 'node:path'
import { directoriesAbove } from '../install/node'
import type { MungeSettings, Settings } from '../../core/settings'
import type { Account, System } from '../../core/system'
import { firstOf, ok, problem, warning, type Finding } from './finding'
import type { PathFacts, Probe } from './probe'
import { objectionToPath } from './programs'

/** libmunge's own. */
const SOCKET = '/run/munge/munge.socket.2'
const INSTALL = 'apt-get install munge (dnf install munge)'
const START = 'systemctl enable --now munge.service'
const UPGRADE = 'upgrade munge, restart munged, and make a new key for all machines: the old one may be known'
/** munge.h, EMUNGE_BAD_CRED: what munged says to text that is no credential. */
const BAD_CREDENTIAL = 8

export async function checkMunge(
  { authenticate: { munge }, service }: Settings,
  { accounts }: System,
  probe: Probe,
): Promise<readonly Finding[]> {
  if (munge === undefined) return []
  const program = checkProgram(munge.program, probe)
  // What is not root's own is not started as root.
  const ask = program.level === 'ok' ? asking(munge.program, probe) : undefined
  return [
    program,
    await checkSocket(munge.socket ?? SOCKET, accounts.byName('munge'), { probe, ask }),
    checkLedger(munge, accounts.byName(service.account), probe),
    checkVersion(ask?.(['--version'])?.stdout, probe),
  ]
}

type Ask = (words: readonly string[], input?: string) => ReturnType<Probe['ask']>

const asking =
  (program: string, probe: Probe): Ask =>
  (words, input) =>
    probe.ask([program, ...words], input)

function checkProgram(path: string, probe: Probe): Finding {
  const id = 'munge-program'
  const real = probe.resolve(path)
  const facts = real === undefined ? undefined : probe.stat(real)
  if (real === undefined || facts === undefined)
    return problem(id, `there is no unmunge at ${path}`, `${INSTALL}, or set [authenticate.munge] program`)
  return firstOf(
    ok(id, `${real} is root's`),
    objectionToPath(id, real, facts, probe, INSTALL),
    (facts.mode & 0o111) === 0o111
      ? undefined
      : problem(id, `${real} cannot be executed by the service account`, `chmod a+rx ${real}`),
  )
}

interface Means {
  readonly probe: Probe
  readonly ask: Ask | undefined
}

/** Whoever could put a socket of its own there would say who everybody is. */
async function checkSocket(socket: string, munge: Account | undefined, { probe, ask }: Means): Promise<Finding> {
  const id = 'munge-socket'
  const facts = probe.stat(socket)
  if (facts === undefined) return problem(id, `${socket} is not there: munged does not run`, START)
  if (facts.type !== 'socket') return problem(id, `${socket} is no socket`, `rm ${socket} && ${START}`)
  const place = probe.resolve(dirname(socket)) ?? dirname(socket)
  const isTrusted = ({ uid }: PathFacts): boolean => uid === 0 || uid === munge?.uid
  if (!isTrusted(facts)) return problem(id, `${socket} belongs to uid ${facts.uid}, not to munge`, START)
  for (const directory of [place, ...directoriesAbove(place)]) {
    const above = probe.stat(directory)
    if (above !== undefined && !(isTrusted(above) && (above.mode & 0o022) === 0))
      return problem(
        id,
        `others than munge could put a socket of their own into ${directory}`,
        `chown ${directory === place ? 'munge' : 'root'} ${directory} && chmod go-w ${directory}`,
      )
  }
  const trouble = await probe.connect(socket, 'stream')
  if (trouble !== undefined) return problem(id, `${socket}: ${trouble}`, START)
  // The kernel connects to a munged that is stopped, too.
  const answer = ask?.(['--socket', socket], 'no credential')
  if (answer !== undefined && answer.status !== BAD_CREDENTIAL)
    return problem(
      id,
      `munged does not answer at ${socket}: ${answer.stderr.trim() || 'nothing in three seconds'}`,
      'systemctl restart munge.service',
    )
  return ok(id, `munged answers at ${socket}`)
}

/** src/authenticate/munge/ledger.ts makes it at the first launch, and refuses one that others can write. */
function checkLedger({ ledger }: MungeSettings, service: Account | undefined, probe: Probe): Finding {
  const id = 'munge-ledger'
  const facts = probe.stat(ledger)
  if (service === undefined) return problem(id, 'there is no service account to keep it', 'mapexec install')
  if (facts === undefined) {
    const above = probe.stat(dirname(ledger))
    return above?.type === 'directory' && (above.uid === 0 || above.uid === service.uid) && mayMake(above, service)
      ? ok(id, `${ledger} is made at the first launch`)
      : problem(id, `${ledger} cannot be made by ${service.name}`, `install -d -m 0700 -o ${service.name} ${ledger}`)
  }
  if (facts.type !== 'directory') return problem(id, `${ledger} is no directory`, `rm ${ledger}`)
  return facts.uid === service.uid && (facts.mode & 0o077) === 0
    ? ok(id, `${ledger} is the service account's alone`)
    : problem(
        id,
        `${ledger} is not the service account's alone: used credentials could be forgotten`,
        `chown -h ${service.name}: ${ledger} && chmod 0700 ${ledger}`,
      )
}

const mayMake = ({ uid, gid, mode }: PathFacts, service: Account): boolean =>
  ((uid === service.uid ? mode >> 6 : gid === service.gid ? mode >> 3 : mode) & 0o3) === 0o3

/** Fixed in this release, and in packages of older ones. */
const FIXED = [0, 5, 18] as const
const FIXED_PACKAGE = '0.5.15-2+deb12u1'

/**
 * CVE-2026-25506: munged gives its key away. Distributions mend old releases, so the release alone accuses nobody; where
 * dpkg(1) has the package, its version decides.
 */
function checkVersion(said: string | undefined, probe: Probe): Finding {
  const id = 'munge-version'
  const found = /^munge-(\d+)\.(\d+)\.(\d+)/.exec(said ?? '')
  const release = found?.slice(1).map(Number)
  if (found === null || release === undefined)
    return warning(id, 'the version of munge cannot be told', 'make sure that CVE-2026-25506 is fixed in it')
  if (isAtLeast(release, FIXED)) return ok(id, `${found[0]} has the fix of CVE-2026-25506`)
  const packaged = probe.ask(['dpkg-query', '-W', '-f', '${Version}', 'munge'])
  const version = packaged?.status === 0 ? packaged.stdout.trim() : ''
  // Another release has its own fixed package, and another munge than the package's may be in use.
  if (!version.startsWith('0.5.15-') || release.join('.') !== '0.5.15')
    return warning(
      id,
      `${found[0]} is older than 0.5.18, which fixes CVE-2026-25506`,
      `see whether your distribution has mended it; if not, ${UPGRADE}`,
    )
  return probe.ask(['dpkg', '--compare-versions', version, 'ge', FIXED_PACKAGE])?.status === 0
    ? ok(id, `munge ${version} has the fix of CVE-2026-25506`)
    : problem(id, `munge ${version} has CVE-2026-25506 (fixed in ${FIXED_PACKAGE}): it gives its key away`, UPGRADE)
}

function isAtLeast(release: readonly number[], least: readonly number[]): boolean {
  const index = least.findIndex((part, place) => release[place] !== part)
  return index === -1 || (release[index] ?? 0) > (least[index] ?? 0)
}
