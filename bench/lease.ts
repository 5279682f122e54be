/**
 * What a lease costs, against the size of the pool: one run, one machine, sizes interleaved; medians and ratios.
 * Budget: finding an existing lease among 100,000 accounts costs at most 1.3 times what it costs among 10.
 */
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolSettings, Settings } from '../src/core/settings'
import type { System } from '../src/core/system'
import { map } from '../src/mapping'
import { quantile } from './report'
import { leaseSystem, permitFor, poolAt, poolSettings } from '../test/support/leases'

const SIZES = [10, 1000, 10_000, 100_000] as const
const ROUNDS = 300
const LEASE = '%2fdc%3dorg%2fcn%3dalice'

interface Bed {
  readonly size: number
  readonly settings: Settings
  readonly pool: PoolSettings
}

const nameOf = (number: number): string => `tpool${String(number).padStart(6, '0')}`

function makeBed(root: string, size: number): Bed {
  const directory = join(root, String(size), 'gridmapdir')
  mkdirSync(directory, { recursive: true })
  mkdirSync(join(root, String(size), 'run'))
  for (let number = 1; number <= size; number++) writeFileSync(join(directory, nameOf(number)), '')
  linkSync(join(directory, nameOf(size)), join(directory, LEASE))
  const pool = poolAt(directory)
  return { size, pool, settings: poolSettings(pool) }
}

/** All accounts of the pool, without a list to search. */
const base = leaseSystem(0)
const system: System = {
  ...base,
  accounts: {
    ...base.accounts,
    byName: (name) => ({ name, uid: 61001, gid: 61000, home: '/', shell: '/bin/sh' }),
  },
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint()
  await action()
  return Number(process.hrtime.bigint() - start) / 1e6
}

async function mapOnce({ settings }: Bed, subject = '/DC=org/CN=alice'): Promise<void> {
  const result = await map(permitFor({ subject }), settings, system)
  if (result.refused) throw new Error(`${result.reason}: ${result.detail ?? ''}`)
}

/** Milliseconds, medians. */
export interface LeaseCost {
  readonly accounts: number
  readonly existing: number
  readonly fresh: number
  /** The first look-up ever: there is no index yet, and the directory is read. */
  readonly first: number
}

/** In a directory of its own below `place`, removed afterwards. */
export async function measureLeases(rounds = ROUNDS, place = tmpdir()): Promise<readonly LeaseCost[]> {
  const root = mkdtempSync(join(place, 'bench-lease-'))
  try {
    const beds = SIZES.map((size) => makeBed(root, size))
    const first = new Map<number, number>()
    for (const bed of beds) first.set(bed.size, await timed(() => mapOnce(bed)))
    const existing = new Map<number, number[]>(SIZES.map((size) => [size, []]))
    const fresh = new Map<number, number[]>(SIZES.map((size) => [size, []]))
    for (let round = 0; round < rounds; round++) {
      for (const bed of beds) existing.get(bed.size)?.push(await timed(() => mapOnce(bed)))
    }
    for (let round = 0; round < 8; round++) {
      for (const bed of beds) fresh.get(bed.size)?.push(await timed(() => mapOnce(bed, `/CN=new ${round}`)))
    }
    return SIZES.map((accounts) => ({
      accounts,
      existing: quantile(existing.get(accounts) ?? [], 0.5),
      fresh: quantile(fresh.get(accounts) ?? [], 0.5),
      first: first.get(accounts) ?? NaN,
    }))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
