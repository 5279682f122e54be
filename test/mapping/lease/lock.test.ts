import { spawn } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { System } from '../../../src/core/system'
import { INDEX, withLock, withLockNow } from '../../../src/mapping/lease/lock'
import { gridmapdir, leaseSystem, removeDirectories } from '../../support/leases'
import { reasonOf, reasonOfAsync } from '../../support/reason'

afterAll(removeDirectories)
const lockIn = (directory: string): string => join(directory, INDEX, 'lock')
const impatient: System = { ...leaseSystem(0), sleep: () => Promise.resolve() }

/** Holds the lock in another process. */
async function holder(file: string, mode: '-s' | '-x') {
  mkdirSync(join(file, '..'), { recursive: true })
  const child = spawn('flock', [mode, file, '-c', 'echo held; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return () => process.kill(-(child.pid ?? 0), 'SIGKILL')
}

describe('the lock', () => {
  test('makes its directory for nobody else', async () => {
    const directory = gridmapdir(0)
    await withLock(lockIn(directory), 'exclusive', impatient, () => undefined)
    expect(statSync(join(directory, INDEX)).mode & 0o7007).toBe(0)
  })

  test.each([
    ['exclusive', '-x', 'lease-conflict'],
    ['exclusive', '-s', 'lease-conflict'],
    ['shared', '-x', 'lease-conflict'],
    ['shared', '-s', undefined],
  ] as const)('taken as %s while another process holds %s ends with %s', async (mode, held, expected) => {
    const file = lockIn(gridmapdir(0))
    const release = await holder(file, held)
    let ran = false
    const reason = await reasonOfAsync(() => withLock(file, mode, impatient, () => (ran = true)))
    release()
    expect(reason).toBe(expected)
    expect(ran).toBe(expected === undefined)
  })

  test('is free after an action that throws', async () => {
    const file = lockIn(gridmapdir(0))
    await expect(
      withLock(file, 'exclusive', impatient, () => {
        throw new Error('thrown')
      }),
    ).rejects.toThrow('thrown')
    expect(withLockNow(file, () => 'had')).toBe('had')
  })

  test('cannot be waited for without end by who cannot wait at all', async () => {
    const file = lockIn(gridmapdir(0))
    const release = await holder(file, '-x')
    expect(reasonOf(() => withLockNow(file, () => undefined))).toBe('lease-conflict')
    release()
  })

  test('in a directory that is not there is no lock', async () => {
    expect(await reasonOfAsync(() => withLock('/nowhere/x/lock', 'shared', impatient, () => undefined))).toBe(
      'lease-directory',
    )
  })
})
