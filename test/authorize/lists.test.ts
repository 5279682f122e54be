import { LaunchError } from '../../src/core/errors'
import type { AuthorizeSettings } from '../../src/core/settings'
import type { Identity, Plain } from '../../src/core/stages'
import { authorize } from '../../src/authorize'
import { fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { sampleAdmitted, sampleIdentity, sampleSettings } from '../support/samples'

const decide = (
  lists: Partial<AuthorizeSettings>,
  files: Record<string, string | LaunchError>,
  identity: Partial<Plain<Identity>> = {},
) => {
  const empty = { banDn: [], banFqan: [], banSubject: [], allowDn: [], allowFqan: [] }
  const settings = sampleSettings({ authorize: { ...empty, ...lists } })
  return authorize(sampleAdmitted(), sampleIdentity(identity), settings, fakeSystem({ files }))
}
const outcome = (...args: Parameters<typeof decide>): string | undefined => {
  let reason: string | undefined
  const thrown = reasonOf(() => {
    const result = decide(...args)
    reason = result.refused ? result.reason : 'permitted'
  })
  return thrown ?? reason
}

describe('a ban list of DNs', () => {
  test.each([
    ['the DN in quotes (LCAS ban_users.db)', '"/DC=org/CN=alice"\n', 'banned-subject'],
    ['the DN without quotes', '# bad\n/DC=org/CN=alice', 'banned-subject'],
    ['a wildcard', '"/DC=org/*"', 'banned-subject'],
    ['a wildcard over slashes', '"*alice"', 'banned-subject'],
    ['the DN and an account (a grid-mapfile)', '"/DC=org/CN=alice" alice', 'banned-subject'],
    ['another DN', '"/DC=org/CN=bob"\n"/DC=org/CN=alic?e"', 'permitted'],
    ['a comment', '#"/DC=org/CN=alice"', 'permitted'],
    ['nothing', '', 'permitted'],
    ['a mistake anywhere', '"/DC=org/CN=alice"\n"/DC=org', 'map-syntax'],
    ['Windows line ends', '"/DC=org/CN=bob"\r\n', 'map-syntax'],
    ['a DN with a space and no quotes', '/DC=org/CN=John Doe', 'map-syntax'],
  ])('with %s', (_what, text, expected) => {
    expect(outcome({ banDn: ['/ban'] }, { '/ban': text })).toBe(expected)
  })

  test('knows every spelling of the subject', () => {
    const identity = { subject: '/CN=host\\/x', spellings: ['/CN=host\\/x', '/CN=host/x'] }
    for (const name of ['/CN=host\\/x', '/CN=host/x']) {
      expect(outcome({ banDn: ['/ban'] }, { '/ban': `"${name}"` }, identity)).toBe('banned-subject')
    }
  })

  test('bans a DN with brackets that stands there as it is', () => {
    expect(outcome({ banDn: ['/ban'] }, { '/ban': '"/CN=a[b]"' }, { subject: '/CN=a[b]' })).toBe('banned-subject')
  })

  test.each([
    ['is not there', {}, 'list-absent'],
    ['cannot be trusted', { '/ban': new LaunchError('config-untrusted', 'writable') }, 'config-untrusted'],
  ])('that %s stops the launch', (_what, files, expected) => {
    expect(outcome({ banDn: ['/ban'] }, files)).toBe(expected)
  })

  test('is read to the last of several', () => {
    const files = { '/a': '', '/b': '"/DC=org/CN=alice"' }
    expect(outcome({ banDn: ['/a', '/b'] }, files)).toBe('banned-subject')
  })

  test('says file and line to the log, and neither to the caller', () => {
    const refusal = decide({ banDn: ['/ban'] }, { '/ban': '\n"/DC=org/*"' })
    expect(refusal).toMatchObject({ refused: true, place: { file: '/ban', line: 2 } })
    expect(refusal.refused ? refusal.message : '').not.toMatch(/ban\b|DC=org|:2/)
  })
})

describe('a ban list of subjects', () => {
  test.each([
    ['"https://gitlab.example.org project_path:a/b"', 'banned-subject'],
    ['"https://gitlab.example.org *"', 'banned-subject'],
    ['"https://gitlab.example.org project_path:a/c"', 'permitted'],
  ])('with %s', (text, expected) => {
    const identity = { kind: 'oidc', subject: 'https://gitlab.example.org project_path:a/b' } as const
    expect(outcome({ banSubject: ['/ban'] }, { '/ban': text }, identity)).toBe(expected)
  })
})

describe('a ban list of FQANs', () => {
  const fqans = ['/tvo/Role=NULL/Capability=NULL', '/tvo/sub/Role=prod/Capability=NULL']
  test.each([
    ['"/tvo/sub/Role=prod/Capability=NULL"', 'banned-fqan'],
    ['/tvo/sub/Role=prod', 'banned-fqan'],
    ['/tvo', 'banned-fqan'],
    ['"/tvo/sub*"', 'banned-fqan'],
    ['/tvo/sub', 'permitted'],
    ['/tvother', 'permitted'],
    ['/tvo/Role=prod', 'permitted'],
  ])('with %s', (text, expected) => {
    expect(outcome({ banFqan: ['/ban'] }, { '/ban': text }, { fqans })).toBe(expected)
  })

  test('bans nobody who has no FQAN', () => {
    expect(outcome({ banFqan: ['/ban'] }, { '/ban': '*' }, { fqans: [] })).toBe('permitted')
  })
})

describe('allow lists', () => {
  test.each([
    ['the DN', { allowDn: ['/a'] }, { '/a': '"/DC=org/CN=alice"' }, 'permitted'],
    ['an FQAN', { allowFqan: ['/a'] }, { '/a': '/testvo' }, 'permitted'],
    ['the FQAN in the second list', { allowDn: ['/a'], allowFqan: ['/b'] }, { '/a': '', '/b': '/testvo' }, 'permitted'],
    ['nothing', { allowDn: ['/a'] }, { '/a': '' }, 'not-allowed'],
    ['others', { allowDn: ['/a'], allowFqan: ['/b'] }, { '/a': '/CN=x', '/b': '/testvo2' }, 'not-allowed'],
    ['a prefix', { allowDn: ['/a'] }, { '/a': '"/DC=org/CN=ali"' }, 'not-allowed'],
  ])('with %s', (_what, lists, files, expected) => {
    expect(outcome(lists, files)).toBe(expected)
  })

  test('that are not there stop the launch', () => {
    expect(outcome({ allowFqan: ['/gone'] }, {})).toBe('list-absent')
  })

  test('do not lift a ban', () => {
    const files = { '/a': '*', '/b': '"/DC=org/CN=alice"' }
    expect(outcome({ allowDn: ['/a'], banDn: ['/b'] }, files)).toBe('banned-subject')
  })
})
