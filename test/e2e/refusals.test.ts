/** Every refusal: its code, a reason token of its own, nothing run, and one log line that the reference finds. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import {
  CONFIGURATION,
  GRIDMAPDIR,
  GRID_MAPFILE,
  HELPER,
  HELPER_CONF,
  MAPEXEC,
  RECORDS,
  SANDBOX_CA,
  SANDBOX_PROXY,
  UID,
  launch,
  logLinesOf,
  makeProxy,
  refIn,
  runAs,
  script,
  sharedDirectory,
  verdict,
  withFile,
  type Actor,
  type Result,
} from './support'

const MARK = '/tmp/the-payload-ran'
const touch = ['/bin/sh', '-c', `touch ${MARK}`] as const

function expectRefused(result: Result, code: number, reason: string): void {
  expect(verdict(result)).toEqual([code, reason])
  expect(result.stdout).toBe('')
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1)
  const ref = refIn(result.stderr)
  const lines = logLinesOf(ref ?? 'no reference')
  expect(lines.length).toBeGreaterThanOrEqual(1)
  for (const line of lines) expect(line).toContain(reason)
  expect(() => statSync(MARK)).toThrow()
}

const asPilot = (...args: string[]): Result => runAs('pilot', [MAPEXEC, 'run', ...args])

afterEach(() => rmSync(MARK, { force: true }))

describe('refused with 203 is', () => {
  test('an account that is not on the caller list', () => {
    const proxy = '/home/outsider/p'
    writeFileSync(proxy, readFileSync(SANDBOX_PROXY), { mode: 0o600 })
    chownSync(proxy, UID.outsider, UID.outsider)
    expectRefused(runAs('outsider', [MAPEXEC, 'run', '--proxy', proxy, '--', ...touch]), 203, 'caller-not-listed')
  })

  test('an account that is not on the caller list and runs the helper itself, in any way', () => {
    for (const argv of [
      [HELPER],
      [HELPER, 'run'],
      [HELPER, '61001'],
      [HELPER, '--uid', '0'],
      ['/usr/sbin/glexec', '/bin/true'],
    ] as [string, ...string[]][]) {
      expect(verdict(runAs('outsider', argv))).toEqual([203, 'caller-not-listed'])
    }
  })

  test('a banned subject', () => expectRefused(launch(makeProxy('mallory'), touch), 203, 'banned-subject'))
  test('a subject without a mapping', () =>
    expectRefused(launch(makeProxy('trudy', ['--no-voms']), touch), 203, 'no-mapping'))

  test('a certificate of an unknown authority', () => {
    execFileSync(
      '/bin/bash',
      [
        '-ec',
        `
      mkdir -p /sandbox/other && cd /sandbox/other
      openssl req -x509 -newkey rsa:2048 -nodes -days 5 -subj '/DC=org/DC=mapexec/CN=Sandbox CA' -keyout ca.key -out ca.pem
      openssl req -new -newkey rsa:2048 -nodes -subj '/DC=org/DC=mapexec/CN=alice' -keyout key.pem -out request.pem
      openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -set_serial 7 -days 5 -out cert.pem
      grid-proxy-init -q -rfc -cert cert.pem -key key.pem -certdir /etc/grid-security/certificates -out /home/pilot/unknown.proxy
      chown pilot:pilot /home/pilot/unknown.proxy`,
      ],
      { stdio: 'ignore' },
    )
    expectRefused(
      launch('/home/pilot/unknown.proxy', touch),
      203,
      expectedOf(launch('/home/pilot/unknown.proxy', touch), ['chain-untrusted', 'chain-signature']),
    )
  })

  test('a new identity when the pool is full', () => {
    const service = statSync(GRIDMAPDIR)
    const free = readdirSync(GRIDMAPDIR).filter(
      (name) => /^pool\d+$/.test(name) && statSync(`${GRIDMAPDIR}/${name}`).nlink === 1,
    )
    for (const name of free) linkSync(`${GRIDMAPDIR}/${name}`, `${GRIDMAPDIR}/%2ffull%2f${name}`)
    try {
      const result = launch(makeProxy('carol'), touch)
      expectRefused(result, 203, 'pool-full')
      expect(result.stderr).toContain('retry may help')
    } finally {
      for (const name of free) unlinkSync(`${GRIDMAPDIR}/%2ffull%2f${name}`)
    }
    expect(service.nlink).toBeGreaterThan(0)
  })
})

/** Two authorities of one name differ only in their keys: both tokens tell the truth. */
function expectedOf(result: Result, reasons: readonly string[]): string {
  const [, reason] = verdict(result)
  return reason !== undefined && reasons.includes(reason) ? reason : (reasons[0] ?? '')
}

