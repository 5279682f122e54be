import { authenticateUnix } from '../../src/authenticate/unix'
import type { Settings } from '../../src/core/settings'
import { account, fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { sampleAdmitted, sampleRequest, sampleSettings } from '../support/samples'

const MACHINE = { accounts: [account('root', 0), account('pilot', 60001)], groups: { pilots: 60001 }, now: 1000.7 }

function attempt(uid = 60001, settings: Settings = sampleSettings()): ReturnType<typeof authenticateUnix> {
  const caller = { uid, gid: 60001, groups: [60001], pid: 1, startTime: 1n }
  const request = sampleRequest({ caller, offers: [{ kind: 'unix' }] })
  return authenticateUnix(sampleAdmitted(request, settings), settings, fakeSystem(MACHINE))
}

describe('a unix credential', () => {
  test('speaks for the local user', () =>
    expect(attempt()).toMatchObject({
      kind: 'unix',
      subject: 'pilot',
      spellings: ['pilot'],
      fqans: [],
      vo: undefined,
      limited: false,
      attributes: { uid: '60001', user: 'pilot', group: 'pilots' },
      evidence: { source: 'uid 60001' },
      validFrom: 1000,
      validUntil: 1060,
      proxy: undefined,
    }))

  const callers = sampleSettings().callers.map((caller) => ({ ...caller, credentials: ['x509' as const] }))
  const authenticate = { ...sampleSettings().authenticate, unix: false }
  test.each([
    ['root', 0, sampleSettings(), 'unix-not-trusted'],
    ['a uid without a name', 4711, sampleSettings(), 'unix-not-trusted'],
    ['a caller whose table does not list it', 60001, sampleSettings({ callers }), 'unix-not-trusted'],
    ['anybody where it is switched off', 60001, sampleSettings({ authenticate }), 'credential-kind-disabled'],
  ] as const)('is refused for %s', (_who, uid, settings, reason) =>
    expect(reasonOf(() => attempt(uid, settings))).toBe(reason),
  )
})
