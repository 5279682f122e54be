/** One authentication of a proxy file's text: what the pipeline would do, with a caller who owns the file. */
import { authenticate } from '../../../src/authenticate'
import type { Reason } from '../../../src/core/reasons'
import type { X509Settings } from '../../../src/core/settings'
import { mint, type Admitted, type Identity, type LaunchRequest } from '../../../src/core/stages'
import { Trace } from '../../../src/core/trace'
import { fakeSystem } from '../fake-system'
import { reasonOfAsync } from '../reason'
import { sampleRequest, sampleSettings } from '../samples'

export interface Circumstances {
  readonly x509?: Partial<X509Settings>
  readonly now?: number
  readonly keyless?: boolean
  readonly trace?: Trace
  readonly mode?: number
  readonly uid?: number
}

export const CALLER_UID = 60001

export const x509Settings = (dir: string, change: Partial<X509Settings> = {}): X509Settings => ({
  caDirectory: `${dir}/certificates`,
  vomsDirectory: `${dir}/vomsdir`,
  crl: 'required',
  signingPolicy: 'required',
  proxies: ['rfc', 'draft', 'legacy'],
  allowPlainCertificate: false,
  limited: 'allow',
  allowIndependent: false,
  allowUnknownPolicy: false,
  lifetimes: [],
  maxDelegations: 10,
  maxFileBytes: 262_144,
  minRsaBits: 2048,
  minProxyRsaBits: 2048,
  allowSha1: false,
  clockSkew: 300,
  voms: 'use',
  badAttributeCertificate: 'refuse',
  maxVomsLifetime: undefined,
  hostNames: [],
  ...change,
})

export const requestFor = (text: string | Uint8Array, { trace, mode, uid }: Circumstances = {}): LaunchRequest => {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  return sampleRequest({
    sourceProxy: '/home/pilot/source.pem',
    trace: trace ?? new Trace(),
    readCallerFile: (path) =>
      Promise.resolve({
        path,
        bytes,
        facts: {
          mode: mode ?? 0o100600,
          uid: uid ?? CALLER_UID,
          gid: CALLER_UID,
          nlink: 1,
          size: bytes.length,
          mtime: 0,
        },
      }),
  })
}

export function authenticateText(
  dir: string,
  text: string | Uint8Array,
  circumstances: Circumstances = {},
): Promise<Identity> {
  const settings = sampleSettings({
    authenticate: { x509: x509Settings(dir, circumstances.x509), munge: undefined, oidc: [], unix: true },
  })
  const [caller] = settings.callers
  if (caller === undefined) throw new Error('the sample has a caller')
  const admitted = mint<Admitted>({
    request: requestFor(text, circumstances),
    caller: { ...caller, keyless: circumstances.keyless ?? false },
    offer: { kind: 'x509', path: '/home/pilot/p.pem' },
  })
  return authenticate(admitted, settings, fakeSystem({ disk: true, now: circumstances.now ?? Date.now() / 1000 }))
}

/** The reason of the refusal; undefined where there is an identity. */
export const refusalOf = (
  dir: string,
  text: string | Uint8Array,
  circumstances: Circumstances = {},
): Promise<Reason | undefined> => reasonOfAsync(() => authenticateText(dir, text, circumstances))
