import fc from 'fast-check'
import { parseRecord } from '../../../src/admin/record/line'
import { endLine, refOf, startLine } from '../../support/records'

const REF = refOf(1)

describe('parseRecord', () => {
  test('reads both lines back', () => {
    const record = parseRecord(startLine(REF) + endLine(REF, { exit: 7, code: 7 }), REF)
    expect([record.damaged, record.start?.account.name, record.end?.exit, record.end?.rusage?.maxrss]).toEqual([
      false,
      'pool001',
      7,
      2048,
    ])
  })

  test('takes null for what is not known', () => {
    const { end } = parseRecord(startLine(REF) + endLine(REF, { exit: null, signal: 9, code: 137 }), REF)
    expect([end?.exit, end?.signal, end?.reason]).toEqual([undefined, 9, undefined])
  })

  test('of a record that is cut off at any byte neither fails nor invents an end', () => {
    const whole = Buffer.from(startLine(REF, { label: 'é' }) + endLine(REF))
    const first = whole.indexOf(0x0a) + 1
    for (let length = 0; length < whole.length; length++) {
      const { start, end, damaged } = parseRecord(whole.subarray(0, length).toString('utf8'), REF)
      expect(end).toBeUndefined()
      // The newline alone may be missing: then the line says all it has to say.
      expect(start !== undefined).toBe(length >= first - 1)
      expect(damaged).toBe(length !== first)
    }
  })

  test('never throws, whatever is in the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((text) => `${text}\n${text}\n`),
        ),
        (text) => {
          expect(parseRecord(text, REF).start).toBeUndefined()
        },
      ),
    )
  })

  test.each([
    ['another reference', startLine(refOf(2))],
    ['no account', startLine(REF, { account: undefined })],
    ['a uid that is no number', startLine(REF, { account: { name: 'a', uid: '0', gid: 1, groups: [] } })],
    ['a command that is no list', startLine(REF, { command: 'rm -rf' })],
    ['groups of text', startLine(REF, { account: { name: 'a', uid: 1, gid: 1, groups: ['0'] } })],
    ['a lease without name', startLine(REF, { lease: { pool: 'x' } })],
    ['another event', startLine(REF, { event: 'end' })],
    ['a list', '[]\n'],
    ['nothing', ''],
  ])('calls a record with %s damaged', (_what, text) => {
    expect(parseRecord(text, REF)).toMatchObject({ start: undefined, damaged: true })
  })

  test.each([
    ['a third line', startLine(REF) + endLine(REF) + endLine(REF), true],
    ['an end of another launch', startLine(REF) + endLine(refOf(2)), false],
    ['an end without time', startLine(REF) + endLine(REF, { time: 'now' }), false],
  ])('notices %s', (_what, text, ended) => {
    const { damaged, start, end } = parseRecord(text, REF)
    expect([damaged, start !== undefined, end !== undefined]).toEqual([true, true, ended])
  })
})
