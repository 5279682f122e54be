/** A new lease on a free account: candidates in random order until one is ours. */
import type { Lease, Refusal } from '../../core/stages'
import { mismatch, PATIENT_AFTER, pause, refuse, leaseOf, type Ask, type Taken, type Usable } from './ask'
import { freeAccounts, isFree } from './candidates'
import type { Seen } from './find'
import { makeLease } from './make'
import { look } from './directory'
import { belongsTo, type PoolView } from './pool'
import { MAX_NAME } from './name'
import { reserveSlot, slotHolder, type Slot } from './slot'

/**
 * How often the pool is searched before it is called full: a racing LCMAPS that backs off frees its account a moment
 * after it was seen taken.
 */
const SEARCHES = 3

export interface Wish {
  readonly names: readonly string[]
  readonly before: Seen
  readonly name: string
  /** An account that runs no other launch. */
  readonly exclusive: boolean
  readonly attempt: number
}

/**
 * `changed`: the identity's lease is not as it was; look again. Refusals: `pool-full`, `account-mismatch`,
 * `lease-name-too-long`, and why the free accounts cannot be used where there are any.
 */
export async function freshLease<R extends Usable>(ask: Ask<R>, wish: Wish): Promise<Taken<R> | Refusal | 'changed'> {
  const { view } = ask
  if (wish.name.length > MAX_NAME) {
    const detail = `${wish.name.length} bytes, ${MAX_NAME} are possible: ${wish.name}`
    return refuse(ask, 'lease-name-too-long', 'the name of this identity is too long for a lease', detail)
  }
  let unusable: Refusal | undefined
  for (let search = 0; search < SEARCHES; search++) {
    if (search > 0) await pause(view, search + 1)
    for (const name of candidates(ask)) {
      const account = ask.resolve(name)
      if (account.refused) {
        ask.trace.add({
          step: 'map',
          check: 'free account',
          outcome: 'note',
          found: `${name}: ${account.detail ?? ''}`,
        })
        unusable ??= account
        continue
      }
      const taken = await tryCandidate(ask, wish, name)
      if (taken === 'next') continue
      return taken === 'changed' ? taken : { account, lease: taken }
    }
    if (unusable !== undefined || ask.purpose !== 'launch') break
  }
  if (ask.wanted !== undefined) return unusable ?? mismatch(ask, 'which is not free')
  const what = `no free account "${view.pool.prefix}…" in ${view.directory}`
  return unusable ?? refuse(ask, 'pool-full', 'no free account in the pool', what)
}

function candidates(ask: Ask<Usable>): Iterable<string> {
  const { view, wanted } = ask
  if (wanted === undefined) return freeAccounts(view)
  return belongsTo(view.pool, wanted) && isFree(view, wanted) ? [wanted] : []
}

async function tryCandidate(ask: Ask<Usable>, wish: Wish, account: string): Promise<Lease | 'next' | 'changed'> {
  const { view, recordDirectory, holder } = ask
  const { name, names, before } = wish
  if (ask.purpose === 'explain') {
    if (wish.exclusive && slotHolder(recordDirectory, account) !== undefined) return 'next'
    return leaseOf(ask, { name, account, fresh: true })
  }
  // A lease may have been removed by hand while its launch still runs.
  const slot = wish.exclusive ? await reserveSlot(recordDirectory, account, holder, view.system) : undefined
  if (wish.exclusive && slot === undefined) return 'next'
  return orFree(slot, async () => {
    const patient = wish.attempt >= PATIENT_AFTER
    const made = await makeLease(view, { name, names, before, account, patient })
    if (made.outcome === 'made' && (await outlivesRivals(view, name, made.inode))) {
      return leaseOf(ask, { ...made, name, account, slot })
    }
    slot?.free()
    if (made.outcome === 'changed' || made.outcome === 'made') return 'changed'
    if (made.outcome === 'collision') await pause(view, 1)
    return 'next'
  })
}

/**
 * LCMAPS chooses an account first and links it a moment later. Its link may come after we found ours alone, and
 * another LCMAPS of our identity that sees three links then removes our lease (measured). So a new lease is looked at
 * once more; without a rival this costs its two milliseconds once per lease.
 */
async function outlivesRivals(view: PoolView, name: string, inode: bigint): Promise<boolean> {
  await view.system.sleep(RIVAL_MS)
  const lease = look(view.directory, name)
  return lease?.inode === inode && lease.links === 2
}

const RIVAL_MS = 2

async function orFree<T>(slot: Slot | undefined, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    slot?.free()
    throw error
  }
}
