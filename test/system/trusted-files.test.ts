import { spawnSync } from 'node:child_process'
import fs, {
  appendFileSync,
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { TrustedFiles } from '../../src/system/trusted-files'
import { reasonOf } from '../support/reason'

const NOBODY = 65534
const isRoot = process.getuid?.() === 0
if (!isRoot) console.warn('trusted files: the tests that need files of root are skipped, because this is not root')
const asRoot = isRoot ? describe : describe.skip

const read = (path: string, maxBytes?: number) => new TrustedFiles().read(path, maxBytes)
const reasonFor = (path: string, maxBytes?: number) => reasonOf(() => read(path, maxBytes))

describe('a file is refused', () => {
  test.each([
    ['that is not there', '/etc/no-such-file-here', 'list-absent'],
    ['in a directory that is not there', '/no-such-directory-here/a', 'list-absent'],
    ['below a file', '/etc/passwd/a', 'config-untrusted'],
    ['with a relative path', 'etc/passwd', 'config-untrusted'],
    ['with no path', '', 'config-untrusted'],
    ['with a NUL in its path', '/etc/passwd\0.bak', 'config-untrusted'],
    ['that is a directory', '/etc', 'config-untrusted'],
    ['that is the root directory', '/', 'config-untrusted'],
    ['that is a device', '/dev/null', 'config-untrusted'],
    ['below a directory that everybody can write', '/tmp/a', 'config-untrusted'],
    ['with a longer name than there can be', `/etc/${'a'.repeat(300)}`, 'internal'],
  ])('%s', (_what, path, reason) => {
    expect(reasonFor(path)).toBe(reason)
  })
})

asRoot('of files in a directory of root', () => {
  let directory = ''
  const at = (...names: readonly string[]) => join(directory, ...names)
  const file = (name: string, text = 'text\n') => {
    writeFileSync(at(name), text, { mode: 0o644 })
    return at(name)
  }
  beforeEach(() => {
    directory = mkdtempSync('/run/mapexec-test-')
    chmodSync(directory, 0o755)
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  describe('one is read', () => {
    test('as a whole', () => {
      expect(read(file('a', 'ä\n'))).toMatchObject({ path: at('a'), text: 'ä\n', facts: { size: 3, uid: 0, nlink: 1 } })
    })

    test('with nothing in it', () => {
      expect(read(file('a', '')).text).toBe('')
    })

    test('with just as many bytes as allowed', () => {
      expect(read(file('a', '12345'), 5).text).toBe('12345')
    })

    test('below a link that root made', () => {
      mkdirSync(at('real'))
      file('real/a')
      symlinkSync('real', at('link'))
      symlinkSync('./link/../link', at('again'))
      expect(read(at('again', 'a')).text).toBe('text\n')
    })

    test('behind a final link, where that was asked for', () => {
      file('a')
      symlinkSync(at('a'), at('link'))
      expect(new TrustedFiles().read(at('link'), undefined, { followLinks: true }).text).toBe('text\n')
    })

    test('that only root may read', () => {
      chmodSync(file('a'), 0o400)
      expect(read(at('a')).text).toBe('text\n')
    })
  })

  describe('one is refused', () => {
    const cases: readonly (readonly [string, () => string])[] = [
      ['of somebody else', () => (chownSync(file('a'), NOBODY, 0), at('a'))],
      ['that its group can write', () => (chmodSync(file('a'), 0o664), at('a'))],
      ['that everybody can write', () => (chmodSync(file('a'), 0o646), at('a'))],
      ['in a directory of somebody else', () => (chownSync(directory, NOBODY, 0), file('a'))],
      ['in a directory that its group can write', () => (chmodSync(directory, 0o775), file('a'))],
      ['in a sticky directory', () => (chmodSync(directory, 0o1777), file('a'))],
      ['behind a final link', () => (symlinkSync(file('a'), at('link')), at('link'))],
      ['below a link that somebody else made', () => linked('d', NOBODY)],
      ['below a link to an untrusted directory', () => (symlinkSync('/tmp', at('link')), at('link', 'a'))],
      ['below links in a circle', () => (symlinkSync('b', at('a')), symlinkSync('a', at('b')), at('a', 'c'))],
      ['that is a FIFO', () => (spawnSync('mkfifo', [at('fifo')]), at('fifo'))],
    ]
    const linked = (name: string, owner: number): string => {
      mkdirSync(at(name))
      file(`${name}/a`)
      symlinkSync(name, at('link'))
      lchownSync(at('link'), owner, 0)
      return at('link', 'a')
    }

    test.each(cases)('%s', (_what, make) => {
      expect(reasonFor(make())).toBe('config-untrusted')
    })

    test('with more bytes than allowed', () => {
      expect(reasonFor(file('a', '123456'), 5)).toBe('config-untrusted')
    })

    test('behind a final link to a file of somebody else, although links are followed', () => {
      chownSync(file('a'), NOBODY, 0)
      symlinkSync('a', at('link'))
      expect(reasonOf(() => new TrustedFiles().read(at('link'), undefined, { followLinks: true }))).toBe(
        'config-untrusted',
      )
    })

    test('that a POSIX ACL lets somebody write', () => {
      file('a')
      const { status } = spawnSync('setfacl', ['-m', `u:${NOBODY}:rw`, at('a')])
      // Not every file system has ACLs: then the mask cannot show, and there is nothing to refuse.
      expect(reasonFor(at('a'))).toBe(status === 0 ? 'config-untrusted' : undefined)
    })
  })

  test('a good directory is not believed for ever', () => {
    const files = new TrustedFiles()
    file('a')
    files.read(at('a'))
    chmodSync(directory, 0o777)
    const [seconds, nanoseconds] = process.hrtime()
    const clock = jest.spyOn(process, 'hrtime').mockReturnValue([seconds + 2, nanoseconds])
    expect(reasonOf(() => files.read(at('a')))).toBe('config-untrusted')
    clock.mockRestore()
  })

  describe('a directory', () => {
    test('is listed in order', () => {
      file('b')
      file('a')
      expect(new TrustedFiles().list(directory)).toEqual(['a', 'b'])
    })

    test('behind a link of root is listed', () => {
      mkdirSync(at('d'))
      file('d/a')
      symlinkSync('d', at('link'))
      expect(new TrustedFiles().list(at('link'))).toEqual(['a'])
    })

    test('of somebody else is refused', () => {
      chownSync(directory, NOBODY, 0)
      expect(reasonOf(() => new TrustedFiles().list(directory))).toBe('config-untrusted')
    })

    test('that is a file is refused', () => {
      expect(reasonOf(() => new TrustedFiles().list(file('a')))).toBe('config-untrusted')
    })

    test('that is not there is absent', () => {
      expect(reasonOf(() => new TrustedFiles().list(at('none')))).toBe('list-absent')
    })
  })

  describe('while somebody writes it in place', () => {
    /** Runs `meanwhile` inside each read(2) of the file under test, as another process would. */
    const during = (rounds: number, meanwhile: () => void) => {
      const real = fs.readSync
      let left = rounds
      jest.spyOn(fs, 'readSync').mockImplementation((...args: Parameters<typeof fs.readSync>) => {
        const count = real(...args)
        if (left > 0) meanwhile()
        left -= 1
        return count
      })
    }
    afterEach(() => jest.restoreAllMocks())

    test('it is read once more', () => {
      const path = file('a', 'first\n')
      during(1, () => appendFileSync(path, 'second\n'))
      expect(read(path).text).toBe('first\nsecond\n')
    })

    test('it is never a part of what it was', () => {
      const path = file('a', 'x'.repeat(100))
      during(1, () => truncateSync(path, 10))
      expect(read(path).text).toBe('x'.repeat(10))
    })

    test('it is refused where that does not end', () => {
      const path = file('a', 'x'.repeat(100))
      during(5, () => appendFileSync(path, 'more'))
      expect(reasonFor(path)).toBe('config-untrusted')
    })
  })

  test('a file that is replaced is one or the other', () => {
    const path = file('a', 'old')
    expect(read(path).text).toBe('old')
    renameSync(file('b', 'new'), path)
    expect(read(path).text).toBe('new')
  })
})
