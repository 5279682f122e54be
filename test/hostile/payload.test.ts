/** Payloads that do not behave, and what their guards withstand: rows 26 to 28, 35 and 36 of the threat table. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import {
  GRIDMAPDIR,
  HELPER,
  RECORDS,
  SANDBOX_PROXY,
  finished,
  launch,
  makeProxy,
  processesOf,
  recordOf,
  runAs,
  startLaunch,
  until,
} from '../e2e/support'
import { PEST, aliceUid, attack } from './support'

const uid = aliceUid()
const gone = (): Promise<void> => until('no process of the account is left', () => processesOf(uid).length === 0, 3000)
const kill = (signal: string, pid: number | undefined): void => {
  runAs('pilot', ['/bin/kill', `-${signal}`, String(pid)])
}

describe('row 26: the terminal of the caller', () => {
  const inTerminal = (command: string): string =>
    runAs('pilot', ['/usr/bin/script', '-qec', command, '/dev/null'], { input: '' }).stdout
  test.each(['0', '1', '2'])('cannot be typed into through descriptor %s', (fd) => {
    const said = inTerminal(`${HELPER} run --proxy ${SANDBOX_PROXY} -- ${PEST} type ${fd}; echo "typed=$?"`)
    expect(said).toContain('typed=1')
  })
  test('cannot be typed into with --session keep either', () =>
    expect(
      inTerminal(`${HELPER} run --session keep --proxy ${SANDBOX_PROXY} -- ${PEST} type 0; echo "typed=$?"`),
    ).toContain('typed=1'))
  test('could be without the launch: the attack is a real one', () =>
    expect(inTerminal(`${PEST} type 0; echo "typed=$?"`)).toContain('typed=0'))
})

describe('row 27: supervisor, guardian and every other process', () => {
  test.each([1, 2, 9, 15, 19, 20])('take no signal %i from the payload', (signal) => {
    const { code, stdout } = launch(SANDBOX_PROXY, [PEST, 'kill', String(signal)])
    expect([code, stdout]).toEqual([0, ''])
  })
  test('take no SIGCONT either where the payload has a session of its own', () =>
    expect(launch(SANDBOX_PROXY, [PEST, 'kill', '18'], ['--session', 'new']).stdout).toBe(''))
  test('cannot be traced, read, reniced or limited by the payload', () =>
    expect(launch(SANDBOX_PROXY, [PEST, 'trace']).stdout).toBe(''))
})

describe('row 28: SIGKILL to the supervisor', () => {
  test.each([
    ['sleeps', ['/bin/sleep', '1000']],
    ['is deaf', [PEST, 'deaf', '100000', '0']],
    ['is stopped', [PEST, 'freeze']],
    ['is a fork bomb', [PEST, 'bomb', '50']],
  ] as const)('ends a payload that %s within a second', async (_what, command) => {
    const child = startLaunch(SANDBOX_PROXY, command)
    const ended = finished(child)
    await until('the payload runs', () => processesOf(uid).length > 1)
    const before = performance.now()
    kill('KILL', child.pid)
    await gone()
    expect(performance.now() - before).toBeLessThan(2000)
    await ended
  })
})

describe('row 35: signals that arrive while and after the payload ends', () => {
  test('change neither its code nor any other process', async () => {
    const bystander = startLaunch(makeProxy('bob'), ['/bin/sleep', '1'])
    const child = startLaunch(SANDBOX_PROXY, [PEST, 'deaf', '300', '7'], ['--cwd', 'temp'])
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    const ended = finished(child)
    while (child.exitCode === null && child.signalCode === null) {
      for (const signal of ['SIGTERM', 'SIGUSR1', 'SIGHUP', 'SIGCONT'] as const) child.kill(signal)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect((await ended).code).toBe(7)
    expect((await finished(bystander)).code).toBe(0)
  })
})

describe('row 36: a caller that stops the helper between lease and exec', () => {
  test.each([5, 20, 40, 60, 80, 120])(
    'after %i ms and then kills it leaves no payload and a lease that can be used',
    async (delay) => {
      const child = startLaunch(SANDBOX_PROXY, ['/bin/sleep', '1000'])
      await new Promise((resolve) => setTimeout(resolve, delay))
      kill('STOP', child.pid)
      await new Promise((resolve) => setTimeout(resolve, 50))
      kill('KILL', child.pid)
      await finished(child)
      await gone()
      const { code, stdout } = launch(SANDBOX_PROXY, ['/usr/bin/id', '-u'])
      expect([code, stdout.trim()]).toEqual([0, String(uid)])
      for (const name of readdirSync(GRIDMAPDIR).filter((entry) => entry.startsWith('%2f')))
        expect(statSync(`${GRIDMAPDIR}/${name}`).nlink).toBe(2)
    },
  )
})

describe('gone within a second after the end, with the right code and a complete record, is', () => {
  const timed = (command: string, code: number): void => {
    const { code: seen, stdout } = launch(SANDBOX_PROXY, [
      '/bin/sh',
      '-c',
      `echo $MAPEXEC_REF $(date +%s%N); ${command}`,
    ])
    const ended = Date.now()
    const [ref = '', began = '0'] = stdout.split(/\s+/)
    expect(processesOf(uid)).toEqual([])
    expect(seen).toBe(code)
    expect(ended - Number(began.slice(0, -6))).toBeLessThan(3000)
    expect(recordOf(ref)[1]).toMatchObject({ event: 'end', code })
  }
  test('a bomb of 150 processes that respawn', () => timed(`exec ${PEST} bomb 150 2>/dev/null`, 0))
  test('a daemon that ignores every signal', () => {
    rmSync('/tmp/daemon', { force: true })
    timed(`${PEST} daemon /tmp/daemon; sleep 0.1; exit 9`, 9)
    const size = statSync('/tmp/daemon').size
    expect(size).toBeGreaterThan(0)
    expect(statSync('/tmp/daemon').size).toBe(size)
  })
  test('a payload that stays stopped, when its supervisor is asked to end', async () => {
    const child = startLaunch(SANDBOX_PROXY, [PEST, 'freeze'])
    await until('the payload is there', () => processesOf(uid).length > 0)
    kill('KILL', child.pid)
    await finished(child)
    await gone()
  })
  test('one that used up its processes', () => {
    const { code, stdout } = attack(['limit=6:60/60'], [PEST, 'exhaust'])
    expect([code, stdout]).toEqual([7, expect.stringMatching(/^children \d+ errno 11\n$/)])
    expect(processesOf(uid)).toEqual([])
  })
  test('one that filled its directory, deeper than any path can name', () => {
    expect(attack([], [PEST, 'fill', '.', '3000'], { options: ['--cwd', 'temp'] }).code).toBe(0)
    expect(readdirSync('/tmp').filter((name) => name.startsWith('mapexec-'))).toEqual([])
  })
  test('one that killed all that it could reach', () => timed(`trap '' TERM; kill -TERM -1; exit 17`, 17))
})

test('a payload cannot raise its limits above those of the caller', () =>
  expect(attack(['limit=7:100/100', 'limit=6:500/500', 'limit=4:0/0'], [PEST, 'limits']).stdout).toBe(''))

test('a payload can neither see nor touch records, locks and leases of others', () => {
  const places = [RECORDS, `${RECORDS}/locks`, `${RECORDS}/ended`, `${RECORDS}/history`, `${RECORDS}/slots`, GRIDMAPDIR]
  const text = places.map((place) => `touch ${place}/x; ln /etc/hostname ${place}/y; mkdir ${place}/z;`).join(' ')
  launch(SANDBOX_PROXY, ['/bin/sh', '-c', `{ ${text} rm -rf ${RECORDS}/*; } 2>/dev/null; true`])
  for (const place of places) for (const name of 'xyz') expect(existsSync(`${place}/${name}`)).toBe(false)
})
