import { check, checkLines, type CheckOptions } from '../../src/admin/check'
import type { Machine } from '../../src/admin/check/machine'
import { LaunchError } from '../../src/core/errors'
import { renderHelperConf } from '../../src/config/helper-conf'
import { good, PATH, settingsOf } from '../config/support'
import { account, fakeSystem, type FakeMachine } from '../support/fake-system'
import { BANS, CONFIGURATION, GRID, HELPER, MACHINE, OPTIONS, findings, on, run } from './check-support'

describe('check', () => {
  test('has nothing to say about a machine in order', () => {
    expect(run()).toEqual({ files: [PATH, GRID, BANS], problems: [], errors: 0, warnings: 0 })
  })

  test('stops at a configuration that cannot be read: nothing else is known', () => {
    const report = run({ files: { [PATH]: new LaunchError('config-untrusted', 'no') } })
    expect(report).toMatchObject({ files: [PATH], errors: 1, problems: [{ reason: 'config-untrusted', file: PATH }] })
  })

  test('reports warnings of a configuration that works', () => {
    expect(run({ files: { [PATH]: CONFIGURATION.replace('voms = "use"', 'crl = "ignore"') } })).toMatchObject({
      errors: 0,
      warnings: 1,
    })
  })

  test('sorts by file and line, and sums up', () => {
    const report = run({
      files: { [BANS]: '"/CN=a\n', [GRID]: '"/CN=b" nobody\n"/CN=c\n' },
      accounts: MACHINE.accounts,
    })
    expect(checkLines(report)).toEqual([
      `${GRID}:1: error: there is no account "nobody"; create it, e.g. useradd nobody`,
      expect.stringMatching(`^${GRID}:2:1: error: `),
      expect.stringMatching(`^${BANS}:1:1: error: `),
      '3 files: 3 errors, 0 warnings',
    ])
  })
})

describe('check finds in the lists', () => {
  test.each([
    [
      'a grid-mapfile that is not there',
      { files: { [PATH]: CONFIGURATION.replace(GRID, '/a') } },
      ['/a:- error list-absent'],
    ],
    [
      'an untrusted ban list',
      { files: { [BANS]: new LaunchError('config-untrusted', 'no') } },
      [`${BANS}:- error config-untrusted`],
    ],
    [
      'every malformed line',
      { files: { [GRID]: '"/CN=a .pool\n"/CN=b" .pool\n"/CN=c" a\\\n' } },
      [`${GRID}:1 error map-syntax`, `${GRID}:3 error map-syntax`],
    ],
    [
      'carriage returns',
      { files: { [GRID]: '# a\r\n"/CN=a" .pool\r\n' } },
      [`${GRID}:1 error map-syntax`, `${GRID}:2 error map-syntax`],
    ],
    ['a line that names nobody', { files: { [GRID]: '"/CN=a"\n' } }, [`${GRID}:1 error no-mapping`]],
    ['an unknown pool', { files: { [GRID]: '"/CN=a" .pol\n' } }, [`${GRID}:1 error pool-unknown`]],
    ['an unknown account', { files: { [GRID]: '"/CN=a" alice\n' } }, [`${GRID}:1 error account-unknown`]],
    [
      'an account out of bounds',
      { files: { [GRID]: '"/CN=a" robot\n"/CN=b" daemon\n' } },
      [`${GRID}:2 error out-of-bounds`],
    ],
    [
      'an account with a group out of bounds',
      { files: { [GRID]: '"/CN=a" visitor\n' } },
      [`${GRID}:1 error out-of-bounds`],
    ],
    [
      'each of the names in a line',
      { files: { [GRID]: '"/CN=a" alice,.pol .pool\n' } },
      [`${GRID}:1 error account-unknown`, `${GRID}:1 error pool-unknown`],
    ],
    [
      'a name that comes twice',
      { files: { [GRID]: '"/CN=a" .pool\n"/CN=b" .pool\n"/CN=a" robot\n' } },
      [`${GRID}:3 warning map-syntax`],
    ],
    ['a ban that would hit somebody else', { files: { [BANS]: '/CN=John Doe\n' } }, [`${BANS}:1 error map-syntax`]],
  ])('%s', (_what, change, expected) => {
    expect(findings(change)).toEqual(expected)
  })

  test('groups that are unknown or out of bounds', () => {
    const text = CONFIGURATION.replace(`file = "${GRID}"`, `file = "${GRID}"\ngroups = "fqan"\ngroupmapfile = "/gm"`)
    const groupmapfile = '"/testvo" pool\n"/testvo/a" nogroup\n"/testvo/b" users\n'
    expect(findings({ files: { [PATH]: text, '/gm': groupmapfile } })).toEqual([
      '/gm:2 error group-unknown',
      '/gm:3 error out-of-bounds',
    ])
  })

  test('no more than an administrator will read', () => {
    const { problems } = run({ files: { [GRID]: '"/CN=a\n'.repeat(5000) } })
    expect(problems).toHaveLength(51)
  })

  test('each list once, however often it is named', () => {
    const twice = CONFIGURATION.replace(`["${BANS}"]`, `["${BANS}"]\nban_subject = ["${BANS}"]`)
    expect(findings({ files: { [PATH]: twice, [BANS]: '"/CN=a\n' } })).toEqual([`${BANS}:1 error map-syntax`])
  })
})

