/**
 * Every system call that the helper makes, failing and pretending success in turn (SECCOMP_RET_ERRNO, set up by root
 * around the caller): never a payload with a wrong identity, always an end with a code, before the deadline.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { UID, HELPER, MARK, processesOf, until } from '../e2e/support'
import { CALLS, numberOf } from './calls'
import { PLAYED_UID, RIGHT, hostile, playedLaunch, prepare, withPlayer, HOSTILE } from './support'

const DEADLINE = 600
const SLACK = 6000

/**
 * What nobody can supervise without: a connection of which neither messages nor the end arrive, a kernel that says it
 * blocked a signal and did not, an interruption that never ends (the C library itself asks again). Such a launch waits
 * until it is killed; it still is no wrong identity. Only root can make a kernel like that.
 */
const WAITS = new Set([
  'close:0',
  'close:4',
  'close:5',
  'recvfrom:4',
  'recvfrom:11',
  'rt_sigprocmask:0',
  'rt_sigtimedwait:4',
])

/** fork() that says "you are the child" to the parent: the helper turns itself into the decider, and ends as that. */
const CODE_OF_PLAYER = 6

/** 0 is success that never happened. */
function launchUnder(
  name: string,
  result: number,
): { code: number | null; signal: string | null; stderr: string; took: number } {
  const number = numberOf.get(name)
  if (number === undefined) throw new Error(`${name} is no system call here`)
  prepare(['R', playedLaunch()])
  rmSync(MARK, { force: true })
  const before = performance.now()
  // What the filter would deny to the hostile caller itself it does the other way round.
  const through = name === 'execve' ? [`place=20:${HELPER}`, 'through=20'] : []
  const outcome = hostile(
    [`caller=${UID.pilot}`, ...through, `fake=${number}:${result}`],
    [HELPER, 'run', '--', '/bin/true'],
    { actor: 'root', timeout: WAITS.has(`${name}:${result}`) ? 2 * DEADLINE : DEADLINE + SLACK },
  )
  return { ...outcome, took: performance.now() - before }
}

const cases = Object.entries(CALLS)
  .filter(([name]) => numberOf.has(name))
  .flatMap(([name, errnos]) => [0, ...errnos].map((errno) => [name, errno] as const))

describe('a system call that', () => {
  const seen: string[] = []
  test.each(cases)('is %s and gives %i never leads to a wrong identity', async (name, errno) => {
    const { code, signal, stderr, took } = await withPlayer(() => launchUnder(name, errno), DEADLINE)
    seen.push(`${name}:${errno}=${code ?? signal ?? 'nothing'}`)
    if (signal === 'SIGKILL') spawnSync('pkill', ['-KILL', '-U', `${PLAYED_UID},${PLAYED_UID + 100_000}`])
    // 43: the payload could not look, which only a filter on its own reading causes.
    const allowed: unknown[] = [RIGHT, 201, 202, 203]
    if (['read', 'openat', 'open'].includes(name)) allowed.push(43)
    if (['fork', 'clone'].includes(name) && errno === 0) allowed.push(CODE_OF_PLAYER)
    // A crash of the C library's own start is an end, too.
    allowed.push('SIGSEGV', 'SIGILL', 'SIGTRAP', 'SIGABRT')
    if (WAITS.has(`${name}:${errno}`)) allowed.push('SIGKILL')
    expect(allowed).toContain(code ?? signal)
    // Where write() itself is gone there is a code but no line.
    if (code !== null && code > 200 && !['write', 'writev', 'open', 'openat', 'poll', 'close', 'fcntl'].includes(name))
      expect(stderr).toMatch(/^mapexec: 20[123] [a-z-]+: /)
    expect(took).toBeLessThan(DEADLINE + SLACK)
  })
  test('is refused with a reason in most cases, so that the filters do reach the helper', () => {
    expect(seen.filter((line) => line.endsWith('=202')).length).toBeGreaterThan(40)
    expect(seen.filter((line) => line.endsWith(`=${RIGHT}`)).length).toBeGreaterThan(20)
  })
  test('is made by the helper is on the list', async () => {
    prepare(['R', playedLaunch()])
    const trace = '/tmp/trace'
    await withPlayer(() => {
      execFileSync(
        'strace',
        ['-f', '-qq', '-o', trace, '-u', 'pilot', HOSTILE, '--', HELPER, 'run', '--', '/bin/true'],
        { stdio: 'ignore' },
      )
    }, 5000).catch((error: unknown) => {
      if ((error as { status?: number }).status !== RIGHT) throw error
    })
    const names = new Set([...readFileSync(trace, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)].map(([, name = '']) => name))
    expect(names.size).toBeGreaterThan(30)
    expect([...names].filter((name) => !Object.hasOwn(CALLS, name))).toEqual([])
  })
})

test('nothing of these launches is left', async () => {
  await until('no payload is left', () => processesOf(PLAYED_UID).length === 0, 10_000)
  expect(existsSync(MARK)).toBe(false)
})
