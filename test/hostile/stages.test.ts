/** Each signal from the caller at each stage of a launch, and a directory that is swapped under one. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import {
  HELPER,
  MARK,
  SANDBOX_PROXY,
  UID,
  finished,
  launch,
  processesOf,
  sharedDirectory,
  until,
  verdict,
  type Result,
} from '../e2e/support'
import { PLAYED_UID, playedEnd, playedLaunch, prepare, withPlayer } from './support'

const STAGE_MS = 150
const SIGNALS = Object.entries(constants.signals).filter(
  ([name, number], at, all) =>
    number < 32 && all.findIndex(([, other]) => other === number) === at && name !== 'SIGKILL',
)
/** What stops the helper; SIGCONT follows. */
const STOPS = ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU']
/** What a process takes no notice of by default. */
const HARMLESS = ['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH', 'SIGPIPE', 'SIGXFSZ']

/** A launch whose decider answers after STAGE_MS, and whose payload then runs for twice as long. */
function signalledAfter(milliseconds: number, signal: string): Promise<Result> {
  prepare(['R', STAGE_MS, playedLaunch({ argv: ['/bin/sh', '-c', `sleep 0.3; touch ${MARK}; exit 7`] })])
  return withPlayer(async () => {
    const child = spawn(HELPER, ['run', '--', '/bin/true'], {
      ...{ uid: UID.pilot, gid: UID.pilot, cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'pipe'] },
    })
    const ended = finished(child)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    child.kill(signal as NodeJS.Signals)
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (STOPS.includes(signal)) child.kill('SIGCONT')
    return ended
  }, 3000)
}

const gone = (): Promise<void> => until('no payload is left', () => processesOf(PLAYED_UID).length === 0, 3000)

beforeEach(() => rmSync(MARK, { force: true }))

describe('while the decision is awaited', () => {
  test.each(SIGNALS)('%s ends the helper without a payload, or is taken no notice of', async (name) => {
    const { code, signal } = await signalledAfter(STAGE_MS / 2, name)
    const goesOn = STOPS.includes(name) || HARMLESS.includes(name)
    expect([code, signal]).toEqual(goesOn ? [7, null] : [null, name])
    await gone()
    await new Promise((resolve) => setTimeout(resolve, goesOn ? 0 : 2 * STAGE_MS))
    expect(existsSync(MARK)).toBe(goesOn)
  })
})

describe('while the payload runs', () => {
  test.each(SIGNALS)('%s ends it like any process, or is taken no notice of', async (name, number) => {
    const { code, signal } = await signalledAfter(2 * STAGE_MS + 50, name)
    const goesOn = STOPS.includes(name) || HARMLESS.includes(name)
    // Forwarded: the payload dies of it, and the helper says so. Others end the helper, and the guardian the payload.
    if (goesOn) expect([code, signal]).toEqual([7, null])
    else expect([128 + number, name]).toContain(code ?? signal)
    await gone()
    await until('the record has its end', () => playedEnd() !== undefined)
    expect(existsSync(MARK)).toBe(goesOn)
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
