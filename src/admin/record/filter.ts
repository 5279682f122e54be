/** Which launches are wanted: the filters of `record`, `log` and `report`. */
import { LaunchError } from '../../core/errors'
import { literalOf, patternMatcher, wholeNameMatcher } from './pattern'
import { parseTime } from './time'

/** What a filter looks at, of a record or of a line of the audit log. */
export interface Subject {
  readonly subject: string | undefined
  readonly fqans: readonly string[]
  readonly vo: string | undefined
  readonly account: string | undefined
  readonly uid: number | undefined
  readonly callerUid: number | undefined
  readonly from: number
  /** undefined: it runs. */
  readonly until: number | undefined
  readonly code: number | undefined
  readonly exit: number | undefined
  readonly reason: string | undefined
}

export interface Filter {
  readonly matches: (facts: Subject) => boolean
  /** Of a record as it is written, before it is parsed: false where it cannot match. */
  readonly mayMatch: (json: string) => boolean
  readonly from: number | undefined
  readonly until: number | undefined
  /** Nothing was asked for: everything matches. */
  readonly empty: boolean
}

/** As commander gives them. */
export type FilterOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** `callerUid` resolves a caller's name. Errors: `usage`. */
export function parseFilter(
  options: FilterOptions,
  now: number,
  callerUid: (name: string) => number | undefined,
): Filter {
  const given = (name: string): string | undefined => {
    const value = options[name]
    return typeof value === 'string' ? value : undefined
  }
  const [fromText, untilText] = [given('from'), given('to')]
  const from = fromText === undefined ? undefined : parseTime(fromText, now)
  const until = untilText === undefined ? undefined : parseTime(untilText, now)
  if (from !== undefined && until !== undefined && from > until)
    throw new LaunchError('usage', '--from is later than --to')
  const tests: ((facts: Subject) => boolean)[] = []
  const literals: string[] = []
  const add = (name: string, make: (text: string) => (facts: Subject) => boolean): void => {
    const text = given(name)
    if (text === undefined) return
    tests.push(make(text))
    // An account may be a uid, and a number can be written in many ways.
    if (NAMES.includes(name) && !/^\d+$/.test(text)) literals.push(literalOf(text))
  }
  add('subject', (text) => {
    const matches = patternMatcher(text)
    return ({ subject }) => subject !== undefined && matches(subject)
  })
  add('fqan', (text) => {
    const matches = patternMatcher(text)
    return ({ fqans }) => fqans.some(matches)
  })
  add(
    'vo',
    (text) =>
      ({ vo }) =>
        vo === text,
  )
  add('account', (text) => {
    const matches = wholeNameMatcher(text)
    return ({ account, uid }) => (account !== undefined && matches(account)) || String(uid) === text
  })
  add('caller', (text) => {
    const wanted = /^\d+$/.test(text) ? Number(text) : callerUid(text)
    if (wanted === undefined) throw new LaunchError('usage', `there is no user "${text}"`)
    return ({ callerUid: uid }) => uid === wanted
  })
  add('code', (text) => {
    const matches = numberMatcher(text)
    return ({ code, exit }) => (exit !== undefined && matches(exit)) || (code !== undefined && matches(code))
  })
  add(
    'reason',
    (text) =>
      ({ reason }) =>
        reason === text,
  )
  if (from !== undefined) tests.push(({ until: end }) => end === undefined || end >= from)
  if (until !== undefined) tests.push(({ from: start }) => start <= until)
  return {
    matches: (facts) => tests.every((test) => test(facts)),
    mayMatch: mentions(literals.filter((literal) => literal !== '')),
    from,
    until,
    empty: tests.length === 0,
  }
}

/** What they ask for stands in a record as it was typed. */
const NAMES = ['subject', 'fqan', 'vo', 'account', 'reason']

function mentions(literals: readonly string[]): (json: string) => boolean {
  if (literals.length === 0) return () => true
  return (json) => {
    // With an escape in it, a name may be written in many ways.
    if (json.includes('\\')) return true
    const text = json.toLowerCase()
    return literals.every((literal) => text.includes(literal))
  }
}

/** `0`, `!0`, `1-127`, `203`. Errors: `usage`. */
function numberMatcher(text: string): (value: number) => boolean {
  const found = /^(!?)(\d{1,3})(?:-(\d{1,3}))?$/.exec(text)
  if (found === null) throw new LaunchError('usage', `"${text}" is no exit code (e.g. 0, !0, 201-204)`)
  const [first, last] = [Number(found[2]), Number(found[3] ?? found[2])]
  const wanted = found[1] !== '!'
  return (value) => (value >= first && value <= last) === wanted
}
