/** The system port of a service: that of the cold decider, with a memory. */
import type { System } from '../core/system'
import { monotonic } from '../core/time'
import { createSystem } from '../system'
import { cachedAccounts } from './cached-accounts'
import { CachedFiles } from './cached-files'

export interface ServiceSystem extends System {
  /** Everything is asked anew. */
  forget(): void
}

export function createServiceSystem(): ServiceSystem {
  const system = createSystem()
  const files = new CachedFiles(() => system.clock.now())
  const accounts = cachedAccounts(system.accounts, { now: monotonic })
  return {
    ...system,
    accounts,
    stays: true,
    readTrustedFile: (path, maxBytes, options) => files.read(path, maxBytes, options),
    listTrustedDirectory: (path) => files.list(path),
    forget() {
      files.clear()
      accounts.clear()
    },
  }
}
