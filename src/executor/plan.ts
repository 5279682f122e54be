/** Stage and account → what is executed. */
import type { CiSettings } from '../core/settings-ci'
import type { CiJob, EnvironmentEntry, StagePlan, Target } from '../core/stages'
import { jobDirectories, type JobDirectories } from './directories'
import { CLEANUP, PREPARE, RUN } from './scripts'

const SH = '/bin/sh'
const DAY = 86_400

/** Whether the account is a pool's and is given back when the job ends. */
export const isOwnLease = ({ lease, permit }: Target): boolean =>
  lease !== undefined && permit.identity.leaseName !== undefined

/** Errors: `cwd-inaccessible`. */
export function stagePlan(target: Target, settings: CiSettings): StagePlan {
  const { ci: job } = target.permit.request
  if (job === undefined) throw new Error('not a CI stage')
  const directories = jobDirectories(target, job, settings)
  const umask = 0o777 & ~settings.directoryMode & 0o77
  const path = settings.path === undefined ? [] : [{ name: 'PATH', value: settings.path }]
  const plan = { stdin: undefined, environment: path, umask }
  switch (job.stage) {
    case 'run':
      return { ...plan, ...runScript(job, directories, settings, path) }
    case 'cleanup':
      return { ...plan, cwd: '/', command: cleanupCommand(target, job, directories, settings) }
    case 'prepare':
    case 'config':
    case 'release':
      return { ...plan, cwd: '/', command: prepareCommand(directories, settings) }
  }
}

function runScript(
  job: CiJob,
  { build }: JobDirectories,
  settings: CiSettings,
  path: readonly EnvironmentEntry[],
): Pick<StagePlan, 'command' | 'cwd' | 'stdin' | 'environment'> {
  const supervise = [settings.shell, '--noprofile', '--norc', '-c', RUN, 'mapexec-run']
  return {
    // The script comes on standard input, as the runner's own shell executor gives it: no file of it is ever left behind.
    command: [...supervise, String(settings.killTimeout), settings.stack, settings.shell, '--login', '-s'],
    cwd: build,
    stdin: job.script ?? new Uint8Array(),
    environment: [...path, { name: 'MAPEXEC_CI_JOB', value: job.response.id }],
  }
}

function prepareCommand({ data, builds, build, cache }: JobDirectories, settings: CiSettings): readonly string[] {
  const mode = settings.directoryMode.toString(8).padStart(4, '0')
  // The directory between (of the runner) is made with the mask, and like `build` it lies in one that is judged.
  return [SH, '-c', PREPARE, 'mapexec-prepare', mode, settings.message ?? '', data, builds, build, cache]
}

function cleanupCommand(
  target: Target,
  job: CiJob,
  { builds, build, own }: JobDirectories,
  settings: CiSettings,
): readonly string[] {
  const wipe = isOwnLease(target)
  const removed = wipe || (own && settings.retention === 0) ? build : ''
  // find(1) counts whole days; less than one is one.
  const days = settings.retention === 0 ? 0 : Math.max(1, Math.round(settings.retention / DAY))
  const words = [job.response.id, removed, String(days), builds, wipe ? '1' : '0']
  return [SH, '-c', CLEANUP, 'mapexec-cleanup', ...words]
}
