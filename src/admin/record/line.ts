/**
 * The lines of a record, read back (mapexec-records(5)). A record may be cut off at any byte, and a file of that name may
 * be somebody else's: nothing is believed about its form, and what does not fit is "damaged", never an error.
 */

export interface StartLine {
  /** Seconds since the epoch. */
  readonly time: number
  readonly ref: string
  readonly frontend: string
  readonly caller: { readonly uid: number; readonly gid: number }
  /** `start` is field 22 of /proc/PID/stat, in clock ticks after boot. */
  readonly helper: { readonly pid: number; readonly start: number }
  readonly command: readonly string[]
  readonly label?: string
  readonly identity: {
    readonly kind: string
    readonly subject: string
    readonly vo?: string
    readonly fqans?: readonly string[]
    readonly limited?: boolean
    readonly validUntil?: number
  }
  readonly evidence?: { readonly sha256: string; readonly source: string }
  readonly rule?: { readonly name: string; readonly place?: string }
  readonly account: {
    readonly name: string
    readonly uid: number
    readonly gid: number
    readonly groups: readonly number[]
  }
  readonly lease?: { readonly pool: string; readonly name: string; readonly fresh?: boolean }
  readonly reap?: string
}

export interface Rusage {
  /** Seconds of CPU. */
  readonly user: number
  readonly system: number
  /** KiB, of the largest process. */
  readonly maxrss: number
  readonly minflt: number
  readonly majflt: number
}

export interface EndLine {
  readonly time: number
  /** The payload's own status; undefined when a signal ended it or it never ran. */
  readonly exit: number | undefined
  readonly signal: number | undefined
  /** What the caller was told (design §8). */
  readonly code: number
  /** Why the payload never ran, a reason token. */
  readonly reason: string | undefined
  readonly rusage: Rusage | undefined
}

export interface RecordText {
  readonly start: StartLine | undefined
  readonly end: EndLine | undefined
  /** Something in it is not as mapexec writes it: cut off, or not ours. */
  readonly damaged: boolean
}

type Fields = Readonly<Record<string, unknown>>

/** Never throws. `ref` is what the file's name says; a record that says otherwise is damaged. */
export function parseRecord(text: string, ref: string): RecordText {
  const last = text.length - 1
  const first = text.indexOf('\n')
  const second = first < 0 ? -1 : text.indexOf('\n', first + 1)
  const start = startOf(fieldsOf(first < 0 ? text : text.slice(0, first)))
  const end = second < 0 ? undefined : endOf(fieldsOf(text.slice(first + 1, second)), ref)
  // A start line without its end may still be whole: the write was cut off by one byte.
  const complete = first === last ? first >= 0 : second === last && end !== undefined
  if (start === undefined || start.ref !== ref) return { start: undefined, end, damaged: true }
  return { start, end, damaged: !complete }
}

function fieldsOf(line: string): Fields {
  try {
    return objectOf(JSON.parse(line))
  } catch {
    return {}
  }
}

const objectOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined

/** Lists read ten thousand of these: no arrays and no closures on the way. */
function startOf(line: Fields): StartLine | undefined {
  const whole =
    line['event'] === 'start' &&
    hasNumbers(line, 'time') &&
    hasTexts(line, 'ref', 'frontend') &&
    textsOf(line['command']) !== undefined &&
    hasNumbers(objectOf(line['caller']), 'uid', 'gid') &&
    hasNumbers(objectOf(line['helper']), 'pid', 'start') &&
    isIdentity(objectOf(line['identity'])) &&
    isAccount(objectOf(line['account'])) &&
    optionalsOf(line)
  return whole ? (line as unknown as StartLine) : undefined
}

const hasNumbers = (fields: Fields, first: string, second = first): boolean =>
  numberOf(fields[first]) !== undefined && numberOf(fields[second]) !== undefined

const hasTexts = (fields: Fields, first: string, second = first): boolean =>
  typeof fields[first] === 'string' && typeof fields[second] === 'string'

const isIdentity = (identity: Fields): boolean =>
  hasTexts(identity, 'kind', 'subject') &&
  isTextOrAbsent(identity['vo']) &&
  (identity['fqans'] === undefined || textsOf(identity['fqans']) !== undefined)

const isAccount = (account: Fields): boolean =>
  hasTexts(account, 'name') &&
  hasNumbers(account, 'uid', 'gid') &&
  Array.isArray(account['groups']) &&
  account['groups'].every((group) => numberOf(group) !== undefined)

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string'

/** Fields that may be missing have the right form where they are there. */
const optionalsOf = (line: Fields): boolean =>
  isTextOrAbsent(line['label']) &&
  isTextOrAbsent(line['reap']) &&
  isTextOrAbsent(objectOf(line['rule'])['place']) &&
  (line['rule'] === undefined || hasTexts(objectOf(line['rule']), 'name')) &&
  (line['lease'] === undefined || hasTexts(objectOf(line['lease']), 'pool', 'name')) &&
  (line['evidence'] === undefined || hasTexts(objectOf(line['evidence']), 'sha256', 'source'))

function endOf(line: Fields, ref: string): EndLine | undefined {
  const [time, code] = [numberOf(line['time']), numberOf(line['code'])]
  if (line['event'] !== 'end' || line['ref'] !== ref || time === undefined || code === undefined) return undefined
  return {
    time,
    code,
    exit: numberOf(line['exit']),
    signal: numberOf(line['signal']),
    reason: textOf(line['reason']),
    rusage: rusageOf(objectOf(line['rusage'])),
  }
}

function rusageOf(fields: Fields): Rusage | undefined {
  const [user, system, maxrss] = [numberOf(fields['user']), numberOf(fields['system']), numberOf(fields['maxrss'])]
  if (user === undefined || system === undefined || maxrss === undefined) return undefined
  return { user, system, maxrss, minflt: numberOf(fields['minflt']) ?? 0, majflt: numberOf(fields['majflt']) ?? 0 }
}
