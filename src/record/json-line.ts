/** One JSON value on one line, with nothing in it that could move a terminal's cursor or start a new log line. */

const UNSAFE = /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** JSON.stringify escapes U+0000–U+001F; we escape DEL, the C1 controls, and what reorders or hides text, too. */
export const jsonLine = (value: unknown): string => `${escapeUnsafe(JSON.stringify(value))}\n`

/** What JSON leaves as it is, though a terminal does not: JSON text stays the same JSON, indented or not. */
export const escapeUnsafe = (text: string): string => text.replace(UNSAFE, escaped)

/** For text that is no JSON: the C0 controls, too. One line stays one line. */
export const escapeControls = (text: string): string => escapeUnsafe(text.replace(/[\x00-\x1f]/g, escaped))

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Words of a command, at most `maxBytes` in all; what is cut is said. */
export function boundedWords(words: readonly string[], maxBytes: number): readonly string[] {
  const kept: string[] = []
  let left = maxBytes
  for (const word of words) {
    left -= Buffer.byteLength(word)
    if (left < 0) return [...kept, `[${words.length - kept.length} more words]`]
    kept.push(word)
  }
  return kept
}
