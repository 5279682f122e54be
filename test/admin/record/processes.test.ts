import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childrenOf, descendants, isAlive, liveProcesses, parseStat, uidsIn } from '../../../src/admin/record/processes'
import { process1 as facts, startTimeOf } from '../../support/records'

const STAT = (name: string): string =>
  `77 (${name}) S 50 77 77 0 -1 4194304 1 2 3 4 150 50 25 25 20 0 1 0 9001 1000 12 18446744073709551615 1 1`

describe('parseStat', () => {
  test.each(['sleep', 'a) b (c\n', ') S 1 1', '', '((((', '77 (x) Z 1'])('reads a process called %j', (name) => {
    expect(parseStat(STAT(name), 4096)).toEqual({
      pid: 77,
      name,
      state: 'S',
      parent: 50,
      start: 9001,
      cpu: 2.5,
      memory: 12 * 4096,
    })
  })

  test.each(['', '77', '77 (', '77 (sleep', '77 (sleep) S', 'x (sleep) S 1', '77 (sleep) S a b'])(
    'refuses %j',
    (text) => expect(parseStat(text, 4096)).toBeUndefined(),
  )
})

describe('the live process table', () => {
  let directory: string
  let child: ChildProcess
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'mapexec-comm-'))
    const program = join(directory, 'a) b (c\n')
    copyFileSync('/bin/sleep', program)
    chmodSync(program, 0o755)
    child = spawn(program, ['60'], { stdio: 'ignore' })
  })
  afterAll(() => {
    child.kill('SIGKILL')
    rmSync(directory, { recursive: true })
  })

  test('knows a process by a name that looks like the end of a name', async () => {
    const pid = child.pid ?? 0
    const processes = liveProcesses(Date.now() / 1000)
    for (let tries = 0; processes.find(pid)?.name !== 'a) b (c\n' && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10))
    expect(processes.find(pid)).toMatchObject({ name: 'a) b (c\n', parent: process.pid, start: startTimeOf(pid) })
    expect(processes.all().map((one) => one.pid)).toContain(pid)
    expect(processes.uidsOf(pid)).toEqual(Array(4).fill(process.getuid?.()))
  })

  test('measures memory in bytes', () => {
    const own = liveProcesses(Date.now() / 1000).find(process.pid)
    const rss = process.memoryUsage.rss()
    expect(own?.memory).toBeGreaterThan(rss / 2)
    expect(own?.memory).toBeLessThan(rss * 2)
  })

  test('has no process that there is not', () => {
    const processes = liveProcesses(Date.now() / 1000)
    expect([processes.find(0x7fffffff), processes.exists(0x7fffffff), processes.uidsOf(0x7fffffff)]).toEqual([
      undefined,
      false,
      [],
    ])
  })
})

describe('descendants', () => {
  const table = [
    facts({ pid: 1, parent: 0 }),
    facts({ pid: 2, parent: 1 }),
    facts({ pid: 3, parent: 2 }),
    facts({ pid: 4, parent: 3 }),
    facts({ pid: 9, parent: 1 }),
  ]
  test('are all below, without the process itself', () =>
    expect(descendants(table, 2).map(({ pid }) => pid)).toEqual([3, 4]))
  test('come to an end in a table that changed while it was read', () =>
    expect(descendants([facts({ pid: 2, parent: 3 }), facts({ pid: 3, parent: 2 })], 2).map(({ pid }) => pid)).toEqual([
      3,
    ]))
  test('of nobody are none', () => expect(descendants(table, 4711)).toEqual([]))
  test('share one index', () => expect(childrenOf(table).get(1)?.length).toBe(2))
})

test('a zombie is not alive', () =>
  expect(['R', 'S', 'D', 'T', 'Z', 'X'].filter((state) => isAlive(facts({ state })))).toEqual(['R', 'S', 'D', 'T']))

test('uidsIn reads four uids and nothing else', () =>
  expect([uidsIn('Name:\tUid:\nUid:\t1\t2\t3\t4\nGid:\t5\t5\t5\t5\n'), uidsIn('')]).toEqual([[1, 2, 3, 4], []]))
