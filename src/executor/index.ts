/**
 * The stages of the GitLab custom executor, around the one decision that they share with every launch. The runner's exit
 * codes are spoken by the door (bin/mapexec-ci), which runs as the runner.
 */
import type { CiSettings } from '../core/settings-ci'
import type { Settings } from '../core/settings'
import type { Decision, LaunchOrder, LaunchRequest, Refusal } from '../core/stages'
import type { System } from '../core/system'
import type { Print } from '../launch/protocol'
import { discardRecord } from '../record'
import { withJob } from '../request/ci'
import { configAnswer, print, refusalAnswer } from './answer'
import { stagePlan } from './plan'

export { refusalAnswer } from './answer'

/** The request with everything that the stage needs, or the answer where the configuration leaves this stage out. Errors: those of `withJob`. */
export async function beginStage(
  request: LaunchRequest,
  settings: Settings,
): Promise<{ readonly request: LaunchRequest } | { readonly skipped: Print }> {
  const { ci } = settings
  const { subStage = undefined } = request.ciCall ?? {}
  if (ci !== undefined && subStage !== undefined && ci.stages.length > 0 && !ci.stages.includes(subStage)) {
    return { skipped: print(request, '', `mapexec: the stage ${subStage} is not run on this machine; it is skipped\n`) }
  }
  return { request: await withJob(request, ci, (target) => stagePlan(target, planned(ci))) }
}

const planned = (ci: CiSettings | undefined): CiSettings => {
  if (ci === undefined) throw new Error('a stage was planned without [ci]')
  return ci
}

/** `config` and `release`: decided like a launch, answered with text. Undefined: the order is to be carried out. */
export async function answerStage(order: LaunchOrder, settings: Settings, system: System): Promise<Print | undefined> {
  const { job } = order.recorded
  const { request } = job.target.permit
  if (request.purpose !== 'answer') return undefined
  if (request.ci?.stage === 'config') return print(request, configAnswer(job, planned(settings.ci), system.hostName()))
  const { releaseLease } = await import('./release')
  const done = await releaseLease(job.target, settings, system)
  return typeof done === 'string' ? print(request, '', `mapexec: ${done}\n`) : refusalAnswer(done, request, settings)
}

/** Takes a launch back whose pool account was given back while it was decided. */
export async function confirmStage(decision: Decision): Promise<Decision> {
  if (decision.refused) return decision
  const { job, recordPath } = decision.recorded
  const { target } = job
  const { request } = target.permit
  if (request.purpose !== 'launch' || target.lease === undefined || request.ci === undefined) return decision
  const { confirmLease } = await import('./release')
  const refusal: Refusal | undefined = confirmLease(target)
  if (refusal === undefined) return decision
  discardRecord(recordPath)
  return refusal
}
