import { lstatSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { findLease, lookAt } from '../../../src/mapping/lease/find'
import { openPool, writeHint } from '../../../src/mapping/lease/pool'
import { ALICE, BOB, gridmapdir, leaseSystem, linkLease, poolAt, removeDirectories } from '../../support/leases'

afterAll(removeDirectories)
const viewOf = (directory: string) => openPool(poolAt(directory), leaseSystem(4), true)
const held = (account: string): string => {
  const directory = gridmapdir(4)
  linkLease(directory, account, ALICE)
  return directory
}

describe('a lease name', () => {
  test('without an entry stands for nothing', () => {
    expect(findLease(viewOf(gridmapdir(1)), [ALICE, BOB])).toEqual({ state: 'none' })
  })

  test('without a hint is unresolved at first look, and resolved by reading the directory', () => {
    const view = viewOf(held('tpool003'))
    expect(lookAt(view, ALICE)).toMatchObject({ state: 'unresolved' })
    expect(findLease(view, [ALICE])).toMatchObject({ state: 'held', account: 'tpool003' })
  })

  test('with a hint is resolved without reading it', () => {
    const directory = held('tpool003')
    mkdirSync(join(directory, '.mapexec'))
    symlinkSync('tpool003', join(directory, '.mapexec', String(lstatSync(join(directory, ALICE)).ino)))
    expect(lookAt(viewOf(directory), ALICE)).toMatchObject({ state: 'held', account: 'tpool003' })
  })

  test('that is held is preferred to one that is broken', () => {
    const directory = held('tpool001')
    linkLease(directory, 'tpool002', `${BOB}1`)
    linkLease(directory, 'tpool002', `${BOB}2`)
    expect(findLease(viewOf(directory), [`${BOB}1`, ALICE])).toMatchObject({ state: 'held', name: ALICE })
    expect(findLease(viewOf(directory), [`${BOB}1`])).toMatchObject({ state: 'busy' })
  })

  test('whose other name is a lease too is of no pool', () => {
    const directory = held('tpool001')
    linkLease(directory, 'tpool001', BOB)
    unlinkSync(join(directory, 'tpool001'))
    expect(findLease(viewOf(directory), [ALICE])).toMatchObject({ state: 'other-pool', account: BOB })
  })
})

test('a view that is read-only writes no hint', () => {
  const directory = held('tpool001')
  writeHint(viewOf(directory), 1n, 'tpool001')
  expect(() => lstatSync(join(directory, '.mapexec'))).toThrow()
})
