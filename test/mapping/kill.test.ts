import { spawnSync } from 'node:child_process'
import { symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ALICE, BOB, census, gridmapdir, linkLease, removeDirectories } from '../support/leases'
import { bundle, WORKER_ENVIRONMENT } from '../support/workers'
import type { WorkerAnswer, WorkerRequest } from './worker'

/** Every call by which the mapping step changes or locks anything, and those in between that tell it what to do. */
const CALLS = ['link', 'unlink', 'symlink', 'utimensat', 'flock', 'readlink', 'mkdir']
const MOST = 60

/** strace counts each system call by itself: the nth of its kind, on entry, before it has any effect. */
interface Point {
  readonly call: string
  readonly nth: number
}
const hasStrace = spawnSync('strace', ['-V']).status === 0

let program: ReturnType<typeof bundle>
beforeAll(() => {
  program = bundle('mapping/worker.ts')
})
afterAll(() => {
  program.remove()
  removeDirectories()
})

/** Undefined: the process was killed. */
function run(request: WorkerRequest, killAt?: Point): WorkerAnswer | undefined {
  const node = [process.execPath, program.file]
  const { call, nth } = killAt ?? { call: '', nth: 0 }
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${nth}`]
  const words = killAt === undefined ? node : ['strace', '-f', '-qq', '-o', '/dev/null', ...inject, ...node]
  const [command = '', ...args] = words
  const result = spawnSync(command, args, {
    input: `${JSON.stringify(request)}\n`,
    env: { ...process.env, ...WORKER_ENVIRONMENT },
  })
  const line = result.stdout.toString().trim()
  return line === '' ? undefined : (JSON.parse(line) as WorkerAnswer)
}

const alice = (directory: string, accounts: number): WorkerRequest => ({
  directory,
  accounts,
  subject: '/DC=org/CN=alice',
})

/** Kills the decision at each of its calls in turn; returns at how many. */
function killEverywhere(prepare: () => string, request: (directory: string) => WorkerRequest): number {
  let killed = 0
  for (const call of CALLS) {
    for (let nth = 1; killAndRecover({ call, nth }, prepare(), request); nth++) {
      expect(nth).toBeLessThan(MOST)
      killed++
    }
  }
  return killed
}

/** False where the decision had no such call and came through. */
function killAndRecover(point: Point, directory: string, request: (directory: string) => WorkerRequest): boolean {
  if (run(request(directory), point) !== undefined) return false
  const again = run(request(directory))
  expect({ point, ...again }).toMatchObject({ point, account: expect.stringMatching(/^tpool/) as string })
  const { leases, counts } = census(directory)
  expect({ point, counts: new Set(counts) }).toEqual({ point, counts: new Set([2]) })
  expect(Object.values(leases)).not.toContain(undefined)
  // Nothing is lost: another identity still gets the other account.
  const bob = run({ ...request(directory), subject: '/DC=org/CN=bob' })
  expect({ point, ...bob }).toMatchObject({ point, account: expect.stringMatching(/^tpool/) as string })
  expect({ point, same: bob?.account === again?.account }).toEqual({ point, same: false })
  return true
}

const describeWithStrace = hasStrace ? describe : describe.skip
describeWithStrace('a decision killed at any system call leaves the next one and others their accounts', () => {
  test('when it makes a lease', () => {
    expect(
      killEverywhere(
        () => gridmapdir(2),
        (directory) => alice(directory, 2),
      ),
    ).toBeGreaterThan(8)
  }, 120_000)

  test('when it replaces a lease whose account file is gone', () => {
    const prepare = (): string => {
      const directory = gridmapdir(3)
      linkLease(directory, 'tpool003', ALICE)
      unlinkSync(join(directory, 'tpool003'))
      return directory
    }
    expect(killEverywhere(prepare, (directory) => alice(directory, 2))).toBeGreaterThan(8)
  }, 120_000)

  test('when it uses a lease without an index', () => {
    const prepare = (): string => {
      const directory = gridmapdir(3)
      linkLease(directory, 'tpool002', ALICE)
      return directory
    }
    expect(killEverywhere(prepare, (directory) => alice(directory, 3))).toBeGreaterThan(4)
  }, 120_000)

  test('when each launch has its own account', () => {
    // pid 1 with another start time: a helper that is gone.
    const request = (directory: string): WorkerRequest => ({
      ...alice(directory, 2),
      sharing: 'launch',
      pid: 1,
      startTime: '1',
    })
    expect(killEverywhere(() => gridmapdir(2), request)).toBeGreaterThan(12)
  }, 120_000)
})

test('a decision killed while it collided with another identity is undone by the next one', () => {
  const directory = gridmapdir(2)
  expect(run(alice(directory, 2))?.reason).toBeUndefined()
  const held = census(directory).leases[ALICE] ?? ''
  // As a process leaves it that is killed between link(2) and its own judgement, alice having won.
  linkLease(directory, held, BOB)
  symlinkSync(BOB, join(directory, '.mapexec/making'))
  expect(run(alice(directory, 2))).toMatchObject({ account: held, fresh: false })
  const bob = run({ ...alice(directory, 2), subject: '/DC=org/CN=bob' })
  expect(bob?.reason).toBeUndefined()
  expect(bob?.account).not.toBe(held)
  expect(census(directory).counts).toEqual([2, 2])
}, 60_000)
