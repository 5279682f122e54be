/** The record directory: what runs, what ran, what was lost. */
import { lstatSync, readdirSync } from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import { UNREADABLE, withFolder, type Folder } from '../files/folder'
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
  /** The end of a launch; where there is no end line, the file's last change is the best that is known. */
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

/** Records of launches that have not been moved to history yet. Errors: `record-failed` where there is no directory. */
export const readCurrent = (directory: string, processes: Processes): Records =>
  readDirectory(directory, directory, processes, () => true)

export interface HistoryWish {
  /** Only what ended at or after this. */
  readonly from?: number
  /** At most this many, the newest. */
  readonly limit?: number
  /** What this says no to is not parsed. */
  readonly mayMatch?: (json: string) => boolean
}

/** Finished launches; the newest first where there is a limit. */
export const readHistory = (directory: string, processes: Processes, wish: HistoryWish = {}): Records =>
  readNames(directory, `${directory}/history`, wishedNames(`${directory}/history`, wish), { processes, ...wish })

function wishedNames(history: string, { from, limit }: HistoryWish): readonly string[] {
  const names = limit === 0 ? [] : namesIn(history)
  // What a file's time does not decide needs no look at it.
  if (from === undefined && (limit === undefined || names.length === 0)) return names
  const timed = withFolder(history, names.length, (folder) =>
    names.map((name) => ({ name, modified: folder.facts(name)?.modified ?? 0 })),
  )
  return timed
    .filter(({ modified }) => from === undefined || modified >= from)
    .sort((a, b) => b.modified - a.modified)
    .slice(0, limit)
    .map(({ name }) => name)
}

/** Every record: running ones, then history. */
export function readAll(directory: string, processes: Processes, wish: HistoryWish = {}): Records {
  const entries: RecordEntry[] = []
  const unreadable = visitAll(directory, processes, wish, (entry) => entries.push(entry))
  return { directory, entries, unreadable }
}

/** The same one by one, for who keeps little of each: ten thousand are soon as many megabytes. Returns how many cannot be read. */
export function visitAll(directory: string, processes: Processes, wish: HistoryWish, visit: Visitor): number {
  const history = `${directory}/history`
  // A record may be moved between the two looks.
  const seen = new Set<string>()
  const how = { processes, ...wish }
  const unreadable = visitNames(directory, namesIn(directory), how, (entry) => {
    seen.add(entry.ref)
    visit(entry)
  })
  return (
    unreadable +
    visitNames(history, wishedNames(history, wish), how, (entry) => {
      if (!seen.has(entry.ref)) visit(entry)
    })
  )
}

type Visitor = (entry: RecordEntry) => void

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
  return readNames(directory, place, namesIn(place).filter(wanted), { processes })
}

function readNames(directory: string, place: string, names: readonly string[], how: Reading): Records {
  const entries: RecordEntry[] = []
  const unreadable = visitNames(place, names, how, (entry) => entries.push(entry))
  return { directory, entries, unreadable }
}

interface Reading extends Pick<HistoryWish, 'mayMatch'> {
  readonly processes: Processes
}

function visitNames(place: string, names: readonly string[], how: Reading, visit: Visitor): number {
  const { processes, mayMatch = () => true } = how
  let unreadable = 0
  withFolder(place, names.length, (folder) => {
    for (const name of names) {
      const text = folder.read(name)
      if (text === UNREADABLE) unreadable += 1
      const entry =
        typeof text === 'string' && mayMatch(text) ? entryOf(text, name, { folder, place, processes }) : undefined
      if (entry !== undefined) visit(entry)
    }
  })
  return unreadable
}

/** Foreign files are passed over by their names. Errors: `record-failed`. */
function namesIn(directory: string): readonly string[] {
  try {
    // The one that the service account could replace; its parent is root's to make.
    if (directory.endsWith('/history') && lstatSync(directory).isSymbolicLink())
      throw new Error(`${directory} is a link, which is not followed`)
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

interface Surroundings {
  readonly folder: Folder
  readonly place: string
  readonly processes: Processes
}

/** Undefined: it is no regular file, or has gone since. */
function entryOf(text: string, name: string, { folder, place, processes }: Surroundings): RecordEntry | undefined {
  const [ref, path] = [name.slice(0, 16), `${place}/${name}`]
  const { start, end, damaged } = parseRecord(text, ref)
  // A whole record says itself when it ended: for the many of history, one system call less.
  if (start !== undefined && end !== undefined)
    return { ref, path, state: 'ended', start, end, damaged, modified: end.time }
  const facts = folder.facts(name)
  if (facts?.isFile !== true) return undefined
  const state = end !== undefined ? 'ended' : start === undefined ? 'damaged' : stateOf(start, processes)
  return { ref, path, state, start, end, damaged, modified: facts.modified }
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
