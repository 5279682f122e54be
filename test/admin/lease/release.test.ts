import { spawn } from 'node:child_process'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { release, type ReleaseContext } from '../../../src/admin/lease/release'
import { lockAccount } from '../../../src/admin/lease/account-lock'
import { listLeases, type LeaseView } from '../../../src/admin/lease/view'
import { createSystem } from '../../../src/system'
import { account } from '../../support/fake-system'
import { gridmapdir, poolAt, recordDirectory, removeDirectories } from '../../support/leases'
import { process1, processTable, putRecord, refOf, startLine, startTimeOf, T0 } from '../../support/records'

afterEach(removeDirectories)

const LEASE = '%2fdc%3dorg%2fcn%3dalice'
const NOW = T0 + 100_000
const UID = 61001

function held(lastUse = T0): string {
  const directory = gridmapdir(3)
  linkSync(join(directory, 'tpool001'), join(directory, LEASE))
  utimesSync(join(directory, LEASE), lastUse, lastUse)
  for (const name of ['locks', 'slots', 'history']) mkdirSync(join(recordDirectory(directory), name))
  return directory
}

function contextFor(directory: string, change: Partial<ReleaseContext> = {}): ReleaseContext {
  const accounts = {
    ...createSystem().accounts,
    byName: (name: string) => (name.startsWith('tpool') ? account(name, UID) : undefined),
  }
  return {
    system: { ...createSystem(), accounts, clock: { now: () => NOW } },
    processes: processTable([process1({ pid: 9, start: 9 })], { 9: [0, 0, 0, 0] }),
    recordDirectory: recordDirectory(directory),
    decisionTimeoutMs: 10_000,
    guardianUidOffset: 100_000,
    asService: (action) => action(),
    clean: undefined,
    ...change,
  }
}

const leaseIn = (directory: string): LeaseView => {
  const [lease] = listLeases([poolAt(directory)], new Map(), 0).leases
  if (lease === undefined) throw new Error('no lease')
  return lease
}
const take = async (directory: string, change: Partial<ReleaseContext> = {}) =>
  (await release(leaseIn(directory), contextFor(directory, change))).outcome
const links = (directory: string) => lstatSync(join(directory, 'tpool001')).nlink
const isHeld = (directory: string) => existsSync(join(directory, LEASE)) && links(directory) === 2

describe('release', () => {
  test('frees the account and leaves nothing behind', async () => {
    const directory = held()
    expect([await take(directory), links(directory), existsSync(join(directory, LEASE))]).toEqual([
      'released',
      1,
      false,
    ])
    expect(readdirSync(join(directory, '.mapexec'))).toEqual(['lock'])
  })

  test('cleans before the account is free', async () => {
    const directory = held()
    const clean = jest.fn(() => {
      expect([links(directory), existsSync(join(directory, LEASE))]).toEqual([2, false])
    })
    expect([await take(directory, { clean }), clean.mock.calls.length, links(directory)]).toEqual(['released', 1, 1])
  })

  test('keeps an account that cannot be cleaned for nobody, until it can', async () => {
    const directory = held()
    const clean = () => {
      throw new Error('disk full')
    }
    expect([await take(directory, { clean }), links(directory)]).toEqual(['quarantined', 2])
    expect(leaseIn(directory)).toMatchObject({ state: 'quarantined', account: 'tpool001' })
    expect([await take(directory), links(directory)]).toEqual(['released', 1])
  })

  test('keeps an account in which cleaning leaves a process', async () => {
    const directory = held()
    let cleaned = false
    const processes = {
      ...processTable([process1({ pid: 9, start: 9 })]),
      uidsOf: () => (cleaned ? [UID, UID, UID, UID] : [0]),
    }
    const clean = () => {
      cleaned = true
    }
    expect([await take(directory, { clean, processes }), links(directory)]).toEqual(['quarantined', 2])
  })

  test('of a lease whose account is gone takes only the name', async () => {
    const directory = held()
    writeFileSync(join(directory, '%2fcn%3dold'), '')
    const stale = listLeases([poolAt(directory)], new Map(), 0).leases.find(({ state }) => state === 'stale')
    expect(stale).toBeDefined()
    if (stale !== undefined) expect((await release(stale, contextFor(directory))).outcome).toBe('released')
    expect([readdirSync(directory).includes('%2fcn%3dold'), isHeld(directory)]).toEqual([false, true])
  })
})

