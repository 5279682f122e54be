import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import type { PoolSettings } from '../../../src/core/settings'
import type { Identity, LaunchRequest, Plain, Refusal, Target } from '../../../src/core/stages'
import { map } from '../../../src/mapping'
import {
  addAccounts,
  ALICE,
  BOB,
  census,
  gridmapdir,
  leaseSystem,
  linkLease,
  permitFor,
  poolAt,
  poolSettings,
  removeDirectories,
} from '../../support/leases'
import { reasonOfAsync } from '../../support/reason'

afterAll(removeDirectories)

interface Change {
  readonly accounts?: number
  readonly pool?: Partial<PoolSettings>
  readonly identity?: Partial<Plain<Identity>>
  readonly request?: Partial<Plain<LaunchRequest>>
}

const mapAt = (directory: string, { accounts = 4, pool = {}, identity = {}, request = {} }: Change = {}) =>
  map(permitFor(identity, request), poolSettings(poolAt(directory, pool)), leaseSystem(accounts))

const explain = { request: { purpose: 'explain' } } as const
const verify = (wantedAccount: string) => ({ request: { glexecMode: 'lcmaps_verify_account', wantedAccount } }) as const
const accountOf = (result: Target | Refusal): string => (result.refused ? result.reason : result.account.name)
const files = (directory: string): string[] => readdirSync(directory).toSorted()
const aliceHolds = (account: string, accounts = 4): string => {
  const directory = gridmapdir(accounts)
  linkLease(directory, account, ALICE)
  return directory
}

describe('a new lease', () => {
  test('is a second link to a free account, touched, and named as LCMAPS names it', async () => {
    const directory = gridmapdir(3)
    for (const name of files(directory)) utimesSync(join(directory, name), 1, 1)
    const result = await mapAt(directory)
    expect(census(directory)).toEqual({ leases: { [ALICE]: accountOf(result) }, counts: [2] })
    expect(lstatSync(join(directory, ALICE)).mtimeMs).toBeGreaterThan(Date.now() - 60_000)
    expect(result).toMatchObject({ lease: { name: ALICE, fresh: true, pool: 'testers', account: accountOf(result) } })
  })

  test('is given back by release, once, and then the account is free', async () => {
    const directory = gridmapdir(1)
    const first = await mapAt(directory)
    if (!first.refused) first.lease?.release()
    expect(census(directory).leases).toEqual({})
    expect(accountOf(await mapAt(directory, { identity: { subject: '/CN=other' } }))).toBe('tpool001')
    if (!first.refused) first.lease?.release()
    expect(census(directory).counts).toEqual([2])
  })

  test('stays when another launch of the identity has used it since', async () => {
    const directory = gridmapdir(1)
    const first = await mapAt(directory)
    await mapAt(directory)
    if (!first.refused) first.lease?.release()
    expect(census(directory).leases).toEqual({ [ALICE]: 'tpool001' })
  })

  test('never takes what is no free account file', async () => {
    const directory = gridmapdir(1)
    mkdirSync(join(directory, 'tpool002'))
    symlinkSync('tpool001', join(directory, 'tpool003'))
    addAccounts(directory, 4, 'tpool00x', 1)
    linkSync(join(directory, 'tpool001'), join(directory, '..', 'outside'))
    expect(accountOf(await mapAt(directory))).toBe('pool-full')
  })

  test.each([
    ['strictly, prefix and digits', true, 'pool-full'],
    ['loosely, anything after the prefix', false, 'tpoolx'],
  ])('takes %s', async (_what, strictPrefix, expected) => {
    const directory = gridmapdir(1, 'tpoolx', 0)
    rmSync(join(directory, 'tpoolx1'))
    addAccounts(directory, 1, 'tpoolx', 0)
    linkSync(join(directory, 'tpoolx1'), join(directory, 'tpoolx'))
    rmSync(join(directory, 'tpoolx1'))
    const system = leaseSystem(0, {
      accounts: [{ name: 'tpoolx', uid: 61500, gid: 61000, home: '/', shell: '/bin/sh' }],
    })
    const settings = poolSettings(poolAt(directory, { strictPrefix }))
    expect(accountOf(await map(permitFor(), settings, system))).toBe(expected)
  })

  test('skips accounts that the name service does not know, before it links anything', async () => {
    const directory = gridmapdir(4)
    expect(accountOf(await mapAt(directory, { accounts: 1 }))).toBe('tpool001')
    const later = { accounts: 1, identity: { subject: '/CN=late' } }
    expect(await reasonOfAsync(() => mapAt(directory, later))).toBe('account-unknown')
    expect(Object.keys(census(directory).leases)).toEqual([ALICE])
  })

  test('is refused, not cut, when its name has more than 255 bytes', async () => {
    const directory = gridmapdir(1)
    const subject = `/CN=${'x'.repeat(247)}`
    expect(accountOf(await mapAt(directory, { identity: { subject } }))).toBe('tpool001')
    expect(accountOf(await mapAt(directory, { identity: { subject: `${subject}x` } }))).toBe('lease-name-too-long')
  })
})

