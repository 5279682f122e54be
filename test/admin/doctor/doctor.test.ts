import { doctor } from '../../../src/admin/doctor/doctor'
import { account } from '../../support/fake-system'
import {
  caWithCrl,
  CAS,
  directory,
  file,
  healthyMachine,
  HELPER,
  POOL,
  probeOf,
  systemOf,
  type Machine,
} from '../../support/healthy'

const ca = caWithCrl()
const DAY = 86_400

async function wrong(damage: (machine: Machine) => Machine | void, as?: string) {
  const healthy = healthyMachine(ca)
  const machine = damage(healthy) ?? healthy
  const findings = await doctor(as === undefined ? {} : { as }, systemOf(machine), probeOf(machine))
  return findings.filter(({ level }) => level !== 'ok')
}

test('doctor finds nothing on a healthy machine, and has looked at everything', async () => {
  const machine = healthyMachine(ca)
  const findings = await doctor({ as: 'pilot' }, systemOf(machine), probeOf(machine))
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([])
  expect(findings.map(({ id }) => id).toSorted()).toEqual(
    [
      ...['configuration', 'kernel', 'namespace', 'cgroup', 'units', 'callers', 'helper', 'helper-capabilities'],
      ...['helper-mount', 'decider', 'node', 'code-cache', 'command', 'glexec', 'service-account', 'helper-conf'],
      ...['records', 'records-space', 'log-file', 'syslog', 'pool-pool', 'warm-service', 'ca-directory', 'crls'],
      ...['vomsdir', 'issuer-ci', 'clock', 'munge-program', 'munge-socket', 'munge-ledger'],
      ...['munge-version', 'dry-launch'],
    ].toSorted(),
  )
})

