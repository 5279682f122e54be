import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, reserveSlot, slotHolder } from '../../../src/mapping/lease/slot'
import { gridmapdir, leaseSystem, recordDirectory, removeDirectories } from '../../support/leases'
import { startTimeOf } from '../../support/workers'

afterAll(removeDirectories)
const me = { pid: process.pid, startTime: BigInt(startTimeOf(process.pid)) }

describe('isRunning', () => {
  test('is true of this process', () => {
    expect(isRunning(me)).toBe(true)
  })

  test.each([
    ['a pid that nobody has', { pid: 4_194_305, startTime: 1n }],
    ['a pid that somebody else has now', { ...me, startTime: me.startTime + 1n }],
  ])('is false of %s', (_what, holder) => {
    expect(isRunning(holder)).toBe(false)
  })

  test('is false of a process that has ended and was not waited for', async () => {
    // The shell becomes something that never waits before its child ends.
    const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const pid = await new Promise<number>((resolve) => {
        parent.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())))
      })
      const holder = { pid, startTime: BigInt(startTimeOf(pid)) }
      expect(isRunning(holder)).toBe(true)
      const state = (): string | undefined => /\) (.)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]
      while (state() !== 'Z') await new Promise((resolve) => setTimeout(resolve, 20))
      expect(isRunning(holder)).toBe(false)
    } finally {
      parent.kill('SIGKILL')
    }
  })

  test('reads the start time behind a name with parentheses', async () => {
    const directory = gridmapdir(0)
    const program = join(directory, ') R 1 (')
    symlinkSync('/bin/sleep', program)
    const child = spawn(program, ['5'])
    await new Promise((resolve) => setTimeout(resolve, 100))
    const pid = child.pid ?? 0
    expect(isRunning({ pid, startTime: BigInt(startTimeOf(pid)) })).toBe(true)
    child.kill('SIGKILL')
  })
})

describe('a slot', () => {
  const at = () => {
    const record = recordDirectory(gridmapdir(0))
    return {
      record,
      reserve: (account = 'tpool001', holder = me) => reserveSlot(record, account, holder, leaseSystem(0)),
    }
  }

  test('is had once while its holder runs', async () => {
    const { record, reserve } = at()
    const slots = await Promise.all([reserve(), reserve(), reserve()])
    expect(slots.filter((slot) => slot !== undefined)).toHaveLength(1)
    expect(slotHolder(record, 'tpool001')).toEqual(me)
  })

  test('is free again after free', async () => {
    const { record, reserve } = at()
    ;(await reserve())?.free()
    expect(slotHolder(record, 'tpool001')).toBeUndefined()
    expect(await reserve()).toBeDefined()
  })

  test.each([
    ['of a process that is gone', '4194305:1'],
    ['that says nothing', 'nonsense'],
    ['of no process', '-1:5'],
  ])('%s is taken over', async (_what, text) => {
    const { record, reserve } = at()
    mkdirSync(join(record, 'slots'))
    symlinkSync(text, join(record, 'slots/tpool001'))
    expect(await reserve()).toBeDefined()
    expect(slotHolder(record, 'tpool001')).toEqual(me)
  })

  test('that is a file and no link is taken over', async () => {
    const { record, reserve } = at()
    mkdirSync(join(record, 'slots'))
    writeFileSync(join(record, 'slots/tpool001'), '')
    expect(await reserve()).toBeDefined()
  })
})
