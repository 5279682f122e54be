/** Words for people: times, ages, sizes, names of strangers. */
import { escapeUnsafe } from '../../record/json-line'

/** One line that no terminal mistakes for orders: C0, DEL, C1, and what reorders or hides text, are written as `\uXXXX`. */
export const printable = (text: string): string =>
  PLAIN.test(text) ? text : escapeUnsafe(JSON.stringify(text)).slice(1, -1).replaceAll('\\"', '"')

/** Printable ASCII without the backslash: nothing to escape. */
const PLAIN = /^[ -[\]-~]*$/

const PLAIN_WORD = /^[\w@%+=:,./-]+$/

/** A command as it could be typed; words with other characters stand in quotes. */
export const commandText = (words: readonly string[]): string =>
  words.map((word) => (PLAIN_WORD.test(word) ? word : escapeUnsafe(JSON.stringify(word)))).join(' ')

/** At most `width` characters; what is cut off is shown as `…`. */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`

/** The end of a name says more than its beginning: `…/CN=Alice Example`. */
export const shortenedLeft = (text: string, width: number): string =>
  text.length <= width ? text : `…${text.slice(text.length - Math.max(0, width - 1))}`

/** Seconds since the epoch → `2026-11-20 14:03:07`, local time. */
export function localTime(seconds: number): string {
  const minute = Math.floor(seconds / 60)
  if (minute !== remembered.minute) remembered = { minute, text: localMinute(minute) }
  return remembered.text === '' ? '-' : `${remembered.text}:${two(Math.floor(seconds) - 60 * minute)}`
}

/** Of a list most lines are of the minute of the line before, and the rules of a time zone take a while. */
let remembered = { minute: NaN, text: '' }

function localMinute(minute: number): string {
  const date = new Date(minute * 60_000)
  if (Number.isNaN(date.getTime())) return ''
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Minutes and seconds. */
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `0.4s`, `42s`, `3m12s`, `5h02m`, `12d03h`. */
export function age(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 10) return `${Math.max(0, seconds).toFixed(1)}s`
  if (whole < 60) return `${whole}s`
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`
  return `${Math.floor(whole / 86_400)}d${two(Math.floor((whole % 86_400) / 3600))}h`
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** `512B`, `1.5MiB`. */
export function size(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const value = bytes / 1024 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)}${UNITS[power] ?? ''}`
}
