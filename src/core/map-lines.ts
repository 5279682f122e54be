/**
 * The line syntax that grid-mapfile, voms-mapfile, groupmapfile and the ban lists share: text in, entries out, no
 * I/O. The rules are LCMAPS's (lcmaps_gridmapfile.c, checked against the running plugin), with one difference on
 * purpose: LCMAPS notices a malformed line only when a request reaches it, here it is an error wherever it stands.
 */
import { LaunchError } from './errors'
import { byteString, compilePattern } from './fnmatch'
import type { System } from './system'

export interface MapLine {
  /** fnmatch pattern, or the exact name where wildcards are off; one character per byte. */
  readonly pattern: string
  /** Names in the order of the line, escapes removed: accounts, `.pool` prefixes, groups. */
  readonly names: readonly string[]
  /** 1-based. */
  readonly line: number
}

export interface MapLinesOptions {
  /**
   * `patterns`: only the first part of a line counts (ban lists). There a name without quotes that goes on after a
   * space is refused: LCMAPS would ban `/O=x/CN=John` where `/O=x/CN=John Doe` was meant.
   */
  readonly content: 'mapping' | 'patterns'
  /** Whether `*`, `?` and `[…]` are wildcards. */
  readonly wildcards: boolean
}

/**
 * All entries of a list file, in order. Errors: `map-syntax` with file, line and column (1-based, in characters).
 * One pass over the text: a list of 100,000 lines takes about as long as reading it.
 */
export function parseMapLines(file: string, text: string, options: MapLinesOptions): readonly MapLine[] {
  refuseForeignBytes(file, text)
  const entries: MapLine[] = []
  const escapes = text.includes('\\')
  const source = { file, text, ...options, escapes, ascii: /^[\x00-\x7f]*$/.test(text), classes: /\[[:=.]/.test(text) }
  let line = 0
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    line++
    const entry = parseLine({ source, line, start, end })
    if (entry !== undefined) entries.push(entry)
    start = end + 1
  }
  return entries
}

interface Parsed {
  readonly text: string
  readonly entries: readonly MapLine[]
}

/** Of the last texts, so that the warm decider parses a list again only after it changed. */
const memory = new Map<string, Parsed>()
const MEMORY_FILES = 32

/**
 * A list file, read anew and judged anew for every decision; only the parsing is remembered, and only for the very
 * same text. Errors: as `readTrustedFile` and `parseMapLines`.
 */
export function readMapLines(system: System, file: string, options: MapLinesOptions): readonly MapLine[] {
  const { text } = system.readTrustedFile(file, MAX_LIST_BYTES)
  const key = `${options.content} ${options.wildcards} ${file}`
  const known = memory.get(key)
  if (known?.text === text) return known.entries
  const entries = parseMapLines(file, text, options)
  if (memory.size >= MEMORY_FILES) memory.clear()
  memory.set(key, { text, entries })
  return entries
}

/** A million users with long names. */
const MAX_LIST_BYTES = 256 * 1024 * 1024

/** A file, and what holds for all of it, so that lines need not be asked one by one. */
interface Source extends MapLinesOptions {
  readonly file: string
  readonly text: string
  readonly escapes: boolean
  readonly ascii: boolean
  readonly classes: boolean
}

interface Line {
  readonly source: Source
  readonly line: number
  /** The line's characters are text[start..end). */
  readonly start: number
  readonly end: number
}

const HASH = 0x23
const QUOTE = 0x22
const BACKSLASH = 0x5c
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

function parseLine(line: Line): MapLine | undefined {
  const { source, end } = line
  const { text } = source
  let at = line.start
  while (at < end && isBlank(text.charCodeAt(at))) at++
  if (at === end || text.charCodeAt(at) === HASH) return undefined
  const quoted = text.charCodeAt(at) === QUOTE
  const first = quoted ? at + 1 : at
  const last = quoted ? endOfQuoted(line, first) : endOfBare(line, first)
  const written = text.slice(first, last)
  const pattern = source.ascii ? written : byteString(written)
  if (source.classes && source.wildcards) checkPattern(line, first, pattern)
  const rest = quoted ? last + 1 : last
  if (source.content === 'patterns') {
    if (!quoted) refuseRest(line, rest)
    return { pattern, names: [], line: line.line }
  }
  return { pattern, names: parseNames(line, rest), line: line.line }
}

