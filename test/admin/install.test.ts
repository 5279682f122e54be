/** Installation, repair and upgrade on a machine below a temporary directory; the sandbox does the same for real. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { install, withNode } from '../../src/admin/install'
import { PATHS } from '../../src/admin/install/layout'
import { parseHelperConf } from '../../src/config/helper-conf'
import { account } from '../support/fake-system'
import { reasonOfAsync } from '../support/reason'
import { Machine } from './install/machine'

let machine: Machine
beforeEach(() => {
  machine = new Machine()
})
afterEach(() => machine.remove())

const POOL = '/var/lib/mapexec/gridmapdir'

describe('a first installation', () => {
  beforeEach(() => install(machine.installation))

  test.each([
    ['/etc/mapexec', '755'],
    ['/etc/mapexec/mapexec.toml', '644'],
    ['/etc/mapexec/helper.conf', '644'],
    ['/etc/mapexec/grid-mapfile', '644'],
    ['/etc/mapexec/ban_users.db', '644'],
    ['/run/mapexec', '755'],
    ['/run/mapexec/ended', '755'],
    ['/run/mapexec/history', '755'],
    ['/run/mapexec/slots', '755'],
    ['/run/mapexec/locks', '700'],
    ['/var/log/mapexec', '750'],
    ['/var/lib/mapexec', '755'],
    ['/var/lib/mapexec/cache', '750'],
    [POOL, '770'],
    [`${POOL}/pool001`, '644'],
    ['/usr/lib/mapexec/mapexec-helper', '755'],
    ['/usr/lib/mapexec/decider.js', '644'],
    ['/usr/lib/mapexec/decider-0123456789abcdef.js', '644'],
    ['/usr/lib/mapexec/decider-0123456789abcdef.cache', '644'],
    ['/usr/lib/mapexec/decider-0123456789abcdef.x509.js', '644'],
    ['/usr/lib/mapexec/decider-0123456789abcdef.x509.cache', '644'],
    ['/usr/lib/mapexec/koffi-3.3.4.node', '755'],
    ['/usr/lib/mapexec/cli.js', '644'],
    ['/usr/lib/mapexec/cli-0123456789abcdef.js', '644'],
    ['/usr/lib/mapexec/cli-0123456789abcdef.cache', '644'],
    ['/usr/lib/mapexec/cli-0123456789abcdef.record.js', '644'],
    ['/usr/lib/mapexec/cli-0123456789abcdef.record.cache', '644'],
    ['/usr/bin/mapexec', '755'],
    ['/usr/share/man/man1/mapexec.1', '644'],
    ['/usr/lib/systemd/system/mapexec.service', '644'],
    ['/usr/lib/sysusers.d/mapexec.conf', '644'],
    ['/usr/lib/tmpfiles.d/mapexec.conf', '644'],
  ])('makes %s with mode %s', (path, mode) => expect(machine.mode(path)).toBe(mode))

  test('gives the helper two capabilities and nothing else, before it has its name', () => {
    expect(machine.helperCapabilities()).toBe('cap_setgid,cap_setuid=p')
    const name = machine.root + PATHS.helper
    expect(machine.commands.filter((command) => command.startsWith('setcap'))).toEqual([
      `setcap cap_setgid,cap_setuid=p ${name}.new`,
    ])
  })

  test('makes the account as a system account that nobody can log in to', () => {
    expect(machine.commands).toContain('groupadd --system mapexec')
    const useradd = machine.commands.find((command) => command.startsWith('useradd'))
    expect(useradd).toMatch(/--system --gid mapexec --no-create-home .* --shell \/usr\/sbin\/nologin .* mapexec$/)
  })

  test('tells systemd of new units, once', async () => {
    expect(machine.commands).toContain('systemctl daemon-reload')
    await install(machine.installation)
    expect(machine.commands).not.toContain('systemctl daemon-reload')
  })

  test('writes the bounds of the helper in numbers', () => {
    const values = parseHelperConf(machine.text(PATHS.helperConf))
    expect(values.get('caller_uids')).toBe('60001')
    expect(values.get('target_gids')).toBe('61000')
    expect(values.get('decider')).toBe(
      `${process.execPath} --no-rehash-snapshot --min-semi-space-size=2 /usr/lib/mapexec/decider.js`,
    )
  })

  test('fills the pool with its accounts and no others', () => {
    expect(fs.readdirSync(machine.root + POOL)).toEqual(['pool001', 'pool002'])
  })

  test('points the door at Node and glexec at the helper', () => {
    expect(machine.text(PATHS.door)).toContain(`exec ${process.execPath} $lib/cli.js "$@"`)
    expect(fs.readlinkSync(machine.root + PATHS.glexec)).toBe(PATHS.helper)
  })

  test('leaves nothing half-done beside what it made', () => {
    const names = fs.readdirSync(machine.root, { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => /\.(new|old)$/.test(name))).toEqual([])
  })
})

describe('a second installation', () => {
  beforeEach(() => install(machine.installation))

  test('changes nothing and says nothing', async () => {
    const before = machine.snapshot()
    await install(machine.installation)
    expect(machine.changes).toEqual([])
    expect(machine.snapshot()).toBe(before)
  })

  test('never changes the configuration or the lists', async () => {
    const text = machine.text(PATHS.configuration).replace('0022', '0027')
    fs.writeFileSync(machine.root + PATHS.configuration, text)
    fs.writeFileSync(`${machine.root}/etc/mapexec/grid-mapfile`, '"/CN=a" .pool\n')
    await install(machine.installation)
    expect(machine.text(PATHS.configuration)).toBe(text)
    expect(machine.text('/etc/mapexec/grid-mapfile')).toBe('"/CN=a" .pool\n')
  })

  test('never takes a lease away', async () => {
    fs.linkSync(`${machine.root}${POOL}/pool001`, `${machine.root}${POOL}/%2fcn%3da`)
    await install(machine.installation)
    expect(fs.statSync(`${machine.root}${POOL}/%2fcn%3da`).nlink).toBe(2)
  })

  test.each<[what: string, damage: () => void, mended: () => unknown, expected: unknown]>([
    [
      'a mode',
      () => fs.chmodSync(`${machine.root}/run/mapexec/locks`, 0o777),
      () => machine.mode('/run/mapexec/locks'),
      '700',
    ],
    [
      'a program',
      () => fs.writeFileSync(`${machine.root}${PATHS.decider}`, 'x'),
      () => machine.text(PATHS.decider).includes('decider-0123456789abcdef'),
      true,
    ],
    [
      'lost capabilities',
      () => machine.capabilities.clear(),
      () => machine.helperCapabilities(),
      'cap_setgid,cap_setuid=p',
    ],
    [
      'capabilities too many',
      () =>
        machine.capabilities.set(
          fs.statSync(machine.root + PATHS.helper).ino,
          'cap_sys_admin,cap_setgid,cap_setuid=eip',
        ),
      () => machine.helperCapabilities(),
      'cap_setgid,cap_setuid=p',
    ],
    [
      'a cache of another Node',
      () => fs.writeFileSync(`${machine.root}/usr/lib/mapexec/decider-0123456789abcdef.cache`, 'x'),
      () => fs.statSync(`${machine.root}/usr/lib/mapexec/decider-0123456789abcdef.cache`).size > 100,
      true,
    ],
    [
      'a cache of another Node, of a part',
      () => fs.writeFileSync(`${machine.root}/usr/lib/mapexec/decider-0123456789abcdef.x509.cache`, 'x'),
      () => fs.statSync(`${machine.root}/usr/lib/mapexec/decider-0123456789abcdef.x509.cache`).size > 100,
      true,
    ],
    [
      'a cache of another Node, of a command',
      () => fs.writeFileSync(`${machine.root}/usr/lib/mapexec/cli-0123456789abcdef.record.cache`, 'x'),
      () => fs.statSync(`${machine.root}/usr/lib/mapexec/cli-0123456789abcdef.record.cache`).size > 100,
      true,
    ],
    [
      'a link',
      () => fs.rmSync(machine.root + PATHS.glexec),
      () => fs.readlinkSync(machine.root + PATHS.glexec),
      PATHS.helper,
    ],
  ])('mends %s', async (_what, damage, mended, expected) => {
    damage()
    await install(machine.installation)
    expect(machine.changes.length).toBeGreaterThan(0)
    expect(mended()).toBe(expected)
  })

  test('adds accounts that the pool has got since', async () => {
    machine.accounts.push(
      account('pool003', 61003, 61000),
      account('poolside', 61004, 61000),
      account('pool', 61005, 61000),
    )
    await install(machine.installation)
    expect(machine.changes).toEqual([`add 1 account to ${POOL}: pool003`])
  })

  test('keeps a real glexec', async () => {
    fs.rmSync(machine.root + PATHS.glexec)
    fs.writeFileSync(machine.root + PATHS.glexec, 'the real one')
    await install(machine.installation)
    expect(machine.text(PATHS.glexec)).toBe('the real one')
  })
})

describe('an upgrade', () => {
  const generations = (program: string) => [
    ...new Set(
      fs
        .readdirSync(`${machine.root}${PATHS.library}`)
        .flatMap((name) => new RegExp(`^${program}-([0-9a-f]+)\\.`).exec(name)?.[1] ?? [])
        .toSorted(),
    ),
  ]

  test.each(['decider', 'cli'])(
    'keeps the %s that somebody may still be loading, and no older ones',
    async (program) => {
      await install(machine.installation)
      machine.writeBuild('1111111111111111')
      await install(machine.installation)
      expect(generations(program)).toEqual(['0123456789abcdef', '1111111111111111'])
      machine.writeBuild('2222222222222222')
      await install(machine.installation)
      expect(generations(program)).toEqual(['1111111111111111', '2222222222222222'])
    },
  )

  test('leaves an old helper without capabilities and without execute permission, also under other names', async () => {
    await install(machine.installation)
    const [name, hoard] = [machine.root + PATHS.helper, join(machine.root, 'hoard')]
    fs.linkSync(name, hoard)
    machine.writeBuild('1111111111111111')
    await install(machine.installation)
    const old = fs.statSync(hoard)
    expect(old.ino).not.toBe(fs.statSync(name).ino)
    expect(machine.capabilities.get(old.ino)).toBeUndefined()
    expect(old.mode & 0o7777).toBe(0)
    expect(machine.helperCapabilities()).toBe('cap_setgid,cap_setuid=p')
  })
})

describe('a dry run', () => {
  test('of a first installation writes nothing at all', async () => {
    machine.dryRun = true
    await install(machine.installation)
    expect(machine.snapshot()).toBe('')
    expect(machine.changes).toContain(`create ${PATHS.configuration}`)
    expect(machine.changes).toContain('create the system account mapexec')
    expect(machine.commands.filter((command) => !/^get/.test(command))).toEqual([])
  })

  test('says what a repair would do', async () => {
    await install(machine.installation)
    fs.rmSync(machine.root + PATHS.door)
    const before = machine.snapshot()
    machine.dryRun = true
    await install(machine.installation)
    expect(machine.changes).toEqual([`create ${PATHS.door}`])
    expect(machine.snapshot()).toBe(before)
  })
})

describe('install refuses', () => {
  const refusal = () => reasonOfAsync(() => install(machine.installation))

  test('anybody but root', async () => {
    machine.uid += 1
    expect(await refusal()).toBe('not-root')
    expect(machine.snapshot()).toBe('')
  })

  test.each([
    'mapexec-helper',
    'decider.js',
    'decider-0123456789abcdef.js',
    'decider-0123456789abcdef.x509.js',
    'cli.js',
    'cli-0123456789abcdef.js',
    'cli-0123456789abcdef.record.js',
    'share/config/worker-node.toml',
  ])('a build without %s', async (name) => {
    fs.rmSync(join(machine.build, name))
    expect(await refusal()).toBe('install-failed')
    expect(fs.existsSync(machine.root + PATHS.helper)).toBe(false)
  })

  test('a configuration that is not valid, before anything is privileged', async () => {
    fs.mkdirSync(`${machine.root}/etc/mapexec`, { recursive: true })
    fs.writeFileSync(machine.root + PATHS.configuration, '[service]\nfoo = 1\n')
    expect(await refusal()).toBe('config-invalid')
    expect(fs.existsSync(machine.root + PATHS.helper)).toBe(false)
  })

  test('a caller whom nobody knows, before anything is privileged', async () => {
    machine.accounts = machine.accounts.filter(({ name }) => name !== 'pilot')
    expect(await refusal()).toBe('config-invalid')
    expect(fs.existsSync(machine.root + PATHS.helper)).toBe(false)
  })

  test('a service account that is root', async () => {
    machine.accounts.push(account('mapexec', 0))
    expect(await refusal()).toBe('config-invalid')
  })

  test('a Node that others can change', async () => {
    const node = join(machine.root, 'node')
    fs.writeFileSync(node, '#!/bin/sh\n')
    fs.chmodSync(node, 0o777)
    machine.node = node
    expect(await refusal()).toBe('config-untrusted')
    expect(fs.existsSync(machine.root + PATHS.helper)).toBe(false)
  })

  test('a Node that is not there', async () => {
    machine.node = '/nonexistent/node'
    expect(await refusal()).toBe('config-invalid')
  })

  test('a file system without capabilities, and installs no helper without them', async () => {
    machine.failing = { setcap: 'Operation not supported' }
    expect(await refusal()).toBe('install-failed')
    expect(fs.existsSync(machine.root + PATHS.helper)).toBe(false)
  })

  test('a link that the service account has laid in the place of a directory', async () => {
    await install(machine.installation)
    const [locks, prey] = [`${machine.root}/run/mapexec/locks`, join(machine.root, 'prey')]
    fs.mkdirSync(prey, { mode: 0o755 })
    fs.rmdirSync(locks)
    fs.symlinkSync(prey, locks)
    await expect(install(machine.installation)).rejects.toThrow(/ENOTDIR|ELOOP/)
    expect(machine.mode('/prey')).toBe('755')
  })
})

describe('the Node of a fresh configuration', () => {
  test.each([
    ['is the default where it can be', '[service]\na = 1\n', '/usr/bin/node', '[service]\na = 1\n'],
    ['is named where it is another', '[service]\na = 1\n', '/opt/node', '[service]\nnode = "/opt/node"\na = 1\n'],
    ['takes the place of a comment', '[service]\n# node = "x"\n', '/opt/node', '[service]\nnode = "/opt/node"\n'],
  ])('%s', (_what, text, node, expected) => expect(withNode(text, node)).toBe(expected))
})
