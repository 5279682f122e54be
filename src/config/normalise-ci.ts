/** `[ci]` and the tables of token issuers → what the steps see. */
import type { Place } from '../core/errors'
import type { OidcSettings } from '../core/settings'
import type { CiRunAsSettings, CiSettings } from '../core/settings-ci'
import type { Configuration } from './schema'
import type { CiTable } from './schema-ci'
import { bytes, milliseconds, seconds } from './units'

type Issuer = Configuration['authenticate']['oidc'][number]

export function oidcOf(issuer: Issuer, place: Place): OidcSettings {
  const { claims } = issuer
  return {
    name: issuer.name,
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: issuer.algorithms,
    jwksFile: issuer.jwks_file,
    jwksUrl: issuer.jwks_url,
    caFile: issuer.ca_file,
    subjectClaim: issuer.subject_claim ?? issuer.user_claim ?? 'sub',
    userClaim: issuer.user_claim,
    groupsClaim: issuer.groups_claim,
    leeway: seconds(issuer.leeway),
    types: issuer.types.map((type) => type.toLowerCase()),
    maxLifetime: issuer.max_lifetime === undefined ? undefined : seconds(issuer.max_lifetime),
    require: issuer.require,
    claims: {
      userId: claims.user_id,
      project: claims.project,
      projectId: claims.project_id,
      source: claims.source,
      protectedRef: claims.protected_ref,
      job: claims.job,
      pipeline: claims.pipeline,
      runner: claims.runner,
    },
    ciOnly: issuer.ci_only,
    keysDirectory: issuer.keys_directory,
    keysMaxAge: seconds(issuer.keys_max_age),
    keysMaxStale: seconds(issuer.keys_max_stale),
    fetchTimeoutMs: milliseconds(issuer.fetch_timeout),
    place,
  }
}

export const ciOf = (ci: CiTable, placeOf: (pointer: string) => Place): CiSettings => ({
  tokenVariables: ci.token_variables,
  runners: ci.runners,
  expiredCleanup: seconds(ci.expired_cleanup),
  dataDirectory: ci.data_dir,
  builds: ci.builds,
  retention: seconds(ci.retention),
  directoryMode: ci.group_readable ? 0o750 : 0o700,
  shell: ci.shell,
  message: ci.message,
  path: ci.path,
  stack: ci.stack,
  killTimeout: seconds(ci.kill_timeout),
  maxVariable: bytes(ci.max_variable),
  lease: ci.lease,
  usersAllow: ci.user_allowlist,
  usersBlock: ci.user_blocklist,
  groupsAllow: ci.group_allowlist,
  groupsBlock: ci.group_blocklist,
  shells: ci.shell_allowlist,
  minimumUid: ci.minimum_uid,
  allowBots: ci.allow_bots,
  sources: ci.pipeline_sources,
  protectedRefs: ci.protected_refs,
  projectsAllow: ci.project_allowlist,
  projectsBlock: ci.project_blocklist,
  forkPipelines: ci.fork_pipelines,
  nologin: ci.nologin,
  stages: ci.stages,
  listsBeforeRunAs: ci.lists_before_runas,
  runAs: ci.runas === undefined ? undefined : runAsOf(ci.runas),
  places: Object.fromEntries(Object.keys(ci).map((key) => [key, placeOf(`/ci/${key}`)])),
})

const runAsOf = (table: NonNullable<CiTable['runas']>): CiRunAsSettings => ({
  script: table.script,
  sha256: table.sha256,
  userVariable: table.user_variable,
  environment: table.environment,
  timeout: seconds(table.timeout),
})
