/** sharing = "identity": one account per identity for as long as the lease stands (LCMAPS poolaccount). */
import type { Refusal } from '../../core/stages'
import {
  contended,
  leaseOf,
  mismatch,
  mustSettle,
  otherPool,
  PATIENCE,
  pause,
  type Ask,
  type Taken,
  type Usable,
} from './ask'
import { findLease, type Seen } from './find'
import { freshLease } from './fresh'
import { useLease } from './make'
import { MAX_NAME, suffixText } from './name'

/**
 * Refusals: `lease-other-pool`, `account-mismatch`, `lease-conflict`, `pool-full`, `lease-name-too-long`, and what
 * `ask.resolve` says. Errors: `lease-directory`, `config-untrusted`.
 */
export async function leasePerIdentity<R extends Usable>(ask: Ask<R>): Promise<Taken<R> | Refusal> {
  const suffix = suffixText({ groups: ask.groups })
  const name = `${ask.subjects[0] ?? ''}${suffix}`
  const names = ask.subjects.map((subject) => subject + suffix).filter((one) => one.length <= MAX_NAME)
  let why = ''
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    if (attempt > 0) await pause(ask.view, attempt)
    const seen = findLease(ask.view, names)
    if (seen.state === 'other-pool') return otherPool(ask, seen)
    if (seen.state === 'held') {
      if (mustSettle(ask, seen, attempt)) continue
      const taken = await held(ask, seen)
      if (taken !== 'changed') return taken
    } else if (seen.state === 'none' || seen.state === 'stale') {
      if (ask.purpose === 'verify') return mismatch(ask, 'and the identity holds no account')
      noteReplaced(ask, seen)
      const taken = await freshLease(ask, { names, before: seen, name, exclusive: false, attempt })
      if (taken !== 'changed') return taken
    }
    why = 'why' in seen ? `${seen.name}: ${seen.why}` : `${name}: others changed it each time`
  }
  return contended(ask, why)
}

async function held<R extends Usable>(
  ask: Ask<R>,
  seen: Extract<Seen, { state: 'held' }>,
): Promise<Taken<R> | Refusal | 'changed'> {
  const { wanted } = ask
  if (wanted !== undefined && wanted !== seen.account) return mismatch(ask, `the identity holds ${seen.account}`)
  const account = ask.resolve(seen.account)
  if (account.refused) return account
  if (ask.purpose === 'launch' && !(await useLease(ask.view, seen))) return 'changed'
  return { account, lease: leaseOf(ask, { name: seen.name, account: seen.account, fresh: false }) }
}

/** Something was there and will be replaced: the log says so. */
export function noteReplaced(ask: Ask<Usable>, seen: Seen): void {
  if (seen.state !== 'stale') return
  ask.trace.add({
    step: 'map',
    check: 'lease',
    outcome: 'note',
    found: `${seen.name} is replaced: ${seen.why}`,
    place: { file: ask.view.directory },
  })
}
