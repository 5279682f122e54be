/** Throw-away gridmapdirs, and what stands in them. */
import { randomBytes } from 'node:crypto'
import { linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MapRule, PoolSettings, Settings } from '../../src/core/settings'
import type { Identity, LaunchRequest, Permit, Plain } from '../../src/core/stages'
import type { System } from '../../src/core/system'
import { account, fakeSystem, type FakeMachine } from './fake-system'
import { sampleIdentity, samplePermit, sampleRequest, sampleSettings } from './samples'

const made: string[] = []

/** Accounts `tpool001` …, as an administrator makes them; removed by `removeDirectories`. */
export function gridmapdir(accounts: number, prefix = 'tpool', width = 3): string {
  const root = mkdtempSync(join(tmpdir(), 'gridmapdir-'))
  made.push(root)
  const directory = join(root, 'gridmapdir')
  mkdirSync(directory, { mode: 0o770 })
  mkdirSync(recordDirectory(directory))
  addAccounts(directory, accounts, prefix, width)
  return directory
}

export function addAccounts(directory: string, accounts: number, prefix = 'tpool', width = 3): void {
  for (let number = 1; number <= accounts; number++) {
    writeFileSync(join(directory, prefix + String(number).padStart(width, '0')), '')
  }
}

export const recordDirectory = (directory: string): string => join(directory, '..', 'run')

export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
}

export const poolAt = (directory: string, change: Partial<PoolSettings> = {}): PoolSettings => ({
  name: 'testers',
  prefix: 'tpool',
  directory,
  sharing: 'identity',
  maxPerIdentity: 3,
  strictPrefix: true,
  overrideInconsistency: false,
  place: undefined,
  ...change,
})

export const ruleFor = (from: MapRule['from'], change: Partial<MapRule> = {}): MapRule => ({
  name: 'rule',
  kinds: [],
  from,
  groups: { source: 'account', groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
  leaseSuffix: 'none',
  reap: 'account',
  place: { file: '/etc/mapexec/mapexec.toml', line: 20 },
  ...change,
})

/** Everybody into one pool. */
export const poolSettings = (pool: PoolSettings): Settings =>
  sampleSettings({
    maps: [ruleFor({ type: 'pool', pool: pool.name })],
    pools: [pool],
    record: { ...sampleSettings().record, directory: recordDirectory(pool.directory) },
  })

const numbers = (count: number, prefix: string, width: number) =>
  Array.from({ length: count }, (_none, index) =>
    account(prefix + String(index + 1).padStart(width, '0'), 61001 + index, 61000),
  )

/** Pool accounts in the name service; real chance, real clock, real waiting. */
export function leaseSystem(accounts: number, machine: FakeMachine = {}, prefix = 'tpool', width = 3): System {
  const fake = fakeSystem({
    accounts: [...numbers(accounts, prefix, width), ...(machine.accounts ?? [])],
    groups: { pool: 61000, ...machine.groups },
    files: machine.files ?? {},
    memberships: machine.memberships ?? {},
  })
  return {
    ...fake,
    clock: { now: () => Date.now() / 1000 },
    random: (bytes) => randomBytes(bytes),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }
}

export const permitFor = (
  identity: Partial<Plain<Identity>> = {},
  request: Partial<Plain<LaunchRequest>> = {},
): Permit => {
  const subject = identity.subject ?? '/DC=org/CN=alice'
  return samplePermit(sampleRequest(request), sampleIdentity({ fqans: [], spellings: [subject], ...identity, subject }))
}

/** Lease name → account, by inode; link counts of all entries. */
export function census(directory: string): { leases: Record<string, string | undefined>; counts: number[] } {
  const entries = readdirSync(directory)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, stat: lstatSync(join(directory, name)) }))
  const accounts = new Map(entries.filter(({ name }) => !name.startsWith('%')).map((one) => [one.stat.ino, one.name]))
  const leases = entries.filter(({ name }) => name.startsWith('%'))
  return {
    leases: Object.fromEntries(leases.map(({ name, stat }) => [name, accounts.get(stat.ino)])),
    counts: leases.map(({ stat }) => stat.nlink),
  }
}

export const linkLease = (directory: string, accountName: string, lease: string): void =>
  linkSync(join(directory, accountName), join(directory, lease))

export const ALICE = '%2fdc%3dorg%2fcn%3dalice'
export const BOB = '%2fdc%3dorg%2fcn%3dbob'
