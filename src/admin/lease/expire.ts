/** Which leases go back by themselves: the longest unused of a pool that is too full. */
import type { LeaseList, LeaseView, PoolView } from './view'

export interface ExpiryRule {
  /** Seconds without use. */
  readonly idle: number
  /** Percent; undefined: however full it is. */
  readonly whenFullerThan: number | undefined
  /** Only this pool. */
  readonly pool: string | undefined
}

export interface Expiry {
  readonly pool: PoolView
  /** In the order in which they go. */
  readonly candidates: readonly LeaseView[]
  /** So many of them: until the pool is no longer too full. */
  readonly wanted: number
}

/** Leases that run something are never candidates. An identity that comes back later gets another account. */
export function expiries({ pools, leases }: LeaseList, rule: ExpiryRule, now: number): readonly Expiry[] {
  return pools
    .filter(({ name }) => rule.pool === undefined || rule.pool === name)
    .map((pool) => {
      const candidates = leases
        .filter(({ pool: name, state, running }) => name === pool.name && state === 'leased' && running === 0)
        .filter(({ lastUse }) => lastUse < now - rule.idle)
        .sort((a, b) => a.lastUse - b.lastUse)
      return { pool, candidates, wanted: Math.min(candidates.length, surplusOf(pool, rule.whenFullerThan)) }
    })
}

/** How many accounts must become free until no more than so many percent are taken. */
function surplusOf({ accounts, free }: PoolView, percent: number | undefined): number {
  if (percent === undefined) return accounts
  return Math.max(0, accounts - free - Math.floor((accounts * percent) / 100))
}
