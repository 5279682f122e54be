/** Who holds an account right now. */
import { LaunchError } from '../../core/errors'
import { createSystem } from '../../system'
import { shownSettings } from '../files/settings'
import { listLeases } from './view'

export interface Holder {
  readonly identity: string
  readonly account: string
  readonly pool: string
  /** Seconds since the epoch. */
  readonly lastUse: number
}

/** Empty where nobody does, or where this user may not know: the directory of leases need not be readable for all. */
export function holdersOfAccount(account: string): readonly Holder[] {
  try {
    return listLeases(shownSettings(createSystem()).pools, new Map(), 0)
      .leases.filter((lease) => lease.account === account)
      .map(({ identity, pool, lastUse }) => ({ identity, account, pool, lastUse }))
  } catch (error) {
    if (error instanceof LaunchError) return []
    throw error
  }
}