describe('an existing lease', () => {
  test('is used and touched, with and without the index', async () => {
    const directory = aliceHolds('tpool003')
    for (let round = 0; round < 3; round++) {
      utimesSync(join(directory, ALICE), 1, 1)
      expect(await mapAt(directory)).toMatchObject({ account: { name: 'tpool003' }, lease: { fresh: false } })
      expect(lstatSync(join(directory, ALICE)).mtimeMs).toBeGreaterThan(Date.now() - 60_000)
      if (round === 1) rmSync(join(directory, '.mapexec'), { recursive: true })
    }
  })

  test('is not given back by a launch that only used it', async () => {
    const directory = aliceHolds('tpool003')
    const result = await mapAt(directory)
    if (!result.refused) result.lease?.release()
    expect(census(directory).leases).toEqual({ [ALICE]: 'tpool003' })
  })

  test('is used under the spelling of an older OpenSSL, and none is made beside it', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool002', '%2fcn%3dhost%2fx')
    const identity = { subject: '/CN=host\\/x', spellings: ['/CN=host\\/x', '/CN=host/x'] }
    expect(await mapAt(directory, { identity })).toMatchObject({
      account: { name: 'tpool002' },
      lease: { name: '%2fcn%3dhost%2fx', fresh: false },
    })
    expect(census(directory).counts).toEqual([2])
  })

  test("is used under the name that LCMAPS's signed-char bug gave it", async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool001', '%2fcn%3daf%ff%ffffffa9')
    expect(accountOf(await mapAt(directory, { identity: { subject: '/CN=afé' } }))).toBe('tpool001')
    expect(census(directory).counts).toEqual([2])
  })

  test('is believed by inode, not by an index that says something else', async () => {
    const directory = aliceHolds('tpool002')
    linkLease(directory, 'tpool003', BOB)
    mkdirSync(join(directory, '.mapexec'))
    const { ino } = lstatSync(join(directory, ALICE))
    for (const lie of ['tpool003', 'tpool001', 'tpool009', ALICE, '../x', '.']) {
      rmSync(join(directory, '.mapexec', String(ino)), { force: true })
      symlinkSync(lie, join(directory, '.mapexec', String(ino)))
      expect(accountOf(await mapAt(directory))).toBe('tpool002')
    }
  })

  test('without its account file is replaced', async () => {
    const directory = aliceHolds('tpool003')
    unlinkSync(join(directory, 'tpool003'))
    const result = await mapAt(directory)
    expect(accountOf(result)).toMatch(/^tpool00[124]$/)
    expect(census(directory)).toEqual({ leases: { [ALICE]: accountOf(result) }, counts: [2] })
  })

  test('to a file outside the directory is replaced', async () => {
    const directory = gridmapdir(2)
    linkLease(directory, 'tpool001', '../outside')
    unlinkSync(join(directory, 'tpool001'))
    linkSync(join(directory, '..', 'outside'), join(directory, ALICE))
    expect(accountOf(await mapAt(directory))).toBe('tpool002')
    expect(census(directory).counts).toEqual([2])
  })

  test('that shares its account with another is refused, both stay, and no third is made', async () => {
    const directory = aliceHolds('tpool002')
    linkLease(directory, 'tpool002', BOB)
    const result = await mapAt(directory)
    expect(accountOf(result)).toBe('lease-conflict')
    expect(census(directory)).toEqual({ leases: { [ALICE]: 'tpool002', [BOB]: 'tpool002' }, counts: [3, 3] })
  })

  test.each([
    ['refused', false, 'lease-other-pool', 'vpool001'],
    ['replaced where the configuration says so', true, 'tpool001', 'tpool001'],
  ])('of another pool is %s', async (_what, overrideInconsistency, expected, holds) => {
    const directory = gridmapdir(1)
    addAccounts(directory, 1, 'vpool')
    linkLease(directory, 'vpool001', ALICE)
    expect(accountOf(await mapAt(directory, { pool: { overrideInconsistency } }))).toBe(expected)
    expect(census(directory)).toEqual({ leases: { [ALICE]: holds }, counts: [2] })
  })

  test('that is no regular file stops the launch', async () => {
    const directory = gridmapdir(1)
    mkdirSync(join(directory, ALICE))
    expect(await reasonOfAsync(() => mapAt(directory))).toBe('lease-directory')
  })

  test('to an account outside the bounds is refused untouched', async () => {
    const directory = aliceHolds('tpool002')
    utimesSync(join(directory, ALICE), 1, 1)
    const system = leaseSystem(0, { accounts: [{ name: 'tpool002', uid: 0, gid: 0, home: '/', shell: '/bin/sh' }] })
    const result = await map(permitFor(), poolSettings(poolAt(directory)), system)
    expect(accountOf(result)).toBe('account-forbidden')
    expect(lstatSync(join(directory, ALICE)).mtimeMs).toBe(1000)
  })
})