/** "A backslash protects the next character from ending the pattern" and stays part of it (LCMAPS). */
function endOfQuoted(line: Line, first: number): number {
  if (!line.source.escapes) {
    const quote = line.source.text.indexOf('"', first)
    if (quote >= 0 && quote < line.end) return quote
  }
  for (let at = first; at < line.end; at++) {
    const code = line.source.text.charCodeAt(at)
    if (code === QUOTE) return at
    if (code === BACKSLASH && ++at >= line.end) fail(line, at - 1, 'a backslash at the end of the line')
  }
  fail(line, first - 1, 'a quote that is not closed')
}

function endOfBare(line: Line, first: number): number {
  let at = first
  for (; at < line.end; at++) {
    const code = line.source.text.charCodeAt(at)
    if (isBlank(code)) return at
    if (code === BACKSLASH && ++at >= line.end) fail(line, at - 1, 'a backslash at the end of the line')
  }
  return at
}

/** Names are separated by commas, spaces and tabs; `#` ends them; a backslash is removed and takes the next character as it is. */
function parseNames(line: Line, from: number): readonly string[] {
  const { end } = line
  const { text } = line.source
  const names: string[] = []
  let at = from
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === HASH) break
    if (code === 0x2c || isBlank(code)) {
      at++
      continue
    }
    const start = at
    let escaped = false
    for (; at < end; at++) {
      const next = text.charCodeAt(at)
      if (next === 0x2c || next === HASH || isBlank(next)) break
      if (next !== BACKSLASH) continue
      escaped = true
      if (++at >= end) fail(line, at - 1, 'a backslash at the end of the line')
    }
    const written = text.slice(start, at)
    const name = escaped ? written.replace(/\\(.)/g, '$1') : written
    checkName(line, start, name)
    names.push(name)
  }
  return names
}

/** LCMAPS takes these and then finds no such account; none of them can stand in a passwd or group name. */
function checkName(line: Line, at: number, name: string): void {
  if (name === '.') fail(line, at, 'a pool without a name')
  if (/["/:\x00-\x1f\x7f]/.test(name)) fail(line, at, 'a character that no account or group name has')
}

function checkPattern(line: Line, at: number, pattern: string): void {
  if (compilePattern(pattern) === undefined) fail(line, at, 'a bracket with an unknown class')
}

function refuseRest(line: Line, from: number): void {
  const rest = line.source.text.slice(from, line.end).trimStart()
  if (rest !== '' && !rest.startsWith('#'))
    fail(line, from, 'text after a name without quotes; quote a name that has spaces')
}

/** Bytes that would make a line mean something else than it shows. */
function refuseForeignBytes(file: string, text: string): void {
  const found = /[\r\0\ufffd]/.exec(text)
  if (found === null) return
  const before = text.slice(0, found.index)
  const start = before.lastIndexOf('\n') + 1
  const source = {
    file,
    text,
    content: 'patterns',
    wildcards: false,
    escapes: false,
    ascii: false,
    classes: false,
  } as const
  const line = { source, line: before.split('\n').length, start, end: text.length }
  if (found[0] === '\r') fail(line, found.index, 'a carriage return; remove it (dos2unix, or sed -i "s/\\r$//")')
  fail(line, found.index, found[0] === '\0' ? 'a NUL byte' : 'a byte that is not UTF-8')
}

function fail(line: Line, at: number, what: string): never {
  const column = at - line.start + 1
  throw new LaunchError('map-syntax', 'a mapping or ban list is malformed', {
    detail: what,
    place: { file: line.source.file, line: line.line, column },
  })
}
