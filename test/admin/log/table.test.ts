import { readFileSync } from 'node:fs'
import { readingLog } from '../../../src/admin/log/access'
import { followLine, logTable } from '../../../src/admin/log/table'
import { parseEntry, type LogEntry } from '../../../src/admin/log/read'
import { collectedOutput } from '../../support/output'
import { reasonOf } from '../../support/reason'

function entry(fields: object): LogEntry {
  const parsed = parseEntry({ file: 'f', line: 1, text: JSON.stringify({ time: '2026-09-21T14:13:20Z', ...fields }) })
  if (parsed === undefined) throw new Error('no entry')
  return parsed
}

const REFUSAL = entry({
  ...{ event: 'refusal', ref: 'ab', code: 203, reason: 'banned-subject', caller: { uid: 7 } },
  ...{ identity: { subject: '/CN=Eve' }, message: 'banned', detail: '/etc/ban:3' },
})

describe('log show', () => {
  test('says who was refused what and why', () => {
    const { output, text } = collectedOutput()
    logTable(output, [REFUSAL])
    expect(text().split('\n')[1]?.split(/ {2,}/).slice(1)).toEqual([
      ...['refusal', '203 banned-subject', '7', '/CN=Eve', '-', 'ab', 'banned: /etc/ban:3'],
    ])
  })
  test('shows a lease that was taken back', () => {
    const { output } = collectedOutput()
    expect(followLine(output, entry({ event: 'release', account: 'pool001', identity: '/cn=eve' }))).toMatch(
      /release +\/cn=eve +pool001/,
    )
  })
  test('lets no control sequence through, whatever is in a line', () => {
    const nasty = '\u001b[2J\u009b'
    const { output, text } = collectedOutput()
    logTable(output, [
      entry({ event: nasty, ref: nasty, reason: nasty, message: nasty, command: [nasty], account: { name: nasty } }),
    ])
    expect(text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
  test('of nothing says so', () => {
    const { output, text } = collectedOutput()
    logTable(output, [])
    expect(text()).toBe('no line matches\n')
  })
})

test('a log that cannot be read is log-failed, and a mistake of ours is not', () => {
  expect(reasonOf(() => readingLog('/none', () => readFileSync('/none/log')))).toBe('log-failed')
  expect(() => readingLog('/none', () => undefinedFunction())).toThrow(TypeError)
})

function undefinedFunction(): never {
  throw new TypeError('ours')
}
