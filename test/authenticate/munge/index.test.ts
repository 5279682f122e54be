import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authenticateMunge } from '../../../src/authenticate/munge'
import { digestOf, payloadOf } from '../../../src/authenticate/munge/binding'
import type { MungeSettings } from '../../../src/core/settings'
import type { LaunchRequest, Plain } from '../../../src/core/stages'
import { account, fakeSystem } from '../../support/fake-system'
import { reasonOfAsync } from '../../support/reason'
import { sampleAdmitted, sampleRequest } from '../../support/samples'
import { fakeUnmunge, NOW, type Said } from './support'

const NONCE = '0123456789abcdef'.repeat(2)
const COMMAND = ['/bin/echo', 'hello']
const LAUNCH = { node: 'wn1.example.org', account: '', cwd: '', environment: [], command: COMMAND }
const bound = (change: Partial<Parameters<typeof digestOf>[0]> = {}): string =>
  payloadOf({ nonce: NONCE, digest: digestOf({ ...LAUNCH, ...change }) })

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'mapexec-munge-'))
})
afterEach(() => rmSync(scratch, { recursive: true }))

interface Change {
  readonly said?: Said
  readonly settings?: Partial<MungeSettings>
  readonly request?: Partial<Plain<LaunchRequest>>
}

function attempt({ said, settings, request }: Change = {}): ReturnType<typeof authenticateMunge> {
  const facts = { mode: 0o100600, uid: 60001, gid: 60001, nlink: 1, size: 10, mtime: NOW }
  const offer = { kind: 'munge', path: '/home/pilot/c.munge' } as const
  const asked = sampleRequest({
    offers: [offer],
    command: COMMAND,
    readCallerFile: (path) => Promise.resolve({ path, facts, bytes: Buffer.from('MUNGE:abc:') }),
    ...request,
  })
  const machine = { accounts: [account('root', 0), account('alice', 60001)], groups: { users: 60001 }, now: NOW }
  return authenticateMunge(
    { ...sampleAdmitted(asked), offer },
    fakeUnmunge(scratch, { payload: bound(), ...said }, settings),
    fakeSystem(machine),
  )
}

test('speaks for the user who made it', async () =>
  expect(await attempt()).toMatchObject({
    kind: 'munge',
    subject: 'alice',
    spellings: ['alice'],
    attributes: { uid: '60001', user: 'alice', group: 'users', encode_host: '192.0.2.7' },
    evidence: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, source: '/home/pilot/c.munge' },
    validFrom: NOW - 5,
    validUntil: NOW + 295,
    proxy: undefined,
  }))

test('is bound to account, directory, variables that were named, and command', async () => {
  const environment = [
    { name: 'A', value: '1', explicit: true as const },
    { name: 'LANG', value: 'C' },
  ]
  const request = { wantedAccount: 'pool001', cwd: 'temp', environment }
  const said = { payload: bound({ account: 'pool001', cwd: 'temp', environment: [{ name: 'A', value: '1' }] }) }
  expect(await attempt({ said, request })).toMatchObject({ subject: 'alice' })
})

test.each<[string, string, Change]>([
  ['decoded by anybody', 'munge-restriction', { said: { fields: { UID_RESTRICTION: undefined } } }],
  ['restricted to somebody else', 'munge-restriction', { said: { fields: { UID_RESTRICTION: 4711 } } }],
  ['older than allowed', 'munge-expired', { said: { fields: { ENCODE_TIME: NOW - 301, TTL: 3600 } } }],
  ['from the future', 'munge-expired', { said: { fields: { ENCODE_TIME: NOW + 301, TTL: 3600 } } }],
  ['made elsewhere', 'munge-host', { settings: { hosts: ['192.0.2.8'] } }],
  ['for another command', 'munge-other-launch', { request: { command: ['/bin/sh'] } }],
  ['for another account', 'munge-other-launch', { request: { wantedAccount: 'pool002' } }],
  ['for another directory', 'munge-other-launch', { request: { cwd: '/tmp' } }],
  ['for another machine', 'munge-other-launch', { said: { payload: bound({ node: 'wn2.example.org' }) } }],
  ['for any machine, unasked', 'munge-other-launch', { said: { payload: bound({ node: '*' }) } }],
  ['bound to nothing', 'munge-other-launch', { said: { payload: 'hello' } }],
  ['made by root', 'munge-invalid', { said: { fields: { UID: 0 } } }],
  ['made by nobody we know', 'munge-invalid', { said: { fields: { UID: 4711 } } }],
  [
    'with one variable more',
    'munge-other-launch',
    { request: { environment: [{ name: 'A', value: '1', explicit: true }] } },
  ],
])('%s: refused', async (_what, reason, change) => {
  expect(await reasonOfAsync(() => attempt(change))).toBe(reason)
  // Whoever is refused has used nothing up.
  expect(() => readdirSync(`${scratch}/ledger`)).toThrow('ENOENT')
})

test('for any machine, where that is allowed, and from a machine that is listed', async () => {
  const settings = { anyNode: true, hosts: ['192.0.2.7'] }
  expect(await attempt({ settings, said: { payload: bound({ node: '*' }) } })).toMatchObject({ subject: 'alice' })
})

test('is good once, whatever munged has forgotten', async () => {
  await attempt()
  expect(await reasonOfAsync(() => attempt())).toBe('munge-replayed')
})

test('an explanation leaves nothing behind', async () => {
  await attempt({ request: { purpose: 'explain' } })
  expect(await attempt()).toMatchObject({ subject: 'alice' })
})

test('without its ledger nothing is accepted', async () =>
  expect(await reasonOfAsync(() => attempt({ settings: { ledger: '/proc/absent' } }))).toBe('munge-unavailable'))
