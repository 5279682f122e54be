/**
 * `oidc`: a signed token of a configured issuer: GitLab ID tokens, GitHub Actions, WLCG and SciTokens. Only its signature
 * makes it more than the caller's word. jose is loaded with the first token.
 */
import { LaunchError } from '../../core/errors'
import type { OidcSettings, Settings } from '../../core/settings'
import { mint, type Admitted, type Identity, type LaunchRequest } from '../../core/stages'
import type { System } from '../../core/system'
import { attributesOf, requireClaims, valuesOf } from './claims'
import { bindToJob } from './job'
import { issuerKeys } from './keys'
import { presentedToken, type PresentedToken } from './token'
import { verifyToken } from './verify'

/**
 * Errors: those of token.ts, keys.ts, verify.ts, claims.ts and job.ts; `token-issuer` (nobody we know),
 * `token-claim` (no subject), `credential-kind-disabled`.
 */
export async function authenticateOidc(admitted: Admitted, settings: Settings, system: System): Promise<Identity> {
  const { request, offer } = admitted
  if (settings.authenticate.oidc.length === 0) {
    throw new LaunchError('credential-kind-disabled', 'tokens are not accepted here')
  }
  const token = await presentedToken(offer, request)
  const issuer = issuerOf(token, settings)
  if (issuer.ciOnly && request.ci === undefined && request.purpose !== 'explain') {
    throw new LaunchError('token-wrong-job', 'tokens of this issuer are for CI jobs only', {
      detail: `ci_only of issuer "${issuer.name}"`,
      ...(issuer.place && { place: issuer.place }),
    })
  }
  const keys = await issuerKeys(issuer, system, request.trace)
  const now = system.clock.now()
  const payload = await verifyToken(token, keys, { settings: issuer, now, expiredFor: expiredFor(request, settings) })
  pass(request, 'signature, audience and validity', `issuer ${issuer.issuer}, keys: ${keys.source}`, issuer)
  requireClaims(payload, issuer, request.trace)
  const claims = attributesOf(payload)
  if (request.ci !== undefined) bindToJob(request.ci, claims, issuer, request.trace)
  const subject = subjectOf(claims, issuer)
  pass(request, `subject from claim ${issuer.subjectClaim}`, subject, issuer)
  const leaseName =
    request.ci !== undefined && settings.ci?.lease === 'job' ? jobName(request.ci.response.id, issuer) : undefined
  return mint<Identity>({
    kind: 'oidc',
    subject,
    spellings: [subject],
    ...(leaseName === undefined ? {} : { leaseName }),
    fqans: issuer.groupsClaim === undefined ? [] : valuesOf(payload, issuer.groupsClaim),
    vo: undefined,
    limited: false,
    attributes: claims,
    evidence: token.evidence,
    validFrom: payload.iat ?? payload.nbf ?? 0,
    // verifyToken asks for it.
    validUntil: payload.exp ?? now,
    proxy: undefined,
  })
}

/** Exactly as configured (RFC 7519 §4.1.1: "a case-sensitive string"). */
function issuerOf({ unverified }: PresentedToken, settings: Settings): OidcSettings {
  const found = settings.authenticate.oidc.find(({ issuer }) => issuer === unverified.iss)
  if (found !== undefined) return found
  throw new LaunchError('token-issuer', 'the token is of an issuer that is not known here', {
    detail: `iss ${String(unverified.iss).slice(0, 200)}`,
  })
}

const expiredFor = ({ ci }: LaunchRequest, settings: Settings): number =>
  ci?.stage === 'cleanup' || ci?.stage === 'release' ? (settings.ci?.expiredCleanup ?? 0) : 0

/** `ISSUER VALUE`: the same name at two issuers is two people. */
function subjectOf(claims: Readonly<Record<string, string>>, { issuer, subjectClaim, place }: OidcSettings): string {
  const value = Object.hasOwn(claims, subjectClaim) ? claims[subjectClaim] : undefined
  if (value !== undefined && value !== '') return `${issuer} ${value}`
  throw new LaunchError('token-claim', 'the token does not say whose it is', {
    detail: `no claim "${subjectClaim}"`,
    ...(place && { place }),
  })
}

const jobName = (id: string, { issuer }: OidcSettings): string => `${issuer} job ${id}`

const pass = (request: LaunchRequest, check: string, found: string, { place }: OidcSettings): void =>
  request.trace.add({
    step: 'authenticate',
    check,
    outcome: 'pass',
    found,
    callerSees: true,
    ...(place && { place }),
  })
