/** What the runner and the author of a job are told. */
import type { CiSettings } from '../core/settings-ci'
import type { Settings } from '../core/settings'
import type { Job, LaunchRequest, Refusal } from '../core/stages'
import { VERSION } from '../core/version'
import { printRefusal } from '../launch/answer'
import type { Print } from '../launch/protocol'
import { jobDirectories } from './directories'
import { isOwnLease } from './plan'

/** `config`'s answer on standard output: nothing but this JSON (docs/executors/custom.md, "Config"). */
export function configAnswer({ target }: Job, settings: CiSettings, host: string): string {
  const { ci: job } = target.permit.request
  if (job === undefined) throw new Error('not a CI stage')
  const { build, cache } = jobDirectories(target, job, settings)
  return `${JSON.stringify({
    driver: { name: 'mapexec', version: VERSION },
    hostname: host,
    builds_dir: build,
    cache_dir: cache,
    builds_dir_is_shared: false,
    shell: 'bash',
    // It becomes part of the environment of the later stages and may overwrite the runner's own names: nothing that a
    // job chooses belongs here.
    job_env: isOwnLease(target) ? { MAPEXEC_CI_RELEASE: '1' } : {},
  })}\n`
}

export const print = (request: LaunchRequest, stdout: string, stderr = ''): Print => ({
  exit: 0,
  stdout,
  stderr,
  ...(request.statusFd === undefined
    ? {}
    : {
        status: {
          fd: request.statusFd,
          text: `${JSON.stringify({ code: 0, reason: null, retryable: false, ref: request.ref, payload: null })}\n`,
        },
      }),
})

/** The refusal in one line, and below it what the author of the job can do, ready to be copied. */
export function refusalAnswer(refusal: Refusal, request: LaunchRequest, settings: Settings): Print {
  const answer = printRefusal(refusal, request.ref, request)
  const help = request.json ? '' : helpFor(refusal, settings)
  return { ...answer, stderr: `${answer.stderr ?? ''}${help}` }
}

function helpFor({ reason }: Refusal, settings: Settings): string {
  if (reason !== 'no-credential' && reason !== 'token-audience') return ''
  const name = settings.ci?.tokenVariables[0] ?? 'MAPEXEC_ID_TOKEN'
  const audience = settings.authenticate.oidc[0]?.audience[0] ?? ''
  const says =
    reason === 'no-credential' ? 'This job has no ID token.' : 'The ID token of this job is for another audience.'
  return [
    `${says} Jobs on this runner say in .gitlab-ci.yml, each for itself or once for all:`,
    '',
    'default:',
    '  id_tokens:',
    `    ${name}:`,
    `      aud: ${JSON.stringify(audience)}`,
    '',
    '',
  ].join('\n')
}
