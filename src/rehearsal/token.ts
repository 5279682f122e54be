/** A token that an issuer might have signed, and the keys that it would publish: made up anew for each rehearsal. */
import type { KeyObject } from 'node:crypto'
import type { OidcSettings } from '../core/settings'

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }

type Crypto = typeof import('node:crypto')

function keyPairFor({ generateKeyPairSync }: Crypto, algorithm: string): Pair {
  const namedCurve = CURVES[algorithm]
  if (namedCurve !== undefined) return generateKeyPairSync('ec', { namedCurve })
  return /^Ed/.test(algorithm) ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

/** RFC 7518 §3, for the algorithms that jose verifies with a public key. */
function signatureOf({ constants, sign }: Crypto, text: string, algorithm: string, key: KeyObject): Buffer {
  const digest = /^Ed/.test(algorithm) ? null : `sha${algorithm.slice(-3)}`
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  const padding = algorithm.startsWith('PS') ? pss : {}
  return sign(digest, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363', ...padding })
}

/** `now` in seconds since the epoch; the token is good for a minute. `keys` is a JSON web key set. */
export async function makeToken(
  { issuer, audience, algorithms }: Pick<OidcSettings, 'issuer' | 'audience' | 'algorithms'>,
  now: number,
): Promise<{ readonly token: string; readonly keys: string }> {
  // A launch without a token does not load it, and neither does its rehearsal.
  const crypto = await import('node:crypto')
  const alg = algorithms[0] ?? 'RS256'
  const { publicKey, privateKey } = keyPairFor(crypto, alg)
  const [iat, kid] = [Math.floor(now), 'rehearsal']
  const parts = [
    { alg, kid },
    { iss: issuer, aud: audience[0], sub: 'rehearsal', iat, exp: iat + 60 },
  ]
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return {
    token: `${text}.${signatureOf(crypto, text, alg, privateKey).toString('base64url')}`,
    keys: JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' }] }),
  }
}
