import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { find, nameService } from '../../src/system/accounts'
import type { Lookup } from '../../src/system/libc'
import { reasonOf } from '../support/reason'

const id = (...args: readonly string[]) => execFileSync('id', args, { encoding: 'utf8' }).trim()
const passwd = execFileSync('getent', ['passwd'], { encoding: 'utf8' }).trim().split('\n')
const groups = execFileSync('getent', ['group'], { encoding: 'utf8' }).trim().split('\n')

describe('the name service says what getent(1) says', () => {
  test.each(passwd.map((line) => [line]))('%s', (line) => {
    const [name = '', , uid, gid, , home, shell] = line.split(':')
    const expected = { name, uid: Number(uid), gid: Number(gid), home, shell }
    expect(nameService.byName(name)).toEqual(expected)
    expect(nameService.byUid(Number(uid))?.uid).toBe(Number(uid))
  })

  test.each(groups.map((line) => [line]))('%s', (line) => {
    const [name = '', , gid] = line.split(':')
    expect(nameService.groupByName(name)).toBe(Number(gid))
    expect(nameService.groupByGid(Number(gid))).toBe(name)
  })
})

test('the groups of an account are those of id(1), sorted', () => {
  const { username } = userInfo()
  const own = nameService.byName(username)
  const expected = id('-G', username).split(' ').map(Number)
  expect(own && nameService.groupsOf(own)).toEqual([...new Set(expected)].toSorted((a, b) => a - b))
})

test('the primary group of an unknown account is its only group', () => {
  const nobody = { name: 'no-such-user-here', uid: 77777, gid: 77777, home: '/', shell: '' }
  expect(nameService.groupsOf(nobody)).toEqual([77777])
})

describe('nobody is', () => {
  test.each([
    ['an unknown name', 'no-such-user-here'],
    ['the empty name', ''],
    // C would stop at the NUL and find root.
    ['a name with a NUL', 'root\0pool001'],
    ['a name with a line end', 'root\n'],
    ['a line of the passwd file', 'root:x'],
    ['a path', '../root'],
    ['a name beyond all limits', 'a'.repeat(100_000)],
  ])('%s', (_what, name) => {
    expect(nameService.byName(name)).toBeUndefined()
    expect(nameService.groupByName(name)).toBeUndefined()
  })

  test.each([
    ['an unknown id', 4_111_222_333],
    ['(uid_t)-1', 4_294_967_295],
    ['-1', -1],
    // 2^32: the register would hold root.
    ['an id beyond 32 bits', 4_294_967_296],
    ['half an id', 0.5],
    ['NaN', Number.NaN],
  ])('%s', (_what, number) => {
    expect(nameService.byUid(number)).toBeUndefined()
    expect(nameService.groupByGid(number)).toBeUndefined()
  })
})

/** Ends with each errno in turn, then with the entry; notes the size of each buffer. */
function scripted(errors: readonly number[], sizes: number[] = []): Lookup<string, { readonly id: number }> {
  const left = [...errors]
  return (_key, entry, buffer, size, found) => {
    sizes.push(size)
    if (buffer.length !== size) throw new Error('the buffer is smaller than it says')
    const error = left.shift()
    if (error !== undefined) return error
    Object.assign(entry, { id: 7 })
    found[0] = {}
    return 0
  }
}

const { EACCES, EAGAIN, EINTR, EIO, EMFILE, ENOENT, EPERM, ERANGE, ESRCH } = constants.errno

describe('a look-up', () => {
  test('is repeated with more room until the entry fits', () => {
    const sizes: number[] = []
    expect(find(scripted([ERANGE, ERANGE, EINTR], sizes), 'a', 'get')).toEqual({ id: 7 })
    expect(sizes).toEqual([4096, 16_384, 65_536, 65_536])
  })

  test('gives up on an entry beyond all limits', () => {
    expect(reasonOf(() => find(scripted(Array<number>(100).fill(ERANGE)), 'a', 'get'))).toBe('internal')
  })

  test.each([ENOENT, ESRCH])('that ends with errno %d found nobody', (error) => {
    expect(find(scripted([error]), 'a', 'get')).toBeUndefined()
  })

  test.each([EIO, EMFILE, EACCES, EPERM, EAGAIN])('that ends with errno %d is no answer', (error) => {
    expect(reasonOf(() => find(scripted([error]), 'a', 'get'))).toBe('internal')
  })
})

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0
if (!mayMount)
  console.warn('accounts: the test with an /etc/group of its own is skipped, because mounting is not allowed')
const withMounts = mayMount ? test : test.skip

withMounts('a group with 50,000 members is found', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-nss-'))
  try {
    const members = Array.from({ length: 50_000 }, (_, index) => `member${index}`).join(',')
    writeFileSync(join(directory, 'group'), `root:x:0:\ncrowd:x:61000:${members}\n`)
    const [outfile, entry] = [join(directory, 'look.cjs'), join(__dirname, '../../src/system/accounts.ts')]
    const contents = `import { nameService as n } from ${JSON.stringify(entry)}; console.log(n.groupByName('crowd'), n.groupByGid(61000))`
    const stdin = { contents, resolveDir: __dirname }
    buildSync({ stdin, outfile, bundle: true, platform: 'node', external: ['koffi'], logLevel: 'warning' })
    const inside = 'mount --bind "$1/group" /etc/group && exec "$2" "$1/look.cjs"'
    const env = { ...process.env, NODE_PATH: join(__dirname, '../../node_modules') }
    const args = ['-m', 'sh', '-c', inside, 'sh', directory, process.execPath]
    expect(execFileSync('unshare', args, { env, encoding: 'utf8' })).toBe('61000 crowd\n')
  } finally {
    rmSync(directory, { recursive: true })
  }
})
