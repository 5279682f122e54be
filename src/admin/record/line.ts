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
  const lines = text.split('\n')
  const rest = lines.pop() ?? ''
  const [first = rest, second, ...more] = lines
  const start = startOf(fieldsOf(first))
  const end = second === undefined ? undefined : endOf(fieldsOf(second), ref)
  // A start line without its end may still be whole: the write was cut off by one byte.
  const complete =
    rest === '' && lines.length > 0 && more.length === 0 && (second === undefined) === (end === undefined)
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

function startOf(line: Fields): StartLine | undefined {
  const [caller, helper, identity, account] = ['caller', 'helper', 'identity', 'account'].map((key) =>
    objectOf(line[key]),
  )
  const numbers = [
    ...[line['time'], caller?.['uid'], caller?.['gid'], helper?.['pid'], helper?.['start']],
    ...[account?.['uid'], account?.['gid']],
  ]
  const texts = [line['ref'], line['frontend'], identity?.['kind'], identity?.['subject'], account?.['name']]
  const groups = account?.['groups']
  const whole =
    line['event'] === 'start' &&
    numbers.every((value) => numberOf(value) !== undefined) &&
    texts.every((value) => textOf(value) !== undefined) &&
    textsOf(line['command']) !== undefined &&
    (identity?.['fqans'] === undefined || textsOf(identity['fqans']) !== undefined) &&
    Array.isArray(groups) &&
    groups.every((group) => numberOf(group) !== undefined) &&
    optionalsOf(line)
  return whole ? (line as unknown as StartLine) : undefined
}

/** Fields that may be missing have the right form where they are there. */
function optionalsOf(line: Fields): boolean {
  const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string'
  const part = (key: string, ...names: readonly string[]): boolean =>
    line[key] === undefined || names.every((name) => typeof objectOf(line[key])[name] === 'string')
  return (
    isTextOrAbsent(line['label']) &&
    isTextOrAbsent(line['reap']) &&
    isTextOrAbsent(objectOf(line['identity'])['vo']) &&
    isTextOrAbsent(objectOf(line['rule'])['place']) &&
    part('rule', 'name') &&
    part('lease', 'pool', 'name') &&
    part('evidence', 'sha256', 'source')
  )
}

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
  const [user, system, maxrss, minflt, majflt] = ['user', 'system', 'maxrss', 'minflt', 'majflt'].map((key) =>
    numberOf(fields[key]),
  )
  if (user === undefined || system === undefined || maxrss === undefined) return undefined
  return { user, system, maxrss, minflt: minflt ?? 0, majflt: majflt ?? 0 }
}
