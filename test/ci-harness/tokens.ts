/** Tokens as GitLab makes them (lib/gitlab/ci/jwt_v2.rb), and as nobody should: signed by hand, so that every part can be wrong. */
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

export interface SigningKey {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256'
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export function makeKey(kid: string, alg: 'RS256' | 'ES256' = 'RS256'): SigningKey {
  const pair =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, alg, ...pair }
}

export const jwkOf = ({ kid, alg, publicKey }: SigningKey): Readonly<Record<string, unknown>> => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  alg,
  use: 'sig',
})

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export type Claims = Readonly<Record<string, unknown>>

/** RFC 7515 §7.1. `header` replaces fields; undefined leaves one out. */
export function signToken(key: SigningKey, claims: Claims, header: Claims = {}): string {
  const text = `${part({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })}.${part(claims)}`
  const options = key.alg === 'ES256' ? { key: key.privateKey, dsaEncoding: 'ieee-p1363' as const } : key.privateKey
  return `${text}.${sign('sha256', Buffer.from(text), options).toString('base64url')}`
}

/** RFC 7518 §3.6: no signature at all. */
export const unsignedToken = (claims: Claims): string => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`

/** The public key taken for a shared secret (RFC 8725 §2.1). */
export function hmacToken(key: SigningKey, claims: Claims): string {
  const text = `${part({ alg: 'HS256', kid: key.kid, typ: 'JWT' })}.${part(claims)}`
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' })
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export interface JobFacts {
  readonly issuer: string
  readonly audience: string
  readonly user: string
  readonly userId?: number
  readonly jobId: number
  readonly projectId?: number
  readonly project?: string
  readonly pipelineId?: number
  readonly runnerId?: number
  /** Seconds since the epoch. */
  readonly now: number
}

/** The claims of an ID token: ids are strings, but for the runner's, which is a number. */
export const gitlabClaims = (facts: JobFacts, change: Claims = {}): Claims => {
  const project = facts.project ?? 'group/project'
  return {
    iss: facts.issuer,
    aud: facts.audience,
    sub: `project_path:${project}:ref_type:branch:ref:main`,
    iat: facts.now,
    nbf: facts.now - 5,
    exp: facts.now + 3600,
    jti: `jti-${facts.jobId}`,
    namespace_id: '7',
    namespace_path: project.split('/')[0],
    project_id: String(facts.projectId ?? 42),
    project_path: project,
    job_project_id: String(facts.projectId ?? 42),
    job_project_path: project,
    user_id: String(facts.userId ?? 1001),
    user_login: facts.user,
    user_email: `${facts.user}@example.org`,
    user_access_level: 'developer',
    pipeline_id: String(facts.pipelineId ?? 77),
    pipeline_source: 'push',
    job_id: String(facts.jobId),
    ref: 'main',
    ref_type: 'branch',
    ref_path: 'refs/heads/main',
    ref_protected: 'true',
    runner_id: facts.runnerId ?? 3,
    runner_environment: 'self-hosted',
    sha: '0'.repeat(40),
    ...change,
  }
}
