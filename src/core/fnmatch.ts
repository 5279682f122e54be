/**
 * fnmatch(3) as LCMAPS calls it: FNM_NOESCAPE, byte by byte, C locale; plus an option for paths.
 * Own code because the decider must not block on a hostile pattern or depend on the locale; test/core compares
 * it with the C library's.
 */

/** What a pattern may be asked for beyond LCMAPS's rules. */
export interface PatternOptions {
  /** Wildcards do not match `/` (FNM_PATHNAME): for commands, where `/opt/pilot/*` means one directory. */
  readonly pathname?: boolean
}

export type Matcher = (bytes: string) => boolean

/** A byte to match, a set of bytes (256 flags), any byte, or any run of bytes. */
type Token = number | Uint8Array
const ANY = -1
const STAR = -2
const SLASH = 0x2f

/** Text as a string of one character per UTF-8 byte: what the C library would see. */
export const byteString = (text: string): string =>
  /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1')

/**
 * A pattern as a function over byte strings. Undefined where a bracket names something that the C locale does not
 * have in the same way everywhere: an unknown class (`[[:foo:]]`), an equivalence class (`[[=a=]]`) or a
 * collating symbol (`[[.a.]]`). Time is at most pattern × text: a failed match retries only its last `*`.
 */
export function compilePattern(pattern: string, options: PatternOptions = {}): Matcher | undefined {
  const tokens = tokenise(pattern)
  if (tokens === undefined) return undefined
  const pathname = options.pathname === true
  return (bytes) => run(tokens, bytes, pathname)
}

/** Whether a pattern holds any wildcard at all. */
export const hasWildcard = (pattern: string): boolean => /[*?[]/.test(pattern)

/**
 * One pattern against one byte string, cheap for long lists: compiles nothing unless the text agrees with
 * everything before the first wildcard. A pattern that `compilePattern` refuses matches nothing.
 */
export function matchesPattern(pattern: string, bytes: string): boolean {
  let at = 0
  while (at < pattern.length) {
    const code = pattern.charCodeAt(at)
    if (code === 0x2a || code === 0x3f || code === 0x5b) {
      return compilePattern(pattern.slice(at))?.(bytes.slice(at)) ?? false
    }
    if (code !== bytes.charCodeAt(at)) return false
    at++
  }
  return at === bytes.length
}

function run(tokens: readonly Token[], bytes: string, pathname: boolean): boolean {
  let token = 0
  let at = 0
  let starToken = -1
  let starAt = 0
  while (at < bytes.length || token < tokens.length) {
    const wanted = tokens[token]
    if (wanted === STAR) {
      starToken = token++
      starAt = at
      continue
    }
    if (wanted !== undefined && at < bytes.length && accepts(wanted, bytes.charCodeAt(at), pathname)) {
      token++
      at++
      continue
    }
    // The last `*` takes one byte more; earlier ones need no second try, a longer run for them leaves less for the rest.
    if (starToken < 0 || starAt >= bytes.length) return false
    if (pathname && bytes.charCodeAt(starAt) === SLASH) return false
    token = starToken + 1
    at = ++starAt
  }
  return true
}

function accepts(wanted: Token, byte: number, pathname: boolean): boolean {
  if (typeof wanted === 'number' && wanted !== ANY) return wanted === byte
  if (pathname && byte === SLASH) return false
  return wanted === ANY || wanted[byte] === 1
}

function tokenise(pattern: string): Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length;) {
    const char = pattern[at]
    if (char === '[') {
      const bracket = parseBracket(pattern, at)
      if (bracket === 'unsupported') return undefined
      if (bracket !== 'unterminated') {
        tokens.push(bracket.set)
        at = bracket.next
        continue
      }
    }
    if (char === '*') {
      if (tokens.at(-1) !== STAR) tokens.push(STAR)
    } else tokens.push(char === '?' ? ANY : pattern.charCodeAt(at))
    at++
  }
  return tokens
}

interface Bracket {
  readonly set: Uint8Array
  /** Where the pattern goes on. */
  readonly next: number
}

/** A bracket without its `]` is an ordinary `[` (glibc; POSIX leaves it open). */
function parseBracket(pattern: string, start: number): Bracket | 'unterminated' | 'unsupported' {
  const set = new Uint8Array(256)
  let at = start + 1
  // POSIX writes `!`; glibc and every shell read `^` the same.
  const negated = pattern[at] === '!' || pattern[at] === '^'
  if (negated) at++
  const first = at
  while (at < pattern.length) {
    const char = pattern[at]
    if (char === ']' && at > first) {
      if (negated) for (let byte = 0; byte < 256; byte++) set[byte] = 1 - (set[byte] ?? 0)
      return { set, next: at + 1 }
    }
    if (char === '[' && /[:=.]/.test(pattern[at + 1] ?? '')) {
      const name = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 16))
      const members = CLASSES.get(name?.[1] ?? '')
      if (name === null || members === undefined) return 'unsupported'
      for (let byte = 0; byte < 128; byte++) if (members.test(String.fromCharCode(byte))) set[byte] = 1
      at += name[0].length
      continue
    }
    const low = pattern.charCodeAt(at)
    const isRange = pattern[at + 1] === '-' && at + 2 < pattern.length && pattern[at + 2] !== ']'
    if (isRange && pattern[at + 2] === '[' && /[:=.]/.test(pattern[at + 3] ?? '')) return 'unsupported'
    const high = isRange ? pattern.charCodeAt(at + 2) : low
    for (let byte = low; byte <= high; byte++) set[byte] = 1
    at += isRange ? 3 : 1
  }
  return 'unterminated'
}

/** The classes of the C locale (POSIX XBD 7.3.1), which has no member above 0x7f. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /[A-Za-z]/],
  ['digit', /[0-9]/],
  ['alnum', /[A-Za-z0-9]/],
  ['upper', /[A-Z]/],
  ['lower', /[a-z]/],
  ['space', /[\t-\r ]/],
  ['blank', /[\t ]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['print', /[ -~]/],
  ['graph', /[!-~]/],
  ['cntrl', /[\x00-\x1f\x7f]/],
  ['xdigit', /[0-9A-Fa-f]/],
])
