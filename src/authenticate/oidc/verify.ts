/** Signature and validity of a token (RFC 7519 §7.2), by jose; each failure has its own reason. */
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose'
import { LaunchError } from '../../core/errors'
import type { OidcSettings } from '../../core/settings'
import type { PresentedToken } from './token'
import type { IssuerKeys } from './keys'

export interface VerifyOptions {
  readonly settings: OidcSettings
  /** Seconds since the epoch. */
  readonly now: number
  /** Seconds for which an expired token is still taken: only for cleaning up after a job. */
  readonly expiredFor: number
}

/**
 * Errors: `token-algorithm`, `token-key-unknown`, `token-signature`, `token-audience`, `token-issuer`,
 * `token-expired`, `token-not-yet-valid`, `token-lifetime`, `token-invalid` (header `crit` or `typ`, a claim of the
 * wrong form), and those of fetching keys again.
 */
export async function verifyToken(
  token: PresentedToken,
  issuer: IssuerKeys,
  options: VerifyOptions,
): Promise<JWTPayload> {
  const { settings } = options
  judgeHeader(token, settings)
  try {
    return await verifyWith(token, issuer, options)
  } catch (error) {
    const unknown = error instanceof LaunchError && error.reason === 'token-key-unknown'
    if (!unknown || issuer.again === undefined) throw error
    // Issuers change their keys before we ask again by ourselves.
    return verifyWith(token, await issuer.again(), options)
  }
}

function judgeHeader({ header }: PresentedToken, settings: OidcSettings): void {
  const { alg, crit, typ } = header
  if (typeof alg !== 'string' || !settings.algorithms.includes(alg)) {
    throw new LaunchError('token-algorithm', 'the token is not signed with an algorithm that is accepted here', {
      detail: `alg ${JSON.stringify(alg)}, accepted: ${settings.algorithms.join(', ')}`,
      ...at(settings),
    })
  }
  // RFC 7515 §4.1.11: "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the JWS is invalid."
  if (crit !== undefined) throw invalid('it needs extensions that are not supported (crit)')
  // RFC 8725 §3.11: a token of another kind from the same issuer is no ID token.
  if (typ !== undefined) {
    const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : ''
    if (!settings.types.includes(type)) throw invalid(`it is of the type ${JSON.stringify(typ)}`)
  }
}

async function verifyWith(
  { text }: PresentedToken,
  { keys, source }: IssuerKeys,
  { settings, now, expiredFor }: VerifyOptions,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(text, createLocalJWKSet(keys), {
      algorithms: [...settings.algorithms],
      issuer: settings.issuer,
      audience: [...settings.audience],
      requiredClaims: ['exp'],
      clockTolerance: settings.leeway,
      currentDate: new Date(now * 1000),
    })
    judgeIssueTime(payload, settings, now)
    return payload
  } catch (error) {
    if (error instanceof errors.JWTExpired && typeof error.payload.exp === 'number') {
      // jose looks at the expiry last: everything else of this payload has been found good.
      if (now < error.payload.exp + expiredFor) return error.payload
      throw new LaunchError('token-expired', `the token expired ${ago(now - error.payload.exp)} ago`)
    }
    throw refusalFor(error, settings, source)
  }
}

function judgeIssueTime({ iat, exp, nbf }: JWTPayload, settings: OidcSettings, now: number): void {
  if (iat !== undefined && iat > now + settings.leeway) throw notYet(`iat is ${ago(iat - now)} from now`)
  if (settings.maxLifetime === undefined) return
  const from = iat ?? nbf
  if (from === undefined || exp === undefined || exp - from > settings.maxLifetime) {
    throw new LaunchError('token-lifetime', `the token is valid for longer than ${ago(settings.maxLifetime)}`, {
      ...at(settings),
    })
  }
}

function refusalFor(error: unknown, settings: OidcSettings, source: string): unknown {
  const place = at(settings)
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') {
      const message = `the token is for another audience; ask for aud: ${settings.audience.join(' or ')}`
      return new LaunchError('token-audience', message, { detail: JSON.stringify(error.payload['aud']), ...place })
    }
    if (error.claim === 'iss') return new LaunchError('token-issuer', 'the token is of another issuer', place)
    if (error.claim === 'nbf' && error.reason === 'check_failed') return notYet('nbf lies in the future')
    return invalid(`claim ${error.claim}: ${error.message}`)
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    const message = 'the token is signed with a key that its issuer does not have'
    return new LaunchError('token-key-unknown', message, { detail: `keys: ${source}`, ...place })
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new LaunchError('token-signature', 'the signature of the token is wrong', { detail: `keys: ${source}` })
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new LaunchError('token-algorithm', 'the token is not signed with an algorithm that is accepted here', place)
  }
  return error instanceof errors.JOSEError ? invalid(`${error.code}: ${error.message}`) : error
}

const at = ({ place }: OidcSettings): { readonly place?: NonNullable<OidcSettings['place']> } =>
  place === undefined ? {} : { place }

const invalid = (detail: string): LaunchError =>
  new LaunchError('token-invalid', 'the token is not valid here', { detail })

const notYet = (detail: string): LaunchError =>
  new LaunchError('token-not-yet-valid', 'the token is not valid yet; are the clocks right?', { detail })

function ago(seconds: number): string {
  const rounded = Math.max(1, Math.round(seconds))
  if (rounded < 120) return `${rounded} s`
  return rounded < 7200 ? `${Math.round(rounded / 60)} min` : `${Math.round(rounded / 3600)} h`
}
