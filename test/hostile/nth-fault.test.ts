/**
 * One fault in a launch, at each place: the first, second, third … system call of the helper, its decider and its payload
 * fails or pretends success, and all others work (test/hostile/c/nth.c). Never a wrong identity, always a code and a reason.
 */
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { HELPER, MARK, processesOf, until } from '../e2e/support'
import { CALLS, numberOf } from './calls'
import { NTH, PLAYED_UID, RIGHT, playedLaunch, prepare, prepareCommand, withPlayer } from './support'

/** 1: each place pretends success once, and every third also fails in one way. More: every place fails in every way. */
const ROUNDS = Number(process.env['TEST_ROUNDS'] ?? 1)
const PATIENCE_SECONDS = 3

const nameOf = new Map([...numberOf].map(([name, number]) => [number, name]))

/** The loops over all 64 signals are one place. */
const STRIDES: Readonly<Record<string, string>> = { rt_sigaction: '/32' }

/**
 * A launch waits until it is killed where the kernel does not close a connection, says it blocked a signal and did not, or
 * once denies that a child has ended: see WAITS in faults.test.ts.
 */
const WAITS = ['close', 'rt_sigprocmask', 'wait4']

/** A launch that was set up anew; `code` as nth.c says. */
interface Run {
  readonly name: string
  readonly result: number
  readonly code: number
  readonly milliseconds: number
  readonly said: string
}

function faultEachCall(table: string): Promise<readonly Run[]> {
  prepare(['R', playedLaunch()])
  const words = [String(PATIENCE_SECONDS), table, prepareCommand(), '--', HELPER, 'run', '--', '/bin/true']
  const child = spawn(NTH, words, { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/' })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return new Promise((resolve, reject) =>
    child.on('close', (status) => {
      if (status !== 0) reject(new Error(`nth ended with ${status ?? 'a signal'}`))
      resolve(text.trimEnd().split('\n').map(parseRun))
    }),
  )
}

function parseRun(line: string): Run {
  const [, number, result, code, milliseconds, said = ''] =
    /^\d+ (\d+) (-?\d+) (\d+) (\d+) ?(.*)$/.exec(line)?.map(String) ?? []
  return {
    name: nameOf.get(Number(number)) ?? String(number),
    result: Number(result),
    code: Number(code),
    milliseconds: Number(milliseconds),
    said,
  }
}

/** Exit codes of the player itself, where fork() told the helper that it is its own child. */
const isPlayer = ({ name, result, code }: Run): boolean => name === 'fork' && result === 0 && code < 10

/** The C library's own answer to a kernel that is not one: it dies, of poll() at its start already when that fails. */
const crashed = ({ name, code, result }: Run): boolean =>
  (result === 0 || name === 'poll') && [1004, 1005, 1006, 1009, 1011].includes(code)

const isRight = (run: Run): boolean => {
  const { name, code, said } = run
  if (code === RIGHT) return true
  // Without write() there is a code and no line.
  if ([201, 202, 203].includes(code)) return /^mapexec: 20[123] [a-z-]+: /.test(said) || MUTE.includes(name)
  // The payload's own misfortune: it died (128 + signal), could not look, or was not executed by the caller at all.
  if ([134, 137, 139, 43].includes(code) || (name === 'execve' && code === 125)) return true
  if (code === 127 && said.includes('error while loading shared libraries')) return true
  return isPlayer(run) || crashed(run) || (code === 2000 && WAITS.includes(name))
}
const MUTE = ['write', 'open', 'fcntl']

describe('one call that', () => {
  let runs: readonly Run[] = []
  beforeAll(async () => {
    rmSync(MARK, { force: true })
    const known = Object.entries(CALLS).filter(([name]) => numberOf.has(name) && name !== 'exit_group')
    const rows = known.map(
      ([name, errnos]) => `${numberOf.get(name) ?? 0}${STRIDES[name] ?? ''}=${[0, ...errnos].join(',')}`,
    )
    const table = [ROUNDS > 1 ? 'all' : 'third', ...rows].join(';')
    runs = await withPlayer(() => faultEachCall(table), 1000)
  }, 600_000)

  test('fails or pretends success gives the right identity, or a code and a reason', () =>
    expect(runs.filter((run) => !isRight(run))).toEqual([]))
  test('is met at hundreds of places, most of which are noticed or harmless', () => {
    expect(runs[0]).toMatchObject({ code: RIGHT, said: '' })
    expect(runs.length).toBeGreaterThan(400)
    expect(runs.filter(({ code }) => code === 202).length).toBeGreaterThan(80)
    expect(runs.filter(({ code }) => code === 2000).length).toBeLessThan(runs.length / 50)
  })
  test('pretends to change identity is noticed, every time', () => {
    const changes = runs.filter(({ name, result }) => ['setresuid', 'setresgid'].includes(name) && result === 0)
    expect(changes.length).toBeGreaterThan(8)
    const unnoticed = changes.filter(({ code }) => code !== 202)
    // The payload has its group ids from the guardian: that one call has nothing to change. It may be met more than once,
    // since the processes of a launch do not always take turns in the same way.
    expect(unnoticed.filter(({ name, code }) => name !== 'setresgid' || code !== RIGHT)).toEqual([])
    expect(unnoticed.length).toBeLessThan(4)
  })
  test('leaves nothing of its launch', async () => {
    await until('no payload is left', () => processesOf(PLAYED_UID).length === 0, 10_000)
    expect(existsSync(MARK)).toBe(false)
  })
})
