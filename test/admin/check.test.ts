import { check, checkLines, type CheckOptions } from '../../src/admin/check'
import { LaunchError } from '../../src/core/errors'
import { renderHelperConf } from '../../src/config/helper-conf'
import { added, good, PATH, settingsOf } from '../config/support'
import { account, fakeSystem, type FakeMachine } from '../support/fake-system'

const GRID = '/etc/mapexec/grid-mapfile'
const BANS = '/etc/mapexec/ban_users.db'
const HELPER = '/etc/mapexec/helper.conf'
const CONFIGURATION = added(11, '', '[authorize]', `ban_dn = ["${BANS}"]`)

const MACHINE = {
  files: { [PATH]: CONFIGURATION, [GRID]: '"/DC=org/CN=alice" .pool\n', [BANS]: '"/DC=org/CN=mallory"\n' },
  accounts: [
    account('mapexec', 990),
    account('pilot', 60001),
    account('pool001', 61001, 61000),
    account('robot', 61500, 61000),
    account('daemon', 1),
    account('visitor', 61501, 100),
  ],
  groups: { pool: 61000, users: 100 },
}
const OPTIONS: CheckOptions = { listDirectory: () => ['pool001', '%2fdc%3dorg%2fcn%3dalice'] }

const run = (change: Partial<FakeMachine> = {}, options: CheckOptions = {}) =>
  check({ ...OPTIONS, ...options }, fakeSystem({ ...MACHINE, ...change, files: { ...MACHINE.files, ...change.files } }))

/** `file:line severity reason` of each problem. */
const findings = (change: Partial<FakeMachine>, options: CheckOptions = {}) =>
  run(change, options).problems.map(
    ({ file, line, severity, reason }) => `${file}:${line ?? '-'} ${severity} ${reason}`,
  )

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
  ])('%s', (_what, listDirectory, reason) => {
    expect(findings({}, { listDirectory })).toEqual([`${PATH}:21 error ${reason}`])
  })

  test('a few of many unusable pool accounts', () => {
    const listDirectory = () => Array.from({ length: 900 }, (_, index) => `pool${index + 100}`)
    expect(run({}, { listDirectory }).problems).toHaveLength(6)
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
    expect(findings({ files: { [PATH]: text } })).toEqual([`${PATH}:13 error out-of-bounds`])
  })
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