describe('check finds in the machine', () => {
  test.each([
    [
      'a caller who is nobody',
      { accounts: MACHINE.accounts.filter(({ name }) => name !== 'pilot') },
      [`${PATH}:5 error config-invalid`],
    ],
    [
      'no service account',
      { accounts: MACHINE.accounts.filter(({ name }) => name !== 'mapexec') },
      [`${PATH}:- error config-invalid`],
    ],
    [
      'a person with the uid of a guardian',
      { accounts: [...MACHINE.accounts, account('eve', 161001)] },
      [`${PATH}:21 error config-invalid`],
    ],
  ])('%s', (_what, change, expected) => {
    expect(findings(change)).toEqual(expected)
  })

  test.each([
    ['a pool without accounts', () => ['pool', 'poolX', 'other001'], 'pool-full'],
    ['a pool account that nobody has', () => ['pool002'], 'account-unknown'],
    [
      'no gridmapdir',
      () => {
        throw Object.assign(new Error('no'), { code: 'ENOENT' })
      },
      'lease-directory',
    ],
    [
      'a gridmapdir that cannot be read',
      () => {
        throw Object.assign(new Error('no'), { code: 'EACCES' })
      },
      'lease-directory',
    ],
  ])('%s', (_what, names, reason) => {
    expect(findings({}, on({ names }))).toEqual([`${PATH}:21 error ${reason}`])
  })

  test('a few of many unusable pool accounts', () => {
    const names = () => Array.from({ length: 900 }, (_, index) => `pool${index + 100}`)
    expect(run({}, on({ names })).problems).toHaveLength(6)
  })

  test('a name service that does not answer', () => {
    const system = fakeSystem(MACHINE)
    const byName = (): never => {
      throw new LaunchError('internal', 'the name service does not answer')
    }
    const report = check(OPTIONS, { ...system, accounts: { ...system.accounts, byName } })
    expect(new Set(report.problems.map(({ reason }) => reason))).toEqual(new Set(['internal']))
  })

  test('an account that a rule names itself', () => {
    const text = good([
      'from = "grid-mapfile"\nfile = "/etc/mapexec/grid-mapfile"',
      'from = "account"\nsubject = "a"\naccount = "daemon"',
    ])
    expect(findings({ files: { [PATH]: text } })).toEqual([
      `${PATH}:13 error out-of-bounds`,
      `${PATH}:19 warning config-invalid`,
    ])
  })

  test('an account that a caller may reach, and that is not there', () => {
    const text = CONFIGURATION.replace('credentials = ["x509"]', 'credentials = ["x509"]\naccounts = ["nobody"]')
    expect(findings({ files: { [PATH]: text } })).toEqual([`${PATH}:5 error account-unknown`])
  })
})

