import {
  existsSync,
  linkSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureAccess } from '../../../src/admin/install/access'

let directory: string
const at = (name: string): string => join(directory, name)
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-access-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Another's: nobody has this uid here. */
const service = { uid: 64_321, gid: 64_321, name: 'mapexec' }

/** What setfacl(1) is given, seen at the moment of its call; `meanwhile` is the service account's. */
function given(names: readonly string[], meanwhile: () => void = () => undefined): readonly number[] {
  const inodes: number[] = []
  const site = { root: '', dryRun: false, report: () => undefined }
  ensureAccess(site, directory, names, service, (program, words) => {
    if (program === 'getfacl') return `user:${service.uid}:rwx\ndefault:user:${service.uid}:rw-\n`
    meanwhile()
    inodes.push(...words.slice(words.indexOf('--') + 1).map((path) => statSync(path).ino))
    return ''
  })
  return inodes
}

test("an account file of another's is given", () => {
  writeFileSync(at('pool001'), '')
  expect(given(['pool001', 'pool002'])).toEqual([statSync(at('pool001')).ino])
})

test.each<[string, () => void]>([
  ['a link', () => symlinkSync('secret', at('pool001'))],
  ['a second name of a file with something in it', () => linkSync(at('secret'), at('pool001'))],
])('%s is not given', (_what, lay) => {
  writeFileSync(at('secret'), 'secret')
  lay()
  expect(given(['pool001'])).toEqual([])
})

test('what is given is what was looked at, though a link takes its place meanwhile', () => {
  writeFileSync(at('secret'), 'secret')
  writeFileSync(at('pool001'), '')
  const [looked, secret] = [statSync(at('pool001')).ino, statSync(at('secret')).ino]
  const found = given(['pool001'], () => {
    renameSync(at('pool001'), at('aside'))
    symlinkSync('secret', at('pool001'))
  })
  expect(readlinkSync(at('pool001'))).toBe('secret')
  expect(existsSync(at('aside'))).toBe(true)
  expect(found).toEqual([looked])
  expect(found).not.toContain(secret)
})