describe('explain', () => {
  test('names a free account and changes nothing', async () => {
    const directory = gridmapdir(3)
    const before = files(directory)
    const result = await mapAt(directory, explain)
    expect(result).toMatchObject({ lease: { name: ALICE, fresh: true } })
    if (!result.refused) result.lease?.release()
    expect(files(directory)).toEqual(before)
  })

  test('names the account that is held and does not touch it', async () => {
    const directory = aliceHolds('tpool002')
    utimesSync(join(directory, ALICE), 1, 1)
    expect(await mapAt(directory, explain)).toMatchObject({ account: { name: 'tpool002' }, lease: { fresh: false } })
    expect(lstatSync(join(directory, ALICE)).mtimeMs).toBe(1000)
    expect(files(directory)).not.toContain('.mapexec')
  })

  test('says that a pool is full', async () => {
    expect(accountOf(await mapAt(gridmapdir(0), explain))).toBe('pool-full')
  })
})

describe('an account that is asked for', () => {
  test.each(['tpool003', 'tpool001'])('is leased where it is free: %s', async (wantedAccount) => {
    expect(accountOf(await mapAt(gridmapdir(4), { request: { wantedAccount } }))).toBe(wantedAccount)
  })

  test.each([
    ['held by another identity', 'tpool002'],
    ['of another pool', 'vpool001'],
    ['not there', 'tpool009'],
    ['a lease', BOB],
    ['root', 'root'],
  ])('is refused when it is %s', async (_what, wantedAccount) => {
    const directory = gridmapdir(4)
    addAccounts(directory, 1, 'vpool')
    linkLease(directory, 'tpool002', BOB)
    expect(accountOf(await mapAt(directory, { request: { wantedAccount } }))).toBe('account-mismatch')
    expect(Object.keys(census(directory).leases)).toEqual([BOB])
  })

  test('is refused when the identity holds another', async () => {
    expect(accountOf(await mapAt(aliceHolds('tpool002'), { request: { wantedAccount: 'tpool001' } }))).toBe(
      'account-mismatch',
    )
  })
})

describe('lcmaps_verify_account', () => {
  test('says yes to the account that is held, without touching it', async () => {
    const directory = aliceHolds('tpool002')
    utimesSync(join(directory, ALICE), 1, 1)
    expect(accountOf(await mapAt(directory, verify('tpool002')))).toBe('tpool002')
    expect(lstatSync(join(directory, ALICE)).mtimeMs).toBe(1000)
  })

  test('never makes a lease', async () => {
    const directory = gridmapdir(2)
    expect(accountOf(await mapAt(directory, verify('tpool001')))).toBe('account-mismatch')
    expect(files(directory)).toEqual(['tpool001', 'tpool002'])
  })

  test('refuses another account, and none', async () => {
    const directory = aliceHolds('tpool002')
    expect(accountOf(await mapAt(directory, verify('tpool001')))).toBe('account-mismatch')
    const none = { request: { glexecMode: 'lcmaps_verify_account' } } as const
    expect(accountOf(await mapAt(directory, none))).toBe('account-mismatch')
  })
})

describe('the lease directory', () => {
  test('that is not there stops the launch', async () => {
    expect(await reasonOfAsync(() => mapAt('/nowhere/gridmapdir'))).toBe('lease-directory')
  })

  test('in which anybody may write is not trusted', async () => {
    const directory = gridmapdir(1)
    chmodSync(directory, 0o777)
    expect(await reasonOfAsync(() => mapAt(directory))).toBe('config-untrusted')
  })
})
