import { execFileSync } from 'node:child_process'
import { linkSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  filesOf,
  filesOneByOne,
  UNREADABLE,
  withFolder,
  type FileFacts,
  type Folder,
} from '../../../src/admin/files/folder'
import { openNative, type NativeFolder } from '../../../src/admin/files/native'

const made: string[] = []
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
})

/** Two names of one file, names that are no UTF-8, and what is no file. */
function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-folder-'))
  made.push(directory)
  writeFileSync(join(directory, 'pool001'), 'one')
  linkSync(join(directory, 'pool001'), join(directory, '%2fcn%3dalice'))
  writeFileSync(join(directory, 'pool002'), '')
  utimesSync(join(directory, 'pool002'), 1_700_000_000.25, 1_700_000_000.25)
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0x70, 0xe9])]), 'latin')
  mkdirSync(join(directory, 'directory'))
  mkdirSync(join(directory, '.hidden'))
  symlinkSync('pool001', join(directory, 'link'))
  symlinkSync('/dev/zero', join(directory, 'device'))
  execFileSync('mkfifo', [join(directory, 'fifo')])
  return directory
}

/** Name → facts. */
const byName = (files: ReturnType<typeof filesOf>): Map<string, FileFacts> =>
  new Map(files.flatMap(({ facts, names }) => names.map((name) => [name, facts] as const)))

const NAMES = ['pool001', '%2fcn%3dalice', 'pool002', 'p\xe9', 'directory', 'link', 'device', 'fifo']
const MANY = 5000

const native = (directory: string): NativeFolder => {
  const opened = openNative(directory, 64)
  if (opened === undefined) throw new Error('this C library has no statx(3)')
  return opened
}

describe('what the C library tells is what Node tells', () => {
  test.each(NAMES)('of %j', (name) => {
    const directory = folder()
    const fast = native(directory)
    const slow = withFolder(directory, 1, (one) => one.facts(name))
    expect(slow).toBeDefined()
    expect(fast.facts(name)).toEqual(slow)
    fast.close()
  })

  test('of all, however they are found', () => {
    const directory = folder()
    expect(byName(filesOf(directory))).toEqual(byName(filesOneByOne(directory)))
    expect([...byName(filesOf(directory)).keys()].toSorted()).toEqual(NAMES.toSorted())
  })

  test.each([
    ['the C library', filesOf],
    ['Node', filesOneByOne],
  ])('of one file under two names, by %s', (_whose, look) => {
    const twice = look(folder()).filter(({ names }) => names.length > 1)
    expect(twice).toEqual([{ facts: expect.objectContaining({ links: 2, isFile: true }), names: expect.any(Array) }])
    expect(twice[0]?.names.toSorted()).toEqual(['%2fcn%3dalice', 'pool001'])
  })
})

describe.each([
  ['few', 1],
  ['many', MANY],
])('of a directory with %s names', (_title, count) => {
  const ask = <T>(directory: string, question: (one: Folder) => T): T => withFolder(directory, count, question)

  test.each([
    ['a file', 'pool001', 'one'],
    ['an empty file', 'pool002', ''],
    ['a name that is no UTF-8', 'p\xe9', 'latin'],
    ['a FIFO, without waiting for a writer', 'fifo', ''],
  ])('%s is read', (_what, name, text) => {
    expect(ask(folder(), (one) => one.read(name))).toBe(text)
  })

  test.each([
    ['what is not there', 'absent'],
    ['a directory', 'directory'],
    ['a link', 'link'],
    ['a link to a device', 'device'],
    ['a name that no file system has', 'x'.repeat(300)],
  ])('%s is not', (_what, name) => {
    expect(ask(folder(), (one) => one.read(name))).toBeUndefined()
  })

  test('what is not there has no facts', () => {
    expect(ask(folder(), (one) => one.facts('absent'))).toBeUndefined()
  })

  test('what is not for this user is said to be so', () => {
    const directory = folder()
    writeFileSync(join(directory, 'secret'), 'x', { mode: 0o000 })
    const asked = (): unknown => ask(directory, (one) => one.read('secret'))
    if (process.geteuid?.() !== 0) {
      expect(asked()).toBe(UNREADABLE)
      return
    }
    execFileSync('chmod', ['0755', directory])
    process.seteuid?.(65534)
    try {
      expect(asked()).toBe(UNREADABLE)
    } finally {
      process.seteuid?.(0)
    }
  })
})

test('a directory that is not there is an error, however it is asked', () => {
  expect(() => filesOf('/nonexistent')).toThrow('ENOENT')
  expect(withFolder('/nonexistent', MANY, (one) => one.read('x'))).toBeUndefined()
})

test('a directory whose entries are of other file systems is still told right', () => {
  const found = byName(filesOf('/'))
  expect([...found.keys()]).toContain('proc')
  expect(found).toEqual(byName(filesOneByOne('/')))
})
