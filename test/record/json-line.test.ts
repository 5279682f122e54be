import fc from 'fast-check'
import { boundedWords, jsonLine } from '../../src/record/json-line'

describe('jsonLine', () => {
  test('is one line without a control, whatever goes in, and reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = jsonLine({ text })
        expect(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]/.test(line)).toBe(false)
        expect(line.indexOf('\n')).toBe(line.length - 1)
        expect((JSON.parse(line) as { text: string }).text).toBe(JSON.parse(JSON.stringify(text)))
      }),
    )
  })
})

test('boundedWords says how much it cut', () => {
  expect(boundedWords(['aa', 'bb', 'cc'], 4)).toEqual(['aa', 'bb', '[1 more words]'])
  expect(boundedWords(['a'.repeat(10)], 4)).toEqual(['[1 more words]'])
})
