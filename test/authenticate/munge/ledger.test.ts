import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spend } from '../../../src/authenticate/munge/ledger'
import { reasonOf } from '../../support/reason'

const NOW = 1_800_000_000
const USE = { uid: 1000, encoded: NOW - 10, nonce: '0'.repeat(32) }

let scratch: string
let ledger: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'mapexec-ledger-'))
  ledger = join(scratch, 'munge')
})
afterEach(() => rmSync(scratch, { recursive: true }))

test('only the first use of a credential counts', () => {
  expect(spend(ledger, USE, NOW)).toBe(true)
  expect(spend(ledger, USE, NOW)).toBe(false)
  expect(spend(ledger, USE, NOW + 3500)).toBe(false)
})

test.each([
  ['another user', { ...USE, uid: 1001 }],
  ['another second', { ...USE, encoded: NOW - 11 }],
  ['another nonce', { ...USE, nonce: '1'.repeat(32) }],
])('a credential of %s is another one', (_what, other) => {
  spend(ledger, USE, NOW)
  expect(spend(ledger, other, NOW)).toBe(true)
})

test('what can no longer be accepted is forgotten, and nothing else', () => {
  const hour = (n: number) => ({ ...USE, encoded: NOW + n * 3600 })
  for (const n of [0, 1, 2, 3, 4, 5]) spend(ledger, hour(n), NOW + n * 3600)
  expect(readdirSync(ledger)).toHaveLength(4)
  expect(spend(ledger, hour(3), NOW + 5 * 3600)).toBe(false)
})

test.each<[string, () => void]>([
  ['may be written by the group', () => chmodSync(ledger, 0o770)],
  ['may be read by others', () => chmodSync(ledger, 0o705)],
  [
    'is a symbolic link',
    () => {
      rmSync(ledger, { recursive: true })
      mkdirSync(join(scratch, 'elsewhere'), { mode: 0o700 })
      symlinkSync(join(scratch, 'elsewhere'), ledger)
    },
  ],
])('a ledger that %s is not used', (_what, spoil) => {
  spend(ledger, USE, NOW)
  spoil()
  expect(reasonOf(() => spend(ledger, { ...USE, uid: 1 }, NOW))).toBe('config-untrusted')
})

test('without its parent it is an error, not a yes', () => {
  expect(() => spend(join(scratch, 'absent/munge'), USE, NOW)).toThrow('ENOENT')
  expect(existsSync(join(scratch, 'absent'))).toBe(false)
})
