/** The system port of a service: that of the cold decider, with a memory. */
import { randomFillSync } from 'node:crypto'
import { forgetProxies } from '../authenticate/x509/remembered'
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
    random,
    forget() {
      files.clear()
      accounts.clear()
      forgetProxies()
    },
  }
}

const pool = Buffer.alloc(4096)
let used = pool.length

/** Asks the kernel once for some hundreds of launches. What has been given away is never given again. */
function random(count: number): Uint8Array {
  if (count > pool.length - used) {
    if (count > pool.length) return randomFillSync(new Uint8Array(count))
    randomFillSync(pool)
    used = 0
  }
  used += count
  return Uint8Array.from(pool.subarray(used - count, used))
}
