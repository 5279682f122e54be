/**
 * Leases under storm, through the installed helper: never two identities on one account, never a lost lease, no spurious
 * refusal. TEST_ROUNDS=50 is the long run.
 */
import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { HELPER, UID, finished, runAs, verdict, type Result } from '../e2e/support'
import { SERVICE, SOCKET, startService, stopService, type Service } from '../e2e/service'
import { bundle, startWorker, type Worker } from '../support/workers'
import type { WorkerAnswer } from '../mapping/worker'
import { numberOf } from './calls'
import { DIRECTORY, accountName, census, makeStormPool, makeUsers, resetPool } from './storm-pool'
import { NTH, withHelperConf } from './support'

const SIZE = 64
const ROUNDS = Number(process.env['TEST_ROUNDS'] ?? 6)

let proxies: readonly string[]
let service: Service | undefined
beforeAll(() => {
  makeStormPool(SIZE + 8, SERVICE)
  proxies = makeUsers(SIZE)
})
afterEach(async () => {
  if (service !== undefined) await stopService(service, 'SIGKILL')
  service = undefined
  fs.rmSync(SOCKET, { force: true })
})

const words = (proxy: string): readonly string[] => [HELPER, 'run', '--proxy', proxy, '--', '/usr/bin/id', '-un']

function launchOne(proxy: string): Promise<Result> {
  const [command = '', ...rest] = words(proxy)
  const options = { uid: UID.pilot, gid: UID.pilot, cwd: '/', env: {} }
  return finished(spawn(command, rest, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** Launches of all these at once: the account of each, and nobody refused. */
async function launchAll(all: readonly string[]): Promise<readonly string[]> {
  const results = await Promise.all(all.map(launchOne))
  expect(results.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([])
  return results.map(({ stdout }) => stdout.trim())
}

/** As many leases as identities, each on an account of its own, with two links. */
function expectLeases(count: number): void {
  const { leases, links } = census()
  expect(leases.size).toBe(count)
  expect([...leases.values()]).not.toContain(undefined)
  expect([new Set(leases.values()).size, new Set(links)]).toEqual([count, new Set([2])])
}

const warmly = (action: () => Promise<void>): Promise<void> =>
  withHelperConf({ warm: 'require' }, async () => {
    service = await startService()
    await action()
  })

describe('64 new identities on 64 accounts', () => {
  test(
    `are 64 accounts, in each of ${ROUNDS} rounds of the warm service`,
    () =>
      warmly(async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          resetPool(SIZE)
          expect(new Set(await launchAll(proxies)).size).toBe(SIZE)
          expectLeases(SIZE)
        }
      }),
    600_000,
  )
  test('are 64 accounts with a decider for each, too', async () => {
    for (let round = 0; round < Math.ceil(ROUNDS / 10); round += 1) {
      resetPool(SIZE)
      expect(new Set(await launchAll(proxies)).size).toBe(SIZE)
      expectLeases(SIZE)
    }
  }, 600_000)
  test(
    'among files that others left there are 64 accounts all the same',
    () =>
      warmly(async () => {
        resetPool(SIZE)
        makeMess()
        expect(new Set(await launchAll(proxies)).size).toBe(SIZE)
        const own = [...census().leases].filter(([name]) => name.includes('storm'))
        expect([own.length, new Set(own.map(([, account]) => account)).size]).toEqual([SIZE, SIZE])
        expect(own.map(([, account]) => account)).not.toContain(accountName(SIZE + 1))
      }),
    60_000,
  )
})

/** Corrupt, foreign and hand-made: none of it is a free account. */
function makeMess(): void {
  const at = (name: string): string => `${DIRECTORY}/${name}`
  fs.writeFileSync(at('README'), 'do not touch\n')
  for (const name of ['%zz', '%', '%2', '%2f', '%2fcn%3dhalf%']) fs.writeFileSync(at(name), '')
  // Triple: nobody can say whose it is.
  fs.writeFileSync(at(accountName(SIZE + 1)), '')
  for (const name of ['%2fdc%3dorg%2fcn%3done', '%2fdc%3dorg%2fcn%3dtwo'])
    fs.linkSync(at(accountName(SIZE + 1)), at(name))
  fs.mkdirSync(at(accountName(SIZE + 2)))
  fs.symlinkSync(accountName(1), at(accountName(SIZE + 3)))
  spawnSync('mkfifo', [at(accountName(SIZE + 4))])
  fs.writeFileSync(at(`${accountName(SIZE + 5)}.rpmsave`), '')
  fs.writeFileSync(at('tpool999'), '')
  fs.writeFileSync(at('%2fdc%3dorg%2fcn%3dwithout%20account'), '')
}

test(
  '64 launches of 4 identities use 4 accounts',
  () =>
    warmly(async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        resetPool(SIZE)
        const accounts = await launchAll(Array.from({ length: SIZE }, (_none, at) => proxies[at % 4] ?? ''))
        for (let at = 4; at < SIZE; at += 1) expect(accounts[at]).toBe(accounts[at % 4])
        expectLeases(4)
      }
    }),
  600_000,
)

