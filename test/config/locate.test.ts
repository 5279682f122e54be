import fc from 'fast-check'
import * as toml from 'toml'
import { locate, pointerTo, positionOf } from '../../src/config/locate'

const placesOf = (text: string) =>
  Object.fromEntries([...locate(text)].map(([pointer, { line, column }]) => [pointer, `${line}:${column}`]))

describe('locate finds', () => {
  test.each([
    ['keys', 'a = 1\n b = 2', { '/a': '1:1', '/b': '2:2' }],
    ['keys of tables', '[t]\na = 1', { '/t': '1:1', '/t/a': '2:1' }],
    ['keys of dotted tables', '[ t . u ]\na = 1', { '/t/u': '1:1', '/t/u/a': '2:1' }],
    ['dotted keys', 'a.b = 1\na.c = 2', { '/a': '1:1', '/a/b': '1:1', '/a/c': '2:1' }],
    ['quoted keys', '"a b" = 1\n\'c"d\' = 2', { '/a b': '1:1', '/c"d': '2:1' }],
    ['escaped keys', '"a\\"b" = 1\n"~/" = 2', { '/a"b': '1:1', '/~0~1': '2:1' }],
    [
      'lists of tables',
      '[[t]]\na = 1\n[[t]]\na = 2',
      { '/t': '1:1', '/t/0': '1:1', '/t/0/a': '2:1', '/t/1': '3:1', '/t/1/a': '4:1' },
    ],
    [
      'tables below lists of tables',
      '[[t]]\n[t.u]\na = 1',
      { '/t': '1:1', '/t/0': '1:1', '/t/0/u': '2:1', '/t/0/u/a': '3:1' },
    ],
    [
      'elements',
      'a = [1,\n  "b", # c\n [2]]',
      { '/a': '1:1', '/a/0': '1:6', '/a/1': '2:3', '/a/2': '3:2', '/a/2/0': '3:3' },
    ],
    [
      'keys of inline tables',
      'a = { b = 1, c.d = 2 }',
      { '/a': '1:1', '/a/b': '1:7', '/a/c': '1:14', '/a/c/d': '1:14' },
    ],
    ['keys behind strings that look like keys', 'a = "b = 1"\nc = 2', { '/a': '1:1', '/c': '2:1' }],
    ['keys behind strings of several lines', 'a = """\nb = 1\n\\"""\n"""\nc = 2', { '/a': '1:1', '/c': '5:1' }],
    ['keys behind strings that end in quotes', "a = '''b'''''\nc = 2", { '/a': '1:1', '/c': '2:1' }],
    ['keys behind dates', 'a = 2026-01-01 10:00:00\nb = 1', { '/a': '1:1', '/b': '2:1' }],
    ['keys behind CRLF', 'a = 1\r\nb = 2\r\n', { '/a': '1:1', '/b': '2:1' }],
    ['keys behind a byte order mark', '\ufeffa = 1', { '/a': '1:2' }],
    ['nothing in comments', '# a = 1\n#[t]', {}],
  ])('%s', (_what, text, expected) => {
    expect(placesOf(text)).toEqual(expected)
  })
})

describe('positionOf', () => {
  const positions = locate('[t]\na = 1')

  test('goes up to the table where the key is missing', () => {
    expect(positionOf(positions, '/t/b/c')).toEqual({ line: 1, column: 1 })
    expect(positionOf(positions, '/t/a')).toEqual({ line: 2, column: 1 })
  })

  test('begins at the top where the table is missing, too', () => {
    expect(positionOf(positions, '/u')).toEqual({ line: 1, column: 1 })
  })
})

/** Pointers of everything in a value. */
const pointersIn = (value: unknown, pointer = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const path = pointerTo(pointer, key)
    return [path, ...pointersIn(part, path)]
  })
}

const key = fc
  .oneof(fc.stringMatching(/^[a-z]{1,3}$/), fc.stringMatching(/^[a-z ./~"=#[\]]{0,4}$/))
  .map((name) => (/^[a-z]+$/.test(name) ? name : JSON.stringify(name)))
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer().map(String),
    fc.boolean().map(String),
    fc.stringMatching(/^[a-z #=,[\]{}']{0,8}$/).map((text) => JSON.stringify(text)),
    fc.stringMatching(/^[a-z #=,[\]{}"\n]{0,8}$/).map((text) => `'''${text}'''`),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',\n')}]`),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 3, selector: ([name]) => name })
      .map((pairs) => `{${pairs.map((pair) => pair.join(' = ')).join(', ')}}`),
  ),
}))
const assignments = fc
  .uniqueArray(fc.tuple(key, value), { maxLength: 3, selector: ([name]) => name })
  .map((pairs) => pairs.map((pair) => `${pair.join(' = ')} # "\n`).join(''))
const document = fc
  .tuple(assignments, fc.array(fc.tuple(fc.stringMatching(/^[u-z]{2}$/), fc.boolean(), assignments), { maxLength: 4 }))
  .map(([top, tables]) =>
    [top, ...tables.map(([name, many, body]) => `${many ? `[[${name}_l]]` : `[${name}]`}\n${body}`)].join('\n'),
  )

const parse = (text: string): unknown => {
  try {
    return toml.parse(text)
  } catch {
    return undefined
  }
}

describe('locate, whatever the document', () => {
  test('knows exactly the keys and elements that the parser finds', () => {
    let accepted = 0
    fc.assert(
      fc.property(document, (text) => {
        const data = parse(text)
        if (data === undefined) return
        accepted += 1
        expect([...locate(text).keys()].toSorted()).toEqual(pointersIn(data).toSorted())
      }),
      { numRuns: 600 },
    )
    expect(accepted).toBeGreaterThan(300)
  })

  test('comes to an end where the parser does not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '=', '"', "'", '[', ']', '{', '}', '.', ',', '#', '\n', ' ', '\\') }),
        (text) => locate(text).size >= 0,
      ),
    )
  })
})
