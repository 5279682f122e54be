/** The table of reasons: tokens that programs match on, and the numbers of gLExec. */
import { exitCodeOf, LaunchError, messageOf, placeText } from '../../src/core/errors'
import { EXIT } from '../../src/core/exit-codes'
import { exitCodeOfReason, isRetryable, REASONS, type Reason } from '../../src/core/reasons'

describe('a reason', () => {
  test.each(Object.keys(REASONS) as Reason[])('%s is a stable token with one of three numbers', (reason) => {
    expect(reason).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect([EXIT.client, EXIT.system, EXIT.denied]).toContain(exitCodeOfReason(reason))
  })

  test.each<[reason: Reason, code: number]>([
    ['no-credential', 201],
    ['config-untrusted', 202],
    ['internal', 202],
    ['caller-not-listed', 203],
    ['pool-full', 203],
  ])('%s is %i, as gLExec has it', (reason, code) => expect(exitCodeOfReason(reason)).toBe(code))

  test.each<[reason: Reason, retryable: boolean]>([
    ['pool-full', true],
    ['decision-timeout', true],
    ['banned-subject', false],
    ['config-invalid', false],
  ])('%s says whether a retry can help: %s', (reason, retryable) => expect(isRetryable(reason)).toBe(retryable))
})

test('204 is for payloads alone', () => {
  expect((Object.keys(REASONS) as Reason[]).map(exitCodeOfReason)).not.toContain(EXIT.payload)
})

describe('a failure', () => {
  test.each<[what: string, error: unknown]>([
    ['that nobody foresaw', new TypeError('x is not a function')],
    ['that is no error at all', 'thrown string'],
    ['that is nothing', undefined],
    ['that looks like a refusal', { reason: 'banned-subject', message: 'forged' }],
  ])('%s is ours to fix: 202', (_what, error) => expect(exitCodeOf(error)).toBe(202))

  test('that was foreseen has the number of its reason', () => {
    expect(exitCodeOf(new LaunchError('banned-subject', 'no'))).toBe(203)
  })

  test('says what it has to say in one line', () => {
    expect(messageOf(new Error('a\n  b'))).toBe('a b')
    expect(messageOf(undefined)).toBe('undefined')
  })
})

test.each([
  [{ file: '/f' }, '/f'],
  [{ file: '/f', line: 3 }, '/f:3'],
  [{ file: '/f', line: 3, column: 7 }, '/f:3:7'],
])('%j is written %s', (place, text) => expect(placeText(place)).toBe(text))
