/** The real machine behind the system port (src/core/system.ts). */
import { closeSync, openSync, readSync } from 'node:fs'
import type { System } from '../core/system'
import { nameService } from './accounts'
import { TrustedFiles } from './trusted-files'

/**
 * One for each decision program. A launch pays only for what it uses: the foreign functions are loaded with the first
 * look-up of a name.
 */
export function createSystem(): System {
  const files = new TrustedFiles()
  return {
    clock: { now: () => Date.now() / 1000 },
    accounts: nameService,
    readTrustedFile: (path, maxBytes, options) => files.read(path, maxBytes, options),
    listTrustedDirectory: (path) => files.list(path),
    hostName: () => os().hostname(),
    random: randomBytes,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded where the name is asked for, which is seldom
const os = (): typeof import('node:os') => require('node:os') as typeof import('node:os')

/** random(4): never blocks once the machine is up. Loading node:crypto for this costs ten times as much. */
function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  const descriptor = openSync('/dev/urandom', 'r')
  try {
    let done = 0
    while (done < count) {
      const read = readSync(descriptor, bytes, done, count - done, null)
      if (read === 0) throw new Error('/dev/urandom has ended')
      done += read
    }
  } finally {
    closeSync(descriptor)
  }
  return bytes
}
