import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unmunge } from '../../../src/authenticate/munge/unmunge'
import { reasonOfAsync } from '../../support/reason'
import { fakeUnmunge, NOW, settingsFor, type Said } from './support'

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'mapexec-munge-'))
})
afterEach(() => rmSync(scratch, { recursive: true }))

const ask = (said: Said) => unmunge(Buffer.from('MUNGE:abc:'), fakeUnmunge(scratch, said))

test('the answer is read, and a payload that looks like one is not', async () => {
  expect(await ask({ payload: 'UID: 0\n\nUID: 0\n' })).toEqual({
    uid: 60001,
    gid: 60001,
    host: '192.0.2.7',
    encoded: NOW - 5,
    decodedAt: NOW,
    lifetime: 300,
    restrictedTo: process.geteuid?.(),
    payload: 'UID: 0\n\nUID: 0\n',
  })
  expect(readFileSync(`${scratch}/heard`, 'utf8')).toBe('MUNGE:abc:')
})

// munge.h; statuses 15 to 17 come with uid and payload.
test.each([
  [1, 'munge-unavailable'],
  [2, 'munge-invalid'],
  [5, 'munge-unavailable'],
  [6, 'munge-unavailable'],
  [8, 'munge-invalid'],
  [14, 'munge-invalid'],
  [15, 'munge-expired'],
  [16, 'munge-expired'],
  [17, 'munge-replayed'],
  [18, 'munge-restriction'],
  [99, 'munge-unavailable'],
])('status %d is %s', async (status, reason) =>
  expect(await reasonOfAsync(() => ask({ status, fields: { STATUS: status }, stderr: 'unmunge: Error: x' }))).toBe(
    reason,
  ),
)

test.each<[string, Said]>([
  ['a status in the text that is not that of the program', { fields: { STATUS: 17 } }],
  ['no status', { fields: { STATUS: undefined } }],
  ['a name for a uid', { fields: { UID: 'alice' } }],
  ['a negative uid', { fields: { UID: -1 } }],
  ['a restriction that is no number', { fields: { UID_RESTRICTION: 'mapexec' } }],
  ['a payload that is cut off', { fields: { LENGTH: 10 }, payload: 'short' }],
])('%s is not understood', async (_what, said) =>
  expect(await reasonOfAsync(() => ask(said))).toBe('munge-unavailable'),
)

test('without the program nothing is verified', async () =>
  expect(
    await reasonOfAsync(() => unmunge(Buffer.alloc(0), settingsFor(scratch, { program: '/absent/unmunge' }))),
  ).toBe('munge-unavailable'))

test('one that says too much is ended', async () => {
  writeFileSync(`${scratch}/loud`, '#!/bin/sh\nexec cat /dev/zero\n', { mode: 0o755 })
  const settings = settingsFor(scratch, { program: `${scratch}/loud` })
  expect(await reasonOfAsync(() => unmunge(Buffer.alloc(0), settings))).toBe('munge-unavailable')
})
