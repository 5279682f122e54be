/** The question that the two ways of sharing accounts answer, and what they have in common. */
import type { Reason } from '../../core/reasons'
import type { Lease, Refusal } from '../../core/stages'
import type { Trace } from '../../core/trace'
import type { Seen } from './find'
import { giveBack, repair } from './make'
import type { PoolView } from './pool'
import type { Holder, Slot } from './slot'

/** An account that may be used, with whatever the caller of this folder worked out about it. */
export interface Usable {
  readonly refused?: undefined
}

export interface Ask<R extends Usable> {
  readonly view: PoolView
  readonly trace: Trace
  /**
   * launch: find or make, and touch. explain: say what a launch would get. verify: an existing lease only, untouched
   * (lcmaps_verify_account).
   */
  readonly purpose: 'launch' | 'explain' | 'verify'
  /** Encoded subjects, the one for new leases first, and the groups that follow them in the name. */
  readonly subjects: readonly string[]
  readonly groups: readonly string[]
  /** The caller asks for this account and no other. */
  readonly wanted: string | undefined
  /** The account with its numbers, resolved before anything is linked; or why it cannot be used. */
  readonly resolve: (account: string) => R | Refusal
  readonly recordDirectory: string
  readonly holder: Holder
}

export interface Taken<R extends Usable> {
  readonly refused?: undefined
  readonly account: R
  readonly lease: Lease
}

/** About two seconds in all; every pause is drawn at random so that contenders part. */
export const PATIENCE = 12
const LONGEST_PAUSE_MS = 250

/** After this many pauses a killed process's half-made lease is no longer taken for one in the making. */
export const PATIENT_AFTER = 4

/** For how many attempts a link of this moment is waited for; a clock that is wrong must not make this longer. */
const SETTLING_ATTEMPTS = 4

/** Only a launch relies on what it sees. */
export const mustSettle = (ask: Ask<Usable>, seen: { readonly settled: boolean }, attempt: number): boolean =>
  ask.purpose === 'launch' && !seen.settled && attempt < SETTLING_ATTEMPTS

export async function pause(view: PoolView, attempt: number): Promise<void> {
  const most = Math.min(LONGEST_PAUSE_MS, 8 * 2 ** attempt)
  const [low = 0, high = 0] = view.system.random(2)
  await view.system.sleep(1 + ((high * 256 + low) % most))
  if (attempt >= PATIENT_AFTER && !view.readOnly) await repair(view)
}

export function refuse(ask: Ask<Usable>, reason: Reason, message: string, detail: string): Refusal {
  const place = { file: ask.view.directory }
  ask.trace.add({ step: 'map', check: 'lease', outcome: 'fail', found: detail, place })
  return { refused: true, reason, message, detail, place }
}

export const otherPool = (ask: Ask<Usable>, seen: Extract<Seen, { state: 'other-pool' }>): Refusal =>
  refuse(
    ask,
    'lease-other-pool',
    'this identity holds an account of another pool',
    `${seen.name} points to ${seen.account}, not to an account of "${ask.view.pool.prefix}"`,
  )

export const mismatch = (ask: Ask<Usable>, found: string): Refusal =>
  refuse(ask, 'account-mismatch', 'the identity does not map to this account', `wanted ${ask.wanted ?? ''}, ${found}`)

export const contended = (ask: Ask<Usable>, why: string): Refusal =>
  refuse(ask, 'lease-conflict', 'too many decisions at once', why)

/** The lease as the later steps see it. `modified`: given back while the time stands there; undefined: never. */
export function leaseOf(
  ask: Ask<Usable>,
  what: { name: string; account: string; inode?: bigint; modified?: bigint; fresh: boolean; slot?: Slot | undefined },
): Lease {
  const { view } = ask
  const { name, account, inode, modified, fresh, slot } = what
  const found = `${fresh ? 'new lease' : 'lease'} ${name} on ${account}`
  ask.trace.add({ step: 'map', check: 'lease', outcome: 'pass', found, place: { file: view.directory } })
  return {
    pool: view.pool.name,
    directory: view.directory,
    name,
    account,
    fresh,
    release() {
      if (fresh && inode !== undefined && modified !== undefined) giveBack(view, name, inode, modified)
      slot?.free()
    },
  }
}
