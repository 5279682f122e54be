/** Each signal from the caller at each stage of a launch, and a directory that is swapped under one. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import {
  HELPER,
  SANDBOX_PROXY,
  UID,
  finished,
  launch,
  processesOf,
  sharedDirectory,
  sleep,
  until,
  verdict,
  type Result,
} from '../e2e/support'
import { PLAYED_UID, playedEnd, playedLaunch, prepare, withPlayer } from './support'

const STAGE_MS = 500
const SIGNALS = Object.entries(constants.signals).filter(
  ([name, number], at, all) =>
    number < 32 && all.findIndex(([, other]) => other === number) === at && name !== 'SIGKILL',
)
/** What stops the helper; SIGCONT follows. */
const STOPS = ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU']
/** What a process takes no notice of by default. */
const HARMLESS = ['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH', 'SIGPIPE', 'SIGXFSZ']

const goesOn = (name: string): boolean => STOPS.includes(name) || HARMLESS.includes(name)
const STARTED = '/tmp/stage-started'
const markOf = (name: string): string => `/tmp/stage-mark-${name}`

/** A launch whose decider answers after STAGE_MS, and whose payload runs for as long; the signal comes at `stage`. */
function signalled(name: string, stage: () => Promise<void>): Promise<Result> {
  for (const path of [STARTED, markOf(name)]) rmSync(path, { force: true })
  const command = `touch ${STARTED}; sleep ${STAGE_MS / 1000}; touch ${markOf(name)}; exit 7`
  prepare(['R', STAGE_MS, playedLaunch({ argv: ['/bin/sh', '-c', command] })])
  return withPlayer(async () => {
    const child = spawn(HELPER, ['run', '--', '/bin/true'], {
      ...{ uid: UID.pilot, gid: UID.pilot, cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'pipe'] },
    })
    const ended = finished(child)
    await stage()
    child.kill(name as NodeJS.Signals)
    if (STOPS.includes(name)) {
      await sleep(50)
      child.kill('SIGCONT')
    }
    return ended
  }, 10_000)
}

const gone = (): Promise<void> => until('no payload is left', () => processesOf(PLAYED_UID).length === 0, 5000)

describe('while the decision is awaited', () => {
  test.each(SIGNALS)('%s ends the helper without a payload, or is taken no notice of', async (name) => {
    const { code, signal } = await signalled(name, () => sleep(100))
    expect([code, signal]).toEqual(goesOn(name) ? [7, null] : [null, name])
    await gone()
  })
  test('none of those that ended it was followed by a payload', async () => {
    await sleep(2 * STAGE_MS)
    expect(SIGNALS.map(([name]) => name).filter((name) => existsSync(markOf(name)) !== goesOn(name))).toEqual([])
  })
})

describe('while the payload runs', () => {
  test.each(SIGNALS)('%s ends it like any process, or is taken no notice of', async (name, number) => {
    const { code, signal } = await signalled(name, () => until('it runs', () => existsSync(STARTED), 10_000))
    // Forwarded: the payload dies of it, and the helper says so. Others end the helper, and the guardian the payload.
    if (goesOn(name)) expect([code, signal]).toEqual([7, null])
    else expect([128 + number, name]).toContain(code ?? signal)
    await gone()
    await until('the record has its end', () => playedEnd() !== undefined)
    expect(existsSync(markOf(name))).toBe(goesOn(name))
  })
})

test('a directory that is swapped for a private one is entered with the target’s rights, or not', async () => {
  const open = sharedDirectory('swapped-open')
  const secret = sharedDirectory('swapped-secret')
  chmodSync(secret, 0o700)
  mkdirSync('/tmp/swap', { recursive: true })
  const swap = `cd /tmp/swap; while :; do for d in ${open} ${secret}; do ln -s $d new; mv -T new link; done; done`
  const swapper = spawn('/bin/bash', ['-c', swap], { stdio: 'ignore' })
  await until('the link is there', () => existsSync('/tmp/swap/link'))
  const seen = new Set<string>()
  for (let round = 0; round < 25; round += 1) {
    const result = launch(SANDBOX_PROXY, ['/bin/pwd', '-P'], ['--cwd', '/tmp/swap/link'])
    seen.add(result.code === 0 ? result.stdout.trim() : verdict(result).join(' '))
  }
  swapper.kill('SIGKILL')
  await new Promise((resolve) => swapper.once('close', resolve))
  expect([...seen].filter((line) => line !== open && line !== '201 cwd-inaccessible')).toEqual([])
})
