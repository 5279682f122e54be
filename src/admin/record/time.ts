/** Points in time as administrators type them. */
import { LaunchError } from '../../core/errors'

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

export const TIME_HELP =
  'e.g. 2h (ago), 2026-11-20, "2026-11-20 14:03", 14:03 (today), 2026-11-20T14:03:00Z, @1790000000'

/**
 * Seconds since the epoch. `2h` and `2h ago` are before `now`; a date or time without a zone is local; `@N` is the
 * epoch itself. Errors: `usage`.
 */
export function parseTime(text: string, now: number): number {
  const ago = /^-?(\d{1,9})([smhdw])(?: ago)?$/.exec(text)
  if (ago !== null) return now - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0)
  const epoch = /^@(\d{1,12}(?:\.\d{1,9})?)$/.exec(text)
  if (epoch !== null) return Number(epoch[1])
  if (text === 'now') return now
  const parsed = Date.parse(withDate(text, now))
  if (Number.isFinite(parsed) && /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2})/.test(text)) return parsed / 1000
  throw new LaunchError('usage', `"${text}" is no time (${TIME_HELP})`)
}

/** ECMA-262 takes a date alone as UTC, and a date with a time as local: an administrator means local both times. */
function withDate(text: string, now: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const clock = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(text)
  if (clock !== null) {
    const today = new Date(now * 1000)
    const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`
    return `${day}T${two(Number(clock[1]))}:${clock[2] ?? ''}${clock[3] ?? ''}`
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00`
  return text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T')
}

/** `10d`, `12h`, `30m`, `45s`, `2w` → seconds. Errors: `usage`. */
export function parseAge(text: string): number {
  const found = /^(\d{1,9})([smhdw])$/.exec(text)
  if (found === null) throw new LaunchError('usage', `"${text}" is no length of time (e.g. 10d, 12h, 30m)`)
  return Number(found[1]) * (UNITS[found[2] ?? ''] ?? 0)
}

/** A whole number within bounds. Errors: `usage`. */
export function parseCount(text: string, what: string, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : -1
  if (value >= 0 && value <= most) return value
  throw new LaunchError('usage', `${what} is a number from 0 to ${most}, not "${text}"`)
}

/** --limit of a list: so many lines, or `all`. Errors: `usage`. */
export const parseLimit = (value: unknown): number =>
  value === 'all' ? Infinity : parseCount(String(value), '--limit', 1_000_000)
