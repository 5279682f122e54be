/** Interleavings that chance brings about too seldom: something happens just before our link(2). */
import fs from 'node:fs'
import { join } from 'node:path'
import { findLease } from '../../../src/mapping/lease/find'
import { finishInterrupted, giveBack, makeLease, useLease, type Made } from '../../../src/mapping/lease/make'
import { openPool } from '../../../src/mapping/lease/pool'
import { ALICE, BOB, census, gridmapdir, leaseSystem, linkLease, poolAt, removeDirectories } from '../../support/leases'

afterEach(() => jest.restoreAllMocks())
afterAll(removeDirectories)

const viewOf = (directory: string) => openPool(poolAt(directory), leaseSystem(4), false)
const realLink = fs.linkSync

/** Makes alice's lease on tpool001 while a rival acts right before (`repeat`: the request is then sent twice, as by NFS). */
async function make(directory: string, rival: () => void, repeat = false): Promise<Made> {
  const view = viewOf(directory)
  const before = findLease(view, [ALICE])
  const spy = jest.spyOn(fs, 'linkSync').mockImplementationOnce((from, to) => {
    rival()
    realLink(from, to)
    if (repeat) realLink(from, to)
  })
  const made = await makeLease(view, { names: [ALICE], before, name: ALICE, account: 'tpool001', patient: false })
  expect(spy).toHaveBeenCalledTimes(1)
  return made
}

describe('while alice gets a lease', () => {
  test('another identity that links the same account keeps it, and alice backs off', async () => {
    const directory = gridmapdir(2)
    const rival = (): void => realLink(join(directory, 'tpool001'), join(directory, BOB))
    expect(await make(directory, rival)).toEqual({ outcome: 'collision' })
    expect(census(directory)).toEqual({ leases: { [BOB]: 'tpool001' }, counts: [2] })
  })

  test('LCMAPS that makes the same lease on another account is believed', async () => {
    const directory = gridmapdir(2)
    const rival = (): void => realLink(join(directory, 'tpool002'), join(directory, ALICE))
    expect(await make(directory, rival)).toEqual({ outcome: 'changed' })
    expect(census(directory)).toEqual({ leases: { [ALICE]: 'tpool002' }, counts: [2] })
  })

  test('LCMAPS that makes the very same link is believed, and its lease is not ours to give back', async () => {
    const directory = gridmapdir(2)
    const rival = (): void => realLink(join(directory, 'tpool001'), join(directory, ALICE))
    expect(await make(directory, rival)).toMatchObject({ outcome: 'made', fresh: false })
  })

  test('a link request that is repeated and then denied has still made the lease', async () => {
    const directory = gridmapdir(2)
    expect(await make(directory, () => undefined, true)).toMatchObject({ outcome: 'made' })
    expect(census(directory)).toEqual({ leases: { [ALICE]: 'tpool001' }, counts: [2] })
  })

  test('an account file that is removed is no account', async () => {
    const directory = gridmapdir(2)
    expect(await make(directory, () => fs.unlinkSync(join(directory, 'tpool001')))).toEqual({ outcome: 'taken' })
    expect(census(directory).leases).toEqual({})
  })

  test('a candidate that was taken before is not linked at all', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool001', BOB)
    const view = viewOf(directory)
    const making = {
      names: [ALICE],
      before: { state: 'none' },
      name: ALICE,
      account: 'tpool001',
      patient: false,
    } as const
    expect(await makeLease(view, making)).toEqual({ outcome: 'taken' })
    expect(census(directory).leases).toEqual({ [BOB]: 'tpool001' })
  })

  test('a lease under another spelling that appeared meanwhile is looked at again', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool002', BOB)
    const view = viewOf(directory)
    const names = [ALICE, BOB]
    const making = { names, before: { state: 'none' }, name: ALICE, account: 'tpool001', patient: false } as const
    expect(await makeLease(view, making)).toEqual({ outcome: 'changed' })
    expect(census(directory).leases).toEqual({ [BOB]: 'tpool002' })
  })

  test('a lease that cannot be touched is taken back', async () => {
    const directory = gridmapdir(2)
    jest.spyOn(fs, 'lutimesSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
    })
    await expect(make(directory, () => undefined)).rejects.toMatchObject({ reason: 'lease-directory' })
    expect(census(directory).leases).toEqual({})
  })
})

describe('a half-made lease of a killed process', () => {
  const leftOver = (links: 2 | 3): string => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool001', ALICE)
    if (links === 3) linkLease(directory, 'tpool001', BOB)
    fs.mkdirSync(join(directory, '.mapexec'))
    fs.symlinkSync(ALICE, join(directory, '.mapexec/making'))
    return directory
  }

  test('that is whole stays', () => {
    const directory = leftOver(2)
    expect(finishInterrupted(viewOf(directory), false)).toBe(true)
    expect(census(directory).leases).toEqual({ [ALICE]: 'tpool001' })
  })

  test('that collided is waited for, and then removed', () => {
    const directory = leftOver(3)
    expect(finishInterrupted(viewOf(directory), false)).toBe(false)
    expect(census(directory).counts).toEqual([3, 3])
    expect(finishInterrupted(viewOf(directory), true)).toBe(true)
    expect(census(directory)).toEqual({ leases: { [BOB]: 'tpool001' }, counts: [2] })
  })
})

describe('giving back', () => {
  test.each([
    [
      'another inode',
      (directory: string) => {
        fs.unlinkSync(join(directory, ALICE))
        realLink(join(directory, 'tpool002'), join(directory, ALICE))
      },
    ],
    ['a third link', (directory: string) => realLink(join(directory, 'tpool001'), join(directory, BOB))],
    ['a later use', (directory: string) => fs.utimesSync(join(directory, ALICE), 5, 5)],
  ])('leaves a lease alone that has %s', async (_what, change) => {
    const directory = gridmapdir(2)
    const made = await make(directory, () => undefined)
    change(directory)
    if (made.outcome === 'made') giveBack(viewOf(directory), ALICE, made.inode, made.modified)
    expect(census(directory).leases).toHaveProperty(ALICE)
  })

  test('never throws', () => {
    const view = viewOf(gridmapdir(0))
    expect(() => giveBack({ ...view, directory: '/nowhere' }, ALICE, 1n, 1n)).not.toThrow()
  })
})

test('a lease that changed hands is not used', async () => {
  const directory = gridmapdir(2)
  linkLease(directory, 'tpool001', ALICE)
  const view = viewOf(directory)
  const seen = findLease(view, [ALICE])
  fs.unlinkSync(join(directory, ALICE))
  linkLease(directory, 'tpool002', ALICE)
  expect(seen.state === 'held' && (await useLease(view, seen))).toBe(false)
})
