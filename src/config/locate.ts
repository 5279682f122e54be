/**
 * Where each key of a TOML document stands: the parser gives values only, and a mistake without its line helps nobody.
 * A scanner for documents that the parser has accepted; on anything else it stops and returns what it has.
 */

export interface Position {
  /** Both from 1; columns are counted in UTF-16 units. */
  readonly line: number
  readonly column: number
}

/** JSON pointer (RFC 6901, as ajv's instancePath) → position of the key, the table header or the array element. */
export type Positions = ReadonlyMap<string, Position>

export const pointerTo = (parent: string, part: string | number): string =>
  `${parent}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The position of the pointer or of the nearest table around it; the start of the file if there is none. */
export function positionOf(positions: Positions, pointer: string): Position {
  for (let path = pointer; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const found = positions.get(path)
    if (found !== undefined) return found
  }
  return { line: 1, column: 1 }
}

export const locate = (text: string): Positions => new Scanner(text).document()

const BLANK = /(?:[ \t\r\n\ufeff]|#[^\n]*)*/y
const SPACE = /[ \t]*/y
const BARE_KEY = /[A-Za-z0-9_-]+/y
const BASIC = /"(?:[^"\\\n]|\\.)*"/y
const LITERAL = /'[^'\n]*'/y
// A multi-line string may end in up to five quotes, of which the last three close it (TOML 1.0, "String").
const LONG_BASIC = /"""(?:[^"\\]|\\[^]|"{1,2}(?!"))*"{3,5}/y
const LONG_LITERAL = /'''(?:[^']|'{1,2}(?!'))*'{3,5}/y
const SCALAR = /[^,\]}#\r\n"']+/y
const VALUES = [LONG_BASIC, LONG_LITERAL, BASIC, LITERAL, SCALAR]

class Scanner {
  private readonly positions = new Map<string, Position>()
  /** Pointer of an array of tables → how many of its tables have begun. */
  private readonly counts = new Map<string, number>()
  private offset = 0
  private counted = 0
  private line = 1
  private lineStart = 0

  constructor(private readonly text: string) {}

  document(): Positions {
    let table = ''
    for (this.take(BLANK); this.offset < this.text.length; this.take(BLANK)) {
      const before = this.offset
      if (this.text[this.offset] === '[') table = this.header()
      else this.assignment(table)
      if (this.offset === before) break
    }
    return this.positions
  }

  private header(): string {
    const start = this.offset
    const ofArray = this.text.startsWith('[[', start)
    this.offset += ofArray ? 2 : 1
    const keys = this.keys()
    const last = keys.pop()
    if (last === undefined) return ''
    const parent = keys.reduce((path, key) => this.newest(pointerTo(path, key)), '')
    let pointer = pointerTo(parent, last)
    if (ofArray) {
      const index = this.counts.get(pointer) ?? 0
      this.counts.set(pointer, index + 1)
      this.mark(pointer, start)
      pointer = pointerTo(pointer, index)
    }
    this.mark(pointer, start)
    this.take(SPACE)
    while (this.text[this.offset] === ']') this.offset += 1
    return pointer
  }

  /** A path through an array of tables means its last table. */
  private newest(pointer: string): string {
    const count = this.counts.get(pointer)
    return count === undefined ? pointer : pointerTo(pointer, count - 1)
  }

  private assignment(table: string): void {
    const start = this.offset
    const keys = this.keys()
    let pointer = table
    for (const key of keys) {
      pointer = pointerTo(pointer, key)
      this.mark(pointer, start)
    }
    if (keys.length === 0 || this.text[this.offset] !== '=') return
    this.offset += 1
    this.take(SPACE)
    this.value(pointer)
  }

  private value(pointer: string): void {
    const first = this.text[this.offset]
    if (first === '[')
      this.sequence(']', (index) => {
        this.mark(pointerTo(pointer, index), this.offset)
        this.value(pointerTo(pointer, index))
      })
    else if (first === '{') this.sequence('}', () => this.assignment(pointer))
    else for (const form of VALUES) if (this.take(form) !== '') return
  }

  private sequence(end: ']' | '}', item: (index: number) => void): void {
    this.offset += 1
    for (let index = 0; ; index += 1) {
      this.take(BLANK)
      const before = this.offset
      if (this.text[this.offset] !== end) item(index)
      this.take(BLANK)
      if (this.text[this.offset] === ',') this.offset += 1
      if (this.text[this.offset] === end) {
        this.offset += 1
        return
      }
      if (this.offset === before) return
    }
  }

  /** Dotted key, with the white space around it. */
  private keys(): string[] {
    const keys: string[] = []
    for (;;) {
      this.take(SPACE)
      const bare = this.take(BARE_KEY)
      const quoted = bare === '' ? this.take(BASIC) || this.take(LITERAL) : ''
      if (bare === '' && quoted === '') return keys
      keys.push(bare === '' ? unquote(quoted) : bare)
      this.take(SPACE)
      if (this.text[this.offset] !== '.') return keys
      this.offset += 1
    }
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.offset
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.offset += found.length
    return found
  }

  /** The first mark wins: `a.b = 1` below `a.c = 2` does not move `a`. */
  private mark(pointer: string, offset: number): void {
    // Offsets only grow, so that each line end is counted once.
    for (let end = this.text.indexOf('\n', this.counted); end !== -1 && end < offset;) {
      this.line += 1
      this.lineStart = end + 1
      this.counted = end + 1
      end = this.text.indexOf('\n', this.counted)
    }
    if (!this.positions.has(pointer))
      this.positions.set(pointer, { line: this.line, column: offset - this.lineStart + 1 })
  }
}

/** JSON's escapes are nearly TOML's; a key that uses the others is found under its written form. */
function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
