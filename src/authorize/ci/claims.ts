/** The claims of a verified token that the rules ask for, by what they mean instead of by name. */
import type { Settings } from '../../core/settings'
import type { Identity } from '../../core/stages'

export interface JobClaims {
  /** Login name; '' where the token has none (then every rule that needs one refuses). */
  readonly user: string
  /** Projects that the token names: first the one that runs the job, then the one whose code is run. */
  readonly projects: readonly { readonly claim: string; readonly path: string }[]
  readonly source: string | undefined
  readonly protectedRef: string | undefined
  readonly runner: string | undefined
}

export function claimsOf({ attributes }: Identity, settings: Settings): JobClaims {
  const issuer = settings.authenticate.oidc.find(({ issuer: url }) => url === attributes['iss'])
  const valueOf = (claim: string | undefined): string | undefined =>
    claim !== undefined && Object.hasOwn(attributes, claim) ? attributes[claim] : undefined
  return {
    user: valueOf(issuer?.userClaim) ?? '',
    projects: (issuer?.claims.project ?? []).flatMap((claim) => {
      const path = valueOf(claim)
      return path === undefined ? [] : [{ claim, path }]
    }),
    source: valueOf(issuer?.claims.source),
    protectedRef: valueOf(issuer?.claims.protectedRef),
    runner: valueOf(issuer?.claims.runner),
  }
}
