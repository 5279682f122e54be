/** The warm service while one of its callers attacks it: the others' launches go on, its memory stays bounded. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import {
  CONFIGURATION,
  HELPER,
  HELPER_CONF,
  MARK,
  SANDBOX_PROXY,
  UID,
  runAs,
  touch,
  until,
  verdict,
  withFile,
} from '../e2e/support'
import { SOCKET, openRecords, startService, stopService, type Service } from '../e2e/service'
import { describeUnless, runWords, withHelperConf } from './support'
import { mountStuck, stuckObstacle, unmountStuck } from './stuck-mount'

const PLACE = '/tmp/stuck-warm'
const PROXY = '/home/outsider/proxy'
const TIMEOUT = 5000
/** What an honest launch may take beside an attack, on two loaded processors. */
const PATIENCE = 5000
const MOST_GROWTH_KIB = 200 * 1024

/** Suites that kill deciders and helpers leave some. */
const already = openRecords()
let service: Service
let attackers: ChildProcess | undefined

/** `count` launches at once of the outsider, who is listed here, again and again; `after` is what he does to them (`$P`). */
function attackWith(count: number, words: readonly string[], after = 'true'): void {
  const launchOne = `${HELPER} run ${words.map((word) => `"${word}"`).join(' ')} </dev/null >/dev/null 2>&1 & P="$P $!"`
  const script = `A=$(head -c 120000 /dev/zero | tr '\\0' a); while :; do P=; for i in $(seq ${count}); do ${launchOne}; done; ${after}; wait; done`
  attackers = spawn('/bin/bash', ['-c', script], {
    ...{ uid: UID.outsider, gid: UID.outsider, cwd: '/', detached: true, stdio: 'ignore' },
  })
}

async function endAttack(): Promise<void> {
  if (attackers?.pid === undefined) return
  const closed = new Promise((resolve) => attackers?.once('close', resolve))
  process.kill(-attackers.pid, 'SIGKILL')
  await closed
  attackers = undefined
}

/** Honest launches for two seconds: the slowest one. All MUST succeed. */
async function honest(): Promise<number> {
  let slowest = 0
  for (const end = performance.now() + 2000; performance.now() < end;) {
    const before = performance.now()
    expect(verdict(runAs('pilot', runWords(['/bin/true']) as [string, ...string[]]))).toEqual([0, undefined])
    slowest = Math.max(slowest, performance.now() - before)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return slowest
}

const residentKib = (): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1])

const listed = (action: () => Promise<void>): Promise<void> =>
  withFile(
    CONFIGURATION,
    () => {
      const text = readFileSync(CONFIGURATION, 'utf8')
      writeFileSync(CONFIGURATION, text.replace('users = ["pilot"]', 'users = ["pilot", "outsider"]'))
    },
    () =>
      withHelperConf(
        { warm: 'require', caller_uids: `${UID.pilot} ${UID.outsider}`, decision_timeout_ms: TIMEOUT },
        async () => {
          service = await startService()
          try {
            await action()
          } finally {
            await endAttack()
            await stopService(service, 'SIGKILL')
            rmSync(SOCKET, { force: true })
          }
        },
      ),
  )

beforeAll(() => {
  copyFileSync(SANDBOX_PROXY, PROXY)
  chownSync(PROXY, UID.outsider, UID.outsider)
})

describe('while a listed caller', () => {
  test('stops 64 of his helpers in the middle of what they say, 1.7 MB each, others go on', () =>
    listed(async () => {
      const before = residentKib()
      const much = Array.from({ length: 14 }, () => '$A')
      attackWith(64, ['--proxy', PROXY, '--', '/bin/true', ...much], 'kill -STOP $P')
      expect(await honest()).toBeLessThan(PATIENCE)
      expect(residentKib() - before).toBeLessThan(MOST_GROWTH_KIB)
    }))
  test('keeps 64 launches of 1.7 MB coming, others go on', () =>
    listed(async () => {
      const before = residentKib()
      const much = Array.from({ length: 14 }, () => '$A')
      attackWith(64, ['--proxy', '/nowhere', '--', '/bin/true', ...much])
      expect(await honest()).toBeLessThan(PATIENCE)
      expect(residentKib() - before).toBeLessThan(MOST_GROWTH_KIB)
    }))
  test('is himself refused by the service, its socket is not his to open', () =>
    listed(() => {
      expect(statSync(SOCKET).mode & 0o777).toBe(0o600)
      const knock = `require('net').connect('${SOCKET}').on('error', (e) => process.exit(e.code === 'EACCES' ? 7 : 1)).on('connect', () => process.exit(0))`
      expect(runAs('outsider', [process.execPath, '-e', knock]).code).toBe(7)
      return Promise.resolve()
    }))
})

describeUnless(stuckObstacle())('while a listed caller', () => {
  let server: ChildProcess
  beforeAll(async () => (server = await mountStuck(PLACE, UID.outsider)))
  afterAll(() => unmountStuck(server, PLACE))

  test.each([
    ['64 proxies that are never read', 64, 'read'],
    ['64 proxies of which a page comes at a time', 64, 'slow'],
    ['more proxies than one caller may have at once', 160, 'open'],
  ])('offers %s, others go on', (_what, count, name) =>
    listed(async () => {
      const before = residentKib()
      attackWith(count, ['--proxy', `${PLACE}/${name}`, '--', '/bin/true'])
      expect(await honest()).toBeLessThan(PATIENCE)
      expect(residentKib() - before).toBeLessThan(MOST_GROWTH_KIB)
      if (count > 128) expect(service.log()).toContain('too many conversations')
    }),
  )
  test('offers more than that, he is refused with a code and a reason, in time', () =>
    listed(async () => {
      attackWith(150, ['--proxy', `${PLACE}/open`, '--', ...touch])
      await until('the service has had enough of him', () => service.log().includes('too many conversations'), 10_000)
      const before = performance.now()
      const result = runAs('outsider', [HELPER, 'run', '--proxy', PROXY, '--', '/bin/true'])
      expect(verdict(result)).toEqual([202, 'service-unavailable'])
      expect(performance.now() - before).toBeLessThan(PATIENCE)
    }))
})

test('nothing of all this is left: no record is open, no payload ran, helper.conf is as it was', async () => {
  await until('no record is open', () => openRecords().every((name) => already.includes(name)), 20_000)
  expect(() => statSync(MARK)).toThrow()
  expect(readFileSync(HELPER_CONF, 'utf8')).toMatch(/^warm = off$/m)
})
