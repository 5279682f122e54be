/** A caller before its tables. */
import type { CallerSettings } from '../../src/core/settings'
import type { CredentialOffer, LaunchRequest, Plain } from '../../src/core/stages'
import { admit } from '../../src/authorize'
import { account, fakeSystem } from '../support/fake-system'
import { sampleRequest, sampleSettings } from '../support/samples'

const [SAMPLE] = sampleSettings().callers
const table = (change: Partial<CallerSettings>): CallerSettings => {
  if (SAMPLE === undefined) throw new Error('the sample needs a caller table')
  return { ...SAMPLE, users: [], ...change }
}
const system = fakeSystem({ accounts: [account('pilot', 60001), account('ci', 60002)], groups: { pilots: 60100 } })
export const PROXY: CredentialOffer = { kind: 'x509', path: '/p' }
export const UNIX: CredentialOffer = { kind: 'unix' }

/** Table and kind that admit, or the reason why not. */
export const admitted = (
  tables: readonly Partial<CallerSettings>[],
  request: Partial<Plain<LaunchRequest>> = {},
): string => {
  const result = admit(sampleRequest(request), sampleSettings({ callers: tables.map(table) }), system)
  return result.refused ? result.reason : `${result.caller.name} ${result.offer.kind}`
}
