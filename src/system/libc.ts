/**
 * The name service of the C library, through koffi. Nothing else knows that there is C behind it.
 * Importing this file loads koffi; see src/system/accounts.ts.
 */
import koffi, { type TypeObject } from 'koffi'

/** `load(null)`: the C library that node itself runs on, glibc or musl. */
const libc = koffi.load(null)

/** pwd.h. The same members in glibc and musl. */
const passwd = koffi.struct({
  pw_name: 'str',
  pw_passwd: 'str',
  pw_uid: 'uint32_t',
  pw_gid: 'uint32_t',
  pw_gecos: 'str',
  pw_dir: 'str',
  pw_shell: 'str',
})

/** grp.h. `gr_mem` is not read. */
const group = koffi.struct({
  gr_name: 'str',
  gr_passwd: 'str',
  gr_gid: 'uint32_t',
  gr_mem: 'void *',
})

export interface Passwd {
  readonly pw_name: string | null
  readonly pw_uid: number
  readonly pw_gid: number
  readonly pw_dir: string | null
  readonly pw_shell: string | null
}

export interface Group {
  readonly gr_name: string | null
  readonly gr_gid: number
}

/** Of getpwnam_r(3) and its like: 0 or an errno. `found[0]` is null where there is no such entry. */
export type Lookup<Key, Entry> = (
  key: Key,
  entry: Partial<Entry>,
  buffer: Uint8Array,
  size: number,
  found: [unknown],
) => number

const lookup = <Key, Entry>(name: string, key: string, entry: TypeObject): Lookup<Key, Entry> =>
  libc.func(name, 'int', [key, koffi.out(koffi.pointer(entry)), 'void *', 'size_t', koffi.out('void **')]) as Lookup<
    Key,
    Entry
  >

export const getpwnam = lookup<string, Passwd>('getpwnam_r', 'str', passwd)
export const getpwuid = lookup<number, Passwd>('getpwuid_r', 'uint32_t', passwd)
export const getgrnam = lookup<string, Group>('getgrnam_r', 'str', group)
export const getgrgid = lookup<number, Group>('getgrgid_r', 'uint32_t', group)

/** getgrouplist(3): -1 where `count[0]`, then the number that is needed, is larger than `groups`. */
export const getgrouplist = libc.func('getgrouplist', 'int', ['str', 'uint32_t', 'void *', 'void *']) as (
  user: string,
  gid: number,
  groups: Uint32Array,
  count: Int32Array,
) => number
