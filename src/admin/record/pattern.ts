/** Names as administrators search for them: the whole name, or `*` and `?` in it; the case does not count. */

/** Without `*` and `?` the text may stand anywhere in the name: `alice` finds `/DC=org/CN=Alice Example`. */
export function patternMatcher(text: string): (name: string) => boolean {
  const wanted = text.toLowerCase()
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted)
  return (name) => globMatches(wanted, name.toLowerCase())
}

/** The same for local accounts, where `pool1` is not `pool10`. */
export const wholeNameMatcher =
  (text: string): ((name: string) => boolean) =>
  (name) =>
    /[*?]/.test(text) ? globMatches(text, name) : name === text

/**
 * In small letters, the longest piece of a pattern that stands in whatever it matches; '' where that is not certain: JSON
 * writes `"` and `\` in other ways, and what a small letter is may depend on the letters around it.
 */
export function literalOf(pattern: string): string {
  const pieces = pattern.toLowerCase().split(/[*?]/)
  const longest = pieces.reduce((found, piece) => (piece.length > found.length ? piece : found), '')
  return /^[ !#-[\]-~]*$/.test(longest) ? longest : ''
}

/** Linear but for the last `*`: no pattern makes it slow. */
function globMatches(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0]
  while (from < text.length) {
    const wanted = pattern[at]
    if (wanted === '*') {
      star = at
      mark = from
      at += 1
    } else if (wanted === '?' || (wanted !== undefined && wanted === text[from])) {
      at += 1
      from += 1
    } else if (star >= 0) {
      at = star + 1
      mark += 1
      from = mark
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
