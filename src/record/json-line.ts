/** One JSON value on one line, with nothing in it that could move a terminal's cursor or start a new log line. */

const UNSAFE = /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** JSON.stringify escapes U+0000–U+001F; we escape DEL, the C1 controls, and what reorders or hides text, too. */
export const jsonLine = (value: unknown): string => `${escapeUnsafe(JSON.stringify(value))}\n`

export const escapeUnsafe = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

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
