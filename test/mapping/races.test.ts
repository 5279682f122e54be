import { bundle, startTimeOf, startWorker, type Worker } from '../support/workers'
import { addAccounts, ALICE, census, gridmapdir, removeDirectories } from '../support/leases'

const PROCESSES = 64
const ROUNDS = 3
let program: ReturnType<typeof bundle>
let workers: Worker[]

beforeAll(() => {
  program = bundle('mapping/worker.ts')
  workers = Array.from({ length: PROCESSES }, () => startWorker(program.file))
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  program.remove()
  removeDirectories()
})

/** All at once; a first answer of each warms the processes up, so that they really meet. */
const askAll = (directory: string, accounts: number, subject: (index: number) => string) =>
  Promise.all(workers.map((worker, index) => worker.ask({ directory, accounts, subject: subject(index) })))

describe('64 processes at once', () => {
  test('map 64 new identities to 64 accounts, each its own', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const directory = gridmapdir(PROCESSES)
      const answers = await askAll(directory, PROCESSES, (index) => `/DC=org/CN=user ${index}`)
      expect(answers.filter(({ reason }) => reason !== undefined)).toEqual([])
      expect(new Set(answers.map(({ account }) => account)).size).toBe(PROCESSES)
      const { leases, counts } = census(directory)
      expect(new Set(Object.values(leases)).size).toBe(PROCESSES)
      expect(new Set(counts)).toEqual(new Set([2]))
    }
  }, 120_000)

  test('give 4 identities 4 accounts', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const directory = gridmapdir(PROCESSES)
      const answers = await askAll(directory, PROCESSES, (index) => `/DC=org/CN=user ${index % 4}`)
      for (let user = 0; user < 4; user++) {
        const theirs = answers.filter((_answer, index) => index % 4 === user)
        expect(new Set(theirs.map(({ account, reason }) => reason ?? account)).size).toBe(1)
        expect(theirs.filter(({ fresh }) => fresh)).toHaveLength(1)
      }
      const { leases, counts } = census(directory)
      expect(Object.keys(leases)).toHaveLength(4)
      expect(new Set(counts)).toEqual(new Set([2]))
    }
  }, 120_000)

  test('refuse exactly those for whom there is no account', async () => {
    const directory = gridmapdir(0)
    addAccounts(directory, 40)
    const answers = await askAll(directory, 40, (index) => `/DC=org/CN=user ${index}`)
    expect(answers.filter(({ reason }) => reason === 'pool-full')).toHaveLength(24)
    expect(new Set(answers.map(({ account }) => account).filter(Boolean)).size).toBe(40)
  }, 120_000)

  test('never get one account twice where each launch has its own', async () => {
    const directory = gridmapdir(PROCESSES)
    const ask = () =>
      Promise.all(
        workers.map((worker, index) =>
          worker.ask({
            directory,
            accounts: PROCESSES,
            subject: `/DC=org/CN=user ${index % 8}`,
            sharing: 'launch',
            maxPerIdentity: 6,
            ...identityOf(worker),
          }),
        ),
      )
    const answers = await ask()
    const running = answers.filter(({ account }) => account !== undefined)
    expect(answers.filter(({ reason }) => reason === 'lease-limit')).toHaveLength(16)
    expect(new Set(running.map(({ account }) => account)).size).toBe(48)
    expect(new Set(census(directory).counts)).toEqual(new Set([2]))
  }, 120_000)
})

describe('half of 64 processes deciding as LCMAPS does', () => {
  test('never make mapexec refuse, and leave every lease with two links', async () => {
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const directory = gridmapdir(PROCESSES + 16)
      const answers = await Promise.all(
        workers.map((worker, index) =>
          worker.ask({
            directory,
            accounts: PROCESSES + 16,
            subject: `/DC=org/CN=user ${index}`,
            ...(index % 2 === 1 && { like: 'lcmaps' as const }),
          }),
        ),
      )
      const ours = answers.filter((_answer, index) => index % 2 === 0)
      expect(ours.filter(({ reason }) => reason !== undefined)).toEqual([])
      const accounts = answers.map(({ account }) => account).filter((account) => account !== undefined)
      expect(new Set(accounts).size).toBe(accounts.length)
      expect(new Set(census(directory).counts)).toEqual(new Set([2]))
    }
  }, 120_000)

  test('agree about an identity that all of them serve', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const directory = gridmapdir(PROCESSES)
      const answers = await Promise.all(
        workers.map((worker, index) =>
          worker.ask({
            directory,
            accounts: PROCESSES,
            subject: '/DC=org/CN=alice',
            ...(index % 2 === 1 && { like: 'lcmaps' as const }),
          }),
        ),
      )
      const { leases, counts } = census(directory)
      expect(new Set(counts)).toEqual(new Set([2]))
      answers.forEach(({ account, reason }, index) => {
        if (index % 2 === 0) expect(reason).toBeUndefined()
        if (account !== undefined) expect(account).toBe(leases[ALICE])
      })
    }
  }, 120_000)
})

/** Pid and start time of the worker stand for its launch's helper. */
function identityOf({ process: child }: Worker): { pid: number; startTime: string } {
  const pid = child.pid ?? 0
  return { pid, startTime: startTimeOf(pid) }
}
