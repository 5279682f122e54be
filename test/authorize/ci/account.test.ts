/** Lists of users, groups and shells: whose word counts. */
import { judgeCiTarget } from '../../../src/authorize/ci'
import type { CiSettings } from '../../../src/core/settings-ci'
import { mint, type CiJob, type Lease, type Target } from '../../../src/core/stages'
import { account, fakeSystem } from '../../support/fake-system'
import { sampleTarget } from '../../support/samples'
import { ciPermit, ciSettings } from './support'

const system = fakeSystem({
  accounts: [account('alice', 62001)],
  groups: { alice: 62001, physics: 62900, chemistry: 62901 },
})

const lease: Lease = {
  pool: 'pool',
  directory: '/g',
  name: '%2foidc',
  account: 'pool001',
  fresh: true,
  release: () => undefined,
}

function judge(ci: Partial<CiSettings>, change: Partial<Target> = {}, job: Partial<CiJob> = {}): string {
  const target = mint<Target>({
    ...sampleTarget({ account: account('alice', 62001), gid: 62001, groups: [62001, 62900], ...change }),
    permit: ciPermit({}, job),
  })
  return judgeCiTarget(target, ciSettings(ci), system)?.reason ?? 'permitted'
}

describe('the lists', () => {
  test.each<[string, Partial<CiSettings>, string]>([
    ['permit everybody where there are none', {}, 'permitted'],
    ['refuse a blocked user', { usersBlock: ['alice'] }, 'user-blocked'],
    ['permit a user who is blocked and allowed', { usersBlock: ['alice'], usersAllow: ['alice'] }, 'permitted'],
    ['permit an allowed user of a blocked group', { groupsBlock: ['physics'], usersAllow: ['alice'] }, 'permitted'],
    ['refuse a member of a blocked group', { groupsBlock: ['physics'] }, 'user-blocked'],
    ['refuse a blocked primary group', { groupsBlock: ['alice'] }, 'user-blocked'],
    [
      'refuse a blocked group before an allowed one',
      { groupsBlock: ['physics'], groupsAllow: ['alice'] },
      'user-blocked',
    ],
    ['refuse a blocked user of an allowed group', { usersBlock: ['alice'], groupsAllow: ['physics'] }, 'user-blocked'],
    ['permit a member of an allowed group', { groupsAllow: ['chemistry', 'physics'] }, 'permitted'],
    ['refuse whoever is on no list, where users are allowed', { usersAllow: ['bob'] }, 'user-not-allowed'],
    ['refuse whoever is on no list, where groups are allowed', { groupsAllow: ['chemistry'] }, 'user-not-allowed'],
    ['refuse an allowed group that does not exist', { groupsAllow: ['nosuch'] }, 'user-not-allowed'],
    ['refuse everybody where a blocked group does not exist', { groupsBlock: ['nosuch'] }, 'user-blocked'],
    ['permit whoever is not blocked, where nobody is listed as allowed', { usersBlock: ['bob'] }, 'permitted'],
    ['tell names by every letter', { usersBlock: ['Alice', 'alic', 'alicea'] }, 'permitted'],
  ])('%s', (_what, ci, reason) => expect(judge(ci)).toBe(reason))
})

describe('an account is refused', () => {
  test('whose shell is not listed, though it is allowed by name', () =>
    expect(judge({ shells: ['/bin/zsh'], usersAllow: ['alice'] })).toBe('shell-not-allowed'))
  test('that has no shell', () => {
    const shellless = { ...account('alice', 62001), shell: '' }
    expect(judge({ shells: ['/bin/sh'] }, { account: shellless })).toBe('shell-not-allowed')
  })
  test('below the lowest uid, though it is allowed by name', () =>
    expect(judge({ minimumUid: 62002, usersAllow: ['alice'] })).toBe('account-forbidden'))
})

describe('an account of a pool', () => {
  const pool = { account: account('pool001', 61001, 61000), gid: 61000, groups: [61000], lease }
  test('is judged by the user of the token', () => {
    expect(judge({ usersBlock: ['alice'] }, pool)).toBe('user-blocked')
    expect(judge({ usersAllow: ['pool001'] }, pool)).toBe('user-not-allowed')
    expect(judge({ usersAllow: ['alice'] }, pool)).toBe('permitted')
  })
})

describe('cleanup', () => {
  test.each(['cleanup', 'release'] as const)('is permitted to a user who was blocked meanwhile (%s)', (stage) =>
    expect(judge({ usersBlock: ['alice'], minimumUid: 70_000 }, {}, { stage })).toBe('permitted'),
  )
})