describe('refused with 201 is', () => {
  const copy = (name: string, mode = 0o600): string => {
    const path = `/home/pilot/${name}`
    rmSync(path, { force: true, recursive: true })
    writeFileSync(path, readFileSync(SANDBOX_PROXY))
    chmodSync(path, mode)
    chownSync(path, UID.pilot, UID.pilot)
    return path
  }

  test('a launch without a credential', () => expectRefused(asPilot('--', ...touch), 201, 'no-credential'))
  test('a proxy that is not there', () => expectRefused(launch('/home/pilot/none', touch), 201, 'credential-not-found'))
  test.each([0o644, 0o640, 0o604, 0o660])('a proxy of mode %o', (mode) =>
    expectRefused(launch(copy('mode', mode), touch), 201, 'credential-mode'),
  )

  test("another account's proxy that can be read", () => {
    const path = '/tmp/root.proxy'
    writeFileSync(path, readFileSync(SANDBOX_PROXY), { mode: 0o600 })
    chownSync(path, 0, UID.pilot)
    chmodSync(path, 0o640)
    expectRefused(launch(path, touch), 201, 'credential-owner')
  })

  test('a proxy that the caller itself cannot read', () => {
    mkdirSync('/root/secret', { recursive: true })
    writeFileSync('/root/secret/p', readFileSync(SANDBOX_PROXY))
    expectRefused(launch('/root/secret/p', touch), 201, 'credential-unreadable')
  })

  test('a FIFO, a device, a directory in place of a proxy', () => {
    execFileSync('mkfifo', ['-m', '600', '/home/pilot/fifo'])
    chownSync('/home/pilot/fifo', UID.pilot, UID.pilot)
    for (const path of ['/home/pilot/fifo', '/dev/zero', '/home/pilot'])
      expectRefused(launch(path, touch), 201, 'credential-not-regular')
  })

  test('a proxy of megabytes', () => {
    const path = copy('huge')
    appendFileSync(path, Buffer.alloc(6 * 1024 * 1024, 'x'))
    expectRefused(launch(path, touch), 201, 'credential-too-large')
  })

  test('an expired proxy', () => {
    const path = makeProxy('alice', ['--no-voms', '-valid', '0:0'])
    expectRefused(launch(path, touch), 201, 'credential-expired')
  })

  test('a link to a good proxy only as far as it is followed with the rights of the caller', () => {
    rmSync('/home/pilot/link', { force: true })
    symlinkSync('/root/secret/p', '/home/pilot/link')
    expectRefused(launch('/home/pilot/link', touch), 201, 'credential-unreadable')
  })

  test('a command that is missing', () =>
    expectRefused(launch(SANDBOX_PROXY, ['/no/such/command']), 201, 'command-missing'))
  test('a command that the target may not execute', () => {
    const directory = sharedDirectory('private-command')
    expectRefused(
      launch(SANDBOX_PROXY, [script(`${directory}/c`, '#!/bin/sh\n', 0o700)]),
      201,
      'command-not-executable',
    )
  })
  test('a directory as a command', () =>
    expectRefused(launch(SANDBOX_PROXY, ['/tmp/.']), 201, 'command-not-executable'))
  test('a script whose interpreter is missing', () => {
    const directory = sharedDirectory('bad-interpreter')
    expectRefused(launch(SANDBOX_PROXY, [script(`${directory}/c`, '#!/no/such/interpreter\n')]), 201, 'bad-interpreter')
  })
  test('an argument list that is too long', () => {
    // One string may be 128 KiB; with a shebang line the kernel adds to what already was near the limit.
    const result = runAs('pilot', [
      '/bin/bash',
      '-c',
      `ulimit -s 256; exec ${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/true $(head -c 60000 /dev/zero | tr '\\0' 'x')`,
    ])
    expect([
      [201, 'arguments-too-long'],
      [0, undefined],
    ]).toContainEqual(verdict(result))
  })
  test('an unknown option', () => expectRefused(asPilot('--uid', '0', '--', ...touch), 201, 'usage'))
})

