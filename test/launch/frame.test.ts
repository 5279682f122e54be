import fc from 'fast-check'
import {
  encodeFrame,
  list,
  parseFields,
  parseHeader,
  readList,
  readU32,
  readU32s,
  readU64,
  u32,
  u32s,
} from '../../src/launch/frame'
import { MAX_FRAME } from '../../src/core/wire'
import { reasonOf } from '../support/reason'

describe('frames', () => {
  test('arrive as they were sent', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.uint8Array({ maxLength: 60 })), {
          selector: ([tag]) => tag,
        }),
        (fields) => {
          const frame = encodeFrame(0x83, fields)
          const { length, type } = parseHeader(frame.subarray(0, 5))
          expect([length, type]).toEqual([frame.length - 5, 0x83])
          const parsed = parseFields(
            frame.subarray(5),
            fields.map(([tag]) => tag),
          )
          expect([...parsed].map(([tag, bytes]) => [tag, [...bytes]])).toEqual(
            fields.map(([tag, bytes]) => [tag, [...bytes]]),
          )
        },
      ),
    )
  })

  test('cut at any byte are refused', () => {
    const body = encodeFrame(1, [
      [1, u32(5)],
      [2, Buffer.from('abc')],
    ]).subarray(5)
    const boundary = 10
    for (let at = 1; at < body.length; at += 1) {
      if (at === boundary) continue
      expect(reasonOf(() => parseFields(body.subarray(0, at), [1, 2]))).toBe('protocol')
    }
  })

  test('of random bytes never do anything but parse or be refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect([undefined, 'protocol']).toContain(reasonOf(() => parseFields(Buffer.from(bytes), [1, 2, 3])))
      }),
    )
  })
})

describe('frames are refused with', () => {
  test.each([
    [
      'a repeated field',
      () =>
        parseFields(
          encodeFrame(1, [
            [1, u32(1)],
            [1, u32(1)],
          ]).subarray(5),
          [1],
        ),
    ],
    ['an unknown field', () => parseFields(encodeFrame(1, [[9, u32(1)]]).subarray(5), [1])],
    ['a length above the cap', () => parseHeader(Buffer.concat([u32(MAX_FRAME + 1), Buffer.from([1])]))],
    ['a field above the cap', () => encodeFrame(1, [[1, new Uint8Array(MAX_FRAME)]])],
    ['a number of three bytes', () => readU32(Buffer.from([1, 2, 3]))],
    ['a long number of four bytes', () => readU64(Buffer.from([1, 2, 3, 4]))],
    ['a number list of five bytes', () => readU32s(Buffer.alloc(5))],
    ['a list without its final NUL', () => readList(Buffer.from('a\0b'))],
    ['a NUL inside a string', () => list(['a\0b'])],
  ])('%s', (_why, action) => expect(reasonOf(action)).toBe('protocol'))
})

test('lists and numbers arrive as they were sent', () => {
  expect(readList(list(['', 'a', 'ü'])).map((word) => word.toString())).toEqual(['', 'a', 'ü'])
  expect(readList(list([]))).toEqual([])
  expect(readU32s(u32s([0, 4294967295]))).toEqual([0, 4294967295])
})
