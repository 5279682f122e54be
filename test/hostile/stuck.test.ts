/** Files on a server that is gone (a FUSE server that never answers): an end in time, with a code, and nobody is left waiting. */
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { openRecords } from '../e2e/service'
import {
  HELPER_CONF,
  MARK,
  SANDBOX_PROXY,
  finished,
  launch,
  processesOf,
  sharedDirectory,
  startLaunch,
  touch,
  until,
  verdict,
} from '../e2e/support'
import { aliceUid, describeUnless, withHelperConf } from './support'
import { mountStuck, stuckObstacle, unmountStuck } from './stuck-mount'

const PLACE = '/tmp/stuck'
const uid = aliceUid()
const DEADLINE = 1500
/** As helper.conf has it. */
const GUARDIAN_OFFSET = Number(/^guardian_uid_offset = (\d+)$/m.exec(readFileSync(HELPER_CONF, 'utf8'))?.[1])
/** A loaded machine, a cold decider beside it. */
const SLACK = 8000

describeUnless(stuckObstacle())('on a file system that does not answer', () => {
  let server: ChildProcess
  beforeAll(async () => (server = await mountStuck(PLACE)))
  afterAll(() => unmountStuck(server, PLACE))
  beforeEach(() => rmSync(MARK, { force: true }))
  afterEach(async () => {
    expect(existsSync(MARK)).toBe(false)
    await until('no payload is left', () => processesOf(uid).length === 0)
  })

  const attempt = (proxy: string, command: readonly string[], options: readonly string[] = []): Promise<unknown> =>
    withHelperConf({ decision_timeout_ms: DEADLINE }, () => {
      const before = performance.now()
      const result = launch(proxy, command, options)
      expect(performance.now() - before).toBeLessThan(DEADLINE + SLACK)
      return verdict(result)
    })

  test.each([
    ['a name that is never looked up', 'lookup'],
    ['a file that never opens', 'open'],
    ['a file that opens and is never read', 'read'],
    ['a file of which a page comes each 100 ms', 'slow'],
    ['a file whose reader cannot even be killed', 'dead'],
    ['a file in a directory that is never entered', 'directory/x'],
  ])('%s is no proxy', async (_what, name) =>
    expect(await attempt(`${PLACE}/${name}`, touch)).toEqual([201, 'credential-unreadable']),
  )
  test('a file that changes while it is read, with its size as before, is no proxy', async () =>
    expect(await attempt(`${PLACE}/changing`, touch)).toEqual([201, 'credential-changed']))
  test('a healthy file is read: the refusals above come from what is stuck', async () =>
    expect(await attempt(`${PLACE}/quick`, touch)).toEqual([201, 'credential-mode']))

  test.each([
    ['a directory that is never entered', ['--cwd', `${PLACE}/closed`]],
    ['a directory that is never looked up', ['--cwd', `${PLACE}/lookup-cwd`]],
    ['a target proxy that is never made', ['--target-proxy', `${PLACE}/directory/proxy`]],
    ['a target proxy in a directory that is never entered', ['--target-proxy', `${PLACE}/closed/proxy`]],
  ])('%s ends the launch', async (_what, options) =>
    expect(await attempt(SANDBOX_PROXY, touch, options)).toEqual([202, 'start-timeout']),
  )
  test.each([
    ['never looked up', 'lookup-command'],
    ['never opened', 'open'],
  ])('a command that is %s ends the launch', async (_what, name) =>
    expect(await attempt(SANDBOX_PROXY, [`${PLACE}/${name}`])).toEqual([202, 'start-timeout']),
  )
  test('a payload that is started may take its time all the same', async () =>
    expect(await attempt(SANDBOX_PROXY, ['/bin/sleep', '2'])).toEqual([0, undefined]))

  test('a launch that waits there is killed like any other', async () => {
    const child = startLaunch(SANDBOX_PROXY, [`${PLACE}/open`])
    await new Promise((resolve) => setTimeout(resolve, 500))
    const ended = finished(child)
    const before = performance.now()
    process.kill(child.pid ?? 0, 'SIGKILL')
    await ended
    await until('no payload is left', () => processesOf(uid).length === 0)
    expect(performance.now() - before).toBeLessThan(SLACK)
  })
})

describeUnless(stuckObstacle())('a payload that cannot even be killed on its way to its command', () => {
  const place = '/tmp/stuck-unkillable'
  let server: ChildProcess
  afterEach(() => unmountStuck(server, place))

  test('ends the launch for its caller; record and account wait for it', () =>
    withHelperConf({ decision_timeout_ms: DEADLINE }, async () => {
      const status = `${sharedDirectory('stuck-dead')}/status`
      server = await mountStuck(place)
      const already = openRecords()
      const guardians = (): readonly string[] => processesOf(uid + GUARDIAN_OFFSET)
      const fd = openSync(status, 'w')
      const before = performance.now()
      // Nobody reads what it writes: it may hold that open for long.
      const child = startLaunch(SANDBOX_PROXY, [`${place}/dead`], ['--status-fd', '3'], {
        stdio: ['ignore', 'ignore', 'ignore', fd],
      })
      const code = await new Promise((resolve) => child.once('exit', resolve))
      expect([code, JSON.parse(readFileSync(status, 'utf8'))]).toEqual([
        202,
        expect.objectContaining({ code: 202, reason: 'start-timeout' }),
      ])
      expect(performance.now() - before).toBeLessThan(DEADLINE + SLACK)
      expect([processesOf(uid).length, guardians().length]).toEqual([2, 1])
      expect(openRecords()).toHaveLength(already.length + 1)
      server.kill('SIGKILL')
      await until('the guardian has ended', () => guardians().length === 0)
      expect(processesOf(uid)).toEqual([])
      expect(openRecords()).toEqual(already)
      closeSync(fd)
    }))
})
