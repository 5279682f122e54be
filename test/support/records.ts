/** Throw-away record directories, and records as mapexec writes them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProcessFacts, Processes } from '../../src/admin/record/processes'

export const T0 = 1_790_000_000

const made: string[] = []

export function recordDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-records-'))
  made.push(directory)
  for (const name of ['ended', 'history', 'slots', 'locks']) mkdirSync(join(directory, name))
  return directory
}

export function removeRecords(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
}

export const refOf = (number: number): string => number.toString(16).padStart(16, '0')

export type Change = Readonly<Record<string, unknown>>

export const startLine = (ref: string, change: Change = {}): string =>
  `${JSON.stringify({
    event: 'start',
    time: T0,
    ref,
    frontend: 'run',
    caller: { uid: 60001, gid: 60001 },
    helper: { pid: 100, start: 5000 },
    command: ['/bin/echo', 'hello world'],
    identity: { kind: 'x509', subject: '/DC=org/CN=Alice', vo: 'testvo', fqans: ['/testvo/Role=NULL'], limited: false },
    evidence: { sha256: 'ab'.repeat(32), source: '/tmp/p' },
    rule: { name: 'grid-mapfile', place: '/etc/mapexec/grid-mapfile:1' },
    account: { name: 'pool001', uid: 61001, gid: 61000, groups: [61000] },
    lease: { pool: 'pool', name: '%2fdc%3dorg%2fcn%3dalice', fresh: true },
    reap: 'account',
    ...change,
  })}\n`

/** As native-helper/record.c prints it. */
export const endLine = (ref: string, change: Change = {}): string =>
  `${JSON.stringify({
    event: 'end',
    ref,
    time: T0 + 60,
    exit: 0,
    signal: null,
    code: 0,
    reason: null,
    rusage: { user: 1.5, system: 0.25, maxrss: 2048, minflt: 10, majflt: 1 },
    ...change,
  })}\n`

export function putRecord(directory: string, ref: string, text: string, modified = T0 + 60): string {
  const path = join(directory, `${ref}.jsonl`)
  writeFileSync(path, text)
  utimesSync(path, modified, modified)
  return path
}

export const process1 = (change: Partial<ProcessFacts> = {}): ProcessFacts => ({
  pid: 100,
  name: 'mapexec-helper',
  state: 'S',
  parent: 50,
  start: 5000,
  cpu: 0.1,
  memory: 8192,
  ...change,
})

/** A process table that stands still. */
export function processTable(
  list: readonly ProcessFacts[],
  uids: Readonly<Record<number, readonly number[]>> = {},
  hidden: readonly number[] = [],
): Processes {
  return {
    find: (pid) => list.find((one) => one.pid === pid),
    all: () => list,
    uidsOf: (pid) => uids[pid] ?? [],
    exists: (pid) => hidden.includes(pid) || list.some((one) => one.pid === pid),
    bootTime: T0 - 86_400,
  }
}

/** Field 22 of a live process. */
export function startTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
}
