/** Trouble that is the site's to mend: always 202 with a reason of its own, never a launch, never a denial. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  linkSync,
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
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
  MARK,
  RECORDS,
  SANDBOX_PROXY,
  UID,
  expectRefused,
  launch,
  makeProxy,
  runAs,
  touch,
  verdict,
  withFile,
  type Actor,
  type Result,
} from './support'

afterEach(() => rmSync(MARK, { force: true }))
afterAll(() => {
  for (const name of ['', 'ended/', 'history/']) rmSync(`${RECORDS}/${name}0123456789abcdef.jsonl`, { force: true })
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
  test('no record can be written', async () => {
    const before = statSync(RECORDS)
    chownSync(RECORDS, 0, 0)
    try {
      await expectRefused(tryLaunch(), 202, 'record-failed')
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
  test('the only free account file is one that passwd does not know, and no lease is left on it', () => {
    const free = readdirSync(GRIDMAPDIR).filter(
      (name) => /^pool\d+$/.test(name) && statSync(`${GRIDMAPDIR}/${name}`).nlink === 1,
    )
    for (const name of free) linkSync(`${GRIDMAPDIR}/${name}`, `${GRIDMAPDIR}/%2fkept%2f${name}`)
    writeFileSync(`${GRIDMAPDIR}/pool777`, '')
    try {
      const result = launch(makeProxy('carol'), touch)
      expect([
        [202, 'account-unknown'],
        [203, 'pool-full'],
      ]).toContainEqual(verdict(result))
      expect([statSync(`${GRIDMAPDIR}/pool777`).nlink, existsSync(MARK)]).toEqual([1, false])
    } finally {
      for (const name of free) unlinkSync(`${GRIDMAPDIR}/%2fkept%2f${name}`)
      unlinkSync(`${GRIDMAPDIR}/pool777`)
    }
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
    test('is started under no_new_privs', async () => {
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
      await expectRefused(result, 202, 'no-new-privs')
    })
    test('lies on a nosuid mount', async () => {
      mkdirSync('/mnt/nosuid', { recursive: true })
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'nosuid,mode=755', 'nosuid', '/mnt/nosuid'])
      try {
        execFileSync('cp', [HELPER, '/mnt/nosuid/helper'])
        execFileSync('setcap', ['cap_setuid,cap_setgid=p', '/mnt/nosuid/helper'])
        await expectRefused(
          runAs('pilot', ['/mnt/nosuid/helper', 'run', '--proxy', SANDBOX_PROXY, '--', ...touch]),
          202,
          'nosuid-mount',
        )
      } finally {
        execFileSync('umount', ['/mnt/nosuid'])
      }
    })
    test('is started without the capabilities in the bounding set', async () => {
      const result = spawnWithoutBounding('pilot')
      await expectRefused(result, 202, 'bounding-set')
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
  import { writeFileSync } from 'node:fs'
  const channel = new DescriptorChannel(3)
  writeFileSync('/run/mapexec/0123456789abcdef.jsonl', '{}')
  void channel.receive().then(() => channel.send(encodeLaunch({
    uid: 0, gid: 0, groups: [], argv: ['/bin/sh', '-c', 'touch /tmp/the-payload-ran'], environ: [], cwd: '/', umask: 0, limits: [], create: [],
    stdin: { mode: 'inherit' }, session: 'auto', noNewPrivs: false, execLabel: undefined, reap: 'tree', graceMilliseconds: 0,
    record: '/run/mapexec/0123456789abcdef.jsonl', ref: '0123456789abcdef', statusFd: undefined, events: false })))\`
const built = buildSync({ stdin: { contents: source, resolveDir: root, loader: 'ts' }, bundle: true, platform: 'node', write: false })
process.stdout.write(built.outputFiles[0].text)
`
