/** What a verified token says, in the form in which rules, templates and the log use it. */
import type { JWTPayload } from 'jose'
import { LaunchError } from '../../core/errors'
import { byteString, matchesPattern } from '../../core/fnmatch'
import type { OidcSettings } from '../../core/settings'
import type { Trace } from '../../core/trace'

const MAX_VALUE = 1024
const isPrintable = (text: string): boolean => text.length <= MAX_VALUE && !/[\x00-\x1f\x7f\ud800-\udfff]/.test(text)

/**
 * Claims with one value, as text. A value with control characters is left out: no rule could mean it.
 * GitLab's `user_identities` become `user_identities.PROVIDER`.
 */
export function attributesOf(payload: JWTPayload): Readonly<Record<string, string>> {
  const attributes = new Map<string, string>()
  for (const [name, value] of Object.entries(payload)) {
    if (typeof value === 'string' && isPrintable(value) && isPrintable(name)) attributes.set(name, value)
    else if (typeof value === 'number' || typeof value === 'boolean') attributes.set(name, String(value))
  }
  for (const { provider, externUid } of userIdentities(payload))
    attributes.set(`user_identities.${provider}`, externUid)
  return Object.fromEntries(attributes)
}

function userIdentities(payload: JWTPayload): readonly { readonly provider: string; readonly externUid: string }[] {
  const list: unknown = payload['user_identities']
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('provider' in entry) || !('extern_uid' in entry)) return []
    const { provider, extern_uid: externUid } = entry
    const good = typeof provider === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(provider)
    return good && typeof externUid === 'string' && isPrintable(externUid) ? [{ provider, externUid }] : []
  })
}

/** All values of a claim: of a list each, of `scope` its words (RFC 8693 §4.2). */
export function valuesOf(payload: JWTPayload, claim: string): readonly string[] {
  const value: unknown = Object.hasOwn(payload, claim) ? payload[claim] : undefined
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string' && isPrintable(one))
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'string' || !isPrintable(value)) return []
  return claim === 'scope' ? value.split(' ').filter((word) => word !== '') : [value]
}

/** `require`: every claim that is listed must match one of its patterns. Errors: `token-claim`. */
export function requireClaims(payload: JWTPayload, { require, place }: OidcSettings, trace: Trace): void {
  for (const [claim, patterns] of Object.entries(require)) {
    const values = valuesOf(payload, claim)
    const match = values.find((value) => patterns.some((one) => matchesPattern(byteString(one), byteString(value))))
    trace.add({
      step: 'authenticate',
      check: `required claim ${claim}`,
      outcome: match === undefined ? 'fail' : 'pass',
      found: match ?? `${values.join(', ') || 'none'}, wanted: ${patterns.join(', ')}`,
      ...(place && { place }),
    })
    if (match !== undefined) continue
    throw new LaunchError('token-claim', `the token does not have the right "${claim}" for this machine`, {
      detail: `${claim}: ${values.join(', ') || 'none'}`,
      ...(place && { place }),
    })
  }
}
