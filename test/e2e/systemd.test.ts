/** The units of config/systemd, under a running systemd: what it does with the service, and what the service may do. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { SERVICE, setWarm, SOCKET } from './service'
import { dnOf, GRIDMAPDIR, HELPER_CONF, makeProxy, SANDBOX_PROXY, sleep, until, verdict, withFile } from './support'
import { bootSystemd, dropIn, makeGroup, type Systemd } from './systemd'

const COLLECTOR = '/var/lib/prometheus/node-exporter'
const UNITS = '/usr/lib/systemd/system'
const units = existsSync(UNITS) ? readdirSync(UNITS).filter((name) => name.startsWith('mapexec')) : []
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0
if (!hasAnalyze) console.warn('skipped: systemd-analyze is not installed')

/** `systemd-analyze security`: 0 is harmless, 10 a shell of root; in tenths. */
const EXPOSURE = { 'mapexec.service': 15, 'mapexec-expire.service': 63, 'mapexec-metrics.service': 17 }

describe('systemd-analyze', () => {
  const each = hasAnalyze ? test.each : test.skip.each
  each(units)('finds nothing wrong with %s', (unit) => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', `${UNITS}/${unit}`], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })
  each(Object.entries(EXPOSURE))('%s is exposed no more than %i tenths', (unit, most) => {
    const { status, stdout } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', '--no-pager', `--threshold=${most}`, `${UNITS}/${unit}`],
      { encoding: 'utf8' },
    )
    expect([status, stdout.split('\n').find((line) => line.startsWith('→'))]).toEqual([0, expect.anything()])
  })
})

const prepared = makeGroup()
if ('why' in prepared) console.warn(`skipped: ${prepared.why}`)
const live = 'group' in prepared ? describe : describe.skip

