import { printRefusal, refusalText, statusText } from '../../src/launch/answer'
import type { Refusal } from '../../src/core/stages'

const refusal = (change: Partial<Refusal> = {}): Refusal => ({
  refused: true,
  reason: 'banned-subject',
  message: 'this subject is banned',
  detail: '/etc/ban line 4',
  place: undefined,
  ...change,
})

test('a refusal is one line: code, token, sentence, reference', () => {
  expect(refusalText(refusal(), 'r1')).toBe('mapexec: 203 banned-subject: this subject is banned (ref r1)\n')
})

test('a refusal says that a retry may help, when it may', () => {
  expect(refusalText(refusal({ reason: 'pool-full', message: 'full' }), 'r1')).toBe(
    'mapexec: 203 pool-full: full (retry may help) (ref r1)\n',
  )
})

test('a refusal never carries its detail or a control character to the caller', () => {
  const text = refusalText(refusal({ message: 'a\nb\u001b[2J' }), 'r1')
  expect(text).not.toContain('/etc/ban')
  expect(text.slice(0, -1)).toMatch(/^[\x20-\x7e]*$/)
})

test('programs get the same as JSON', () => {
  const print = printRefusal(refusal(), 'r1', { json: true, statusFd: 5 })
  expect(JSON.parse(print.stderr ?? '')).toEqual({
    code: 203,
    reason: 'banned-subject',
    retryable: false,
    message: 'this subject is banned',
    ref: 'r1',
  })
  expect(print.status).toEqual({ fd: 5, text: statusText('banned-subject', 'r1') })
  expect(JSON.parse(statusText('pool-full', 'r1'))).toEqual({
    code: 203,
    reason: 'pool-full',
    retryable: true,
    ref: 'r1',
    payload: null,
  })
})

test.each([
  ['usage', 201],
  ['config-absent', 202],
  ['pool-full', 203],
  ['internal', 202],
] as const)('%s ends with %i', (reason, code) => {
  expect(printRefusal(refusal({ reason }), 'r', { json: false, statusFd: undefined })).toMatchObject({ exit: code })
})
