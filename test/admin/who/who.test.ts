import { parseTarget, whoIs, type Target } from '../../../src/admin/who'
import { readAll } from '../../../src/admin/record/store'
import type { Processes } from '../../../src/admin/record/processes'
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
  T0,
} from '../../support/records'

let directory: string
beforeEach(() => {
  directory = recordDirectory()
})
afterEach(removeRecords)

const table = processTable(
  [
    process1({ pid: 1, parent: 0, start: 1 }),
    process1(),
    process1({ pid: 101, parent: 100, name: 'sh' }),
    process1({ pid: 102, parent: 101, name: 'a) b (c\n' }),
    // Adopted by process 1: a daemon of the same account.
    process1({ pid: 103, parent: 1 }),
    process1({ pid: 104, parent: 1 }),
  ],
  { 102: [61001, 61001, 61001, 61001], 103: [0, 61001, 0, 0], 104: [60001, 60001, 60001, 60001] },
)

const ask = (target: Target, at?: number, processes: Processes = table) =>
  whoIs({ target, at, entries: readAll(directory, processes).entries, processes }).map(({ how, entry }) => [
    how,
    entry.ref,
  ])
const running = (number: number, change = {}) => putRecord(directory, refOf(number), startLine(refOf(number), change))
const ended = (number: number, from: number, to: number, change = {}) =>
  putRecord(
    `${directory}/history`,
    refOf(number),
    startLine(refOf(number), { time: from, ...change }) + endLine(refOf(number), { time: to }),
    to,
  )

describe('who, now,', () => {
  test('finds a process below its helper', () => {
    running(1)
    expect(ask({ kind: 'pid', pid: 102 })).toEqual([['process-tree', refOf(1)]])
  })
  test('finds the helper itself', () => {
    running(1)
    expect(ask({ kind: 'pid', pid: 100 })).toEqual([['process-tree', refOf(1)]])
  })
  test('finds a daemon that left the tree by any of its uids', () => {
    running(1)
    expect(ask({ kind: 'pid', pid: 103 })).toEqual([['account', refOf(1)]])
  })
  test('does not take another process with the pid of an old helper for it', () => {
    running(1, { helper: { pid: 101, start: 4999 }, account: { name: 'x', uid: 7, gid: 7, groups: [] } })
    expect(ask({ kind: 'pid', pid: 102 })).toEqual([])
  })
  test('knows nothing of a process outside', () => {
    running(1)
    expect(ask({ kind: 'pid', pid: 104 })).toEqual([])
  })
  test('refuses a process that there is not', () => {
    running(1)
    expect(reasonOf(() => ask({ kind: 'pid', pid: 4711 }))).toBe('usage')
  })
  test('names every launch of an account', () => {
    running(1)
    running(2, { time: T0 + 5 })
    ended(3, T0 - 100, T0 - 50)
    expect(ask({ kind: 'account', name: 'pool001' })).toEqual([
      ['account', refOf(2)],
      ['account', refOf(1)],
    ])
    expect(ask({ kind: 'uid', uid: 61001 })).toHaveLength(2)
    expect(ask({ kind: 'account', name: 'pool00' })).toEqual([])
  })
})

describe('who, at a time,', () => {
  test('finds the launch that ran then, and no other', () => {
    ended(1, T0, T0 + 10)
    ended(2, T0 + 20, T0 + 30, { identity: { kind: 'x509', subject: '/CN=Bob' } })
    expect([9, 15, 25, 31].map((second) => ask({ kind: 'account', name: 'pool001' }, T0 + second))).toEqual([
      [['account', refOf(1)]],
      [],
      [['account', refOf(2)]],
      [],
    ])
  })
  test('finds a launch that still runs', () => {
    running(1)
    expect(ask({ kind: 'uid', uid: 61001 }, T0 + 500)).toEqual([['account', refOf(1)]])
    expect(ask({ kind: 'uid', uid: 61001 }, T0 - 1)).toEqual([])
  })
  test('knows a pid as a helper only', () => {
    ended(1, T0, T0 + 10)
    expect([ask({ kind: 'pid', pid: 100 }, T0 + 5), ask({ kind: 'pid', pid: 102 }, T0 + 5)]).toEqual([
      [['process-tree', refOf(1)]],
      [],
    ])
  })
})

describe('parseTarget', () => {
  test.each<[string, string | undefined, Target]>([
    ['100', undefined, { kind: 'pid', pid: 100 }],
    ['61001', undefined, { kind: 'uid', uid: 61001 }],
    ['100', 'uid', { kind: 'uid', uid: 100 }],
    ['100', 'account', { kind: 'account', name: '100' }],
    ['pool001', undefined, { kind: 'account', name: 'pool001' }],
  ])('takes %j as %s', (text, as, expected) => expect(parseTarget(text, as, table)).toEqual(expected))
  test('refuses a name as a pid', () => expect(reasonOf(() => parseTarget('pool001', 'pid', table))).toBe('usage'))
})