describe('release refuses, and changes nothing, while', () => {
  const refusedAndHeld = async (directory: string, change: Partial<ReleaseContext> = {}) => [
    await take(directory, change),
    isHeld(directory),
  ]

  test.each([
    ['real', [UID, 0, 0, 0]],
    ['effective', [0, UID, 0, 0]],
    ['saved', [0, 0, UID, 0]],
    ["guardian's", [UID + 100_000, 0, 0, 0]],
  ])('a process has its %s uid', async (_which, uids) => {
    const processes = processTable([process1({ pid: 9 })], { 9: uids })
    expect(await refusedAndHeld(held(), { processes })).toEqual(['refused', true])
  })

  test('a record of it runs', async () => {
    const directory = held()
    putRecord(recordDirectory(directory), refOf(1), startLine(refOf(1)))
    expect(await refusedAndHeld(directory, { processes: processTable([process1()]) })).toEqual(['refused', true])
  })

  test('another process holds the lock that every helper holds', async () => {
    const directory = held()
    const path = join(recordDirectory(directory), 'locks', String(UID))
    // The helper's lock: F_OFD_SETLK, F_RDLCK, byte 0 (native-helper/account_lock.c).
    const program = `import fcntl,struct,os,sys,time
fd=os.open(sys.argv[1],os.O_RDWR|os.O_CREAT,0o600)
fcntl.fcntl(fd,37,struct.pack("hhqqi4x",0,0,0,1,0))
print("held",flush=True);time.sleep(60)`
    const child = spawn('python3', ['-c', program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve))
      expect(await refusedAndHeld(directory)).toEqual(['refused', true])
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    }
    expect(await take(directory)).toBe('released')
  })

  test('a launch has reserved it', async () => {
    const directory = held()
    const slots = join(recordDirectory(directory), 'slots')
    symlinkSync(`${process.pid}:${startTimeOf(process.pid)}`, join(slots, 'tpool001'))
    expect(await refusedAndHeld(directory)).toEqual(['refused', true])
  })

  test.each([0, 10, 39, -5])('it was used %d s ago', async (seconds) =>
    expect(await refusedAndHeld(held(NOW - seconds))).toEqual(['refused', true]),
  )

  test('two leases point to it', async () => {
    const directory = held()
    linkSync(join(directory, 'tpool001'), join(directory, '%2fcn%3dbob'))
    expect([await take(directory), links(directory)]).toEqual(['refused', 3])
  })

  test('LCMAPS, which knows no lock, touches the lease between the look at it and the move', async () => {
    const directory = held()
    const context = contextFor(directory)
    // The clock is asked after the look: the lease is long unused by then.
    const now = (): number => {
      utimesSync(join(directory, LEASE), NOW, NOW)
      return NOW
    }
    expect(await refusedAndHeld(directory, { system: { ...context.system, clock: { now } } })).toEqual([
      'refused',
      true,
    ])
    expect(existsSync(join(directory, '.mapexec/quarantine-tpool001'))).toBe(false)
  })
})

test('lockAccount excludes a second holder, and its end lets the next one in', () => {
  const directory = held()
  const records = recordDirectory(directory)
  const first = lockAccount(records, UID)
  expect([first === undefined, lockAccount(records, UID)]).toEqual([false, undefined])
  first?.()
  const again = lockAccount(records, UID)
  expect(again).toBeDefined()
  again?.()
})

test('a hundred releases against launches of the same identity never leave two of them one account', async () => {
  const directory = held()
  const { takeLease, openPool } = await import('../../../src/mapping/lease')
  const { Trace } = await import('../../../src/core/trace')
  const pool = poolAt(directory)
  const base = contextFor(directory)
  for (let round = 0; round < 25; round++) {
    const ask = (subject: string) =>
      takeLease({
        view: openPool(pool, { ...createSystem(), clock: { now: () => NOW } }, false),
        trace: new Trace(),
        purpose: 'launch',
        subjects: [subject],
        groups: [],
        wanted: undefined,
        resolve: () => ({}),
        recordDirectory: recordDirectory(directory),
        holder: { pid: process.pid, startTime: BigInt(startTimeOf(process.pid)) },
      })
    const leases = listLeases([pool], new Map(), 0).leases
    const [alice, bob] = await Promise.all([
      ask(LEASE),
      ask('%2fdc%3dorg%2fcn%3dbob'),
      ...leases.map((lease) => release(lease, base)),
    ])
    if (alice.refused || bob.refused) throw new Error('a launch was refused')
    expect(alice.lease.account).not.toBe(bob.lease.account)
    expect(readdirSync(directory).filter((name) => name.startsWith('%'))).toHaveLength(2)
    for (const name of [LEASE, '%2fdc%3dorg%2fcn%3dbob']) {
      expect(lstatSync(join(directory, name)).nlink).toBe(2)
      utimesSync(join(directory, name), T0, T0)
    }
  }
})
