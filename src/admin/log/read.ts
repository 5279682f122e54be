/** The audit log, line by line, rotated files included (src/record/audit.ts writes it). */
import { closeSync, fstatSync, lstatSync, readdirSync, readSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { openPlain, readPlain } from '../files/plain'
import type { Subject } from '../record/filter'

export interface LogLine {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly text: string
}

export interface LogEntry extends LogLine {
  /** Seconds since the epoch; 0 where the line has none. */
  readonly time: number
  readonly event: string
  readonly ref: string
  readonly fields: Fields
}

export type Fields = Readonly<Record<string, unknown>>

/**
 * The file and what logrotate(8) made of it (`.1`, `.2.gz`, `-20261120`), the oldest first. Files that changed last before
 * `from` hold nothing later.
 */
export function logFiles(path: string, from = 0): readonly string[] {
  const [directory, name] = [dirname(path), basename(path)]
  const rotated = readdirSync(directory)
    .filter((other) => other.startsWith(name) && /^(?:\.\d+|-\d{8}(?:-\d+)?)(?:\.gz)?$/.test(other.slice(name.length)))
    .map((other) => ({ path: `${directory}/${other}`, facts: lstatSync(`${directory}/${other}`, GONE) }))
    // logrotate(8) makes no links.
    .flatMap(({ path: file, facts }) =>
      facts?.isFile() === true ? [{ path: file, modified: facts.mtimeMs / 1000 }] : [],
    )
    .filter(({ modified }) => modified >= from)
    .sort((a, b) => a.modified - b.modified)
  return [...rotated.map((file) => file.path), path]
}

const GONE = { throwIfNoEntry: false } as const
const CHUNK = 1024 * 1024

/**
 * Lines of one file; half a line at its end is a line, too: its writer was killed, or is writing. As `latin1` a character
 * is a byte.
 */
export function* linesOf(path: string, encoding: 'utf-8' | 'latin1' = 'utf-8'): Generator<LogLine> {
  let line = 0
  let rest = ''
  for (const chunk of chunksOf(path, encoding)) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield { file: path, line: ++line, text }
  }
  if (rest !== '') yield { file: path, line: line + 1, text: rest }
}

function* chunksOf(path: string, encoding: 'utf-8' | 'latin1'): Generator<string> {
  // TextDecoder's own "latin1" is windows-1252.
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const decode = (bytes: Buffer, stream: boolean): string =>
    encoding === 'latin1' ? bytes.toString('latin1') : utf8.decode(bytes, { stream })
  if (path.endsWith('.gz')) {
    // Loaded only where there is something to unpack.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a generator cannot wait for `import()`
    const { gunzipSync } = require('node:zlib') as typeof import('node:zlib')
    yield decode(gunzipSync(readPlain(path)), false)
    return
  }
  const fd = openPlain(path)
  try {
    const end = fstatSync(fd).size
    const buffer = Buffer.alloc(Math.min(CHUNK, Math.max(1, end)))
    for (let at = 0; at < end;) {
      const count = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at)
      if (count === 0) break
      at += count
      yield decode(buffer.subarray(0, count), true)
    }
    yield decode(Buffer.alloc(0), false)
  } finally {
    closeSync(fd)
  }
}

/** Undefined for a line that is no JSON object: half a line, or somebody else's. */
export function parseEntry(line: LogLine): LogEntry | undefined {
  let fields: unknown
  try {
    fields = JSON.parse(line.text)
  } catch {
    return undefined
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined
  const found = fields as Fields
  const time = Date.parse(textOf(found['time']) ?? '')
  return {
    ...line,
    fields: found,
    time: Number.isFinite(time) ? time / 1000 : 0,
    event: textOf(found['event']) ?? '?',
    ref: textOf(found['ref']) ?? '',
  }
}

export function* entriesOf(files: readonly string[]): Generator<LogEntry> {
  for (const file of files)
    for (const line of linesOf(file)) {
      const entry = parseEntry(line)
      if (entry !== undefined) yield entry
    }
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** A member of an object in a line: `account.name`. */
export const partOf = (fields: Fields, key: string, member: string): unknown => {
  const value = fields[key]
  return typeof value === 'object' && value !== null ? (value as Fields)[member] : undefined
}

export const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []

/** What the filters look at. A log line is a moment. */
export function subjectOfEntry({ fields, time }: LogEntry): Subject {
  return {
    subject: textOf(partOf(fields, 'identity', 'subject')),
    fqans: wordsOf(partOf(fields, 'identity', 'fqans')),
    vo: textOf(partOf(fields, 'identity', 'vo')),
    account: textOf(partOf(fields, 'account', 'name')),
    uid: numberOf(partOf(fields, 'account', 'uid')),
    callerUid: numberOf(partOf(fields, 'caller', 'uid')),
    from: time,
    until: time,
    code: numberOf(fields['code']),
    exit: undefined,
    reason: textOf(fields['reason']),
  }
}
