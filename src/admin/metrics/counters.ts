/** What is counted from the audit log; goes on where the last count ended. */
import { closeSync, fstatSync, readSync } from 'node:fs'
import { openPlain } from '../files/plain'
import { logFiles, numberOf, parseEntry, textOf, type LogEntry } from '../log/read'

/** Upper bounds of a histogram, in seconds: a warm decision takes 1 ms, a cold one with a slow name service 5 s. */
export const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

export interface Histogram {
  /** Values up to each bound, not cumulated; one more for what is larger. */
  readonly counts: number[]
  sum: number
}

export interface Counters {
  /** `event` + NUL + reason → number. */
  readonly decisions: Record<string, number>
  /** Step → time. */
  readonly steps: Record<string, Histogram>
  /** Outcome of taking leases back → number. */
  readonly releases: Record<string, number>
}

/** Kept between two runs. */
export interface State {
  readonly format: 1
  /** Which file was read up to where. */
  readonly inode: number
  readonly device: number
  readonly offset: number
  readonly counters: Counters
}

export const emptyCounters = (): Counters => ({ decisions: {}, steps: {}, releases: {} })

/** Undefined for what is no state of ours: then everything is counted anew. */
export function parseState(text: string): State | undefined {
  try {
    const state = JSON.parse(text) as Readonly<Record<string, unknown>>
    const { format, inode, device, offset, counters } = state
    const numbers = [inode, device, offset]
    const whole =
      format === 1 && numbers.every(Number.isSafeInteger) && typeof counters === 'object' && counters !== null
    if (!whole || Number(offset) < 0 || !['decisions', 'steps', 'releases'].every((key) => key in counters))
      return undefined
    return state as unknown as State
  } catch {
    return undefined
  }
}

/**
 * Counts what was written since: first the rest of the file that was read last, which may have been rotated, then the
 * files that came after it.
 */
export function countLog(path: string, before: State | undefined): State {
  const counters = before?.counters ?? emptyCounters()
  const files = logFiles(path).filter((file) => !file.endsWith('.gz'))
  const known = before === undefined ? -1 : files.findIndex((file) => isFile(file, before))
  let end = { inode: 0, device: 0, offset: 0 }
  // Where it cannot be told where we were, only the current file is counted: twice is worse than not at all.
  const todo = before === undefined ? files : known >= 0 ? files.slice(known) : files.slice(-1)
  for (const [index, file] of todo.entries())
    end = countFile(file, index === 0 && known >= 0 ? (before?.offset ?? 0) : 0, counters)
  return { format: 1, ...end, counters }
}

function isFile(path: string, { inode, device, offset }: State): boolean {
  const fd = openPlain(path)
  try {
    const facts = fstatSync(fd)
    return facts.ino === inode && facts.dev === device && facts.size >= offset
  } finally {
    closeSync(fd)
  }
}

const CHUNK = 1024 * 1024

/** Whole lines only: the last one may still be in the making. */
function countFile(path: string, from: number, counters: Counters): { inode: number; device: number; offset: number } {
  const fd = openPlain(path)
  try {
    const { ino, dev, size } = fstatSync(fd)
    let [offset, rest] = [from, Buffer.alloc(0)]
    for (let at = from; at < size;) {
      const chunk = Buffer.alloc(Math.min(CHUNK, size - at))
      const count = readSync(fd, chunk, 0, chunk.length, at)
      if (count === 0) break
      at += count
      const text = Buffer.concat([rest, chunk.subarray(0, count)])
      const end = text.lastIndexOf(0x0a) + 1
      for (const line of text.toString('utf8', 0, end).split('\n')) {
        const entry = parseEntry({ file: path, line: 0, text: line })
        if (entry !== undefined) countEntry(entry, counters)
      }
      offset += end
      rest = text.subarray(end)
    }
    return { inode: ino, device: dev, offset }
  } finally {
    closeSync(fd)
  }
}

function countEntry({ event, fields }: LogEntry, { decisions, steps, releases }: Counters): void {
  if (event === 'release') {
    const outcome = textOf(fields['outcome']) ?? 'unknown'
    releases[outcome] = (releases[outcome] ?? 0) + 1
    return
  }
  const key = `${event}\0${textOf(fields['reason']) ?? ''}`
  decisions[key] = (decisions[key] ?? 0) + 1
  const times = fields['milliseconds']
  if (typeof times !== 'object' || times === null) return
  for (const [step, value] of Object.entries(times)) {
    const milliseconds = numberOf(value)
    if (milliseconds === undefined) continue
    const histogram = (steps[step] ??= { counts: Array<number>(BUCKETS.length + 1).fill(0), sum: 0 })
    const bucket = BUCKETS.findIndex((bound) => milliseconds / 1000 <= bound)
    const index = bucket === -1 ? BUCKETS.length : bucket
    histogram.counts[index] = (histogram.counts[index] ?? 0) + 1
    histogram.sum += milliseconds / 1000
  }
}
