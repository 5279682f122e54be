/** A machine made of values: files, accounts and groups as a test writes them, and a clock that stands. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { errnoOf, LaunchError } from '../../src/core/errors'
import type { Account, ListFile, System } from '../../src/core/system'

export interface FakeMachine {
  /** Path → text, or the refusal that reading it ends with. */
  readonly files?: Readonly<Record<string, string | LaunchError>>
  readonly directories?: Readonly<Record<string, readonly string[]>>
  readonly accounts?: readonly Account[]
  /** Name → gid. */
  readonly groups?: Readonly<Record<string, number>>
  /** Account name → supplementary gids. */
  readonly memberships?: Readonly<Record<string, readonly number[]>>
  /** Seconds since the epoch. */
  readonly now?: number
  /** Files and directories are those of the disk, read without any check of trust. */
  readonly disk?: boolean
}

export function fakeSystem(machine: FakeMachine = {}): System {
  const accounts = machine.accounts ?? []
  const groups = new Map(Object.entries(machine.groups ?? {}))
  return {
    clock: { now: () => machine.now ?? 1_800_000_000 },
    accounts: {
      byName: (name) => accounts.find((account) => account.name === name),
      byUid: (uid) => accounts.find((account) => account.uid === uid),
      groupByName: (name) => groups.get(name),
      groupByGid: (gid) => [...groups].find(([, number]) => number === gid)?.[0],
      groupsOf: ({ name, gid }) =>
        [...new Set([gid, ...(machine.memberships?.[name] ?? [])])].toSorted((a, b) => a - b),
    },
    readTrustedFile: (path) => (machine.disk === true ? readDisk(path) : readFake(machine, path)),
    listTrustedDirectory: (path) => {
      if (machine.disk === true) return listDisk(path)
      const names = machine.directories?.[path]
      if (names === undefined) throw absent(path)
      return names.toSorted()
    },
    hostName: () => 'wn1.example.org',
    random: (count) => new Uint8Array(count).fill(7),
    sleep: () => Promise.resolve(),
  }
}

function readFake({ files = {}, now = 1_800_000_000 }: FakeMachine, path: string): ListFile {
  const text = Object.hasOwn(files, path) ? files[path] : undefined
  if (text === undefined) throw absent(path)
  if (text instanceof LaunchError) throw text
  const facts = { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: Buffer.byteLength(text), mtime: now }
  return { path, text, facts }
}

function listDisk(path: string): readonly string[] {
  try {
    return readdirSync(path).toSorted()
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? absent(path) : error
  }
}

function readDisk(path: string): ListFile {
  try {
    const { mode, uid, gid, nlink, size, mtimeMs } = statSync(path)
    return { path, text: readFileSync(path, 'utf8'), facts: { mode, uid, gid, nlink, size, mtime: mtimeMs / 1000 } }
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? absent(path) : error
  }
}

const absent = (path: string): LaunchError =>
  new LaunchError('list-absent', 'a file of the configuration is not there', {
    detail: `${path} does not exist`,
    place: { file: path },
  })

export const account = (name: string, uid: number, gid = uid): Account => ({
  name,
  uid,
  gid,
  home: `/home/${name}`,
  shell: '/bin/sh',
})
