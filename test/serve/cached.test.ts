import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account, Accounts } from '../../src/core/system'
import { cachedAccounts, NAMES_LIVE } from '../../src/serve/cached-accounts'
import { CachedFiles } from '../../src/serve/cached-files'
import { reasonOf } from '../support/reason'

const asRoot = process.geteuid?.() === 0 ? describe : describe.skip

asRoot('CachedFiles', () => {
  let directory: string
  let now = Date.now() / 1000 + 1000
  let files: CachedFiles
  const at = (name: string): string => join(directory, name)

  beforeEach(() => {
    directory = mkdtempSync('/root/mapexec-cached-')
    writeFileSync(at('list'), 'one\n')
    // What was written is long ago for this clock.
    now = Date.now() / 1000 + 1000
    files = new CachedFiles(() => now)
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  test('gives the very same text again', () => {
    const first = files.read(at('list'))
    expect(files.read(at('list'))).toBe(first)
  })

  test.each<[string, () => void]>([
    ['written anew', () => writeFileSync(at('list'), 'two, longer\n')],
    ['written anew with the same length', () => writeFileSync(at('list'), 'two\n')],
    [
      'replaced, and the time put back',
      () => {
        writeFileSync(at('new'), 'two\n')
        utimesSync(at('new'), 1, 1)
        renameSync(at('new'), at('list'))
      },
    ],
  ])('sees a file that is %s', (_how, change) => {
    files.read(at('list'))
    change()
    expect(files.read(at('list')).text).toMatch(/^two/)
  })

  test('does not keep what was written a moment ago: its times would not show a second change', () => {
    now = Date.now() / 1000
    writeFileSync(at('list'), 'two\n')
    const first = files.read(at('list'))
    expect(files.read(at('list'))).not.toBe(first)
  })

  test('lists a directory again when a name was added', () => {
    mkdirSync(at('certificates'))
    expect(files.list(at('certificates'))).toEqual([])
    writeFileSync(at('certificates/a'), '')
    expect(files.list(at('certificates'))).toEqual(['a'])
  })

  test('finds a link that was turned elsewhere', () => {
    symlinkSync('list', at('link'))
    writeFileSync(at('other'), 'other\n')
    expect(files.read(at('link'), undefined, { followLinks: true }).text).toBe('one\n')
    symlinkSync('other', at('link.new'))
    renameSync(at('link.new'), at('link'))
    expect(files.read(at('link'), undefined, { followLinks: true }).text).toBe('other\n')
  })

  describe('refuses what it had read before', () => {
    test.each<[string, () => void, string]>([
      ['once others may write to it', () => chmodSync(at('list'), 0o666), 'config-untrusted'],
      ['once it is gone', () => rmSync(at('list')), 'list-absent'],
      [
        'once it is a link',
        () => {
          rmSync(at('list'))
          symlinkSync('/etc/passwd', at('list'))
        },
        'config-untrusted',
      ],
    ])('%s', (_when, change, reason) => {
      files.read(at('list'))
      change()
      expect(reasonOf(() => files.read(at('list')))).toBe(reason)
    })

    test('when it is larger than this caller of ours wants it', () => {
      files.read(at('list'), 100)
      expect(reasonOf(() => files.read(at('list'), 1))).toBe('config-untrusted')
    })
  })
})

describe('cachedAccounts', () => {
  const alice: Account = { name: 'alice', uid: 1001, gid: 1001, home: '/', shell: '/bin/sh' }
  let now = 0
  let found: Account | undefined
  let asked = 0
  const accounts: Accounts = {
    byName() {
      asked += 1
      return found
    },
    byUid: () => found,
    groupByName: () => 5,
    groupByGid: () => undefined,
    groupsOf: () => [1001],
  }
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync('/tmp/mapexec-names-')
    writeFileSync(join(directory, 'passwd'), 'a')
    ;[now, found, asked] = [1000, alice, 0]
  })
  afterEach(() => rmSync(directory, { recursive: true }))
  const cached = () => cachedAccounts(accounts, { now: () => now, files: [join(directory, 'passwd')] })

  test('asks once', () => {
    const names = cached()
    expect([names.byName('alice'), names.byName('alice'), asked]).toEqual([alice, alice, 1])
  })

  test('remembers that there is nobody, too', () => {
    found = undefined
    const names = cached()
    expect([names.byName('alice'), names.byName('alice'), asked]).toEqual([undefined, undefined, 1])
  })

  test('an account that is taken away is gone after its time', () => {
    const names = cached()
    names.byName('alice')
    found = undefined
    now += NAMES_LIVE
    expect(names.byName('alice')).toBeUndefined()
  })

  test('at once where it stood in a file of the machine', () => {
    const names = cached()
    names.byName('alice')
    found = undefined
    writeFileSync(join(directory, 'passwd'), 'changed')
    now += 3
    expect(names.byName('alice')).toBeUndefined()
  })

  test('a failure of the name service is not remembered', () => {
    let fails = true
    const names = cachedAccounts(
      {
        ...accounts,
        byName() {
          if (fails) throw new Error('no answer')
          return alice
        },
      },
      { now: () => now, files: [] },
    )
    expect(() => names.byName('alice')).toThrow('no answer')
    fails = false
    expect(names.byName('alice')).toBe(alice)
  })
})
