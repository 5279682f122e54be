/**
 * Read this first. A launch is decided here and nowhere else; `mapexec explain`, `mapexec run --explain`, the glexec drop-in
 * and a launch share this one function. Each step's result is the next step's argument, branded by the folder that owns
 * the step, so that a step which is skipped does not compile.
 */
import { admit, authorize } from './authorize'
import { authorizeCi, judgeCiTarget } from './authorize/ci'
import { authenticate, readSourceProxy } from './authenticate'
import type { Admitted, Decision, Identity, Job, LaunchRequest, Permit, Refusal, Target } from './core/stages'
import { LaunchError, messageOf } from './core/errors'
import type { Settings } from './core/settings'
import type { System } from './core/system'
import { launch } from './launch'
import { map } from './mapping'
import { mapToCaller } from './mapping/log-only'
import { record } from './record'
import { sanitize } from './sanitize'

/** How far a decision came: for the audit line and for `explain`. Nothing is decided from it. */
export interface Witness {
  admitted?: Admitted
  identity?: Identity
  permit?: Permit
  target?: Target
  job?: Job
}

/**
 * A refusal by policy, and a failure that a step foresaw, come back as `Refusal`; what nobody foresaw comes back as reason
 * `internal` (202), never as a launch.
 */
export async function decide(
  request: LaunchRequest,
  settings: Settings,
  system: System,
  witness: Witness = {},
): Promise<Decision> {
  try {
    // Who may ask at all, with which kind of credential, for which command?
    const admitted = admit(request, settings, system)
    if (admitted.refused) return admitted
    witness.admitted = admitted

    // Whom does the credential speak for? Only signatures and the kernel are believed.
    const identity = await authenticate(admitted, settings, system)
    witness.identity = identity

    // May this identity be served, here, for this caller?
    const general = authorize(admitted, identity, settings, system)
    if (general.refused) return general
    const permit = request.ci === undefined ? general : await authorizeCi(general, settings, system)
    if (permit.refused) return permit
    witness.permit = permit

    // Which local account? From here on a lease may be held.
    const target = settings.service.logOnly
      ? mapToCaller(permit, settings, system)
      : await map(permit, settings, system)
    if (target.refused) return target
    witness.target = target

    return await orGiveBack(target, async () => {
      const forbidden = judgeCiTarget(target, settings, system)
      if (forbidden !== undefined) return forbidden

      // What will the payload be? Built from nothing, not by taking things away.
      const job = sanitize(target, settings, { proxy: await payloadProxy(permit, settings, system) })
      witness.job = job

      // No record, no launch.
      return launch(await record(job, settings, system))
    })
  } catch (error) {
    return refusalOf(error)
  }
}

/** A lease that this decision made does not outlive its failure. */
async function orGiveBack(target: Target, rest: () => Promise<Decision>): Promise<Decision> {
  try {
    const decision = await rest()
    if (decision.refused) target.lease?.release()
    return decision
  } catch (error) {
    target.lease?.release()
    throw error
  }
}

/** The proxy that the payload gets: the one that was named for it, else the one that was authenticated. */
async function payloadProxy(permit: Permit, settings: Settings, system: System): Promise<Uint8Array | undefined> {
  const { request, identity } = permit
  if (request.targetProxy === '/dev/null') return undefined
  return request.sourceProxy === undefined ? identity.proxy : await readSourceProxy(permit.request, settings, system)
}

/** The only place where a thrown failure becomes a refusal. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof LaunchError) {
    return { refused: true, reason: error.reason, message: error.message, detail: error.detail, place: error.place }
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : messageOf(error)
  return {
    refused: true,
    reason: 'internal',
    message: 'something went wrong inside mapexec; the log has the details',
    detail,
    place: undefined,
  }
}
