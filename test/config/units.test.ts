import fc from 'fast-check'
import { FORMS, sayPattern, type Form } from '../../src/config/forms'
import { bytes, limit, milliseconds, octal, range, seconds } from '../../src/config/units'

describe('units are read as written', () => {
  test.each([
    ['500ms', 500],
    ['0s', 0],
    ['10s', 10_000],
    ['5m', 300_000],
    ['24h', 86_400_000],
    ['10d', 864_000_000],
  ])('%s', (text, expected) => {
    expect(milliseconds(text)).toBe(expected)
    expect(seconds(text)).toBe(expected / 1000)
  })

  test.each([
    ['512B', 512],
    ['64KiB', 65_536],
    ['4MiB', 4_194_304],
  ])('%s', (text, expected) => {
    expect(bytes(text)).toBe(expected)
  })

  test.each([
    ['61001', { first: 61001, last: 61001 }],
    ['61001-61999', { first: 61001, last: 61999 }],
  ])('%s', (text, expected) => {
    expect(range(text)).toEqual(expected)
  })

  test.each([
    ['0022', 0o22],
    ['0640', 0o640],
  ])('%s', (text, expected) => {
    expect(octal(text)).toBe(expected)
  })

  test.each([
    [0, { soft: 0n, hard: 0n }],
    ['4096', { soft: 4096n, hard: 4096n }],
    ['1024:4096', { soft: 1024n, hard: 4096n }],
    ['0:unlimited', { soft: 0n, hard: undefined }],
    ['unlimited', { soft: undefined, hard: undefined }],
    ['4GiB', { soft: 4_294_967_296n, hard: 4_294_967_296n }],
  ])('limit %s', (value, expected) => {
    expect(limit(value)).toEqual(expected)
  })
})

test('a unit that no form allows is our mistake', () => {
  expect(() => milliseconds('5w')).toThrow('unknown unit')
})

describe('every form', () => {
  const names = Object.keys(FORMS) as Form[]

  test.each(names)('%s is anchored and says what it is', (name) => {
    expect(FORMS[name].pattern).toMatch(/^\^.*\$$/s)
    expect(sayPattern(FORMS[name].pattern)).toBe(FORMS[name].says)
  })

  test.each(names)('%s takes no line end, NUL or escape', (name) => {
    const pattern = new RegExp(FORMS[name].pattern)
    const control = fc.constantFrom('\n', '\r', '\0', '\u001b', '\u007f')
    const text = fc.tuple(fc.string(), control, fc.string()).map((parts) => parts.join(''))
    fc.assert(fc.property(text, (value) => !pattern.test(value)))
  })

  // A hostile value must not hold up the decision: backtracking grows with the length, not with its power.
  test.each(names)('%s judges a long value at once', (name) => {
    const pattern = new RegExp(FORMS[name].pattern)
    for (const part of ['/a', 'a', '1', '/', '{a}', 'a:', '/a:', '1:']) {
      const value = `${part.repeat(20_000)}\n`
      const start = performance.now()
      expect(pattern.test(value)).toBe(false)
      expect(performance.now() - start).toBeLessThan(500)
    }
  })
})

describe('units of every accepted form are numbers', () => {
  test.each([
    ['duration', seconds],
    ['shortDuration', milliseconds],
    ['size', bytes],
  ] as const)('%s', (form, read) => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(FORMS[form].pattern)), (text) => Number.isSafeInteger(read(text))),
    )
  })

  test('range', () => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(FORMS.range.pattern)), (text) => {
        const { first, last } = range(text)
        expect(Number.isSafeInteger(first) && Number.isSafeInteger(last)).toBe(true)
      }),
    )
  })

  test('limit', () => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(FORMS.limit.pattern)), (text) => typeof limit(text) === 'object'),
    )
  })
})
