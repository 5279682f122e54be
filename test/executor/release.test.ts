/** Giving back a job's account: only when nothing uses it, and never behind a decision's back. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockAccount } from '../../src/admin/lease/account-lock'
import { confirmLease, leaseStands, releaseLease } from '../../src/executor/release'
import type { Lease } from '../../src/core/stages'
import { account, fakeSystem } from '../support/fake-system'
import { sampleSettings } from '../support/samples'
import { ciTarget } from './support'

/** Of nobody on this machine. */
const UID = 2_111_000_001
const asRoot = process.getuid?.() === 0 ? test : test.skip

let directory: string
let records: string
let lease: Lease
let rolledBack: boolean
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'mapexec-release-'))
  directory = join(root, 'gridmapdir')
  records = join(root, 'records')
  for (const path of [directory, records, join(records, 'locks'), join(records, 'slots'), join(records, 'ended')])
    mkdirSync(path)
  mkdirSync(join(directory, '.mapexec'))
  writeFileSync(join(directory, 'pool001'), '')
  linkSync(join(directory, 'pool001'), join(directory, '%2foidc%3djob'))
  rolledBack = false
  lease = {
    pool: 'pool',
    directory,
    name: '%2foidc%3djob',
    account: 'pool001',
    fresh: false,
    release: () => (rolledBack = true),
  }
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true }))

const settings = () => {
  const base = sampleSettings()
  return { ...base, record: { ...base.record, directory: records } }
}
const target = (change: Partial<Lease> = {}, leaseName: string | undefined = 'issuer job 981') =>
  ciTarget({ stage: 'release' }, { account: account('pool001', UID, UID), lease: { ...lease, ...change } }, leaseName)
const release = async (of = target()) => {
  const done = await releaseLease(of, settings(), fakeSystem())
  return typeof done === 'string' ? 'done' : done.reason
}
const isFree = () => !existsSync(join(directory, lease.name)) && statSync(join(directory, 'pool001')).nlink === 1

describe('releaseLease', () => {
  test('frees an account that nothing uses', async () => {
    expect([await release(), isFree()]).toEqual(['done', true])
  })

  test('does nothing to a lease that is the identity’s', async () => {
    const of = ciTarget({ stage: 'release' }, { account: account('pool001', UID, UID), lease })
    expect([await release(of), isFree()]).toEqual(['done', false])
  })

  test('undoes the lease that asking made', async () => {
    expect([await release(target({ fresh: true })), rolledBack]).toEqual(['done', true])
  })

  test('refuses while a launch holds the account', async () => {
    // flock is per open file: a second process holds what the helper would.
    const code = `import fcntl, time, struct
f = open(${JSON.stringify(join(records, 'locks', String(UID)))}, 'a+')
fcntl.fcntl(f, 37, struct.pack('hhqqi4x', fcntl.F_RDLCK, 0, 0, 1, 0))
print('held', flush=True)
time.sleep(30)`
    const holder = spawn('python3', ['-c', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect([await release(), isFree()]).toEqual(['account-busy', false])
    holder.kill('SIGKILL')
    await new Promise((resolve) => holder.once('exit', resolve))
    expect(await release()).toBe('done')
  })

  asRoot('refuses while a process of the account lives, and the lease is where it was', async () => {
    const child = spawn('/bin/sleep', ['30'], { uid: UID, gid: UID, stdio: 'ignore' })
    expect([await release(), leaseStands(lease)]).toEqual(['account-busy', true])
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(await release()).toBe('done')
  })

  test('leaves the lock to the next launch', async () => {
    await release()
    const unlock = lockAccount(records, UID)
    expect(unlock).toBeDefined()
    unlock?.()
  })

  test('touches nothing where the lease leads elsewhere meanwhile', async () => {
    rmSync(join(directory, lease.name))
    writeFileSync(join(directory, 'pool002'), '')
    linkSync(join(directory, 'pool002'), join(directory, lease.name))
    await expect(releaseLease(target(), settings(), fakeSystem())).rejects.toMatchObject({ reason: 'lease-conflict' })
    expect(statSync(join(directory, 'pool002')).nlink).toBe(2)
  })
})

describe('confirmLease', () => {
  test('lets a launch go on whose lease stands', () => expect(confirmLease(target())).toBeUndefined())
  test('takes a launch back whose lease was given back', async () => {
    await release()
    expect(confirmLease(target())?.reason).toBe('lease-conflict')
  })
  test('takes a launch back whose account is being looked at', () => {
    execFileSync('mv', [join(directory, lease.name), join(directory, '.mapexec/quarantine-pool001')])
    expect(confirmLease(target())?.reason).toBe('lease-conflict')
  })
  test.each([
    ['without a lease', ciTarget()],
    [
      'whose lease is the identity’s',
      ciTarget(
        {},
        {
          lease: {
            pool: 'p',
            directory: '/nonexistent',
            name: 'n',
            account: 'a',
            fresh: false,
            release: () => undefined,
          },
        },
      ),
    ],
  ])('does not look for a launch %s', (_what, of) => expect(confirmLease(of)).toBeUndefined())
})
