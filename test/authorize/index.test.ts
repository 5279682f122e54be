import { LaunchError } from '../../src/core/errors'
import type { AuthorizeSettings, CallerSettings } from '../../src/core/settings'
import type { CredentialOffer, Identity, LaunchRequest, Plain } from '../../src/core/stages'
import { admit, authorize } from '../../src/authorize'
import { account, fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { sampleAdmitted, sampleIdentity, sampleRequest, sampleSettings } from '../support/samples'

const [SAMPLE] = sampleSettings().callers
const table = (change: Partial<CallerSettings>): CallerSettings => {
  if (SAMPLE === undefined) throw new Error('the sample needs a caller table')
  return { ...SAMPLE, users: [], ...change }
}
const system = fakeSystem({ accounts: [account('pilot', 60001), account('ci', 60002)], groups: { pilots: 60100 } })
const PROXY: CredentialOffer = { kind: 'x509', path: '/p' }
const UNIX: CredentialOffer = { kind: 'unix' }

const admitted = (tables: readonly Partial<CallerSettings>[], request: Partial<Plain<LaunchRequest>> = {}) => {
  const result = admit(sampleRequest(request), sampleSettings({ callers: tables.map(table) }), system)
  return result.refused ? result.reason : `${result.caller.name} ${result.offer.kind}`
}

describe('admit', () => {
  test.each([
    ['user', { users: ['pilot'] }, 'pilots x509'],
    ['one of several users', { users: ['ci', 'pilot'] }, 'pilots x509'],
    ['another user', { users: ['ci'] }, 'caller-not-listed'],
    ['a user that does not exist', { users: ['ghost'] }, 'caller-not-listed'],
    ['a uid in place of a name', { users: ['60001'] }, 'caller-not-listed'],
    ['a star', { users: ['*'] }, 'caller-not-listed'],
    ['a group that does not exist', { groups: ['ghosts'] }, 'caller-not-listed'],
    ['nobody', {}, 'caller-not-listed'],
  ])('with a table that lists %s', (_what, change, expected) => {
    expect(admitted([change])).toBe(expected)
  })

  test.each([
    ['primary', { gid: 60100, groups: [] }, 'pilots x509'],
    ['supplementary', { gid: 60001, groups: [5, 60100] }, 'pilots x509'],
    ['no', { gid: 60001, groups: [60001] }, 'caller-not-listed'],
  ])('with a listed group that is %s group of the caller', (_what, ids, expected) => {
    const caller = { uid: 60009, pid: 1, startTime: 1n, ...ids }
    expect(admitted([{ groups: ['pilots'] }], { caller })).toBe(expected)
  })

  test('does not list root because it is root', () => {
    const caller = { uid: 0, gid: 0, groups: [0], pid: 1, startTime: 1n }
    expect(admitted([{ users: ['pilot'] }], { caller })).toBe('caller-not-listed')
  })

  test('takes the first table that lists the caller and allows an offered kind, and its first such offer', () => {
    const tables = [
      { name: 'no', users: ['ci'], credentials: ['unix'] },
      { name: 'token', users: ['pilot'], credentials: ['oidc'] },
      { name: 'yes', users: ['pilot'], credentials: ['unix', 'x509'] },
      { name: 'late', users: ['pilot'], credentials: ['x509'] },
    ] as const
    expect(admitted(tables, { offers: [PROXY, UNIX] })).toBe('yes x509')
    expect(admitted(tables, { offers: [UNIX, PROXY] })).toBe('yes unix')
  })

  test.each([
    ['no offer', [], 'no-credential'],
    ['an offer of another kind', [UNIX], 'caller-credential-kind'],
    ['only what was implied', [{ ...UNIX, implied: true } as const], 'no-credential'],
  ])('with %s ends with its own reason', (_what, offers, expected) => {
    expect(admitted([{ users: ['pilot'], credentials: ['x509'] }], { offers })).toBe(expected)
  })

  test('says to a stranger that it is one, not what is missing', () => {
    expect(admitted([{ users: ['ci'] }], { offers: [] })).toBe('caller-not-listed')
  })
})

describe('a command filter', () => {
  const commands = ['/opt/pilot/run', '/usr/bin/*', '/opt/[ab]/x?']
  test.each([
    ['/opt/pilot/run', true],
    ['/opt//pilot/./run', true],
    ['/usr/bin/env', true],
    ['/opt/a/x1', true],
    ['/usr/bin/sub/env', false],
    ['/opt/c/x1', false],
    ['/opt/pilot/run2', false],
    ['/opt/pilot/runs/../run', false],
    ['/opt/pilot/../pilot/run', false],
    ['/usr/bin/..', false],
    ['/usr/bin/', false],
    ['/usr/bin', false],
    ['run', false],
    ['./opt/pilot/run', false],
    ['opt/pilot/run', false],
    ['/OPT/pilot/run', false],
    ['/opt/pilot/run\0x', false],
    ['', false],
  ])('on %j says %s', (command, allowed) => {
    const expected = allowed ? 'pilots x509' : 'command-not-allowed'
    expect(admitted([{ users: ['pilot'], commands }], { command: [command, '-x'] })).toBe(expected)
  })

  test('lets nothing through when it is empty, and everything when there is none', () => {
    expect(admitted([{ users: ['pilot'], commands: [] }])).toBe('command-not-allowed')
    expect(admitted([{ users: ['pilot'], commands: undefined }], { command: ['x/../y'] })).toBe('pilots x509')
  })

  test('with a pattern that cannot be read allows nothing', () => {
    expect(admitted([{ users: ['pilot'], commands: ['/bin/[[:foo:]]cho'] }])).toBe('command-not-allowed')
  })

  test('of the table that admits is not passed by by a later table', () => {
    const tables = [
      { users: ['pilot'], commands: ['/bin/true'] },
      { users: ['pilot'], commands: undefined },
    ]
    expect(admitted(tables, { command: ['/bin/sh'] })).toBe('command-not-allowed')
  })
})

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