describe('refused with 202 is a launch when', () => {
  const tryLaunch = (): Result => launch(SANDBOX_PROXY, touch)

  test('the configuration is malformed', async () => {
    await withFile(
      CONFIGURATION,
      () => appendFileSync(CONFIGURATION, '\n[service\n'),
      () => expectRefused(tryLaunch(), 202, 'config-syntax'),
    )
  })
  test('the configuration has an unknown key', async () => {
    await withFile(
      CONFIGURATION,
      () => appendFileSync(CONFIGURATION, '\n[nonsense]\nx = 1\n'),
      () => expectRefused(tryLaunch(), 202, 'config-invalid'),
    )
  })
  test('the configuration can be changed by others', async () => {
    await withFile(
      CONFIGURATION,
      () => chmodSync(CONFIGURATION, 0o666),
      () => expectRefused(tryLaunch(), 202, 'config-untrusted'),
    )
  })
  test('the configuration belongs to the caller', async () => {
    await withFile(
      CONFIGURATION,
      () => chownSync(CONFIGURATION, UID.pilot, 0),
      () => expectRefused(tryLaunch(), 202, 'config-untrusted'),
    )
  })
  test('the configuration is absent', async () => {
    await withFile(
      CONFIGURATION,
      () => unlinkSync(CONFIGURATION),
      () => expectRefused(tryLaunch(), 202, 'config-absent'),
    )
  })
  test('a line of the grid-mapfile is malformed', async () => {
    await withFile(
      GRID_MAPFILE,
      () => appendFileSync(GRID_MAPFILE, '"/DC=org/CN=a .pool\n'),
      () => expectRefused(tryLaunch(), 202, 'map-syntax'),
    )
  })
  test('the ban list is missing', async () => {
    await withFile(
      '/etc/mapexec/ban_users.db',
      () => unlinkSync('/etc/mapexec/ban_users.db'),
      () => expectRefused(tryLaunch(), 202, 'list-absent'),
    )
  })
  test('helper.conf is absent', async () => {
    await withFile(
      HELPER_CONF,
      () => unlinkSync(HELPER_CONF),
      () => expectRefused(tryLaunch(), 202, 'helper-config-absent'),
    )
  })
  test('helper.conf has an unknown key', async () => {
    await withFile(
      HELPER_CONF,
      () => appendFileSync(HELPER_CONF, 'target_uid = 0\n'),
      () => expectRefused(tryLaunch(), 202, 'helper-config-syntax'),
    )
  })
  test('helper.conf can be changed by others', async () => {
    await withFile(
      HELPER_CONF,
      () => chmodSync(HELPER_CONF, 0o646),
      () => expectRefused(tryLaunch(), 202, 'helper-config-untrusted'),
    )
  })
  test('the decision program can be changed by others', async () => {
    const decider = '/usr/lib/mapexec/decider.js'
    await withFile(
      decider,
      () => chmodSync(decider, 0o666),
      () => expectRefused(tryLaunch(), 202, 'decider-untrusted'),
    )
  })
  test('the decision program fails', async () => {
    const decider = '/usr/lib/mapexec/decider.js'
    await withFile(
      decider,
      () => writeFileSync(decider, 'process.exitCode = 7'),
      () => expectRefused(tryLaunch(), 202, 'decider-failed'),
    )
  })
  test('the decision program asks for root', async () => {
    const decider = '/usr/lib/mapexec/decider.js'
    const order = execFileSync(
      process.execPath,
      ['-e', ORDER_FOR_ROOT, `${process.cwd()}/node_modules/esbuild/lib/main.js`, process.cwd()],
      { encoding: 'utf8' },
    )
    await withFile(
      decider,
      () => writeFileSync(decider, order),
      () => expectRefused(tryLaunch(), 202, 'out-of-bounds'),
    )
  })
  test('no record can be written', () => {
    const before = statSync(RECORDS)
    chownSync(RECORDS, 0, 0)
    try {
      expectRefused(tryLaunch(), 202, 'record-failed')
    } finally {
      chownSync(RECORDS, before.uid, before.gid)
    }
  })
  test('no audit log can be written', async () => {
    const log = '/var/log/mapexec/audit.log'
    await withFile(
      log,
      () => {
        unlinkSync(log)
        mkdirSync(log)
      },
      () => {
        const result = tryLaunch()
        expect(verdict(result)).toEqual([202, 'log-failed'])
        expect(() => statSync(MARK)).toThrow()
      },
    )
  })
  test('an account file exists that passwd does not know, without losing the lease directory', () => {
    const before = readdirSync(GRIDMAPDIR).length
    launch(SANDBOX_PROXY, ['/bin/true'])
    expect(readdirSync(GRIDMAPDIR)).toHaveLength(before)
  })

  describe('the helper', () => {
    test('has no capabilities', async () => {
      await withFile(
        HELPER,
        () => execFileSync('setcap', ['-r', HELPER]),
        () => expectRefused(tryLaunch(), 202, 'capabilities-missing'),
      )
    })
    test('has only one of its capabilities', async () => {
      await withFile(
        HELPER,
        () => execFileSync('setcap', ['cap_setuid=p', HELPER]),
        () => expectRefused(tryLaunch(), 202, 'capabilities-missing'),
      )
    })
    test('is started under no_new_privs', () => {
      const result = runAs('pilot', [
        '/usr/bin/setpriv',
        '--no-new-privs',
        MAPEXEC,
        'run',
        '--proxy',
        SANDBOX_PROXY,
        '--',
        ...touch,
      ])
      expectRefused(result, 202, 'no-new-privs')
    })
    test('lies on a nosuid mount', () => {
      mkdirSync('/mnt/nosuid', { recursive: true })
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'nosuid,mode=755', 'nosuid', '/mnt/nosuid'])
      try {
        execFileSync('cp', [HELPER, '/mnt/nosuid/helper'])
        execFileSync('setcap', ['cap_setuid,cap_setgid=p', '/mnt/nosuid/helper'])
        expectRefused(
          runAs('pilot', ['/mnt/nosuid/helper', 'run', '--proxy', SANDBOX_PROXY, '--', ...touch]),
          202,
          'nosuid-mount',
        )
      } finally {
        execFileSync('umount', ['/mnt/nosuid'])
      }
    })
    test('is started without the capabilities in the bounding set', () => {
      const result = spawnWithoutBounding('pilot')
      expectRefused(result, 202, 'bounding-set')
    })
    test('is started in a user namespace', () => {
      const result = runAs('outsider', [
        '/usr/bin/unshare',
        '--user',
        '--map-user=60001',
        MAPEXEC,
        'run',
        '--proxy',
        SANDBOX_PROXY,
        '--',
        ...touch,
      ])
      expect(result.code).toBe(202)
      expect(() => statSync(MARK)).toThrow()
    })
  })
})

