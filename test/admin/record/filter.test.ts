import fc from 'fast-check'
import { parseFilter, type FilterOptions, type Subject } from '../../../src/admin/record/filter'
import { reasonOf } from '../../support/reason'
import { T0 } from '../../support/records'

const facts = (change: Partial<Subject> = {}): Subject => ({
  subject: '/DC=org/CN=Alice Example',
  fqans: ['/testvo/Role=production'],
  vo: 'testvo',
  account: 'pool001',
  uid: 61001,
  callerUid: 60001,
  from: T0,
  until: T0 + 60,
  code: 0,
  exit: 0,
  reason: undefined,
  ...change,
})
const uidOf = (name: string) => (name === 'pilot' ? 60001 : undefined)
const matches = (options: FilterOptions, change: Partial<Subject> = {}) =>
  parseFilter(options, T0 + 1000, uidOf).matches(facts(change))

describe('a filter takes', () => {
  test.each<[string, FilterOptions, Partial<Subject>?]>([
    ['everything when nothing is asked for', {}],
    ['a part of the subject', { subject: 'alice' }],
    ['a whole subject with wildcards', { subject: '/DC=org/*Example' }],
    ['a single unknown character', { subject: '/DC=org/CN=Alic? Example' }],
    ['a part of an FQAN', { fqan: 'production' }],
    ['a VO', { vo: 'testvo' }],
    ['an account', { account: 'pool001' }],
    ['accounts by wildcard', { account: 'pool*' }],
    ['a uid as account', { account: '61001' }],
    ['a caller by name', { caller: 'pilot' }],
    ['a caller by uid', { caller: '60001' }],
    ['an exit code', { code: '0' }],
    ['other exit codes', { code: '!0' }, { exit: 1, code: 1 }],
    ['a range of exit codes', { code: '201-204' }, { exit: undefined, code: 203 }],
    ['a reason', { reason: 'pool-full' }, { reason: 'pool-full' }],
    ['what was still running at --from', { from: `@${T0 + 30}` }],
    ['what runs, whenever it began', { from: `@${T0 + 900}` }, { until: undefined }],
    ['what began before --to', { to: `@${T0}` }],
  ])('%s', (...[, options, change]) => expect(matches(options, change)).toBe(true))
})

describe('a filter leaves out', () => {
  test.each<[string, FilterOptions, Partial<Subject>?]>([
    ['another subject', { subject: 'bob' }],
    ['a wildcard that does not reach the end', { subject: '*CN=Alice' }],
    ['another FQAN', { fqan: 'pilot' }],
    ['a launch without FQANs', { fqan: 'production' }, { fqans: [] }],
    ['a VO that begins alike', { vo: 'test' }],
    ['an account that begins alike', { account: 'pool00' }],
    ['accounts in other letters', { account: 'POOL001' }],
    ['another caller', { caller: '60002' }],
    ['another code', { code: '1-200' }],
    ['a damaged record', { subject: '*' }, { subject: undefined }],
    ['what ended before --from', { from: `@${T0 + 61}` }],
    ['what began after --to', { to: `@${T0 - 1}` }],
    ['one of two conditions', { subject: 'alice', vo: 'other' }],
  ])('%s', (...[, options, change]) => expect(matches(options, change)).toBe(false))
})

test.each<[string, FilterOptions]>([
  ['a code that is none', { code: 'x' }],
  ['a time that is none', { from: 'soon' }],
  ['a caller that there is not', { caller: 'nobody-here' }],
  ['an end before the beginning', { from: '1h', to: '2h' }],
])('a filter refuses %s', (_title, options) => expect(reasonOf(() => parseFilter(options, T0, uidOf))).toBe('usage'))

test('a pattern of many stars is answered at once', () => {
  const started = performance.now()
  expect(matches({ subject: '*a'.repeat(30) + 'b' }, { subject: 'a'.repeat(5000) })).toBe(false)
  expect(performance.now() - started).toBeLessThan(2000)
})

describe('of a record that is not parsed, a filter', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from('aAsS1"\\/=*?. \u03a3\u03c2\u0130\u212a\u00e9')),
    maxLength: 12,
  })
  const wanted = fc.record(
    { subject: letters, fqan: letters, vo: letters, account: letters, reason: letters },
    { requiredKeys: [] },
  )

  test('says no only to what does not match', () => {
    fc.assert(
      fc.property(letters, letters, wanted, fc.boolean(), (subject, other, options, same) => {
        const change = { subject, fqans: [other], vo: other, account: other, reason: other }
        const asked = same && options.vo !== undefined ? { ...options, vo: other } : options
        const filter = parseFilter(asked, T0, uidOf)
        // One in some hundreds matches; each of these must have been let through.
        return !filter.matches(facts(change)) || filter.mayMatch(JSON.stringify(change))
      }),
      { numRuns: 20_000 },
    )
  })

  test.each<[string, FilterOptions, boolean]>([
    ['that names somebody else', { subject: 'user 99*' }, false],
    ['that names a part of it, in other letters', { subject: '*alice' }, true],
    ['of another VO', { vo: 'other' }, false],
    ['by a uid, which may be written as another number', { account: '61002' }, true],
    ['by a name that JSON escapes', { subject: 'a"b' }, true],
    ['by times only', { from: '1h' }, true],
  ])('%s: %j', (_what, options, may) => {
    expect(parseFilter(options, T0, uidOf).mayMatch(JSON.stringify(facts()))).toBe(may)
  })

  test('lets everything through that has an escape in it', () => {
    const { mayMatch, matches: does } = parseFilter({ subject: 'alice' }, T0, uidOf)
    const json = String.raw`{"subject":"/CN=\u0041lice"}`
    expect(does(facts(JSON.parse(json) as Partial<Subject>))).toBe(true)
    expect(mayMatch(json)).toBe(true)
  })
})
