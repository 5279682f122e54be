/** The token as it was presented: where it comes from, its size, and what it claims before anything is verified. */
import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose'
import { LaunchError } from '../../core/errors'
import { readCredentialFile } from '../credential-file'
import type { CredentialOffer, LaunchRequest } from '../../core/stages'

/** GitLab's have 2 KiB, with many groups 8; a token is also a line of a header elsewhere, where 16 KiB is the usual end. */
export const MAX_TOKEN_BYTES = 16 * 1024

export interface PresentedToken {
  readonly text: string
  /** For the log: never the token itself. */
  readonly evidence: { readonly sha256: string; readonly source: string }
  readonly header: ProtectedHeaderParameters
  /** MUST NOT be believed: only the issuer is looked up by it. */
  readonly unverified: JWTPayload
}

/**
 * Errors: `token-too-large`, `token-syntax` (not a compact JWS of JSON), and for a file those of `readCredentialFile`.
 */
export async function presentedToken(offer: CredentialOffer, request: LaunchRequest): Promise<PresentedToken> {
  const { bytes, source } = await tokenBytes(offer, request)
  if (bytes.length > MAX_TOKEN_BYTES) {
    throw new LaunchError('token-too-large', `the token is larger than ${MAX_TOKEN_BYTES} bytes`)
  }
  const text = Buffer.from(bytes).toString('latin1').trim()
  // RFC 7515 §7.1: three parts of base64url, separated by points.
  if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(text)) throw notAToken()
  const sha256 = createHash('sha256').update(text).digest('hex')
  try {
    return {
      text,
      evidence: { sha256, source },
      header: decodeProtectedHeader(text),
      unverified: decodeJwt(text),
    }
  } catch (error) {
    throw notAToken(error)
  }
}

async function tokenBytes(
  { token, path }: CredentialOffer,
  request: LaunchRequest,
): Promise<{ readonly bytes: Uint8Array; readonly source: string }> {
  if (token !== undefined) return { bytes: token, source: 'job variable' }
  if (path === undefined) throw new LaunchError('no-credential', 'no token was given')
  const { bytes } = await readCredentialFile(request, path, MAX_TOKEN_BYTES, 'token')
  return { bytes, source: path }
}

const notAToken = (cause?: unknown): LaunchError =>
  new LaunchError('token-syntax', 'what was given as a token is not a signed JSON web token', { cause })
