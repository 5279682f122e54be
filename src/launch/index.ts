/** The last step: a recorded job becomes the numbers and bytes that the helper carries out. */
import { mint, type LaunchOrder, type Recorded } from '../core/stages'
import type { Launch } from './protocol'

export function launch(recorded: Recorded): LaunchOrder {
  return mint<LaunchOrder>({ recorded })
}

/** `events`: the decider stays to hear STARTED and ENDED (the warm one). */
export function launchMessage({ recorded }: LaunchOrder, events: boolean): Launch {
  const { job, recordPath } = recorded
  const { target } = job
  return {
    uid: target.account.uid,
    gid: target.gid,
    groups: target.groups,
    argv: job.command,
    environ: job.environment.map(({ name, value }) => `${name}=${value}`),
    cwd: job.cwd,
    umask: job.umask,
    limits: job.limits,
    create: job.create,
    stdin: job.stdin,
    session: job.session,
    noNewPrivs: job.noNewPrivs,
    execLabel: job.execLabel,
    reap: target.reap,
    graceMilliseconds: job.graceMilliseconds,
    record: recordPath,
    ref: target.permit.request.ref,
    statusFd: job.statusFd,
    events,
  }
}
