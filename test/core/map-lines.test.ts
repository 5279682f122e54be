import fc from 'fast-check'
import { LaunchError } from '../../src/core/errors'
import { matchesPattern } from '../../src/core/fnmatch'
import { parseMapLines, readMapLines } from '../../src/core/map-lines'
import { fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'

const parse = (text: string) => parseMapLines('gm', text, { content: 'mapping', wildcards: true })
const one = (text: string) => parse(text).map(({ pattern, names }) => [pattern, ...names])
const bans = (text: string) => parseMapLines('ban', text, { content: 'patterns', wildcards: true })

describe('a mapping line', () => {
  // Each row was run through LCMAPS 1.6.6 with lcmaps_localaccount 1.7.1.
  test.each([
    ['"/CN=a" local1', [['/CN=a', 'local1']]],
    ['"/CN=a"local1', [['/CN=a', 'local1']]],
    ['/CN=a local1', [['/CN=a', 'local1']]],
    [' \t/CN=a\tlocal1 ', [['/CN=a', 'local1']]],
    ['"/CN=a b" local1', [['/CN=a b', 'local1']]],
    ['/CN=a"b local1', [['/CN=a"b', 'local1']]],
    ['/CN=a\\ b local1', [['/CN=a\\ b', 'local1']]],
    ['"/CN=a\\"b" local1', [['/CN=a\\"b', 'local1']]],
    ['"/CN=a" lo\\cal1', [['/CN=a', 'local1']]],
    ['"/CN=a" local\\#1', [['/CN=a', 'local#1']]],
    ['"/CN=a" local\\,1', [['/CN=a', 'local,1']]],
    ['"/CN=a" ,local1,, local2', [['/CN=a', 'local1', 'local2']]],
    ['"/CN=a" local1#,local2', [['/CN=a', 'local1']]],
    ['"/CN=a" local1,.tpool # both', [['/CN=a', 'local1', '.tpool']]],
    ['"/CN=a"', [['/CN=a']]],
    ['"/CN=a" # nothing', [['/CN=a']]],
    ['# "/CN=a" local1', []],
    ['\n \t\n#\n', []],
    ['"/CN=Ü" local1', [['/CN=\xc3\x9c', 'local1']]],
  ])('%j is read as %j', (text, expected) => expect(one(text)).toEqual(expected))

  test('has its number, comments and empty lines counted', () => {
    expect(parse('# x\n\n/CN=a b\n').map(({ line }) => line)).toEqual([3])
  })

  test.each([
    ['a quote that is not closed', '"/CN=a alice', 1, 1],
    ['a quote that only the next line closes', '/CN=x y\n"/CN=a\n" alice', 2, 1],
    ['a backslash at the end of a quoted name', '"/CN=a\\', 1, 7],
    ['a backslash at the end of a bare name', '/CN=a\\', 1, 6],
    ['a backslash at the end of the names', '/CN=a bob\\\n', 1, 10],
    ['a pool without a name', '/CN=a .', 1, 7],
    ['a slash in an account', '/CN=a ../x', 1, 7],
    ['a quoted account', '/CN=a "x"', 1, 7],
    ['a colon in an account', '/CN=a x:y', 1, 7],
    ['a carriage return', '/CN=a b\n/CN=c d\r\n', 2, 8],
    ['a NUL', '/CN=a\0 b', 1, 6],
    ['a byte that is no UTF-8', '/CN=\ufffd b', 1, 5],
    ['an unknown class', '/CN=[[:foo:]] b', 1, 1],
  ])('is refused for %s, wherever it stands', (_what, text, line, column) => {
    for (const before of ['', '/CN=first ok\n']) {
      const place = { file: 'gm', line: before === '' ? line : line + 1, column }
      let thrown: unknown
      try {
        parse(before + text)
      } catch (error) {
        thrown = error
      }
      expect(thrown).toBeInstanceOf(LaunchError)
      expect(thrown).toMatchObject({ reason: 'map-syntax', place })
    }
  })

  test('for an exact name may hold brackets', () => {
    expect(parseMapLines('gm', '"/CN=[[:foo:]]" b', { content: 'mapping', wildcards: false })).toHaveLength(1)
  })

  test('gives back every name that was quoted into it', () => {
    const names = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
    fc.assert(
      fc.property(names, (name) => {
        fc.pre(!/["\\]|\[[[:=.]/.test(name))
        expect(one(`"${name}" x`)).toEqual([[name, 'x']])
      }),
    )
  })

  test('matches a near-miss of its literal name never', () => {
    const name = '/DC=org/DC=example/CN=Alice Smith'
    const [entry] = parse(`"${name}" alice`)
    const edits = fc.tuple(
      fc.nat(name.length),
      fc.constantFrom('insert', 'delete', 'replace'),
      fc.string({ minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(edits, ([at, how, char]) => {
        const rest = how === 'insert' ? name.slice(at) : name.slice(at + 1)
        const near = name.slice(0, at) + (how === 'delete' ? '' : char) + rest
        fc.pre(near !== name)
        expect(matchesPattern(entry?.pattern ?? '', near)).toBe(false)
      }),
    )
  })
})

describe('a line of a ban list', () => {
  test('counts up to the end of the quoted name', () => {
    expect(bans('"/CN=a b" .pool\n/CN=c\n/CN=d # why\n').map(({ pattern }) => pattern)).toEqual([
      '/CN=a b',
      '/CN=c',
      '/CN=d',
    ])
  })

  test('without quotes and with a space is refused, because only half of it would be banned', () => {
    expect(reasonOf(() => bans('/CN=John Doe'))).toBe('map-syntax')
  })
})

describe('readMapLines', () => {
  const read = (text: string) =>
    readMapLines(fakeSystem({ files: { gm: text } }), 'gm', { content: 'mapping', wildcards: true })

  test('parses a text once, and a changed one anew', () => {
    const first = read('/CN=a b')
    expect(read('/CN=a b')).toBe(first)
    expect(read('/CN=a c')).toEqual([{ pattern: '/CN=a', names: ['c'], line: 1 }])
  })

  test('refuses a list that is not there', () => {
    const options = { content: 'mapping', wildcards: true } as const
    expect(reasonOf(() => readMapLines(fakeSystem(), 'gm', options))).toBe('list-absent')
  })
})