function spawnWithoutBounding(actor: Actor): Result {
  const uid = UID[actor]
  const argv = [
    '--bounding-set=-setuid,-setgid',
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    MAPEXEC,
    'run',
    '--proxy',
    SANDBOX_PROXY,
    '--',
    ...touch,
  ]
  try {
    return {
      code: 0,
      signal: null,
      stdout: execFileSync('setpriv', argv, { encoding: 'utf8', stdio: 'pipe', env: { PATH: '/usr/bin:/bin' } }),
      stderr: '',
    }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    return { code: status, signal: null, stdout, stderr }
  }
}

/** Prints a decision program that answers every request with a launch as uid 0, made from the project's own encoder. */
const ORDER_FOR_ROOT = `
const [, esbuild, root] = process.argv
const { buildSync } = require(esbuild)
const source = \`
  import { encodeLaunch } from './src/launch/protocol'
  import { DescriptorChannel } from './src/launch/channel'
  const channel = new DescriptorChannel(3)
  void channel.receive().then(() => channel.send(encodeLaunch({
    uid: 0, gid: 0, groups: [], argv: ['/bin/sh', '-c', 'touch /tmp/the-payload-ran'], environ: [], cwd: '/', umask: 0, limits: [], create: [],
    stdin: { mode: 'inherit' }, session: 'auto', noNewPrivs: false, execLabel: undefined, reap: 'tree', graceMilliseconds: 0,
    record: '/run/mapexec/0123456789abcdef.jsonl', ref: '0123456789abcdef', statusFd: undefined, events: false })))\`
const built = buildSync({ stdin: { contents: source, resolveDir: root, loader: 'ts' }, bundle: true, platform: 'node', write: false })
process.stdout.write(built.outputFiles[0].text)
`

test('the pool and the certificate directory are as they were', () => {
  expect(readdirSync(GRIDMAPDIR).filter((name) => name.includes('%2ffull'))).toEqual([])
  expect(statSync(`${SANDBOX_CA}/ca.pem`).isFile()).toBe(true)
})
