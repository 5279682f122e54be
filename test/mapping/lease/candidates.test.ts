import { readlinkSync, rmSync, writeFileSync } from 'node:fs'
import fs from 'node:fs'
import { join } from 'node:path'
import { freeAccounts } from '../../../src/mapping/lease/candidates'
import { openPool, readNumbering, writeNumbering } from '../../../src/mapping/lease/pool'
import { ALICE, gridmapdir, leaseSystem, linkLease, poolAt, removeDirectories } from '../../support/leases'

afterEach(() => jest.restoreAllMocks())
afterAll(removeDirectories)
const viewOf = (directory: string, readOnly = false) => openPool(poolAt(directory), leaseSystem(0), readOnly)
const indexed = (accounts: number): string => {
  const directory = gridmapdir(accounts)
  fs.mkdirSync(join(directory, '.mapexec'))
  return directory
}

describe('freeAccounts', () => {
  test.each([
    ['without numbers', false],
    ['with numbers', true],
  ])('%s gives every free account once and no other', (_what, numbered) => {
    const directory = indexed(40)
    linkLease(directory, 'tpool007', ALICE)
    for (const name of ['tpool', 'tpoolx', 'tpool1~', '%x', '.x', 'root', 'vpool001'])
      writeFileSync(join(directory, name), '')
    const view = viewOf(directory)
    if (numbered) writeNumbering(view, { width: 3, first: 1, last: 60 })
    const names = [...freeAccounts(view)]
    expect(names.toSorted()).toEqual(
      Array.from({ length: 40 }, (_none, index) => `tpool${String(index + 1).padStart(3, '0')}`).filter(
        (name) => name !== 'tpool007',
      ),
    )
  })

  test('begins elsewhere each time', () => {
    const view = viewOf(indexed(100))
    const first = new Set(Array.from({ length: 30 }, () => String(freeAccounts(view).next().value)))
    expect(first.size).toBeGreaterThan(10)
  })

  test('does not read the directory once the numbers are known', () => {
    const view = viewOf(indexed(50))
    expect([...freeAccounts(view)]).toHaveLength(50)
    const read = jest.spyOn(fs, 'readdirSync')
    expect(freeAccounts(view).next().done).toBe(false)
    expect(read).not.toHaveBeenCalled()
  })

  test.each([
    ['one width', ['tpool01', 'tpool02', 'tpool10'], '2:1:10'],
    ['no leading zeros', ['tpool9', 'tpool10', 'tpool11'], '0:9:11'],
    ['both', ['tpool09', 'tpool9'], undefined],
    ['numbers far apart', ['tpool000001', 'tpool900000'], undefined],
  ])('learns numbers of %s', (_what, names, expected) => {
    const directory = indexed(0)
    for (const name of names) writeFileSync(join(directory, name), '')
    const view = viewOf(directory)
    expect([...freeAccounts(view)]).toHaveLength(names.length)
    const { width, first, last } = readNumbering(view) ?? {}
    expect(width === undefined ? undefined : [width, first, last].join(':')).toBe(expected)
  })

  test.each(['nonsense', '3:9:1', '3:1', '-1:2:3'])('is not led astray by the note "%s"', (text) => {
    const directory = indexed(2)
    const view = viewOf(directory)
    writeNumbering(view, { width: 3, first: 1, last: 2 })
    const note = join(directory, '.mapexec', 'numbers-74706f6f6c')
    expect(readlinkSync(note)).toBe('3:1:2')
    rmSync(note)
    fs.symlinkSync(text, note)
    expect([...freeAccounts(view)].toSorted()).toEqual(['tpool001', 'tpool002'])
  })
})
