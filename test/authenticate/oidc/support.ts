/** One issuer, one sample job, and a decision's first two steps for the tests of tokens. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authenticate } from '../../../src/authenticate'
import type { OidcSettings, Settings } from '../../../src/core/settings'
import type { CiJob, CredentialOffer, Identity, LaunchRequest } from '../../../src/core/stages'
import { gitlabClaims, type Claims, type JobFacts } from '../../ci-harness/tokens'
import { fakeSystem } from '../../support/fake-system'
import { sampleAdmitted, sampleRequest, sampleSettings } from '../../support/samples'

export const NOW = 1_800_000_000
export const AUDIENCE = 'https://runner.example.org'
export const ISSUER = 'https://gitlab.example.org'

export const scratch = (): string => mkdtempSync(join(tmpdir(), 'mapexec-oidc-'))

export function oidcSettings(change: Partial<OidcSettings> = {}): OidcSettings {
  return {
    name: 'gitlab',
    issuer: ISSUER,
    audience: [AUDIENCE],
    algorithms: ['RS256'],
    jwksFile: '/etc/mapexec/keys.json',
    jwksUrl: undefined,
    caFile: undefined,
    subjectClaim: 'user_login',
    userClaim: 'user_login',
    groupsClaim: undefined,
    leeway: 30,
    types: ['jwt', 'at+jwt'],
    maxLifetime: undefined,
    require: {},
    claims: {
      userId: 'user_id',
      project: ['job_project_path', 'project_path'],
      projectId: ['job_project_id', 'project_id'],
      source: 'pipeline_source',
      protectedRef: 'ref_protected',
      job: 'job_id',
      pipeline: 'pipeline_id',
      runner: 'runner_id',
    },
    ciOnly: false,
    keysDirectory: '/nonexistent',
    keysMaxAge: 86_400,
    keysMaxStale: 86_400,
    fetchTimeoutMs: 5000,
    place: { file: '/etc/mapexec/mapexec.toml', line: 20 },
    ...change,
  }
}

export const FACTS: JobFacts = { issuer: ISSUER, audience: AUDIENCE, user: 'alice', jobId: 981, now: NOW }
export const claims = (change: Claims = {}): Claims => gitlabClaims(FACTS, change)

export function sampleCi(change: Partial<CiJob> = {}): CiJob {
  return {
    stage: 'run',
    subStage: 'build_script',
    response: { id: '981', projectId: '42', pipelineId: '77', userId: '1001', variables: new Map() },
    variables: new Map(),
    script: undefined,
    plan: () => {
      throw new Error('no plan was expected to be made')
    },
    ...change,
  }
}

export interface Presented {
  readonly settings?: OidcSettings
  readonly files?: Readonly<Record<string, string>>
  readonly now?: number
  readonly request?: Partial<LaunchRequest>
  readonly ci?: Settings['ci']
}

/** The identity that a token stands for, from the admitted request on. */
export function present(token: string | CredentialOffer, how: Presented = {}): Promise<Identity> {
  const offer: CredentialOffer = typeof token === 'string' ? { kind: 'oidc', token: Buffer.from(token) } : token
  const base = sampleSettings()
  const settings = {
    ...base,
    ...(how.ci === undefined ? {} : { ci: how.ci }),
    authenticate: { ...base.authenticate, oidc: [how.settings ?? oidcSettings()] },
  }
  const system = {
    ...fakeSystem({ files: how.files ?? {}, now: how.now ?? NOW }),
    ...(how.files === undefined
      ? { readTrustedFile: (path: string) => ({ path, text: readFileSync(path, 'utf8'), facts: FILE_FACTS }) }
      : {}),
  }
  const request = sampleRequest({ offers: [offer], ...how.request })
  return authenticate(sampleAdmitted(request, settings), settings, system)
}

const FILE_FACTS = { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: 0, mtime: 0 }
