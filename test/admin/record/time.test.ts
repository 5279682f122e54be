import { parseAge, parseCount, parseLimit, parseTime } from '../../../src/admin/record/time'
import { age, localTime, size } from '../../../src/admin/record/text'
import { reasonOf } from '../../support/reason'
import { T0 } from '../../support/records'

describe('parseTime reads', () => {
  const local = (text: string) => new Date(text).getTime() / 1000
  test.each([
    ['2h', T0 - 7200],
    ['30s ago', T0 - 30],
    ['1w', T0 - 604_800],
    ['now', T0],
    ['@1790000000.5', 1_790_000_000.5],
    ['2026-09-20', local('2026-09-20T00:00:00')],
    ['2026-09-20 14:03', local('2026-09-20T14:03:00')],
    ['2026-09-20T14:03:00Z', Date.UTC(2026, 8, 20, 14, 3) / 1000],
    ['2026-09-20T14:03:00+02:00', Date.UTC(2026, 8, 20, 12, 3) / 1000],
  ])('%s', (text, expected) => expect(parseTime(text, T0)).toBe(expected))

  test('a time alone as today', () => {
    const date = new Date(parseTime('9:05', T0) * 1000)
    expect([date.getHours(), date.getMinutes(), date.toDateString()]).toEqual([
      9,
      5,
      new Date(T0 * 1000).toDateString(),
    ])
  })
})

test.each(['', 'soon', '2h later', '2026-13-40', '25:61', '@', '-', '12', 'Alice 1'])('parseTime refuses %j', (text) =>
  expect(reasonOf(() => parseTime(text, T0))).toBe('usage'),
)

test.each(['', '10', 'd', '1y', '-1d', '1.5h'])('parseAge refuses %j', (text) =>
  expect(reasonOf(() => parseAge(text))).toBe('usage'),
)

test.each(['-1', '1e3', '', '11', '0x5'])('parseCount refuses %j above 10', (text) =>
  expect(reasonOf(() => parseCount(text, 'n', 10))).toBe('usage'),
)

test('times, ages and sizes are short', () => {
  expect([age(0.42), age(42), age(192), age(18_120), age(1_047_600), age(-5)]).toEqual([
    '0.4s',
    '42s',
    '3m12s',
    '5h02m',
    '12d03h',
    '0.0s',
  ])
  expect([size(0), size(512), size(1536), size(200 * 1024 ** 2), size(3 * 1024 ** 5)]).toEqual([
    '0B',
    '512B',
    '1.5KiB',
    '200MiB',
    '3072TiB',
  ])
  expect([localTime(T0).length, localTime(Number.NaN)]).toEqual([19, '-'])
})

test('parseLimit takes a number, or all', () => {
  expect([parseLimit('0'), parseLimit('200'), parseLimit('all')]).toEqual([0, 200, Infinity])
  expect(reasonOf(() => parseLimit('few'))).toBe('usage')
})
