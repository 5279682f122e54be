import * as fc from 'fast-check'
import { isoTime, monotonic } from '../../src/core/time'

describe('isoTime', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [951_782_400, '2000-02-29T00:00:00.000Z'],
    [4_107_542_399.999, '2100-02-28T23:59:59.999Z'],
    [4_107_542_400, '2100-03-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.000Z'],
  ])('writes %d as %s', (seconds, text) => expect(isoTime(seconds)).toBe(text))

  test('says what Date says, from year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        expect(isoTime(seconds)).toBe(new Date(seconds * 1000).toISOString())
      }),
    )
  })
})

describe('monotonic', () => {
  test('counts milliseconds', async () => {
    const from = monotonic()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(monotonic() - from).toBeGreaterThan(25)
    expect(monotonic() - from).toBeLessThan(5000)
  })
})
