/** What a value may look like, by name. A value that does not pass is dropped, never mended. */

/** Undefined when the value may pass, else why not. */
export function objectionTo(name: string, value: string): string | undefined {
  if (/[\x00-\x1f\x7f]/.test(value)) return 'control character'
  if (value.startsWith('() ')) return 'looks like a shell function'
  if (Buffer.byteLength(value) > MAX_VALUE) return 'too long'
  const rule = RULES.find(({ names }) => names.test(name))
  return rule?.objection(value)
}

/** One string of the environment may be 128 KiB (MAX_ARG_STRLEN); with its name and `=` it must fit. */
const MAX_VALUE = 128 * 1024 - 256

interface ValueRule {
  readonly names: RegExp
  objection(value: string): string | undefined
}

const RULES: readonly ValueRule[] = [
  {
    // sudo's env_check: a `/` makes libc open a file of the caller's choice, a `%` is a format string.
    names: /^(LANG|LANGUAGE|LC_[A-Z]+|LINGUAS|COLORTERM|TERM)$/,
    objection: (value) => (/[/%]/.test(value) ? 'holds / or %' : undefined),
  },
  { names: /^TZ$/, objection: objectionToTimeZone },
  {
    names: /^PATH$/,
    objection: (value) =>
      value.split(':').every((part) => part.startsWith('/')) ? undefined : 'a part is not absolute',
  },
]

const ZONEINFO = '/usr/share/zoneinfo/'

/** sudo's tz_is_sane: one leading colon; absolute only below the zone information directory; no `..`, no white space. */
function objectionToTimeZone(value: string): string | undefined {
  const zone = value.startsWith(':') ? value.slice(1) : value
  if (zone.startsWith('/') && !zone.startsWith(ZONEINFO)) return 'a path outside the zone information directory'
  if (/\s/.test(zone) || !/^[\x21-\x7e]*$/.test(zone)) return 'white space or unprintable'
  if (zone.split('/').includes('..')) return 'holds ..'
  return zone.length < 4096 ? undefined : 'too long'
}
