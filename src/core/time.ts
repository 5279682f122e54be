/**
 * Time without `Date` and `performance`: in a process of 20 ms the first `Date` may look for the machine's time zone
 * (3 ms where /etc/localtime is no link), and the first `performance` loads a module of Node (0.5 ms).
 */

/** Milliseconds of a clock that never jumps. */
export function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}

/** RFC 3339 in UTC with milliseconds, as `Date.toISOString`. Seconds since the epoch, from year 0 to 9999. */
export function isoTime(seconds: number): string {
  const milliseconds = Math.floor(seconds * 1000)
  const days = Math.floor(milliseconds / 86_400_000)
  const rest = milliseconds - days * 86_400_000
  const [year, month, day] = civil(days)
  const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) => digits(Math.floor(part), 2))
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${time.join(':')}.${digits(rest % 1000, 3)}Z`
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0')

/** Days since 1970-01-01 → year, month, day of the Gregorian calendar, which repeats after 146,097 days. */
function civil(days: number): readonly [year: number, month: number, day: number] {
  // Years begin in March here, so that the day that comes and goes is the last one of the year.
  const sinceMarch0 = days + 719_468
  const era = Math.floor(sinceMarch0 / 146_097)
  const dayOfEra = sinceMarch0 - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}
