import fc from 'fast-check'
import koffi from 'koffi'
import { byteString, compilePattern, hasWildcard, matchesPattern } from '../../src/core/fnmatch'

const FNM_PATHNAME = 1
const FNM_NOESCAPE = 2
const fnmatch = koffi.load('libc.so.6').func('int fnmatch(const uint8_t *, const uint8_t *, int)') as (
  pattern: Buffer,
  text: Buffer,
  flags: number,
) => number

const cString = (bytes: string): Buffer => Buffer.from(`${bytes}\0`, 'latin1')
const libc = (pattern: string, bytes: string, flags = FNM_NOESCAPE): boolean =>
  fnmatch(cString(pattern), cString(bytes), flags) === 0

const pieces = ['a', 'b', 'A', '/', '*', '?', '[', ']', '!', '^', '-', '\\', 'z', '\xc3', '[:alpha:]', '[!a]', '[a-c]']
const patterns = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join(''))
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', 'A', '/', '[', ']', '!', '-', '\\', 'z', '\xc3', '^', ':'), { maxLength: 10 })
  .map((list) => list.join(''))

describe('a pattern', () => {
  test.each([
    ['*', '/DC=org/CN=a', true],
    ['/DC=org/*', '/DC=org/DC=x/CN=a', true],
    ['/CN=[ab]', '/CN=b', true],
    ['/CN=[!a]', '/CN=b', true],
    ['/CN=[]a]', '/CN=]', true],
    ['/CN=[a-]', '/CN=-', true],
    ['/CN=\\*', '/CN=\\anything', true],
    ['', '', true],
    ['/CN=[ab]', '/CN=[ab]', false],
    ['/CN=a', '/CN=A', false],
    ['/CN=?', '/CN=', false],
    ['/CN=[z-a]', '/CN=m', false],
    ['/CN=a', '/CN=ab', false],
    ['/CN=a*', '/CN=', false],
    ['?', 'é', false],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matchesPattern(byteString(pattern), byteString(text))).toBe(expected)
    expect(libc(byteString(pattern), byteString(text))).toBe(expected)
  })

  test('matches what fnmatch(3) of the C library matches', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const compiled = compilePattern(pattern)
        fc.pre(compiled !== undefined)
        expect(compiled(text)).toBe(libc(pattern, text))
        expect(matchesPattern(pattern, text)).toBe(libc(pattern, text))
      }),
      { numRuns: 20_000 },
    )
  })

  test('for paths matches what fnmatch(3) with FNM_PATHNAME matches', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        // A `/` inside a bracket ends the bracket for glibc and not for POSIX: no path pattern needs it.
        fc.pre(!/\[[^\]]*\/|\[.*\[|\]/.test(pattern))
        const compiled = compilePattern(pattern, { pathname: true })
        expect(compiled?.(text)).toBe(libc(pattern, text, FNM_NOESCAPE | FNM_PATHNAME))
      }),
      { numRuns: 10_000 },
    )
  })

  test.each(['[[:foo:]]', '[[=a=]]', '[[.a.]]', '[a-[.z.]]', '[[:'])('%s is refused, not guessed', (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined()
    expect(matchesPattern(pattern, 'a')).toBe(false)
  })

  test('with many stars takes no exponential time', () => {
    const pattern = `${'*a'.repeat(60)}b`
    const started = process.hrtime.bigint()
    expect(matchesPattern(pattern, 'a'.repeat(4000))).toBe(false)
    expect(Number(process.hrtime.bigint() - started)).toBeLessThan(2e9)
  })
})

test('a pattern without *, ? and [ has no wildcard', () => {
  expect(['/CN=a', '/CN=a*', 'a?', '[a]'].map(hasWildcard)).toEqual([false, true, true, true])
})
