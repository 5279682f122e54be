import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import {
  decodeUtf8,
  mergeEnvironment,
  parseEnvironment,
  parseExplicit,
  parseWrappedEnvironment,
} from '../../src/request/environment'
import { reasonOf } from '../support/reason'

const parse = (...strings: string[]) => parseEnvironment(strings.map((text) => Buffer.from(text)))

describe('parseEnvironment', () => {
  test('keeps everything after the first = as the value', () => {
    expect(parse('A=b=c', 'EMPTY=').entries).toEqual([
      { name: 'A', value: 'b=c' },
      { name: 'EMPTY', value: '' },
    ])
  })

  test('never loses a string: each is an entry or a rejection', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), (strings) => {
        const { entries, rejected } = parseEnvironment(strings.map((bytes) => Buffer.from(bytes)))
        const names = new Set(
          strings.map((bytes) => (decodeUtf8(bytes) ?? Buffer.from(bytes).toString('latin1')).split('=')[0]),
        )
        expect(new Set([...entries, ...rejected].map(({ name }) => name))).toEqual(names)
      }),
    )
  })
})

describe('parseEnvironment rejects', () => {
  test.each([
    ['a string without =', ['PLAIN'], 'no ='],
    ['an empty name', ['=x'], 'malformed name'],
    ['a name with a space', ['A B=x'], 'malformed name'],
    ['an exported bash function', ['BASH_FUNC_ls%%=() { :; }'], 'malformed name'],
    ['a name that starts with a digit', ['1A=x'], 'malformed name'],
    ['a name with a newline', ['A\nB=x'], 'malformed name'],
    ['a name of 129 bytes', [`${'A'.repeat(129)}=x`], 'malformed name'],
  ])('%s', (_why, strings, why) => {
    const { entries, rejected } = parse(...strings)
    expect([entries, rejected.map((line) => line.why)]).toEqual([[], [why]])
  })

  test('both occurrences of a name that is given twice, and a third', () => {
    const { entries, rejected } = parse('PATH=/a', 'X=1', 'PATH=/b', 'PATH=/c')
    expect(entries).toEqual([{ name: 'X', value: '1' }])
    expect(rejected).toEqual([{ name: 'PATH', why: 'given twice' }])
  })

  test('bytes that are not UTF-8', () => {
    const { entries, rejected } = parseEnvironment([Buffer.from([0x41, 0x3d, 0xff])])
    expect([entries, rejected]).toEqual([[], [{ name: 'A', why: 'not UTF-8' }]])
  })
})

describe('parseExplicit', () => {
  test('marks what the caller named on purpose', () => {
    expect(parseExplicit(['A=1'])).toEqual([{ name: 'A', value: '1', explicit: true }])
  })

  test.each(['A', '=x', 'A B=1', ''])('refuses %j', (word) =>
    expect(reasonOf(() => parseExplicit([word]))).toBe('usage'),
  )
})

/** As the published glexec_wrapenv.pl writes it. */
const wrap = (...pairs: string[]): string =>
  deflateSync(Buffer.from(pairs.map((pair) => `${Buffer.from(pair).toString('base64')} `).join(''))).toString('base64')

describe('parseWrappedEnvironment', () => {
  test('reads what the wrap script wrote, spaces and newlines included', () => {
    expect(
      parseWrappedEnvironment(wrap('A=1 2', 'B=x\ny'), 1000).entries.map(({ name, value }) => [name, value]),
    ).toEqual([
      ['A', '1 2'],
      ['B', 'x\ny'],
    ])
  })

  test('leaves out the names that the launch sets', () => {
    const { entries } = parseWrappedEnvironment(
      wrap('HOME=/root', 'USER=r', 'LOGNAME=r', 'X509_USER_PROXY=/p', '_=x', 'MY_HOME_X=1'),
      1000,
    )
    expect(entries.map(({ name }) => name)).toEqual(['MY_HOME_X'])
  })

  test.each([
    ['text that is not base64 of zlib', 'hello'],
    ['nothing', ''],
    ['a bomb', deflateSync(Buffer.alloc(1_000_000)).toString('base64')],
  ])('refuses %s', (_why, text) =>
    expect(reasonOf(() => parseWrappedEnvironment(text, 1000))).toBe('environment-malformed'),
  )
})

test('mergeEnvironment lets later entries win', () => {
  expect(mergeEnvironment([{ name: 'A', value: '1' }], [{ name: 'A', value: '2' }])).toEqual([
    { name: 'A', value: '2' },
  ])
})
