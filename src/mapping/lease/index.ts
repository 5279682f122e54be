/** Leases on pool accounts in a gridmapdir. */
import type { Refusal } from '../../core/stages'
import type { Ask, Taken, Usable } from './ask'
import { leasePerIdentity } from './per-identity'
import { leasePerLaunch } from './per-launch'

export type { Ask, Taken, Usable } from './ask'
export { openPool } from './pool'
export { leaseSubjects } from './name'

/** One question, two ways of sharing accounts. Refusals and errors: see the two. */
export const takeLease = <R extends Usable>(ask: Ask<R>): Promise<Taken<R> | Refusal> =>
  ask.view.pool.sharing === 'launch' ? leasePerLaunch(ask) : leasePerIdentity(ask)
