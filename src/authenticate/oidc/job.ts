/**
 * The binding of a token to the job at hand. A token stands in the environment of the job that it was made for, and
 * whoever reads it there could present it from another job: so it must name the very job that the runner was given.
 */
import { LaunchError } from '../../core/errors'
import type { OidcSettings } from '../../core/settings'
import type { CiJob } from '../../core/stages'
import type { Trace } from '../../core/trace'

type Claims = Readonly<Record<string, string>>

/**
 * Job, project, pipeline, runner and user of the token against the job response, and against the variables that name
 * the same: those are their author's to set, so one that differs is a lie or a mistake, and the job is refused.
 * Errors: `token-wrong-job`, `token-claim` (a claim that is needed is missing), `variable-overridden`.
 */
export function bindToJob(job: CiJob, claims: Claims, settings: OidcSettings, trace: Trace): void {
  const { response } = job
  const names = settings.claims
  const projectId = firstOf(names.projectId, claims)
  const facts = [
    ['job', needed(names.job, claims), response.id],
    ['project', projectId, response.projectId],
    ['pipeline', claims[names.pipeline], response.pipelineId],
    ['runner', claims[names.runner], response.variables.get('CI_RUNNER_ID')],
    ['user', names.userId === undefined ? undefined : claims[names.userId], response.userId],
  ] as const
  for (const [what, signed, given] of facts) {
    const comparable = signed !== undefined && given !== undefined
    const same = signed === given
    trace.add({
      step: 'authenticate',
      check: `the token's ${what} is this job's`,
      outcome: comparable ? (same ? 'pass' : 'fail') : 'skip',
      found: `token ${signed ?? 'does not say'}, job ${given ?? 'does not say'}`,
      callerSees: true,
    })
    if (comparable && !same) {
      throw new LaunchError('token-wrong-job', `the token was made for another ${what}`, {
        detail: `token ${signed}, job response ${given}`,
      })
    }
  }
  refuseOverridden(job, claims, settings, projectId)
}

function refuseOverridden(job: CiJob, claims: Claims, settings: OidcSettings, projectId: string | undefined): void {
  const { claims: names, userClaim } = settings
  const signed = [
    ['GITLAB_USER_LOGIN', userClaim === undefined ? undefined : claims[userClaim]],
    ['GITLAB_USER_ID', names.userId === undefined ? undefined : claims[names.userId]],
    ['CI_JOB_ID', claims[names.job]],
    ['CI_PROJECT_ID', projectId],
    ['CI_PROJECT_PATH', firstOf(names.project, claims)],
    ['CI_PIPELINE_ID', claims[names.pipeline]],
    ['CI_PIPELINE_SOURCE', claims[names.source]],
    ['CI_RUNNER_ID', claims[names.runner]],
  ] as const
  for (const [variable, value] of signed) {
    for (const given of [job.variables.get(variable), job.response.variables.get(variable)]) {
      if (value === undefined || given === undefined || given === value) continue
      const message = `the variable ${variable} is not what GitLab signed; do not set it in the job or the project`
      throw new LaunchError('variable-overridden', message, {
        detail: `${variable} is ${JSON.stringify(given.slice(0, 200))}, signed ${JSON.stringify(value)}`,
      })
    }
  }
}

function needed(claim: string, claims: Claims): string {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  if (value !== undefined) return value
  throw new LaunchError('token-claim', `the token does not say which job it is for (claim "${claim}")`)
}

/** The value of the first claim that the token has. */
export const firstOf = (names: readonly string[], claims: Claims): string | undefined => {
  const name = names.find((one) => Object.hasOwn(claims, one))
  return name === undefined ? undefined : claims[name]
}