live('under systemd', () => {
  let systemd: Systemd
  const state = (): readonly string[] =>
    ['ActiveState', 'SubState', 'Result'].map((property) => systemd.show('mapexec.service', property))
  const mainPid = (): string => systemd.show('mapexec.service', 'MainPID')
  const who = (proxy = SANDBOX_PROXY) => systemd.launch('--proxy', proxy, '--', '/usr/bin/id', '-un')
  const served = (): void => expect(who()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pool\d{3}\n$/) })
  const again = async (before: string): Promise<void> => {
    await until('it is started anew', () => !['0', before].includes(mainPid()) && state()[0] === 'active', 20_000)
  }

  beforeAll(async () => {
    execFileSync('cp', ['-a', HELPER_CONF, '/sandbox/helper.conf.kept'])
    systemd = await bootSystemd('group' in prepared ? prepared.group : '')
    setWarm('require')
  })
  afterAll(async () => {
    execFileSync('cp', ['-a', '/sandbox/helper.conf.kept', HELPER_CONF])
    await systemd.end()
  })

  test('tmpfiles.conf has made the directories of the records', () => {
    const listing = systemd.run('stat', '-c', '%n %U %a', '/run/mapexec', '/run/mapexec/locks', '/run/mapexec/history')
    expect(listing.stdout).toBe(
      '/run/mapexec mapexec 755\n/run/mapexec/locks mapexec 700\n/run/mapexec/history mapexec 755\n',
    )
  })

  test('without the socket there is no service to ask', () => {
    expect(verdict(who())).toEqual([202, 'service-unavailable'])
  })

  test('with it, the very first launch starts the service, which decides it: until then it is root who listens', () => {
    expect(systemd.run('systemctl', 'start', 'mapexec.socket').code).toBe(0)
    expect(state()).toEqual(['inactive', 'dead', 'success'])
    expect(systemd.run('stat', '-c', '%U %G %a %F', SOCKET).stdout).toBe('mapexec mapexec 600 socket\n')
    served()
    expect(state()[0]).toBe('active')
    expect(systemd.show('mapexec.service', 'StatusText')).toBe('serving on descriptor 3 of systemd')
  })

  test('the service has no capability, a filter of system calls, and no way to more', () => {
    const status = systemd.run('cat', `/proc/${mainPid()}/status`).stdout
    const field = (name: string): string | undefined => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]
    expect(field('Uid')?.split('\t')).toEqual(Array(4).fill(String(SERVICE.uid)))
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(field(set)).toBe('0'.repeat(16))
    expect([field('NoNewPrivs'), field('Seccomp')]).toEqual(['1', '2'])
  })

  test.each([
    ['/etc/mapexec/mapexec.toml', 'ro'],
    ['/usr/lib/mapexec', 'ro'],
    ['/var/lib/mapexec/gridmapdir', 'rw'],
    ['/run/mapexec', 'rw'],
  ])('and sees %s %s', (path, mode) => {
    const found = systemd.run(
      'nsenter',
      '--target',
      mainPid(),
      '--mount',
      'findmnt',
      '-no',
      'VFS-OPTIONS',
      '--target',
      path,
    )
    expect(found.stdout.trim().split(',')[0]).toBe(mode)
  })

  test('a reload keeps the process, and a ban counts', async () => {
    const before = mainPid()
    const proxy = makeProxy('carol')
    expect(who(proxy).code).toBe(0)
    const bans = '/etc/mapexec/ban_users.db'
    await withFile(
      bans,
      () => appendFileSync(bans, `"${dnOf('carol')}"\n`),
      () => {
        expect(systemd.run('systemctl', 'reload', 'mapexec.service').code).toBe(0)
        expect(verdict(who(proxy))).toEqual([203, 'banned-subject'])
      },
    )
    expect([mainPid(), state()[0]]).toEqual([before, 'active'])
  })

  test('one that is killed is started anew, and serves', async () => {
    const before = mainPid()
    systemd.run('systemctl', 'kill', '--signal=SIGKILL', 'mapexec.service')
    await again(before)
    served()
  })

  test('the watchdog leaves one that lives alone, and ends one that hangs: the launch that waits for it falls back', async () => {
    dropIn(systemd, 'mapexec.service', '[Service]\nWatchdogSec=2\n')
    expect(systemd.run('systemctl', 'restart', 'mapexec.service').code).toBe(0)
    const before = mainPid()
    await sleep(5000)
    expect(mainPid()).toBe(before)
    systemd.run('kill', '-STOP', before)
    setWarm('prefer')
    served()
    setWarm('require')
    await again(before)
    expect(Number(systemd.show('mapexec.service', 'NRestarts'))).toBeGreaterThan(0)
    expect(systemd.run('journalctl', '--unit=mapexec.service', '--no-pager').stdout).toContain('Watchdog timeout')
    served()
  })

  test('as shipped, it does so in half of the time that a decision may take', () => {
    const shipped = readFileSync(`${UNITS}/mapexec.service`, 'utf8')
    const timeout = /^decision_timeout_ms = (\d+)$/m.exec(readFileSync(HELPER_CONF, 'utf8'))?.[1]
    expect(Number(/^WatchdogSec=(\d+)$/m.exec(shipped)?.[1]) * 1000).toBeLessThanOrEqual(Number(timeout) / 2)
  })

  test('its messages are in the journal, with their priorities', () => {
    const lines = systemd.run('journalctl', '--unit=mapexec.service', '--output=json', '--no-pager').stdout
    const serving = lines.split('\n').find((line) => line.includes('\\"serving\\"')) ?? '{}'
    expect(JSON.parse(serving)).toMatchObject({ PRIORITY: '6', SYSLOG_IDENTIFIER: 'mapexec' })
  })

  test('stopped, it ends well and takes its socket along', () => {
    expect(systemd.run('systemctl', 'stop', 'mapexec.socket', 'mapexec.service').code).toBe(0)
    expect(state()).toEqual(['inactive', 'dead', 'success'])
    expect(systemd.run('test', '-e', SOCKET).code).toBe(1)
    expect(verdict(who())).toEqual([202, 'service-unavailable'])
  })

  test('mapexec-expire takes back what was not used for long from a pool that is too full', () => {
    const taken = new Set(readdirSync(GRIDMAPDIR).filter((name) => name.startsWith('%')))
    for (const account of readdirSync(GRIDMAPDIR).filter((name) => /^pool\d{3}$/.test(name))) {
      const path = `${GRIDMAPDIR}/${account}`
      if (statSync(path).nlink > 1) continue
      linkSync(path, `${GRIDMAPDIR}/%2fdc%3dorg%2fcn%3dlong%20ago%20${account}`)
      utimesSync(path, 1_600_000_000, 1_600_000_000)
    }
    expect(leases()).toHaveLength(20)
    runsWell('mapexec-expire.service')
    expect(leases()).toHaveLength(16)
    for (const lease of taken) expect(leases()).toContain(lease)
  })

  test('mapexec-metrics writes for the node exporter', () => {
    mkdirSync(COLLECTOR, { recursive: true })
    runsWell('mapexec-metrics.service')
    expect(readFileSync(`${COLLECTOR}/mapexec.prom`, 'utf8')).toContain('mapexec_')
    expect(statSync(`${COLLECTOR}/mapexec.prom`).mode & 0o777).toBe(0o644)
  })

  const leases = (): readonly string[] => readdirSync(GRIDMAPDIR).filter((name) => name.startsWith('%'))
  const runsWell = (unit: string): void => {
    const { code, stderr } = systemd.run('systemctl', 'start', unit)
    const said = code === 0 ? '' : systemd.run('journalctl', `--unit=${unit}`, '--no-pager').stdout
    expect([code, stderr, said, systemd.show(unit, 'Result')]).toEqual([0, '', '', 'success'])
  }
})
