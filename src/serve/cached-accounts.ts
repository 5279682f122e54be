/** Names of users and groups, kept for some seconds: directory services answer slowly, and a launch asks five times. */
import { statSync } from 'node:fs'
import type { Account, Accounts } from '../core/system'

/** An account that is taken away works for so long; the files of the machine itself count for the next launch. Milliseconds. */
export const NAMES_LIVE = 5000
const MOST = 4096
/** One decision asks a dozen times. */
const LOOK = 2

const FILES = ['/etc/passwd', '/etc/group', '/etc/nsswitch.conf']

export interface Watch {
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number
  readonly files?: readonly string[]
}

/** Only answers are kept, "there is none" among them; an error of the name service is not. */
export function cachedAccounts(accounts: Accounts, { now, files = FILES }: Watch): Accounts & { clear(): void } {
  const known = new Map<string, { readonly value: unknown; readonly until: number }>()
  let seen = ''
  let looked = -Infinity
  const keep = <T>(key: string, ask: () => T): T => {
    if (now() - looked > LOOK) {
      const state = files.map(identityOf).join()
      if (state !== seen || known.size >= MOST) known.clear()
      seen = state
      looked = now()
    }
    const found = known.get(key)
    if (found !== undefined && found.until > now()) return found.value as T
    const value = ask()
    known.set(key, { value, until: now() + NAMES_LIVE })
    return value
  }
  return {
    byName: (name) => keep(`user ${name}`, () => accounts.byName(name)),
    byUid: (uid) => keep(`uid ${uid}`, () => accounts.byUid(uid)),
    groupByName: (name) => keep(`group ${name}`, () => accounts.groupByName(name)),
    groupByGid: (gid) => keep(`gid ${gid}`, () => accounts.groupByGid(gid)),
    groupsOf: (account: Account) => keep(`groups ${account.gid} ${account.name}`, () => accounts.groupsOf(account)),
    clear: () => known.clear(),
  }
}

function identityOf(path: string): string {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false })
  return facts === undefined ? '-' : `${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}`
}
