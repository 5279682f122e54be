import type { MapRule } from '../../src/core/settings'
import type { FakeMachine } from '../support/fake-system'
import { addAccounts, census, gridmapdir, poolAt, removeDirectories, ruleFor } from '../support/leases'
import { accountOf, grid, LOCAL, mapped } from '../support/mapping-scene'
import { reasonOfAsync } from '../support/reason'
import { sampleSettings } from '../support/samples'

afterAll(removeDirectories)

describe('groups', () => {
  const groups = { tvo: 61901, tvoprod: 61800, wheel: 0, docker: 999, pool: 61000 }
  const within = { service: { ...sampleSettings().service, targetGroups: ['tvo', 'tvoprod', 'pool'] } }
  const gm = '"/tvo/Role=prod*" tvoprod\n"/tvo/wheel" wheel\n"/tvo*" .gpool,tvo\n"/gone" gone\n'
  const rule = (change: Partial<MapRule['groups']>) =>
    ruleFor(
      { type: 'account', subject: undefined, account: 'local1' },
      { groups: { ...grid().groups, groupmapfile: '/groups', ...change } },
    )
  const result = (change: Partial<MapRule['groups']>, fqans: string[], machine: FakeMachine = {}) => {
    const scene = { maps: [rule(change)], files: { '/groups': gm }, identity: { fqans }, settings: within }
    return mapped({ ...scene, machine: { groups, accounts: LOCAL, ...machine } })
  }
  const gids = async (...args: Parameters<typeof result>) => {
    let value: unknown
    const thrown = await reasonOfAsync(async () => {
      const target = await result(...args)
      value = target.refused ? target.reason : [target.gid, target.groups]
    })
    return thrown ?? value
  }

  test.each([
    ['account', ['/tvo'], [61000, [61000]]],
    ['fqan', ['/tvo'], [61901, [61901]]],
    ['fqan', ['/tvo/Role=prod', '/tvo'], [61800, [61800, 61901]]],
    ['fqan', ['/tvo', '/tvo/x', '/tvo/Role=prod'], [61901, [61800, 61901]]],
    ['fqan', ['/other', '/tvo'], 'no-primary-group'],
    ['fqan', [], 'no-primary-group'],
    ['fqan', ['/tvo/wheel'], 'account-forbidden'],
    ['fqan+account', ['/tvo', '/tvo/wheel'], 'account-forbidden'],
    ['fqan', ['/gone'], 'group-unknown'],
    ['fqan+account', ['/tvo'], [61901, [61000, 61901]]],
    ['fqan+account', ['/other', '/tvo'], [61000, [61000, 61901]]],
    ['fqan+account', [], [61000, [61000]]],
  ] as const)('from %s for %j are %j', async (source, fqans, expected) => {
    expect(await gids({ source }, [...fqans])).toEqual(expected)
  })

  test('may be secondary only', async () => {
    expect(await gids({ source: 'fqan+account', toSecondary: true }, ['/tvo'])).toEqual([61000, [61000, 61901]])
    expect(await gids({ source: 'fqan', toSecondary: true }, ['/tvo'])).toBe('no-primary-group')
  })

  test.each([
    ['mapAll', { mapAll: true }, ['/tvo', '/other'], 'group-unmapped'],
    ['mapAll', { mapAll: true }, ['/tvo', '/tvo/x'], [61901, [61901]]],
    ['mapMinimum', { mapMinimum: 2 }, ['/tvo', '/other'], 'group-unmapped'],
    ['mapMinimum', { mapMinimum: 1 }, ['/tvo', '/other'], [61901, [61901]]],
  ] as const)('under %s %j for %j are %j', async (_what, change, fqans, expected) => {
    expect(await gids({ source: 'fqan', ...change }, [...fqans])).toEqual(expected)
  })

  test('of the account count in full, and one outside the bounds refuses the account', async () => {
    const memberships = { local1: [61901] }
    expect(await gids({ source: 'account' }, [], { memberships })).toEqual([61000, [61000, 61901]])
    expect(await gids({ source: 'account' }, [], { memberships: { local1: [999] } })).toBe('account-forbidden')
    expect(await gids({ source: 'account' }, [], { memberships: { local1: [0] } })).toBe('account-forbidden')
  })

  test('from FQANs without a groupmapfile are a broken configuration', async () => {
    expect(await gids({ source: 'fqan', groupmapfile: undefined }, ['/tvo'])).toBe('config-invalid')
  })

  // Measured with lcmaps_voms_localgroup and lcmaps_voms_poolaccount 1.7.1: the secondary ones ascend by gid, each once.
  test.each([
    ['groups', ['/tvo', '/tvo/Role=prod', '/tvo/x'], ':tvo:tvoprod:tvo'],
    ['groups', ['/tvo', '/tvo/x', '/tvo/Role=prod', '/tvo/x'], ':tvo:tvoprod:tvo'],
    ['groups', ['/tvo'], ':tvo'],
    ['primary-group', ['/tvo', '/tvo/Role=prod'], ':tvo'],
    ['none', ['/tvo', '/tvo/Role=prod'], ''],
  ] as const)('stand in the lease name as %s of %j', async (leaseSuffix, fqans, suffix) => {
    const directory = gridmapdir(0)
    addAccounts(directory, 4)
    const from = { type: 'pool', pool: 'testers' } as const
    const maps = [ruleFor(from, { leaseSuffix, groups: rule({ source: 'fqan' }).groups })]
    const scene = { maps, files: { '/groups': gm }, identity: { fqans: [...fqans] }, settings: within }
    await mapped({ ...scene, pools: [poolAt(directory)], machine: { groups, accounts: LOCAL } })
    expect(Object.keys(census(directory).leases)).toEqual([`%2fdc%3dorg%2fcn%3dalice${suffix}`])
  })

  test('are settled before anything is leased', async () => {
    const directory = gridmapdir(1)
    const maps = [ruleFor({ type: 'pool', pool: 'testers' }, { groups: rule({ source: 'fqan' }).groups })]
    const scene = { maps, files: { '/groups': gm }, identity: { fqans: ['/other', '/tvo'] }, settings: within }
    expect(await accountOf({ ...scene, pools: [poolAt(directory)], machine: { groups } })).toBe('no-primary-group')
    expect(census(directory).leases).toEqual({})
  })
})