describe('beside processes that follow the algorithm of LCMAPS', () => {
  let neighbours: readonly Worker[] = []
  let program: ReturnType<typeof bundle>
  beforeAll(() => {
    program = bundle('mapping/worker.ts')
    neighbours = Array.from({ length: 4 }, () => startWorker(program.file))
  })
  afterAll(async () => {
    await Promise.all(neighbours.map((neighbour) => neighbour.stop()))
    program.remove()
  })
  test(
    'nobody gets an account of somebody else, and ours are not refused',
    () =>
      warmly(async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          resetPool(SIZE)
          const theirs = neighbours.map((neighbour, who) => keepAsking(neighbour, who))
          const ours = await launchAll(proxies.slice(0, SIZE - 16))
          const their = (await Promise.all(theirs)).flatMap(({ account }) => account ?? [])
          expect(their.length).toBeGreaterThan(0)
          expect(new Set([...ours, ...their]).size).toBe(ours.length + their.length)
          expect(new Set(census().links)).toEqual(new Set([2]))
        }
      }),
    600_000,
  )
})

/** Four identities, one after the other; LCMAPS does not try again by itself. */
async function keepAsking(neighbour: Worker, who: number): Promise<WorkerAnswer> {
  let answer: WorkerAnswer = {}
  const subject = `/DC=org/CN=neighbour ${who}`
  for (let tries = 0; answer.account === undefined && tries < 20; tries += 1)
    answer = await neighbour.ask({ directory: DIRECTORY, accounts: SIZE, subject, like: 'lcmaps' })
  return answer
}

describe('a decider that is killed before each call that changes anything on its way to a lease', () => {
  // Between two of these nothing changes that outlives a process: killed there is killed before the next of them.
  const CALLS = [
    'openat',
    'link',
    'unlink',
    'symlink',
    'mkdir',
    'rename',
    'utimensat',
    'flock',
    'write',
    'fchmod',
    'fchown',
  ]
  const rows = CALLS.filter((name) => numberOf.has(name)).map((name) => `${numberOf.get(name) ?? 0}=k`)
  const killAt = (index: number): string => {
    const table = [String(index), ...rows].join(';')
    const [proxy = ''] = proxies
    const { stdout, status } = spawnSync(NTH, ['12', table, 'true', '--', ...words(proxy)], {
      encoding: 'utf8',
      env: { NTH_FROM: DIRECTORY },
    })
    if (status === 125) throw new Error('nth could not be set up')
    return stdout.trim()
  }
  const account = (proxy: string | undefined): string => {
    const result = runAs('pilot', words(proxy ?? '') as [string, ...string[]])
    expect(verdict(result)).toEqual([0, undefined])
    return result.stdout.trim()
  }
  test('leaves the identity its lease, and others theirs', () => {
    let killed = 0
    for (let index = 1; index < 400; index += 1) {
      resetPool(2)
      const said = killAt(index)
      if (said === '') break
      // From the record on the helper has its LAUNCH, and a decider that dies afterwards does not matter.
      expect(['0', '202']).toContain(said.split(' ')[3])
      killed += 1
      const first = account(proxies[0])
      expect({ index, second: account(proxies[1]) }).not.toEqual({ index, second: first })
      expectLeases(2)
    }
    expect(killed).toBeGreaterThan(20)
  }, 300_000)
})
