/**
 * The stages of the GitLab custom executor, around the one decision that they share with every launch. The runner's exit
 * codes are spoken by the door (bin/mapexec-ci), which runs as the runner.
 */
import type { CiSettings } from '../core/settings-ci'
import type { Settings } from '../core/settings'
import type { Decision, LaunchRequest } from '../core/stages'
import type { System } from '../core/system'
import type { Print } from '../launch/protocol'
import { discardRecord } from '../record'
import { withJob } from '../request/ci'
import { configAnswer, print } from './answer'
import { stagePlan } from './plan'

export { refusalAnswer } from './answer'

/** The request with everything that the stage needs, or the answer where the configuration leaves this stage out. Errors: those of `withJob`. */
export async function beginStage(
  request: LaunchRequest,
  settings: Settings,
): Promise<{ readonly request: LaunchRequest } | { readonly skipped: Print }> {
  const { ci } = settings
  const subStage = request.ciCall?.subStage
  if (ci !== undefined && subStage !== undefined && ci.stages.length > 0 && !ci.stages.includes(subStage)) {
    return { skipped: print(request, '', `mapexec: the stage ${subStage} is not run on this machine; it is skipped\n`) }
  }
  return { request: await withJob(request, ci, (target) => stagePlan(target, planned(ci))) }
}

const planned = (ci: CiSettings | undefined): CiSettings => {
  if (ci === undefined) throw new Error('a stage was planned without [ci]')
  return ci
}

export interface Finished {
  readonly decision: Decision
  /** What is printed instead of starting anything. */
  readonly answer?: Print
}

/**
 * What comes after the decision: `config` and `release` are answered, and a launch is taken back whose pool account was
 * given back while it was decided. Errors: those of `releaseLease`.
 */
export async function finishStage(decision: Decision, settings: Settings, system: System): Promise<Finished> {
  if (decision.refused) return { decision }
  const { job, recordPath } = decision.recorded
  const { request } = job.target.permit
  if (request.purpose === 'answer' && request.ci?.stage === 'config') {
    return { decision, answer: print(request, configAnswer(job, planned(settings.ci), system.hostName())) }
  }
  if (request.purpose === 'answer') {
    const { releaseLease } = await import('./release')
    const done = await releaseLease(job.target, settings, system)
    return typeof done === 'string'
      ? { decision, answer: print(request, '', `mapexec: ${done}\n`) }
      : { decision: done }
  }
  if (request.purpose === 'explain' || job.target.lease === undefined) return { decision }
  const { confirmLease } = await import('./release')
  const refusal = confirmLease(job.target)
  if (refusal === undefined) return { decision }
  discardRecord(recordPath)
  return { decision: refusal }
}