/** Each breaks one thing; doctor names exactly that, and what mends it. */
const BROKEN: readonly (readonly [
  what: string,
  damage: (machine: Machine) => Machine | void,
  id: string,
  level: 'problem' | 'warning',
  remedy: RegExp,
])[] = [
  ['the helper is missing', (m) => void m.paths.delete(HELPER), 'helper', 'problem', /^mapexec install$/],
  [
    'the helper belongs to somebody',
    (m) => void m.paths.set(HELPER, file(0o755, 1000)),
    'helper',
    'problem',
    /^chown root:root .*helper$/,
  ],
  [
    'the helper can be written by its group',
    (m) => void m.paths.set(HELPER, file(0o775)),
    'helper',
    'problem',
    /^chmod go-w/,
  ],
  ['the helper is for root only', (m) => void m.paths.set(HELPER, file(0o700)), 'helper', 'problem', /^chmod 0755/],
  ['the helper is set-uid', (m) => void m.paths.set(HELPER, file(0o4755)), 'helper', 'problem', /^chmod 0755/],
  [
    'the helper has a second link',
    (m) => void m.paths.set(HELPER, file(0o755, 0, { links: 2 })),
    'helper',
    'problem',
    /install/,
  ],
  [
    'the directory of the helper is open',
    (m) => void m.paths.set('/usr/lib', directory(0o777)),
    'helper',
    'problem',
    /chmod go-w \/usr\/lib$/,
  ],
  [
    'the capabilities are gone',
    (m) => void (m.capabilities = ''),
    'helper-capabilities',
    'problem',
    /^setcap cap_setgid,cap_setuid=p /,
  ],
  [
    'the capabilities are effective',
    (m) => void (m.capabilities = 'cap_setgid,cap_setuid=ep'),
    'helper-capabilities',
    'problem',
    /^setcap/,
  ],
  [
    'the helper has one more capability',
    (m) => void (m.capabilities = 'cap_chown,cap_setgid,cap_setuid=p'),
    'helper-capabilities',
    'problem',
    /^setcap/,
  ],
  ['getcap is missing', (m) => void (m.capabilities = undefined), 'helper-capabilities', 'warning', /libcap/],
  [
    'its file system is nosuid',
    (m) => void (m.mount = { place: '/usr', type: 'ext4', options: ['rw', 'nosuid'] }),
    'helper-mount',
    'problem',
    /^mount -o remount,suid \/usr$/,
  ],
  [
    'its file system is noexec',
    (m) => void (m.mount = { place: '/usr', type: 'ext4', options: ['noexec'] }),
    'helper-mount',
    'problem',
    /remount,exec/,
  ],
  [
    'the decision program is missing',
    (m) => void m.paths.delete('/usr/lib/mapexec/decider-0123456789abcdef.js'),
    'decider',
    'problem',
    /install/,
  ],
  [
    'a part of it can be written',
    (m) => void m.paths.set('/usr/lib/mapexec/decider-0123456789abcdef.x509.js', file(0o666)),
    'decider',
    'problem',
    /chmod go-w/,
  ],
  [
    'the decision program can be written',
    (m) => void m.paths.set('/usr/lib/mapexec/decider.js', file(0o666)),
    'decider',
    'problem',
    /chmod go-w/,
  ],
  ['Node is missing', (m) => void m.paths.delete('/usr/bin/node'), 'node', 'problem', /Node/],
  ["Node is a user's", (m) => void m.paths.set('/usr/bin/node', file(0o755, 1000)), 'node', 'problem', /^chown root/],
  ['Node was upgraded', (m) => void (m.cache = false), 'code-cache', 'warning', /install/],
  ['the command is missing', (m) => void m.paths.delete('/usr/bin/mapexec'), 'command', 'problem', /install/],
  ['the glexec link is missing', (m) => void m.paths.delete('/usr/sbin/glexec'), 'glexec', 'warning', /install/],
  [
    'helper.conf is missing',
    (m) => void m.texts.delete('/etc/mapexec/helper.conf'),
    'helper-conf',
    'problem',
    /install/,
  ],
  [
    'helper.conf can be written',
    (m) => void m.paths.set('/etc/mapexec/helper.conf', file(0o664)),
    'helper-conf',
    'problem',
    /chmod 0644/,
  ],
  [
    'helper.conf is of an older configuration',
    (m) => ({ ...m, configuration: m.configuration.replace('61999', '62999') }),
    'helper-conf',
    'problem',
    /install/,
  ],
  [
    'helper.conf is damaged',
    (m) => void m.texts.set('/etc/mapexec/helper.conf', 'target_uids=0\n'),
    'helper-conf',
    'problem',
    /install/,
  ],
  ['the record directory is missing', (m) => void m.paths.delete('/run/mapexec'), 'records', 'problem', /install/],
  [
    "the record directory is root's",
    (m) => void m.paths.set('/run/mapexec/ended', directory()),
    'records',
    'problem',
    /install/,
  ],
  [
    'everybody may enter the locks',
    (m) => void m.paths.set('/run/mapexec/locks', directory(0o755, 997)),
    'records',
    'problem',
    /chmod 0700/,
  ],
  ['/run is full', (m) => void (m.space = { freeBytes: 1000, freeInodes: 1e6 }), 'records-space', 'problem', /room/],
  [
    '/run has no inodes',
    (m) => void (m.space = { freeBytes: 1e9, freeInodes: 3 }),
    'records-space',
    'problem',
    /nr_inodes/,
  ],
  [
    "the log is root's",
    (m) => void m.paths.set('/var/log/mapexec/audit.log', file(0o640)),
    'log-file',
    'problem',
    /^chown mapexec: .*audit\.log$/,
  ],
  ['the log directory is missing', (m) => void m.paths.delete('/var/log/mapexec'), 'log-file', 'problem', /install/],
  [
    'nobody listens to syslog',
    (m) => void m.sockets.set('/dev/log', 'ECONNREFUSED'),
    'syslog',
    'warning',
    /start the system log/,
  ],
  ['the gridmapdir is missing', (m) => void m.paths.delete(POOL), 'pool-pool', 'problem', /install/],
  [
    'anybody may write the gridmapdir',
    (m) => void m.paths.set(POOL, directory(0o777, 0, { gid: 997 })),
    'pool-pool',
    'problem',
    /chmod o-w/,
  ],
  [
    'the service may not write the gridmapdir',
    (m) => void m.paths.set(POOL, directory(0o755)),
    'pool-pool',
    'problem',
    /chmod g\+w/,
  ],
  ['the gridmapdir has no hard links', (m) => void (m.link = 'EPERM'), 'pool-pool', 'problem', /hard links/],
  ['the pool is empty', (m) => void m.lists.set(POOL, []), 'pool-pool', 'problem', /install/],
  ['a pool account does not exist', (m) => void m.accounts.splice(2, 1), 'pool-pool', 'problem', /useradd pool001/],
  [
    'a pool account is outside the range',
    (m) => void m.accounts.splice(2, 1, account('pool001', 1000, 61000)),
    'pool-pool',
    'problem',
    /target_uids/,
  ],
  [
    'every account is taken',
    (m) => ['1', '2', '3'].forEach((n) => m.paths.set(`${POOL}/pool00${n}`, file(0o644, 997, { links: 2 }))),
    'pool-pool',
    'problem',
    /expire/,
  ],
  [
    "the account files are root's",
    (m) => void m.paths.set(`${POOL}/pool001`, file()),
    'pool-pool',
    'problem',
    /^chown mapexec/,
  ],
  [
    'the warm service is down',
    (m) => void m.paths.delete('/run/mapexec/decider.sock'),
    'warm-service',
    'warning',
    /systemctl enable/,
  ],
  [
    'the warm service does not answer',
    (m) => void m.sockets.set('/run/mapexec/decider.sock', 'ECONNREFUSED'),
    'warm-service',
    'warning',
    /systemctl/,
  ],
  [
    'the socket is open to all',
    (m) => void m.paths.set('/run/mapexec/decider.sock', { ...file(0o666, 997), type: 'socket' }),
    'warm-service',
    'problem',
    /systemctl/,
  ],
  ['the CA directory is missing', (m) => void m.lists.delete(CAS), 'ca-directory', 'problem', /CA bundle/],
  ['the CAs have no hash links', (m) => void m.lists.set(CAS, ['ca.pem']), 'ca-directory', 'problem', /openssl rehash/],
  [
    'a CA is no certificate',
    (m) => void m.bytes.set(`${CAS}/0a1b2c3d.0`, Buffer.from('x')),
    'ca-directory',
    'problem',
    /CA bundle/,
  ],
  [
    'the revocation list is stale',
    (m) => ({ ...m, now: ca.made + 8 * DAY, issuer: {} }),
    'crls',
    'problem',
    /fetch-crl/,
  ],
  [
    'the revocation list is about to be stale',
    (m) => ({ ...m, now: ca.made + 6.5 * DAY, issuer: {} }),
    'crls',
    'warning',
    /fetch-crl/,
  ],
  ['the revocation list is missing', (m) => void m.bytes.delete(`${CAS}/0a1b2c3d.r0`), 'crls', 'problem', /fetch-crl/],
  [
    'the revocation list is none',
    (m) => void m.bytes.set(`${CAS}/0a1b2c3d.r0`, Buffer.from('<html>')),
    'crls',
    'problem',
    /fetch-crl/,
  ],
  ['no VO is known', (m) => void m.lists.set('/etc/grid-security/vomsdir', []), 'vomsdir', 'warning', /\.lsc/],
  [
    'the issuer cannot be reached',
    (m) => void (m.issuer = { trouble: 'ECONNREFUSED' }),
    'issuer-ci',
    'problem',
    /network/,
  ],
  ['the clock is off', (m) => void (m.issuer = { date: m.now - 300 }), 'clock', 'problem', /timedatectl/],
  ['nothing sets the clock', (m) => void (m.clock = false), 'clock', 'warning', /timedatectl/],
  [
    'uids are mapped',
    (m) => void m.texts.set('/proc/self/uid_map', '0 1000 1\n'),
    'namespace',
    'problem',
    /user namespace/,
  ],
  ['the kernel is old', (m) => void (m.kernel = '3.10.0-1160.el7'), 'kernel', 'problem', /kernel/],
  ['the kernel is of RHEL 8', (m) => void (m.kernel = '4.18.0-513.el8'), 'kernel', 'warning', /none/],
  [
    'there is no cgroup v2',
    (m) => void m.paths.delete('/sys/fs/cgroup/cgroup.controllers'),
    'cgroup',
    'warning',
    /unified/,
  ],
  [
    'the unit of a caller has NoNewPrivileges',
    (m) => void m.texts.set('/usr/lib/systemd/system/pilot.service', '[Service]\nUser=pilot\nNoNewPrivileges=yes\n'),
    'units',
    'problem',
    /systemctl edit pilot\.service: NoNewPrivileges=no/,
  ],
  [
    'the unit of a caller implies no_new_privs',
    (m) =>
      void m.texts.set('/usr/lib/systemd/system/pilot.service', '[Service]\nUser=pilot\nRestrictSUIDSGID = true\n'),
    'units',
    'problem',
    /RestrictSUIDSGID=no/,
  ],
  [
    'a caller runs with no_new_privs',
    (m) => void m.processes.push({ pid: 11, name: 'x', uid: 60001, noNewPrivs: true }),
    'callers',
    'warning',
    /systemd, bwrap/,
  ],
  [
    'the service account can log in',
    (m) => void m.accounts.splice(0, 1, account('mapexec', 997)),
    'service-account',
    'warning',
    /usermod -s/,
  ],
]

