/** A permit for a CI job of alice's, with claims as GitLab signs them. */
import { mint, type CiJob, type LaunchRequest, type Permit } from '../../../src/core/stages'
import type { Settings } from '../../../src/core/settings'
import type { CiSettings } from '../../../src/core/settings-ci'
import { oidcSettings, sampleCi, ISSUER } from '../../authenticate/oidc/support'
import { sampleCiSettings } from '../../ci-harness/settings'
import { sampleIdentity, samplePermit, sampleRequest, sampleSettings } from '../../support/samples'

export const CLAIMS = {
  iss: ISSUER,
  user_login: 'alice',
  job_project_path: 'group/project',
  project_path: 'group/project',
  pipeline_source: 'push',
  ref_protected: 'true',
  runner_id: '3',
}

export function ciSettings(change: Partial<CiSettings> = {}): Settings {
  const base = sampleSettings()
  return {
    ...base,
    ci: sampleCiSettings({ nologin: false, ...change }),
    authenticate: { ...base.authenticate, oidc: [oidcSettings()] },
  }
}

export function ciPermit(claims: Readonly<Record<string, string>> = {}, job: Partial<CiJob> = {}): Permit {
  const request: LaunchRequest = sampleRequest({ frontend: 'ci', ci: sampleCi({ stage: 'config', ...job }) })
  const identity = sampleIdentity({ kind: 'oidc', subject: `${ISSUER} alice`, attributes: { ...CLAIMS, ...claims } })
  return mint<Permit>({ ...samplePermit(request, identity), request, identity })
}
