/** Names of users and groups (NSS): /etc/passwd, LDAP, SSSD, whatever the machine is configured for. */
import { ERRNO } from '../core/errno'
import { LaunchError } from '../core/errors'
import type { Account, Accounts } from '../core/system'
import type { Group, Lookup, Passwd } from './libc'

/**
 * Loaded with the first look-up: koffi costs 4 ms, and a launch that is refused before needs no name.
 * A function, because a static import would run at start-up.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` is asynchronous, the port is not
const libc = (): typeof import('./libc') => require('./libc') as typeof import('./libc')

export const nameService: Accounts = {
  byName: (name) => (isName(name) ? accountOf(find(libc().getpwnam, name, 'getpwnam')) : undefined),
  byUid: (uid) => (isId(uid) ? accountOf(find(libc().getpwuid, uid, 'getpwuid')) : undefined),
  groupByName: (name) => (isName(name) ? gidOf(find(libc().getgrnam, name, 'getgrnam')) : undefined),
  groupByGid: (gid) => (isId(gid) ? (find(libc().getgrgid, gid, 'getgrgid')?.gr_name ?? undefined) : undefined),
  groupsOf,
}

/** C would end the name at a NUL and find another one; no account has control characters or "/" or ":" in it. */
const isName = (name: string): boolean => name !== '' && name.length <= 255 && !/[\u0000-\u001f\u007f/:]/.test(name)

/** (uid_t)-1 means "no change" to setresuid(2): it is never anybody's. */
const NO_ID = 0xffffffff

const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < NO_ID

const FIRST_BUFFER = 4096
/** A group of 20,000 members has an entry of some 200 KiB. */
const LARGEST_BUFFER = 16 * 1024 * 1024

const { ENOENT, ERANGE, EINTR, ESRCH } = ERRNO

/**
 * Calls one of the `…_r` functions until its buffer is large enough.
 * Returns undefined for "no such entry": getpwnam_r(3) has 0 with a null result, and some name services ENOENT or ESRCH.
 * Everything else is an error of the name service, which MUST NOT look like an absent account: `internal`.
 */
export function find<Key, Entry>(lookup: Lookup<Key, Entry>, key: Key, what: string): Entry | undefined {
  for (let size = FIRST_BUFFER; size <= LARGEST_BUFFER;) {
    const entry: Partial<Entry> = {}
    const found: [unknown] = [null]
    const error = lookup(key, entry, new Uint8Array(size), size, found)
    if (error === 0) return found[0] === null ? undefined : (entry as Entry)
    if (error === ENOENT || error === ESRCH) return undefined
    if (error === ERANGE) size *= 4
    else if (error !== EINTR) throw nameServiceError(`${what}(${String(key)}) ended with errno ${error}`)
  }
  throw nameServiceError(`${what}(${String(key)}) needs more than ${LARGEST_BUFFER} bytes`)
}

const nameServiceError = (detail: string): LaunchError =>
  new LaunchError('internal', 'the name service does not answer', { detail })

function accountOf(entry: Passwd | undefined): Account | undefined {
  if (entry === undefined) return undefined
  const { pw_name: name, pw_uid: uid, pw_gid: gid, pw_dir: home, pw_shell: shell } = entry
  if (name === null || !isId(uid) || !isId(gid)) throw nameServiceError(`an entry without a name or with id ${NO_ID}`)
  return { name, uid, gid, home: home ?? '', shell: shell ?? '' }
}

function gidOf(entry: Group | undefined): number | undefined {
  if (entry === undefined) return undefined
  if (!isId(entry.gr_gid)) throw nameServiceError(`a group with id ${NO_ID}`)
  return entry.gr_gid
}

/** NGROUPS_MAX of Linux (limits.h). */
const MOST_GROUPS = 65536

/** getgrouplist(3) cannot report an error of the name service: fewer groups come back then, and so fewer rights. */
function groupsOf(account: Account): readonly number[] {
  const { getgrouplist } = libc()
  for (let room = 64; room <= MOST_GROUPS; room *= 4) {
    const groups = new Uint32Array(room)
    const count = Int32Array.of(room)
    if (getgrouplist(account.name, account.gid, groups, count) !== -1)
      return [...new Set(groups.subarray(0, count[0] ?? 0))].toSorted((a, b) => a - b)
  }
  throw nameServiceError(`${account.name} is in more than ${MOST_GROUPS} groups`)
}
