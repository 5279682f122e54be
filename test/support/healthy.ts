/** An installation in which everything is right, made of values; a test breaks one thing in it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mount, PathFacts, Probe, ProcessStatus, Said } from '../../src/admin/doctor/probe'
import { renderHelperConf } from '../../src/config/helper-conf'
import { checkSettings } from '../../src/config'
import type { Account, System } from '../../src/core/system'
import { account, fakeSystem } from './fake-system'

const openssl = (directory: string, ...args: readonly string[]): void => {
  execFileSync('openssl', args, { cwd: directory, stdio: ['ignore', 'ignore', 'ignore'] })
}

/** A CA and its revocation list as OpenSSL makes them: nextUpdate in seven days. */
export function caWithCrl(): { readonly certificate: Buffer; readonly crl: Buffer; readonly made: number } {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-ca-'))
  try {
    writeFileSync(join(directory, 'index.txt'), '')
    writeFileSync(join(directory, 'crlnumber'), '01\n')
    writeFileSync(
      join(directory, 'ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\ndefault_crl_days=7\n',
    )
    openssl(
      directory,
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'key',
      '-out',
      'ca',
      '-days',
      '3650',
      '-subj',
      '/DC=org/CN=CA',
    )
    openssl(directory, 'ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', 'key', '-cert', 'ca', '-out', 'crl')
    return {
      certificate: readFileSync(join(directory, 'ca')),
      crl: readFileSync(join(directory, 'crl')),
      made: Math.floor(Date.now() / 1000),
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

export const CONFIGURATION = `[service]
target_uids = ["61001-61999"]
target_groups = ["pool"]
warm = "prefer"
[[caller]]
name = "pilots"
users = ["pilot"]
credentials = ["x509", "oidc", "munge"]
[authenticate.x509]
[authenticate.munge]
[[authenticate.oidc]]
name = "ci"
issuer = "https://ci.example.org"
audience = ["mapexec"]
[[map]]
name = "all"
from = "pool"
pool = "pool"
[[pool]]
name = "pool"
prefix = "pool"
directory = "/var/lib/mapexec/gridmapdir"
`

/** What a test may break. */
export interface Machine {
  readonly now: number
  configuration: string
  readonly paths: Map<string, PathFacts>
  readonly texts: Map<string, string>
  readonly bytes: Map<string, Buffer>
  readonly lists: Map<string, readonly string[]>
  readonly accounts: Account[]
  readonly processes: ProcessStatus[]
  readonly sockets: Map<string, string>
  capabilities: string | undefined
  mount: Mount
  space: { freeBytes: number; freeInodes: number | undefined }
  kernel: string
  link: string | undefined
  clock: boolean | undefined
  issuer: { trouble?: string; date?: number }
  cache: boolean
  /** Words → what the program says; missing: there is no such program. */
  readonly programs: Map<string, Said>
  launch: { code: number | null; reason: string | undefined; said: string }
}

const SERVICE = 997
const MUNGE = 110
export const HELPER = '/usr/lib/mapexec/mapexec-helper'
export const POOL = '/var/lib/mapexec/gridmapdir'
export const UNMUNGE = '/usr/bin/unmunge'
export const MUNGE_SOCKET = '/run/munge/munge.socket.2'
export const CAS = '/etc/grid-security/certificates'

const facts = (type: PathFacts['type'], uid: number, mode: number, change: Partial<PathFacts> = {}): PathFacts => ({
  ...{ type, uid, gid: uid, mode, links: 1, size: 1 },
  ...change,
})
export const file = (mode = 0o644, uid = 0, change: Partial<PathFacts> = {}): PathFacts =>
  facts('file', uid, mode, change)
export const directory = (mode = 0o755, uid = 0, change: Partial<PathFacts> = {}): PathFacts =>
  facts('directory', uid, mode, change)

export const says = (stdout: string, status: number | null = 0): Said => ({ status, stdout, stderr: '' })

export function healthyMachine(ca: ReturnType<typeof caWithCrl>): Machine {
  const run = '/run/mapexec'
  const pool = ['pool001', 'pool002', 'pool003']
  const machine: Machine = {
    now: ca.made + 60,
    configuration: CONFIGURATION,
    paths: new Map([
      ['/', directory()],
      ...['/usr', '/usr/lib', '/usr/lib/mapexec', '/usr/bin', '/usr/sbin', '/var/log/mapexec'].map(
        (path) => [path, directory()] as const,
      ),
      [HELPER, file(0o755)],
      ['/usr/lib/mapexec/decider.js', file()],
      ['/usr/lib/mapexec/decider-0123456789abcdef.js', file()],
      ['/usr/lib/mapexec/decider-0123456789abcdef.x509.js', file()],
      ['/usr/bin/node', file(0o755)],
      ['/usr/bin/mapexec', file(0o755)],
      ['/usr/sbin/glexec', facts('link', 0, 0o777)],
      ['/etc/mapexec/helper.conf', file()],
      [UNMUNGE, file(0o755)],
      ['/run', directory()],
      ['/run/munge', directory(0o755, MUNGE)],
      [MUNGE_SOCKET, facts('socket', MUNGE, 0o777)],
      ['/var/lib/mapexec/cache', directory(0o700, SERVICE)],
      ['/sys/fs/cgroup/cgroup.controllers', file()],
      [run, directory(0o755, SERVICE)],
      ...['ended', 'history', 'slots'].map((name) => [`${run}/${name}`, directory(0o755, SERVICE)] as const),
      [`${run}/locks`, directory(0o700, SERVICE)],
      [`${run}/decider.sock`, facts('socket', SERVICE, 0o600)],
      ['/var/log/mapexec/audit.log', file(0o640, SERVICE)],
      [POOL, directory(0o770, 0, { gid: SERVICE })],
      ...pool.map((name) => [`${POOL}/${name}`, file(0o644, SERVICE)] as const),
    ]),
    texts: new Map([
      [
        '/usr/lib/mapexec/decider.js',
        'const program = `${__dirname}/decider-0123456789abcdef`\nJSON.parse(\'{"./a.js":"main","./b.js":"x509"}\')',
      ],
      ['/proc/self/uid_map', '         0          0 4294967295\n'],
      ['/proc/sys/fs/protected_hardlinks', '1\n'],
      ['/usr/lib/systemd/system/pilot.service', '[Service]\nUser=pilot\nExecStart=/bin/true\n'],
    ]),
    bytes: new Map([
      [`${CAS}/0a1b2c3d.0`, ca.certificate],
      [`${CAS}/0a1b2c3d.r0`, ca.crl],
    ]),
    lists: new Map([
      [POOL, [...pool, '.mapexec']],
      [CAS, ['0a1b2c3d.0', '0a1b2c3d.r0', 'ca.info']],
      ['/etc/grid-security/vomsdir', ['testvo']],
      ['/etc/grid-security/vomsdir/testvo', ['voms.example.org.lsc']],
      ['/usr/lib/systemd/system', ['pilot.service']],
    ]),
    accounts: [
      { ...account('mapexec', SERVICE), shell: '/usr/sbin/nologin' },
      account('pilot', 60001),
      ...pool.map((name, index) => account(name, 61001 + index, 61000)),
      account('munge', MUNGE),
    ],
    processes: [{ pid: 10, name: 'pilot', uid: 60001, noNewPrivs: false }],
    sockets: new Map(),
    capabilities: 'cap_setgid,cap_setuid=p',
    mount: { place: '/', type: 'ext4', options: ['rw', 'relatime'] },
    space: { freeBytes: 1e9, freeInodes: 1e6 },
    kernel: '6.1.0-18-amd64',
    link: undefined,
    clock: true,
    issuer: { date: ca.made + 60 },
    cache: true,
    programs: new Map([
      [`${UNMUNGE} --version`, says('munge-0.5.15 (2022-06-22)\n')],
      [`${UNMUNGE} --socket ${MUNGE_SOCKET}`, says('', 8)],
      ['dpkg-query -W -f ${Version} munge', says('0.5.15-2+deb12u1')],
      ['dpkg --compare-versions 0.5.15-2+deb12u1 ge 0.5.15-2+deb12u1', says('')],
    ]),
    launch: { code: 0, reason: undefined, said: 'verdict: the command would run' },
  }
  const { settings, problems } = checkSettings(systemOf(machine))
  if (settings === undefined) throw new Error(JSON.stringify(problems))
  machine.texts.set('/etc/mapexec/helper.conf', renderHelperConf(settings, systemOf(machine), '/usr/lib/mapexec'))
  return machine
}

export const systemOf = (machine: Machine): System =>
  fakeSystem({
    files: { '/etc/mapexec/mapexec.toml': machine.configuration },
    accounts: machine.accounts,
    groups: { pool: 61000 },
    now: machine.now,
  })

export const probeOf = (machine: Machine): Probe => ({
  now: machine.now,
  uid: 0,
  stat: (path) => machine.paths.get(path),
  resolve: (path) => (path === '/usr/sbin/glexec' ? HELPER : machine.paths.has(path) ? path : undefined),
  readText: (path) => machine.texts.get(path),
  readBytes: (path) => machine.bytes.get(path),
  list: (path) => machine.lists.get(path),
  capabilities: () => machine.capabilities,
  mountOf: () => machine.mount,
  space: () => machine.space,
  kernel: machine.kernel,
  connect: (path) => Promise.resolve(machine.sockets.get(path)),
  linkWorks: () => machine.link,
  processes: () => machine.processes,
  clockIsSet: () => machine.clock,
  fetch: () => Promise.resolve(machine.issuer),
  cacheFits: () => machine.cache,
  ask: (words) => machine.programs.get(words.join(' ')),
  dryLaunch: () => machine.launch,
})
