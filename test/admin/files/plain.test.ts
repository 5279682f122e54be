import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPlain, openPlain, readPlain, writePlain } from '../../../src/admin/files/plain'
import { errnoOf } from '../../../src/core/errors'

let directory: string
const at = (name: string): string => join(directory, name)
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-plain-'))
  writeFileSync(at('prey'), 'prey')
  symlinkSync('prey', at('link'))
  symlinkSync('nothing', at('dangling'))
  symlinkSync('/dev/zero', at('zero'))
  execFileSync('mkfifo', [at('fifo')])
  mkdirSync(at('directory'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function errnoFrom(action: () => unknown): string | undefined {
  try {
    action()
    return 'nothing'
  } catch (error) {
    return errnoOf(error)
  }
}

test('a file is read, written anew and made', () => {
  expect(readPlain(at('prey')).toString()).toBe('prey')
  writePlain(at('prey'), 'new', 0o600)
  createPlain(at('made'), 'made', 0o604)
  expect([readFileSync(at('prey'), 'utf8'), readFileSync(at('made'), 'utf8')]).toEqual(['new', 'made'])
  expect(statSync(at('made')).mode & 0o777).toBe(0o604)
})

describe.each<[string, (path: string) => unknown]>([
  ['openPlain', openPlain],
  ['writePlain', (path) => writePlain(path, 'x', 0o600)],
])('%s neither follows nor waits', (what, action) => {
  test.each([
    ['a link', 'link', 'ELOOP'],
    ['a link to nothing', 'dangling', 'ELOOP'],
    ['a link to a device', 'zero', 'ELOOP'],
    ['a FIFO', 'fifo', 'EINVAL'],
    ['a directory', 'directory', what === 'openPlain' ? 'EINVAL' : 'EISDIR'],
  ])('%s', (_what, name, errno) => {
    expect(errnoFrom(() => action(at(name)))).toBe(errno)
    expect(readFileSync(at('prey'), 'utf8')).toBe('prey')
  })
})

test('writePlain leaves a file alone that has another name', () => {
  linkSync(at('prey'), at('second'))
  expect(errnoFrom(() => writePlain(at('second'), 'x', 0o600))).toBe('EMLINK')
  expect(readFileSync(at('prey'), 'utf8')).toBe('prey')
})

test.each(['prey', 'link', 'dangling', 'fifo'])('createPlain takes no %s for its own', (name) => {
  expect(errnoFrom(() => createPlain(at(name), 'x', 0o600))).toBe('EEXIST')
  expect(readFileSync(at('prey'), 'utf8')).toBe('prey')
})
