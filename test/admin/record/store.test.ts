import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { liveProcesses } from '../../../src/admin/record/processes'
import { findRecords, readAll, readCurrent, readHistory } from '../../../src/admin/record/store'
import { reasonOf } from '../../support/reason'
import {
  endLine,
  process1,
  processTable,
  putRecord,
  recordDirectory,
  refOf,
  removeRecords,
  startLine,
  startTimeOf,
  T0,
} from '../../support/records'

afterEach(removeRecords)

const nobody = processTable([])
const helper = processTable([process1()])
const states = (directory: string, processes = nobody) =>
  readCurrent(directory, processes).entries.map(({ state }) => state)

describe('a record is', () => {
  test.each([
    ['running while its helper lives', startLine(refOf(1)), helper, 'running'],
    ['running while its helper is hidden from us', startLine(refOf(1)), processTable([], {}, [100]), 'running'],
    ['lost when its helper is gone', startLine(refOf(1)), nobody, 'lost'],
    [
      'lost when the pid is somebody else by now',
      startLine(refOf(1)),
      processTable([process1({ start: 5001 })]),
      'lost',
    ],
    ['lost when the helper is a zombie', startLine(refOf(1)), processTable([process1({ state: 'Z' })]), 'lost'],
    ['lost when it is of before the boot', startLine(refOf(1), { time: T0 - 90_000 }), helper, 'lost'],
    ['ended with its end line, whoever has the pid', startLine(refOf(1)) + endLine(refOf(1)), helper, 'ended'],
    ['damaged when its start cannot be read', startLine(refOf(1)).slice(0, 50), helper, 'damaged'],
    ['running when its end is half written', startLine(refOf(1)) + endLine(refOf(1)).slice(0, 30), helper, 'running'],
    ['lost when its end is half written and its helper gone', startLine(refOf(1)) + '{"ev', nobody, 'lost'],
  ])('%s', (_title, text, processes, state) => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), text)
    expect(states(directory, processes)).toEqual([state])
  })

  test('running by a real process, and lost the moment that is gone', async () => {
    const directory = recordDirectory()
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    const pid = child.pid ?? 0
    const now = Date.now() / 1000
    putRecord(directory, refOf(1), startLine(refOf(1), { time: now, helper: { pid, start: startTimeOf(pid) } }))
    expect(states(directory, liveProcesses(now))).toEqual(['running'])
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(states(directory, liveProcesses(now))).toEqual(['lost'])
  })
})

describe('the record directory', () => {
  test('may hold what is not ours', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), startLine(refOf(1)))
    for (const name of ['README', 'x.jsonl', `${refOf(2)}.jsonl~`, `.${refOf(3)}.jsonl`, 'ABCDEFABCDEFABCD.jsonl'])
      writeFileSync(join(directory, name), startLine(refOf(1)))
    mkdirSync(join(directory, `${refOf(4)}.jsonl`))
    symlinkSync(join(directory, `${refOf(1)}.jsonl`), join(directory, `${refOf(5)}.jsonl`))
    expect(readCurrent(directory, nobody).entries.map(({ ref }) => ref)).toEqual([refOf(1)])
  })

  test('that is not there is an error, not an empty list', () => {
    const directory = recordDirectory()
    rmSync(directory, { recursive: true })
    expect(reasonOf(() => readCurrent(directory, nobody))).toBe('record-failed')
  })

  test('without history has had no end yet', () => {
    const directory = recordDirectory()
    rmSync(join(directory, 'history'), { recursive: true })
    expect(readHistory(directory, nobody).entries).toEqual([])
  })

  test('shows a record once that is moved meanwhile', () => {
    const directory = recordDirectory()
    const path = putRecord(directory, refOf(1), startLine(refOf(1)) + endLine(refOf(1)))
    putRecord(join(directory, 'history'), refOf(1), startLine(refOf(1)) + endLine(refOf(1)))
    expect(readAll(directory, nobody).entries).toHaveLength(1)
    renameSync(path, join(directory, 'history', `${refOf(1)}.jsonl`))
    expect(readAll(directory, nobody).entries).toHaveLength(1)
  })
})

describe('history', () => {
  function history(count: number): string {
    const directory = recordDirectory()
    for (let number = 1; number <= count; number++)
      putRecord(
        join(directory, 'history'),
        refOf(number),
        startLine(refOf(number)) + endLine(refOf(number)),
        T0 + number,
      )
    return directory
  }

  test('is the newest first, as many as are wanted', () =>
    expect(readHistory(history(5), nobody, { limit: 2 }).entries.map(({ ref }) => ref)).toEqual([refOf(5), refOf(4)]))
  test('begins where it is asked to', () =>
    expect(readHistory(history(5), nobody, { from: T0 + 4 }).entries).toHaveLength(2))
  test('is found by the beginning of a reference', () =>
    expect(findRecords(history(3), '0000000000000002', nobody).map(({ ref }) => ref)).toEqual([refOf(2)]))
})
