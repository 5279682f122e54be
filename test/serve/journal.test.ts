import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearSuperseded, clearUnordered, createJournal, takeJournal } from '../../src/serve/journal'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-journal-'))
  mkdirSync(join(directory, 'history'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const ref = (number: number): string => number.toString(16).padStart(16, '0')
const record = (name: string, helper: number, time: number, ended = false, where = ''): string => {
  const path = join(directory, where, `${name}.jsonl`)
  const start = JSON.stringify({ event: 'start', time, helper: { pid: helper, start: 7 } })
  writeFileSync(path, `${start}\n${ended ? '{"event":"end"}\n' : ''}`)
  return path
}
const journal = () => createJournal(() => directory)

test('a record that no helper heard of is removed, and only that', () => {
  const killed = journal()
  for (const number of [1, 2, 3]) killed.begin(ref(number))
  killed.order(ref(2))
  const [lost, running, foreign] = [record(ref(1), 1, 1), record(ref(2), 2, 1), record(ref(9), 9, 1)]
  expect(clearUnordered(directory, takeJournal(directory))).toEqual([ref(1)])
  expect([lost, running, foreign].map(existsSync)).toEqual([false, true, true])
})

test('a record with an end is never removed', () => {
  journal().begin(ref(1))
  const path = record(ref(1), 1, 1, true)
  expect(clearUnordered(directory, takeJournal(directory))).toEqual([])
  expect(existsSync(path)).toBe(true)
})

test('a record whose helper has turned to another decider is removed', () => {
  const killed = journal()
  for (const number of [1, 2, 3]) {
    killed.begin(ref(number))
    killed.order(ref(number))
  }
  const paths = [record(ref(1), 1, 10), record(ref(2), 2, 10), record(ref(3), 3, 10, true)]
  record(ref(11), 1, 12, true, 'history')
  record(ref(12), 2, 8, true, 'history')
  record(ref(13), 3, 12)
  const names = [directory, join(directory, 'history')].flatMap((one) => readdirSync(one))
  expect(
    clearSuperseded(
      directory,
      takeJournal(directory),
      names.filter((name) => name.endsWith('.jsonl')),
    ),
  ).toEqual([ref(1)])
  expect(paths.map(existsSync)).toEqual([false, true, true])
})

test('lines that are none of ours name no file', () => {
  writeFileSync(join(directory, '.serving'), 'begin ../../../../etc/x\nbegin 12\nbegin zzzzzzzzzzzzzzzz\norder\n')
  expect(takeJournal(directory)).toEqual({ unordered: [], ordered: [] })
  expect(existsSync(join(directory, '.serving'))).toBe(false)
})

test('it does not grow for ever, and forgets nothing that is open', () => {
  const long = journal()
  long.begin(ref(1))
  for (let number = 2; number < 20_000; number += 1) {
    long.begin(ref(number))
    long.order(ref(number))
    long.end(ref(number))
  }
  expect(statSync(join(directory, '.serving')).size).toBeLessThan(300 * 1024)
  expect(takeJournal(directory).unordered).toContain(ref(1))
})

test('a journal that cannot be written disturbs nobody', () => {
  const nowhere = createJournal(() => join(directory, 'absent'))
  expect(() => {
    nowhere.begin(ref(1))
    nowhere.order(ref(1))
    nowhere.end(ref(1))
  }).not.toThrow()
})

test('it moves with the record directory, and takes along what is open', () => {
  let where = directory
  const moving = createJournal(() => where)
  moving.begin(ref(1))
  where = join(directory, 'history')
  moving.order(ref(2))
  expect(takeJournal(where)).toEqual({ unordered: [ref(1)], ordered: [ref(2)] })
})
