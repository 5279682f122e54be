import { chownSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import fs from 'node:fs'
import { join } from 'node:path'
import {
  checkDirectory,
  entryPath,
  link,
  look,
  namesIn,
  readNote,
  touch,
  unlink,
  writeNote,
} from '../../../src/mapping/lease/directory'
import { LaunchError } from '../../../src/core/errors'
import { gridmapdir, removeDirectories } from '../../support/leases'
import { reasonOf } from '../../support/reason'

afterEach(() => jest.restoreAllMocks())
afterAll(removeDirectories)

test('names are bytes, in and out', () => {
  const directory = gridmapdir(0)
  const name = '%2f:\xc3\xa9\xff'
  fs.writeFileSync(entryPath(directory, name), '')
  expect(namesIn(directory)).toEqual([name])
  expect(look(directory, name)).toMatchObject({ links: 1, isFile: true })
  unlink(directory, name)
  expect(readdirSync(directory)).toEqual([])
})

describe('look', () => {
  test('never follows a link', () => {
    const directory = gridmapdir(1)
    symlinkSync('tpool001', join(directory, 'x'))
    expect(look(directory, 'x')).toMatchObject({ isFile: false })
  })

  test.each([
    ['a name that is too long', 'x'.repeat(256)],
    ['a file where a directory was expected', 'tpool001/x'],
  ])('refuses %s', (_what, name) => {
    expect(reasonOf(() => look(gridmapdir(1), name))).toBe('lease-directory')
  })
})

describe('link', () => {
  test.each([
    ['made', 'tpool001', 'x'],
    ['exists', 'tpool001', 'tpool002'],
    ['no-account', 'tpool009', 'x'],
  ])('says %s', (expected, account, lease) => {
    expect(link(gridmapdir(2), account, lease)).toBe(expected)
  })

  test('to a file that the kernel protects says what to do', () => {
    jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
    })
    const directory = gridmapdir(1)
    let detail: string | undefined
    const reason = reasonOf(() => {
      try {
        link(directory, 'tpool001', 'x')
      } catch (error) {
        if (error instanceof LaunchError) detail = error.detail
        throw error
      }
    })
    expect(reason).toBe('lease-directory')
    expect(detail).toContain('fs.protected_hardlinks')
  })
})

describe('touch', () => {
  test('sets the time and tells it', () => {
    const directory = gridmapdir(1)
    expect(touch(directory, 'tpool001', 1234.5)).toBe(1_234_500_000_000n)
  })

  test('says nothing where the time was there already: the use would not be seen', () => {
    const directory = gridmapdir(1)
    utimesSync(join(directory, 'tpool001'), 5, 5)
    expect(touch(directory, 'tpool001', 5)).toBeUndefined()
  })

  test("uses the kernel's clock on a file of somebody else", () => {
    const directory = gridmapdir(1)
    jest.spyOn(fs, 'lutimesSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
    })
    utimesSync(join(directory, 'tpool001'), 5, 5)
    touch(directory, 'tpool001', 7)
    expect(statSync(join(directory, 'tpool001')).mtimeMs).toBeGreaterThan(Date.now() - 60_000)
  })
})

describe('a note', () => {
  test('is written once and read whole', () => {
    const directory = gridmapdir(0)
    expect([writeNote(directory, 'n', 'a\xff'), writeNote(directory, 'n', 'b')]).toEqual([true, false])
    expect(readNote(directory, 'n')).toBe('a\xff')
  })

  test.each(['absent', 'tpool001', 'tpool001/x'])('is nothing where there is none: %s', (name) => {
    expect(readNote(gridmapdir(1), name)).toBeUndefined()
  })
})

describe('a gridmapdir', () => {
  test.each([
    ['of root', 0, 0o770, undefined],
    ['open to all', 0, 0o777, 'config-untrusted'],
    ['open to all with the sticky bit', 0, 0o1777, 'config-untrusted'],
    ['of a stranger', 12345, 0o755, 'config-untrusted'],
  ])('%s', (_what, owner, mode, reason) => {
    const directory = gridmapdir(0)
    fs.chmodSync(directory, mode)
    if (process.geteuid?.() === 0) chownSync(directory, owner, 0)
    else if (owner !== 0) return
    expect(reasonOf(() => checkDirectory(directory))).toBe(reason)
  })

  test('that is a file is none', () => {
    const directory = gridmapdir(0)
    writeFileSync(join(directory, 'x'), '')
    mkdirSync(join(directory, 'y'))
    expect(reasonOf(() => checkDirectory(join(directory, 'x')))).toBe('lease-directory')
    expect(reasonOf(() => checkDirectory(join(directory, 'y')))).toBeUndefined()
  })
})