describe('check warns of', () => {
  const messages = (change: Partial<FakeMachine>, options: CheckOptions = {}) => checkLines(run(change, options))

  test('a pool that nothing leads to', () => {
    expect(messages({ files: { [GRID]: '"/CN=a" robot\n' } })).toEqual([
      `${PATH}:21:1: warning: [[pool]] "pool" is never used: no [[map]] and no line of a list leads to it; add a [[map]] with pool = "pool", or ".pool" in a grid-mapfile; or take it out`,
      '3 files: 0 errors, 1 warning',
    ])
  })

  test('a pool with fewer accounts than the machine has processors', () => {
    expect(messages({}, on({ processors: 8 }))[0]).toBe(
      `${PATH}:21:1: warning: [[pool]] "pool" has 1 accounts for 8 processors: with a user on each, launches end with pool-full; add accounts`,
    )
  })

  test.each([
    ['target uids below UID_MIN', '/etc/login.defs', '# x\nUID_MIN\t\t 61500\n', '2:16', 'contains uids of the system'],
    [
      'target uids that a user has been given',
      '/etc/subuid',
      'eve:60000:2000\n',
      '2:16',
      'which /etc/subuid gives to "eve"',
    ],
    ['guardian uids that a user has been given', '/etc/subuid', 'eve:100000:65536\n', '1:1', 'the uids of guardians'],
  ])('%s', (_what, file, text, place, words) => {
    const [line = '', ...more] = messages({ files: { [file]: text } })
    expect(line).toContain(`${PATH}:${place}: warning: `)
    expect(line).toContain(words)
    expect(more).toEqual(['3 files: 0 errors, 1 warning'])
  })

  test('target gids that a user has been given', () => {
    const text = CONFIGURATION.replace('target_groups = ["pool"]', 'target_gids = ["61000"]')
    expect(messages({ files: { [PATH]: text, '/etc/subgid': 'eve:61000:1\n' } })[0]).toMatch(
      /:3:16: warning: 61000, the gids of payloads, overlap 61000, which .* gives to "eve"/,
    )
  })

  test.each([
    ['login.defs of a machine that begins lower', '/etc/login.defs', 'UID_MIN 500\n'],
    ['ids of others', '/etc/subuid', 'eve:200000:65536\n\n# eve:61001:1\nmallory:x:1\n'],
  ])('nothing: %s', (_what, file, text) => {
    expect(messages({ files: { [file]: text } })).toEqual(['3 files: 0 errors, 0 warnings'])
  })

  test.each([
    ['others may write', { uid: 0, mode: 0o40777 }, 'can be written by others (mode 0777)', 'chmod go-w /var/lib'],
    ['a group may write', { uid: 0, mode: 0o40775 }, 'can be written by others (mode 0775)', 'chmod go-w /var/lib'],
    ['belongs to a stranger', { uid: 60001, mode: 0o40755 }, 'belongs to uid 60001', 'chown root /var/lib'],
  ])('a directory above the gridmapdir that %s', (_what, facts, words, remedy) => {
    const owner = (path: string) => (path === '/var/lib' ? facts : { uid: 0, mode: 0o40755 })
    expect(messages({}, on({ owner }))).toEqual([
      `${PATH}:21:1: warning: /var/lib, above /var/lib/mapexec/gridmapdir, ${words}: whoever may write there can put another directory in its place; ${remedy}`,
      '3 files: 0 errors, 1 warning',
    ])
  })

  test.each([
    ['with the sticky bit', { uid: 0, mode: 0o41777 }],
    ["that is the service account's", { uid: 990, mode: 0o40755 }],
  ])('nothing above it %s', (_what, facts) => {
    expect(messages({}, on({ owner: () => facts }))).toEqual(['3 files: 0 errors, 0 warnings'])
  })
})

describe('check finds what the service account cannot read', () => {
  test.each([PATH, GRID, BANS])('%s', (path) => {
    const readableBy: Machine['readableBy'] = (_account, _groups, asked) => asked !== path
    expect(findings({}, on({ readableBy }))).toEqual([`${path}:- error internal`])
  })

  test('but says nothing where nobody can tell', () => {
    expect(findings({}, on({ readableBy: () => undefined }))).toEqual([])
  })
})

describe('check by somebody who is not root', () => {
  const denied = () => Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
  const names = (): never => {
    throw denied()
  }

  test('says what it cannot judge, and blames nobody', () => {
    const closed = new LaunchError('internal', 'no', { cause: denied() })
    const report = run({ files: { [BANS]: closed } }, on({ uid: 60001, names }))
    expect(checkLines(report)).toEqual([
      `${PATH}:21:1: warning: /var/lib/mapexec/gridmapdir: cannot be judged as uid 60001; run "mapexec check" as root`,
      `${BANS}: warning: cannot be judged as uid 60001; run "mapexec check" as root`,
      '3 files: 0 errors, 2 warnings',
    ])
  })

  test('is different from a root who is refused', () => {
    expect(findings({}, on({ names }))).toEqual([`${PATH}:21 error lease-directory`])
  })
})

test('check goes on to the lists where the configuration contradicts itself', () => {
  const text = CONFIGURATION.replace('credentials = ["x509"]', 'credentials = ["x509", "munge"]')
  expect(findings({ files: { [PATH]: text, [GRID]: '"/CN=a .pool\n' } })).toEqual([
    `${PATH}:8 error config-invalid`,
    `${GRID}:1 error map-syntax`,
  ])
})

describe('check compares helper.conf', () => {
  const rendered = renderHelperConf(settingsOf(CONFIGURATION), fakeSystem(MACHINE), '/usr/lib/mapexec')

  test('and is content where it is of now', () => {
    expect(findings({ files: { [HELPER]: rendered } })).toEqual([])
  })

  test.each([
    ['with another range', rendered.replace('61001-61999', '61001-62999')],
    ['with a caller who was taken off the list', rendered.replace('caller_uids = 60001', 'caller_uids = 60001 60007')],
    ['without a key', rendered.replace(/^warm.*\n/m, '')],
    ['that is malformed', `${rendered}shell = /bin/sh\n`],
  ])('and reports one %s', (_what, text) => {
    expect(findings({ files: { [HELPER]: text } })).toEqual([
      expect.stringMatching(/^\/etc\/mapexec\/helper\.conf:(-|\d+) error helper-config-syntax$/),
    ])
  })
})
