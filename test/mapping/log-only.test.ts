import type { Account, System } from '../../src/core/system'
import { mapToCaller } from '../../src/mapping/log-only'
import { samplePermit, sampleRequest, sampleSettings } from '../support/samples'
import { reasonOf } from '../support/reason'

const pilot: Account = { name: 'pilot', uid: 60001, gid: 60001, home: '/home/pilot', shell: '/bin/bash' }
const knowing = (account: Account | undefined): System => ({ accounts: { byUid: () => account } }) as unknown as System
const map = (wantedAccount?: string, account: Account | undefined = pilot) =>
  mapToCaller(samplePermit(sampleRequest({ wantedAccount })), sampleSettings(), knowing(account))

describe('mapToCaller', () => {
  test('gives the ids that the kernel knows of the caller, no lease, and never the whole account to kill', () => {
    expect(map()).toMatchObject({ account: pilot, gid: 60001, groups: [60001], lease: undefined, reap: 'tree' })
  })

  test('refuses another account than its own', () => {
    expect([reasonOf(() => map('pool001')), reasonOf(() => map('pilot'))]).toEqual(['account-mismatch', undefined])
  })

  test('refuses a caller without an account', () => {
    expect(reasonOf(() => mapToCaller(samplePermit(), sampleSettings(), knowing(undefined)))).toBe('account-unknown')
  })
})
