import fs from 'node:fs'
import { join } from 'node:path'
import { Trace } from '../../../src/core/trace'
import { contended, leaseOf, type Ask, type Usable } from '../../../src/mapping/lease/ask'
import { findLease } from '../../../src/mapping/lease/find'
import { freshLease } from '../../../src/mapping/lease/fresh'
import { takeLease } from '../../../src/mapping/lease'
import { openPool } from '../../../src/mapping/lease/pool'
import {
  ALICE,
  BOB,
  census,
  gridmapdir,
  leaseSystem,
  linkLease,
  poolAt,
  recordDirectory,
  removeDirectories,
} from '../../support/leases'

afterEach(() => jest.restoreAllMocks())
afterAll(removeDirectories)

interface Named extends Usable {
  readonly name: string
}

const askAt = (directory: string, change: Partial<Ask<Named>> = {}): Ask<Named> => ({
  view: openPool(poolAt(directory), leaseSystem(4), false),
  trace: new Trace(),
  purpose: 'launch',
  subjects: [ALICE],
  groups: [],
  wanted: undefined,
  resolve: (name) => ({ name }),
  recordDirectory: recordDirectory(directory),
  holder: { pid: process.pid, startTime: 1n },
  ...change,
})

const fresh = async (ask: Ask<Named>): Promise<string> => {
  const before = findLease(ask.view, [ALICE])
  const taken = await freshLease(ask, { names: [ALICE], before, name: ALICE, exclusive: false, attempt: 0 })
  if (taken === 'changed') return taken
  return taken.refused ? taken.reason : taken.account.name
}

/** Another identity takes the account at the very moment that alice links it; `gives` up again, as LCMAPS does. */
function collide(directory: string, times: number, gives: boolean): void {
  const real = fs.linkSync
  let left = times
  jest.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
    const rival = join(directory, `${BOB}${left}`)
    if (left-- > 0) {
      real(from, rival)
      if (gives) setTimeout(() => fs.unlinkSync(rival), 5)
    }
    real(from, to)
  })
}

describe('a new lease', () => {
  test('goes to the next account after each collision', async () => {
    const directory = gridmapdir(4)
    collide(directory, 3, false)
    const account = await fresh(askAt(directory))
    expect(census(directory).leases[ALICE]).toBe(account)
    expect(census(directory).counts).toEqual([2, 2, 2, 2])
  })

  test('is still made when all collided and the others gave up', async () => {
    const directory = gridmapdir(2)
    collide(directory, 2, true)
    expect(await fresh(askAt(directory))).toMatch(/^tpool00[12]$/)
    expect(census(directory).counts).toEqual([2])
  })

  test('is refused as "pool full" when the others kept the accounts', async () => {
    const directory = gridmapdir(2)
    collide(directory, 2, false)
    expect(await fresh(askAt(directory))).toBe('pool-full')
    expect(census(directory).leases).not.toHaveProperty(ALICE)
  })

  test('is not made on an account that may not be used, and the reason is that of the account', async () => {
    const directory = gridmapdir(3)
    const refused = {
      refused: true,
      reason: 'account-forbidden',
      message: '',
      detail: undefined,
      place: undefined,
    } as const
    expect(await fresh(askAt(directory, { resolve: () => refused }))).toBe('account-forbidden')
    expect(census(directory).leases).toEqual({})
    const resolve: Ask<Named>['resolve'] = (name) => (name === 'tpool002' ? { name } : refused)
    expect(await fresh(askAt(directory, { resolve }))).toBe('tpool002')
  })

  test('says "changed" when the identity has got one meanwhile', async () => {
    const directory = gridmapdir(3)
    const ask = askAt(directory)
    const before = findLease(ask.view, [ALICE])
    linkLease(directory, 'tpool003', ALICE)
    const wish = { names: [ALICE], before, name: ALICE, exclusive: false, attempt: 0 }
    expect(await freshLease(ask, wish)).toBe('changed')
    expect(census(directory)).toEqual({ leases: { [ALICE]: 'tpool003' }, counts: [2] })
  })
})

describe('a lease of this moment', () => {
  test('that LCMAPS removes right after it was made is not relied upon', async () => {
    const directory = gridmapdir(1)
    const view = openPool(poolAt(directory), leaseSystem(1), false)
    const sleep = (): Promise<void> => {
      fs.rmSync(join(directory, ALICE), { force: true })
      return Promise.resolve()
    }
    expect(await fresh(askAt(directory, { view: { ...view, system: { ...view.system, sleep } } }))).toBe('changed')
  })

  test('that somebody else has linked and not yet touched is waited for', async () => {
    const directory = gridmapdir(2)
    for (const name of ['tpool001', 'tpool002']) fs.utimesSync(join(directory, name), 5, 5)
    linkLease(directory, 'tpool001', ALICE)
    // The other one collided and backs off.
    setTimeout(() => fs.rmSync(join(directory, ALICE)), 3)
    const taken = await takeLease(askAt(directory))
    expect(taken).toMatchObject({ lease: { fresh: true } })
    expect(census(directory).counts).toEqual([2])
  })

  test('that stays untouched is used after a while', async () => {
    const directory = gridmapdir(2)
    fs.utimesSync(join(directory, 'tpool001'), 5, 5)
    linkLease(directory, 'tpool001', ALICE)
    expect(await takeLease(askAt(directory))).toMatchObject({ account: { name: 'tpool001' }, lease: { fresh: false } })
  })
})

describe('takeLease', () => {
  test.each([
    ['identity', ALICE],
    ['launch', `${ALICE}:mapcount=0001`],
  ] as const)('with sharing = "%s" makes %s', async (sharing, name) => {
    const directory = gridmapdir(1)
    const view = openPool(poolAt(directory, { sharing }), leaseSystem(1), false)
    expect(await takeLease(askAt(directory, { view }))).toMatchObject({ lease: { name } })
  })
})

describe('what the two ways of sharing have in common', () => {
  test('a lease that was not made here is left where it is', () => {
    const directory = gridmapdir(1)
    linkLease(directory, 'tpool001', ALICE)
    leaseOf(askAt(directory), { name: ALICE, account: 'tpool001', fresh: false }).release()
    expect(census(directory).leases).toEqual({ [ALICE]: 'tpool001' })
  })

  test('a refusal leaves a line in the trace', () => {
    const ask = askAt(gridmapdir(0))
    expect(contended(ask, 'why')).toMatchObject({ reason: 'lease-conflict', detail: 'why' })
    expect(ask.trace.checks).toMatchObject([{ step: 'map', outcome: 'fail', found: 'why' }])
  })
})
