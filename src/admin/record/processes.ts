/** Processes as /proc shows them (proc_pid_stat(5)). */
import { closeSync, openSync, readdirSync, readSync, readFileSync } from 'node:fs'
import { uptime } from 'node:os'

export interface ProcessFacts {
  readonly pid: number
  /** As the process named itself: up to 15 bytes of anything. */
  readonly name: string
  /** One letter; Z and X have ended. */
  readonly state: string
  readonly parent: number
  /** Clock ticks after boot: with the pid, this names a process for good. */
  readonly start: number
  /** Seconds, of the process and of those children that it has waited for. */
  readonly cpu: number
  /** Bytes in memory. */
  readonly memory: number
}

/** sysconf(_SC_CLK_TCK) has been 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100

/** Fields are counted from the last `)`: a process may call itself `a) b (c\n`. Undefined for what is no such line. */
export function parseStat(text: string, pageSize: number): ProcessFacts | undefined {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  if (open < 2 || close < open) return undefined
  const fields = text.slice(close + 2).split(' ')
  const at = (number: number): number => Number(fields[number - 3])
  const facts = {
    pid: Number(text.slice(0, open - 1)),
    name: text.slice(open + 1, close),
    state: fields[0] ?? '?',
    parent: at(4),
    start: at(22),
    cpu: (at(14) + at(15) + at(16) + at(17)) / TICKS_PER_SECOND,
    memory: at(24) * pageSize,
  }
  return [facts.pid, facts.parent, facts.start, facts.cpu, facts.memory].every(Number.isFinite) ? facts : undefined
}

export const isAlive = ({ state }: ProcessFacts): boolean => state !== 'Z' && state !== 'X'

const buffer = Buffer.alloc(4096)

/** readFileSync asks for a size first, which /proc does not know: three system calls fewer for each process. */
function readSmall(path: string): string | undefined {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    return buffer.toString('latin1', 0, readSync(fd, buffer, 0, buffer.length, 0))
  } catch {
    return undefined
  } finally {
    closeSync(fd)
  }
}

/** What the commands ask about processes; tests hold another one. */
export interface Processes {
  /** Undefined: there is none, or /proc does not show it to us (hidepid). */
  find(pid: number): ProcessFacts | undefined
  all(): readonly ProcessFacts[]
  /** Real, effective, saved and file system uid. */
  uidsOf(pid: number): readonly number[]
  /** kill(pid, 0): whether there is such a process, visible or not. */
  exists(pid: number): boolean
  /** When the machine was started, in seconds since the epoch. */
  readonly bootTime: number
}

export function liveProcesses(now: number, root = '/proc'): Processes {
  const pageSize = pageSizeOf(root)
  const find = (pid: number): ProcessFacts | undefined => {
    const text = readSmall(`${root}/${pid}/stat`)
    return text === undefined ? undefined : parseStat(text, pageSize)
  }
  return {
    find,
    all: () =>
      readdirSync(root)
        .filter((name) => /^\d+$/.test(name))
        .map((name) => find(Number(name)))
        .filter((facts) => facts !== undefined),
    uidsOf: (pid) => uidsIn(readSmall(`${root}/${pid}/status`) ?? ''),
    exists,
    bootTime: now - uptime(),
  }
}

export const uidsIn = (status: string): readonly number[] =>
  (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number)

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Bytes of a page, from our own size in bytes and in pages; a power of two. */
function pageSizeOf(root: string): number {
  try {
    const pages = Number(readFileSync(`${root}/self/statm`, 'latin1').split(' ')[1])
    return 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages))
  } catch {
    return 4096
  }
}

/** The processes below one, itself not counted, in the order of the table. */
export function descendants(all: readonly ProcessFacts[], pid: number): readonly ProcessFacts[] {
  return descendantsOf(childrenOf(all), pid)
}

export type Children = ReadonlyMap<number, readonly ProcessFacts[]>

export function childrenOf(all: readonly ProcessFacts[]): Children {
  const children = new Map<number, ProcessFacts[]>()
  for (const facts of all) {
    const siblings = children.get(facts.parent)
    if (siblings === undefined) children.set(facts.parent, [facts])
    else siblings.push(facts)
  }
  return children
}

export function descendantsOf(children: Children, pid: number): readonly ProcessFacts[] {
  const found: ProcessFacts[] = []
  // The table is no snapshot: a pid that is used again while we read could make a circle.
  const seen = new Set<number>([pid])
  for (const queue = [pid]; queue.length > 0;) {
    for (const child of children.get(queue.pop() ?? 0) ?? []) {
      if (seen.has(child.pid)) continue
      seen.add(child.pid)
      found.push(child)
      queue.push(child.pid)
    }
  }
  return found
}
