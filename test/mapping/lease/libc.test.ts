import { closeSync, openSync, statSync, utimesSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { EWOULDBLOCK, touchNow, tryLock } from '../../../src/mapping/lease/libc'
import { gridmapdir, removeDirectories } from '../../support/leases'

afterAll(removeDirectories)
const fileIn = (directory: string): string => join(directory, 'tpool001')

describe('tryLock', () => {
  test('excludes another opening of the same file, and says so at once', () => {
    const file = fileIn(gridmapdir(1))
    const [one, other] = [openSync(file, 'r'), openSync(file, 'r')]
    expect([tryLock(one, 'exclusive'), tryLock(other, 'shared')]).toEqual([0, EWOULDBLOCK])
    closeSync(one)
    expect(tryLock(other, 'shared')).toBe(0)
    closeSync(other)
  })

  test('gives the errno of a descriptor that is none', () => {
    expect(tryLock(-1, 'shared')).toBe(constants.errno.EBADF)
  })
})

describe('touchNow', () => {
  test('sets the time of the file to now', () => {
    const file = fileIn(gridmapdir(1))
    utimesSync(file, 5, 5)
    expect(touchNow(Buffer.from(file))).toBe(0)
    expect(statSync(file).mtimeMs).toBeGreaterThan(Date.now() - 60_000)
  })

  test('gives the errno where there is no file', () => {
    expect(touchNow(Buffer.from('/nowhere/x'))).toBe(constants.errno.ENOENT)
  })
})
