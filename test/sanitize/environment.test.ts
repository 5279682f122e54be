import fc from 'fast-check'
import type { EnvironmentSettings } from '../../src/core/settings'
import { DENY_LIST } from '../../src/sanitize/deny-list'
import { cleanEnvironment } from '../../src/sanitize/environment'
import { reasonOf } from '../support/reason'

const settings: EnvironmentSettings = {
  allow: ['LANG', 'LC_*', 'TZ', 'TERM', 'SITE_*'],
  deny: ['SITE_SECRET'],
  set: {},
  path: '/usr/bin:/bin',
  onMalformed: 'drop',
  explicit: 'any',
  maxBytes: 65536,
}
const own = [{ name: 'HOME', value: '/home/pool001' }]

const clean = (offered: Record<string, string>, change: Partial<EnvironmentSettings> = {}, explicit = false) =>
  cleanEnvironment(
    Object.entries(offered).map(([name, value]) => (explicit ? { name, value, explicit } : { name, value })),
    [],
    own,
    { settings: { ...settings, ...change }, allow: [] },
  )
const names = (offered: Record<string, string>, change?: Partial<EnvironmentSettings>, explicit?: boolean) =>
  clean(offered, change, explicit).entries.map(({ name }) => name)

describe('the environment', () => {
  test('is what is on the allow list and what the launch sets', () => {
    expect(names({ LANG: 'C', LC_ALL: 'C', OTHER: 'x', SITE_A: '1' })).toEqual(['LANG', 'LC_ALL', 'SITE_A', 'HOME'])
  })

  test('is never the value of the caller for a name that the launch sets', () => {
    expect(clean({ HOME: '/evil' }, { allow: ['*'] }).entries).toEqual(own)
  })

  test('takes what the caller names itself, unless only listed names may', () => {
    expect(names({ FOO: '1' }, {}, true)).toEqual(['FOO', 'HOME'])
    expect(names({ FOO: '1' }, { explicit: 'listed' }, true)).toEqual(['HOME'])
  })

  test('cleaned twice is what it is cleaned once', () => {
    const name = fc.constantFrom('LANG', 'LC_ALL', 'TZ', 'TERM', 'SITE_A', 'LD_PRELOAD', 'OTHER', 'SITE_SECRET')
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (offered) => {
        const once = clean(offered).entries.filter(({ name: n }) => n !== 'HOME')
        const twice = cleanEnvironment(once, [], own, { settings, allow: [] }).entries.filter(
          ({ name: n }) => n !== 'HOME',
        )
        expect(twice).toEqual(once)
      }),
    )
  })

  test('reports every offered name once, and no value', () => {
    const { report } = clean({ LANG: 'secret-value', OTHER: 'secret-value' })
    expect(report.map(({ name, kept }) => [name, kept])).toEqual([
      ['LANG', true],
      ['OTHER', false],
      ['HOME', true],
    ])
    expect(JSON.stringify(report)).not.toContain('secret-value')
  })
})

describe('the deny list wins', () => {
  test.each(DENY_LIST.map((glob) => [glob.replace(/\*/g, 'X')]))('over * and over an explicit %s', (name) => {
    expect(names({ [name]: 'x' }, { allow: ['*', name] })).toEqual(['HOME'])
    expect(names({ [name]: 'x' }, { allow: ['*'] }, true)).toEqual(['HOME'])
  })

  test("for the site's own deny list, too", () => {
    expect(names({ SITE_SECRET: 'x', SITE_SECRETS: 'y' })).toEqual(['SITE_SECRETS', 'HOME'])
  })
})

describe('a value is dropped when it', () => {
  test.each([
    ['is a locale with a path', 'LANG', '../../etc'],
    ['is a locale with a format', 'LC_ALL', '%n'],
    ['is a terminal with a path', 'TERM', '/tmp/x'],
    ['is a zone outside the zone information', 'TZ', '/etc/passwd'],
    ['is a zone outside it behind a colon', 'TZ', ':/etc/passwd'],
    ['is a zone with ..', 'TZ', 'Europe/../../../etc/passwd'],
    ['is a zone below it with ..', 'TZ', '/usr/share/zoneinfo/../../../etc/passwd'],
    ['is a zone with a space', 'TZ', 'a b'],
    ['holds a newline', 'SITE_A', 'x\ny'],
    ['holds an escape', 'SITE_A', '\u001b[2J'],
    ['is a shell function', 'SITE_A', '() { :; }'],
    ['is longer than one string of an environment may be', 'SITE_A', 'x'.repeat(131072)],
  ])('%s', (_why, name, value) => {
    expect(names({ [name]: value })).toEqual(['HOME'])
    expect(reasonOf(() => clean({ [name]: value }, { onMalformed: 'refuse' }))).toBe('environment-malformed')
  })

  test.each([
    ['TZ', 'Europe/Zurich'],
    ['TZ', ':UTC'],
    ['TZ', '/usr/share/zoneinfo/UTC'],
    ['LANG', 'de_CH.UTF-8@euro'],
    ['TERM', 'xterm-256color'],
  ])('but %s=%s passes', (name, value) => expect(clean({ [name]: value }).entries).toContainEqual({ name, value }))
})

test('a rejected string refuses the launch where the configuration says so', () => {
  const rejected = [{ name: 'PATH', why: 'given twice' }]
  const strict = { ...settings, onMalformed: 'refuse' as const }
  expect(reasonOf(() => cleanEnvironment([], rejected, own, { settings: strict, allow: [] }))).toBe(
    'environment-malformed',
  )
  expect(cleanEnvironment([], rejected, own, { settings, allow: [] }).report[0]).toEqual({
    name: 'PATH',
    kept: false,
    why: 'given twice',
  })
})

test('an environment beyond the configured size is refused', () => {
  expect(reasonOf(() => clean({ SITE_A: 'x'.repeat(200) }, { maxBytes: 100 }))).toBe('environment-too-large')
})
