import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readlinkSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Holder } from '../../../src/mapping/lease/slot'
import type { LaunchRequest, Plain, Refusal, Target } from '../../../src/core/stages'
import { map } from '../../../src/mapping'
import {
  ALICE,
  census,
  gridmapdir,
  leaseSystem,
  linkLease,
  permitFor,
  poolAt,
  poolSettings,
  recordDirectory,
  removeDirectories,
} from '../../support/leases'
import { startTimeOf } from '../../support/workers'

const helpers: ReturnType<typeof spawn>[] = []
/** A process that stands for the helper of a launch. */
function startHelper(): Holder & { end(): Promise<void> } {
  const child = spawn('sleep', ['60'])
  helpers.push(child)
  const pid = child.pid ?? 0
  return {
    pid,
    startTime: BigInt(startTimeOf(pid)),
    async end() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
afterAll(() => {
  for (const child of helpers) child.kill('SIGKILL')
  removeDirectories()
})

const launch = (
  directory: string,
  { pid, startTime }: Holder,
  request: Partial<Plain<LaunchRequest>> = {},
  maxPerIdentity = 2,
) => {
  const caller = { uid: 60001, gid: 60001, groups: [], pid, startTime }
  const settings = poolSettings(poolAt(directory, { sharing: 'launch', maxPerIdentity }))
  return map(permitFor({}, { caller, ...request }), settings, leaseSystem(4))
}
const accountOf = (result: Target | Refusal): string => (result.refused ? result.reason : result.account.name)
const counter = (number: number): string => `${ALICE}:mapcount=000${number}`

describe('an account per launch', () => {
  test('is numbered as LCMAPS numbers it, up to the limit', async () => {
    const directory = gridmapdir(4)
    const accounts = [await launch(directory, startHelper()), await launch(directory, startHelper())].map(accountOf)
    expect(census(directory)).toEqual({
      leases: { [counter(1)]: accounts[0], [counter(2)]: accounts[1] },
      counts: [2, 2],
    })
    expect(accountOf(await launch(directory, startHelper()))).toBe('lease-limit')
  })

  test('is free for the same identity when its helper is gone', async () => {
    const directory = gridmapdir(4)
    const helper = startHelper()
    const first = accountOf(await launch(directory, helper))
    await helper.end()
    expect(await launch(directory, startHelper())).toMatchObject({ account: { name: first }, lease: { fresh: false } })
  })

  test('is not taken for running because another process has the pid now', async () => {
    const directory = gridmapdir(4)
    const helper = startHelper()
    const first = accountOf(await launch(directory, { ...helper, startTime: helper.startTime - 1n }))
    expect(accountOf(await launch(directory, startHelper()))).toBe(first)
  })

  test('is never one that still runs a launch whose lease was removed by hand', async () => {
    const directory = gridmapdir(1)
    const helper = startHelper()
    mkdirSync(join(recordDirectory(directory), 'slots'))
    symlinkSync(`${helper.pid}:${helper.startTime}`, join(recordDirectory(directory), 'slots', 'tpool001'))
    expect(accountOf(await launch(directory, startHelper()))).toBe('pool-full')
    expect(census(directory).leases).toEqual({})
  })

  test('is given back with its lease when a later step fails', async () => {
    const directory = gridmapdir(1)
    const [one, other] = [startHelper(), startHelper()]
    const result = await launch(directory, one)
    if (!result.refused) result.lease?.release()
    expect(census(directory).leases).toEqual({})
    expect(accountOf(await launch(directory, other))).toBe('tpool001')
    // Given back twice: the slot is another launch's now.
    if (!result.refused) result.lease?.release()
    expect(readlinkSync(join(recordDirectory(directory), 'slots/tpool001'))).toBe(`${other.pid}:${other.startTime}`)
  })

  test('keeps its lease, but not its slot, when it was only reused', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool002', counter(1))
    const result = await launch(directory, startHelper())
    if (!result.refused) result.lease?.release()
    expect(accountOf(result)).toBe('tpool002')
    expect(accountOf(await launch(directory, startHelper()))).toBe('tpool002')
  })

  test('is not a further one while a lease of this moment may still be kept', async () => {
    const directory = gridmapdir(2)
    utimesSync(join(directory, 'tpool002'), 5, 5)
    linkLease(directory, 'tpool002', counter(1))
    expect(await launch(directory, startHelper())).toMatchObject({ lease: { name: counter(1), account: 'tpool002' } })
    expect(Object.keys(census(directory).leases)).toEqual([counter(1)])
  })

  test('is a further one where a numbered lease shares its account for good', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool002', counter(1))
    linkLease(directory, 'tpool002', `${ALICE}x`)
    expect(await launch(directory, startHelper())).toMatchObject({ lease: { name: counter(2), account: 'tpool001' } })
  })

  test('is not the lease without a counter', async () => {
    const directory = gridmapdir(1)
    linkLease(directory, 'tpool001', ALICE)
    expect(accountOf(await launch(directory, startHelper()))).toBe('pool-full')
  })

  test('is explained without taking it', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool002', counter(1))
    const explain = { purpose: 'explain' } as const
    expect(accountOf(await launch(directory, startHelper(), explain))).toBe('tpool002')
    expect(accountOf(await launch(directory, startHelper()))).toBe('tpool002')
    expect(await launch(directory, startHelper(), explain)).toMatchObject({
      account: { name: 'tpool001' },
      lease: { name: counter(2), fresh: true },
    })
    expect(accountOf(await launch(directory, startHelper(), explain, 1))).toBe('lease-limit')
  })

  test('is verified while it runs, and only where the identity holds it', async () => {
    const directory = gridmapdir(2)
    const running = accountOf(await launch(directory, startHelper()))
    const other = running === 'tpool001' ? 'tpool002' : 'tpool001'
    const verify = (wantedAccount: string) => ({ glexecMode: 'lcmaps_verify_account', wantedAccount }) as const
    expect(accountOf(await launch(directory, startHelper(), verify(running)))).toBe(running)
    expect(accountOf(await launch(directory, startHelper(), verify(other)))).toBe('account-mismatch')
  })

  test('is the one asked for, or none', async () => {
    const directory = gridmapdir(3)
    expect(accountOf(await launch(directory, startHelper(), { wantedAccount: 'tpool002' }))).toBe('tpool002')
    expect(accountOf(await launch(directory, startHelper(), { wantedAccount: 'tpool002' }))).toBe('account-mismatch')
  })
})
