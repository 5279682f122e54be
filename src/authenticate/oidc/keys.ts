/** The public keys of an issuer: from a file, from the store on disk, or fetched from the issuer itself. */
import type { JSONWebKeySet } from 'jose'
import { LaunchError, messageOf } from '../../core/errors'
import type { OidcSettings } from '../../core/settings'
import type { System } from '../../core/system'
import type { Trace } from '../../core/trace'
import { cacheOf, isKeySet, readCachedKeys, writeCachedKeys } from './cache'
import { fetchDocument } from './fetch'

/** Keys, and whether asking the issuer again could bring others. */
export interface IssuerKeys {
  readonly keys: JSONWebKeySet
  /** For the trace: `file …`, `fetched`, `stored 120 s ago`. */
  readonly source: string
  /** Fetches anew, for a token whose key is not among `keys`; undefined: these are the newest there are. */
  readonly again: (() => Promise<IssuerKeys>) | undefined
}

/** A token with an invented key must not make us ask the issuer each time. */
const COOL_DOWN = 30
const DEFAULT_AGE = 3600
const LEAST_AGE = 60

const MAX_FILE = 1024 * 1024

/**
 * Errors: `keys-unavailable` (and no stored keys that may still be used), `config-untrusted`, `list-absent` (CA or
 * key file), `config-invalid` (a key file that holds none).
 */
export async function issuerKeys(settings: OidcSettings, system: System, trace: Trace): Promise<IssuerKeys> {
  if (settings.jwksFile !== undefined) return keysOfFile(settings.jwksFile, system)
  const cache = cacheOf(settings)
  const stored = readCachedKeys(cache)
  const now = system.clock.now()
  const age = stored === undefined ? undefined : Math.max(0, Math.round(now - stored.fetched))
  if (stored === undefined || age === undefined) return fetchKeys(settings, system, trace)
  const lasts = Math.min(settings.keysMaxAge, Math.max(LEAST_AGE, stored.maxAge ?? DEFAULT_AGE))
  // A clock that was set back must not make keys fresh for ever.
  if (age < lasts && stored.fetched <= now + COOL_DOWN) {
    const again = age < COOL_DOWN ? undefined : () => fetchKeys(settings, system, trace)
    return { keys: stored.keys, source: `stored ${age} s ago`, again }
  }
  try {
    return await fetchKeys(settings, system, trace)
  } catch (error) {
    const mayBeUsed = error instanceof LaunchError && error.reason === 'keys-unavailable'
    if (!mayBeUsed || age >= lasts + settings.keysMaxStale) throw error
    note(trace, `the issuer does not answer; keys stored ${age} s ago are used`, error.detail)
    return { keys: stored.keys, source: `stored ${age} s ago, the issuer does not answer`, again: undefined }
  }
}

async function fetchKeys(settings: OidcSettings, system: System, trace: Trace): Promise<IssuerKeys> {
  // One time-out for both documents: the decision itself has one.
  const options = { caFile: settings.caFile, signal: AbortSignal.timeout(settings.fetchTimeoutMs) }
  const url = settings.jwksUrl ?? (await discover(settings.issuer, options, system))
  const { body, maxAge } = await fetchDocument(url, options, system)
  if (!isKeySet(body)) throw unavailable(`${url}: not a JSON web key set`)
  const keys = publicKeys(body)
  const fetched = system.clock.now()
  const problem = writeCachedKeys(cacheOf(settings), { fetched, maxAge, keys })
  if (problem !== undefined) note(trace, 'fetched keys could not be stored', problem)
  return { keys, source: `fetched from ${url}`, again: undefined }
}

/** OpenID Connect Discovery 1.0 §4: the document below the issuer, which names the same issuer and the address of its keys. */
async function discover(
  issuer: string,
  options: { readonly caFile: string | undefined; readonly signal: AbortSignal },
  system: System,
): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { body } = await fetchDocument(url, options, system)
  if (body['issuer'] !== issuer) throw unavailable(`${url}: it names another issuer`)
  const keys = body['jwks_uri']
  if (typeof keys !== 'string' || !/^https:\/\//.test(keys)) throw unavailable(`${url}: jwks_uri is no https address`)
  return keys
}

function keysOfFile(path: string, system: System): IssuerKeys {
  const { text } = system.readTrustedFile(path, MAX_FILE)
  let keys: unknown
  try {
    keys = JSON.parse(text)
  } catch (error) {
    throw noKeys(path, messageOf(error))
  }
  if (!isKeySet(keys)) throw noKeys(path, 'not a JSON web key set (RFC 7517 §5)')
  return { keys: publicKeys(keys), source: `file ${path}`, again: undefined }
}

/** Shared secrets and private keys have no business in a published set, and no signature is ever checked with one. */
const publicKeys = ({ keys }: JSONWebKeySet): JSONWebKeySet => ({
  keys: keys.filter(({ kty, d }) => d === undefined && ['RSA', 'EC', 'OKP'].includes(kty ?? '')),
})

const note = (trace: Trace, found: string, detail: string | undefined): void =>
  trace.add({
    step: 'authenticate',
    check: "the issuer's keys",
    outcome: 'note',
    found: detail === undefined ? found : `${found}: ${detail}`,
  })

const unavailable = (detail: string): LaunchError =>
  new LaunchError('keys-unavailable', "the token issuer's keys cannot be fetched", { detail })

const noKeys = (path: string, detail: string): LaunchError =>
  new LaunchError('config-invalid', 'the file of keys is not valid', { detail, place: { file: path } })