describe('doctor names exactly what is broken when', () => {
  test.each(BROKEN)('%s', async (_what, damage, id, level, remedy) => {
    const found = await wrong(damage)
    const own = found.filter((one) => one.id === id)
    expect(own.map((one) => one.level)).toEqual([level])
    expect(own[0]?.remedy).toMatch(remedy)
    // One broken thing may stand in the way of another check, and of nothing more.
    expect(found.filter((one) => one.id !== id).map((one) => one.id)).toEqual(CONSEQUENCES[_what] ?? [])
  })
})

/** What else cannot be right then. */
const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  'the directory of the helper is open': ['decider'],
}

describe('doctor says that', () => {
  test.each<[string, (machine: Machine) => Machine | void]>([
    ['a syntax error', (m) => ({ ...m, configuration: '[service\n' })],
    ['an unknown key', (m) => ({ ...m, configuration: `${m.configuration}\nclever = true\n` })],
  ])('the configuration has %s, and still looks at the rest', async (_what, damage) => {
    const [first] = await wrong(damage)
    expect([first?.id, first?.level, first?.message.includes('mapexec.toml:')]).toEqual([
      'configuration',
      'problem',
      true,
    ])
    expect((await wrong((m) => void (damage(m), m.paths.delete(HELPER)))).map(({ id }) => id)).toContain('helper')
  })

  test.each<[number | null, string | undefined, string | undefined]>([
    [0, undefined, undefined],
    [201, 'no-credential', undefined],
    [203, 'caller-credential-kind', undefined],
    [203, 'caller-not-listed', 'problem'],
    [203, undefined, 'problem'],
    [202, 'no-new-privs', 'problem'],
    [null, undefined, 'problem'],
  ])('a dry launch that ends with %s %s is %s', async (code, reason, level) => {
    const found = await wrong((m) => void (m.launch = { code, reason, said: '' }), 'pilot')
    expect(found.map((one) => [one.id, one.level])).toEqual(level === undefined ? [] : [['dry-launch', level]])
  })

  test('there is no such account to launch as', async () =>
    expect((await wrong(() => undefined, 'nobody-here')).map(({ id }) => id)).toEqual(['dry-launch']))
})
