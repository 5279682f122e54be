/**
 * sharing = "launch": an account per running launch. An identity's leases are numbered (`:mapcount=0001` …, LCMAPS's
 * map counter) and stay; a launch takes the first whose account runs nothing, or makes the next.
 */
import type { Refusal } from '../../core/stages'
import {
  contended,
  leaseOf,
  mismatch,
  mustSettle,
  otherPool,
  PATIENCE,
  PATIENT_AFTER,
  pause,
  refuse,
  type Ask,
  type Taken,
  type Usable,
} from './ask'
import { findLease, type Seen } from './find'
import { freshLease } from './fresh'
import { useLease } from './make'
import { MAX_NAME, suffixText } from './name'
import { noteReplaced } from './per-identity'
import { reserveSlot, slotHolder } from './slot'

interface Counter {
  readonly name: string
  readonly names: readonly string[]
  readonly seen: Seen
}

/** Refusals: `lease-limit` and those of `leasePerIdentity`. */
export async function leasePerLaunch<R extends Usable>(ask: Ask<R>): Promise<Taken<R> | Refusal> {
  let why = ''
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    if (attempt > 0) await pause(ask.view, attempt)
    let gap: Counter | undefined
    let moved = false
    let problem: Refusal | undefined
    for (const counter of counters(ask)) {
      const { seen } = counter
      if (seen.state === 'held') {
        const taken = mustSettle(ask, seen, attempt) ? 'changed' : await reuse(ask, seen)
        if (taken === 'changed') moved = true
        else if (taken !== 'running') {
          if (!taken.refused) return taken
          problem ??= taken
        }
      } else if (seen.state === 'none' || seen.state === 'stale') gap ??= counter
      else if (seen.state === 'other-pool') problem ??= otherPool(ask, seen)
      else moved = true
      why = 'why' in seen ? `${seen.name}: ${seen.why}` : why
    }
    // What is in motion may become usable in a moment: a further account only when it does not.
    if (moved && (gap === undefined || attempt < PATIENT_AFTER)) continue
    if (gap === undefined) return problem ?? exhausted(ask)
    if (ask.purpose === 'verify') return mismatch(ask, 'which the identity does not hold')
    noteReplaced(ask, gap.seen)
    const { name, names, seen: before } = gap
    const taken = await freshLease(ask, { name, names, before, exclusive: true, attempt })
    if (taken !== 'changed') return taken
  }
  return contended(ask, why)
}

function* counters(ask: Ask<Usable>): Generator<Counter> {
  for (let counter = 1; counter <= ask.view.pool.maxPerIdentity; counter++) {
    const suffix = suffixText({ groups: ask.groups, counter })
    const names = ask.subjects.map((subject) => subject + suffix).filter((name) => name.length <= MAX_NAME)
    yield { name: `${ask.subjects[0] ?? ''}${suffix}`, names, seen: findLease(ask.view, names) }
  }
}

async function reuse<R extends Usable>(
  ask: Ask<R>,
  seen: Extract<Seen, { state: 'held' }>,
): Promise<Taken<R> | Refusal | 'running' | 'changed'> {
  const { name, account: accountName } = seen
  if (ask.wanted !== undefined && ask.wanted !== accountName) return 'running'
  const account = ask.resolve(accountName)
  if (account.refused) return account
  // Verification is about the running launch's own account.
  if (ask.purpose === 'verify') return { account, lease: leaseOf(ask, { name, account: accountName, fresh: false }) }
  if (ask.purpose === 'explain') {
    if (slotHolder(ask.recordDirectory, accountName) !== undefined) return 'running'
    return { account, lease: leaseOf(ask, { name, account: accountName, fresh: false }) }
  }
  const slot = await reserveSlot(ask.recordDirectory, accountName, ask.holder, ask.view.system)
  if (slot === undefined) return 'running'
  try {
    if (await useLease(ask.view, seen)) {
      return { account, lease: leaseOf(ask, { name, account: accountName, fresh: false, slot }) }
    }
  } catch (error) {
    slot.free()
    throw error
  }
  slot.free()
  return 'changed'
}

function exhausted(ask: Ask<Usable>): Refusal {
  if (ask.wanted !== undefined) return mismatch(ask, 'which the identity does not hold or already uses')
  const most = ask.view.pool.maxPerIdentity
  return refuse(ask, 'lease-limit', 'this identity runs as many launches as it may', `${most} accounts in use`)
}
