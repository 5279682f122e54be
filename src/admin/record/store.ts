/** The record directory: what runs, what ran, what was lost. */
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, constants } from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import { parseRecord, type EndLine, type StartLine } from './line'
import { isAlive, type Processes } from './processes'

/**
 * - `running`: its helper lives.
 * - `ended`: has its end line.
 * - `lost`: no end line, and its helper is gone: killed with the machine or by root.
 * - `damaged`: not even the start can be read.
 */
export type RecordState = 'running' | 'ended' | 'lost' | 'damaged'

export interface RecordEntry {
  readonly ref: string
  readonly path: string
  readonly state: RecordState
  readonly start: StartLine | undefined
  readonly end: EndLine | undefined
  /** Of the file's last change: the end of a launch, where there is no end line the best that is known. */
  readonly modified: number
  /** It does not have the form that mapexec writes. */
  readonly damaged: boolean
}

export interface Records {
  readonly directory: string
  readonly entries: readonly RecordEntry[]
  /** Records that this user may not read. */
  readonly unreadable: number
}

const NAME = /^([0-9a-f]{16})\.jsonl$/

/** A record has two lines; a command is cut at 4 KiB, an attribute certificate has some hundred FQANs at most. */
const LARGEST = 1024 * 1024

/** Records of launches that have not been moved to history yet. Errors: `record-failed` where there is no directory. */
export const readCurrent = (directory: string, processes: Processes): Records =>
  readDirectory(directory, directory, processes, () => true)

export interface HistoryWish {
  /** Only what ended at or after this. */
  readonly from?: number
  /** At most this many, the newest. */
  readonly limit?: number
}

/** Finished launches, the newest first. */
export function readHistory(directory: string, processes: Processes, wish: HistoryWish = {}): Records {
  const history = `${directory}/history`
  const newest = namesIn(history)
    .map((name) => ({ name, modified: modifiedOf(`${history}/${name}`) }))
    .filter(({ modified }) => wish.from === undefined || modified >= wish.from)
    .sort((a, b) => b.modified - a.modified)
    .slice(0, wish.limit)
  return readNames(
    directory,
    history,
    newest.map(({ name }) => name),
    processes,
  )
}

/** Every record: running ones, and history with the newest first. */
export function readAll(directory: string, processes: Processes, wish: HistoryWish = {}): Records {
  const [current, history] = [readCurrent(directory, processes), readHistory(directory, processes, wish)]
  // A record may be moved between the two looks.
  const seen = new Set(current.entries.map(({ ref }) => ref))
  return {
    directory,
    entries: [...current.entries, ...history.entries.filter(({ ref }) => !seen.has(ref))],
    unreadable: current.unreadable + history.unreadable,
  }
}

/** Records whose reference begins like this. */
export function findRecords(directory: string, prefix: string, processes: Processes): readonly RecordEntry[] {
  const wanted = (name: string): boolean => name.startsWith(prefix)
  const found = new Map<string, RecordEntry>()
  for (const place of [directory, `${directory}/history`])
    for (const entry of readDirectory(directory, place, processes, wanted).entries) found.set(entry.ref, entry)
  return [...found.values()]
}

function readDirectory(
  directory: string,
  place: string,
  processes: Processes,
  wanted: (name: string) => boolean,
): Records {
  return readNames(directory, place, namesIn(place).filter(wanted), processes)
}

function readNames(directory: string, place: string, names: readonly string[], processes: Processes): Records {
  const entries: RecordEntry[] = []
  let unreadable = 0
  for (const name of names) {
    const entry = readEntry(`${place}/${name}`, name.slice(0, 16), processes)
    if (entry === 'unreadable') unreadable += 1
    else if (entry !== undefined) entries.push(entry)
  }
  return { directory, entries, unreadable }
}

/** Foreign files are passed over by their names. Errors: `record-failed`. */
function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => NAME.test(name))
  } catch (error) {
    // History is made with the directory; where it is missing, nothing has ended yet.
    if (errnoOf(error) === 'ENOENT' && directory.endsWith('/history')) return []
    throw new LaunchError('record-failed', 'the record directory cannot be read', {
      detail: messageOf(error),
      place: { file: directory },
      cause: error,
    })
  }
}

function modifiedOf(path: string): number {
  return (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000
}

function readEntry(path: string, ref: string, processes: Processes): RecordEntry | 'unreadable' | undefined {
  const file = readRecordFile(path)
  if (file === undefined || file === 'unreadable') return file
  const { start, end, damaged } = parseRecord(file.text, ref)
  const state = end !== undefined ? 'ended' : start === undefined ? 'damaged' : stateOf(start, processes)
  return { ref, path, state, start, end, damaged, modified: file.modified }
}

/**
 * A pid alone may be somebody else's by now; with its start time it cannot. Where /proc hides the process from us, its
 * existence has to do.
 */
export function stateOf({ helper, time }: StartLine, processes: Processes): 'running' | 'lost' {
  // Start times are counted from the boot: before it, nothing that runs was started. Clocks are set by seconds.
  if (time < processes.bootTime - 60) return 'lost'
  const facts = processes.find(helper.pid)
  if (facts !== undefined) return facts.start === helper.start && isAlive(facts) ? 'running' : 'lost'
  return processes.exists(helper.pid) ? 'running' : 'lost'
}

function readRecordFile(path: string): { text: string; modified: number } | 'unreadable' | undefined {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  let fd: number
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    return errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM' ? 'unreadable' : undefined
  }
  try {
    const facts = fstatSync(fd)
    if (!facts.isFile()) return undefined
    const bytes = Buffer.allocUnsafe(Math.min(facts.size, LARGEST))
    const length = readSync(fd, bytes, 0, bytes.length, 0)
    return { text: bytes.toString('utf8', 0, length), modified: facts.mtimeMs / 1000 }
  } finally {
    closeSync(fd)
  }
}
