/** Where a job works: paths below the account's data directory, made of checked parts only. */
import { LaunchError } from '../core/errors'
import type { CiSettings } from '../core/settings-ci'
import type { CiJob, Target } from '../core/stages'

export interface JobDirectories {
  readonly data: string
  /** All builds of the account. */
  readonly builds: string
  /** This job's: what the runner is told as `builds_dir`, and where scripts start. */
  readonly build: string
  readonly cache: string
  /** `build` is this job's alone. */
  readonly own: boolean
}

/**
 * `<data>/builds/job-ID`, or with shared builds `<data>/builds/RUNNER/SLOT`; the runner appends the path of the project.
 * Errors: `cwd-inaccessible`: the account has no home to put it in.
 */
export function jobDirectories({ account, permit }: Target, job: CiJob, settings: CiSettings): JobDirectories {
  const { home, name } = account
  const template = settings.dataDirectory
  if (template.startsWith('{home}') && (!home.startsWith('/') || home === '/' || home.includes('/../'))) {
    throw new LaunchError('cwd-inaccessible', 'your account has no home directory', {
      detail: `${name} has the home "${home}"`,
    })
  }
  const data = template.replace(/^\{home\}/, () => home.replace(/\/+$/, '')).replaceAll('{user}', () => name)
  const builds = `${data}/builds`
  const own = settings.builds === 'job'
  const slot = `${runnerOf(job, permit.identity.attributes)}/${slotOf(job)}`
  const build = own ? `${builds}/job-${job.response.id}` : `${builds}/${slot}`
  return { data, builds, build, cache: `${data}/cache`, own }
}

/** The number is signed; one that is not there makes all runners share. */
function runnerOf(job: CiJob, claims: Readonly<Record<string, string>>): string {
  const id = claims['runner_id'] ?? job.response.variables.get('CI_RUNNER_ID') ?? ''
  return /^[0-9]{1,18}$/.test(id) ? id : '0'
}

/** CI_CONCURRENT_ID is the author's to override: then two of his own jobs meet, nobody else's. */
function slotOf(job: CiJob): string {
  const id = job.variables.get('CI_CONCURRENT_ID') ?? ''
  return (/^[0-9]{1,6}$/.test(id) ? id : '0').padStart(3, '0')
}
