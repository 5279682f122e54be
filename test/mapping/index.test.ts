import { mkdirSync } from 'node:fs'
import type { CallerSettings, MapRule, PoolSettings, Settings } from '../../src/core/settings'
import { mint, type Identity, type LaunchRequest, type Permit, type Plain } from '../../src/core/stages'
import { map } from '../../src/mapping'
import { account, type FakeMachine } from '../support/fake-system'
import {
  addAccounts,
  census,
  gridmapdir,
  leaseSystem,
  permitFor,
  poolAt,
  recordDirectory,
  removeDirectories,
  ruleFor,
} from '../support/leases'
import { reasonOfAsync } from '../support/reason'
import { sampleSettings } from '../support/samples'

afterAll(removeDirectories)

const grid = (change: Partial<MapRule> = {}) =>
  ruleFor({ type: 'grid-mapfile', file: '/gm', wildcards: true }, { name: 'grid', ...change })
const voms = (change: Partial<MapRule> = {}) =>
  ruleFor({ type: 'voms-mapfile', file: '/vm', wildcards: true }, { name: 'voms', ...change })

interface Scene {
  readonly maps: readonly MapRule[]
  readonly files?: Readonly<Record<string, string>>
  readonly pools?: readonly PoolSettings[]
  readonly identity?: Partial<Plain<Identity>>
  readonly caller?: Partial<CallerSettings>
  readonly request?: Partial<Plain<LaunchRequest>>
  readonly machine?: FakeMachine
  readonly settings?: Partial<Settings>
}

const LOCAL = [account('local1', 61701, 61000), account('local2', 61702, 61000), account('daemon', 1, 1)]
const ROOTS = [account('root', 0, 0), account('toor', 0, 0)]

/** The account, or the reason why there is none. */
async function mapped({ maps, files, pools, identity, caller, request, machine = {}, settings }: Scene) {
  const permit = permitFor(identity, request)
  const limited: Permit = mint<Permit>({ ...permit, caller: { ...permit.caller, ...caller } })
  const system = leaseSystem(4, { accounts: [...LOCAL, ...ROOTS], ...machine, files: files ?? {} })
  const directory = pools?.[0]?.directory
  const record = { ...sampleSettings().record, ...(directory && { directory: recordDirectory(directory) }) }
  const all = sampleSettings({ maps, pools: pools ?? [], record, ...settings })
  return map(limited, all, system)
}

async function accountOf(scene: Scene): Promise<string> {
  const reason = { thrown: '' }
  const thrown = await reasonOfAsync(async () => {
    const result = await mapped(scene)
    reason.thrown = result.refused ? result.reason : result.account.name
  })
  return thrown ?? reason.thrown
}

describe('a rule', () => {
  test.each([
    ['the line of the DN', '"/DC=org/CN=bob" local2\n"/DC=org/CN=alice" local1', 'local1'],
    ['the first line that matches', '"/DC=org/*" local2\n"/DC=org/CN=alice" local1', 'local2'],
    ['a line that offers nothing is passed over', '"/DC=org/CN=alice"\n"/DC=org/*" local2', 'local2'],
    ['no line for another case', '"/DC=org/CN=Alice" local1', 'no-mapping'],
    ['no line for a longer DN', '"/DC=org/CN=ali" local1', 'no-mapping'],
    ['root', '"/DC=org/CN=alice" root', 'account-forbidden'],
    ['root under another name', '"/DC=org/CN=alice" toor', 'account-forbidden'],
    ['a system account', '"/DC=org/CN=alice" daemon', 'account-forbidden'],
    ['an account that is not there', '"/DC=org/CN=alice" nobody9\n"/DC=org/*" local2', 'account-unknown'],
    ['a pool that is not configured', '"/DC=org/CN=alice" .xpool', 'pool-unknown'],
    ['a mistake in a later line', '"/DC=org/CN=alice" local1\n"/DC=org', 'map-syntax'],
  ])('grid-mapfile: %s', async (_what, text, expected) => {
    expect(await accountOf({ maps: [grid()], files: { '/gm': text } })).toBe(expected)
  })

  test('with a file that is not there stops the launch', async () => {
    expect(await accountOf({ maps: [grid(), voms()] })).toBe('list-absent')
  })

  test('without wildcards compares byte by byte', async () => {
    const exact = ruleFor({ type: 'grid-mapfile', file: '/gm', wildcards: false })
    const files = { '/gm': '"/DC=org/*" local2\n"/DC=org/CN=[x]" local1' }
    expect(await accountOf({ maps: [exact], files })).toBe('no-mapping')
    expect(await accountOf({ maps: [exact], files, identity: { subject: '/DC=org/CN=[x]' } })).toBe('local1')
  })

  test('tries the canonical spelling through the whole file first, then the others', async () => {
    const identity = { subject: '/CN=host\\/x', spellings: ['/CN=host\\/x', '/CN=host/x'] }
    const old = '"/CN=host/x" local2\n'
    expect(await accountOf({ maps: [grid()], files: { '/gm': old }, identity })).toBe('local2')
    const both = `${old}"/CN=host\\/x" local1\n`
    expect(await accountOf({ maps: [grid()], files: { '/gm': both }, identity })).toBe('local1')
  })

  test('on FQANs takes the first FQAN that maps, in the order of the AC', async () => {
    const files = { '/vm': '"/tvo/Role=NULL*" local2\n"/tvo/Role=prod*" local1\n' }
    const fqans = ['/tvo/x/Role=NULL', '/tvo/Role=prod/Capability=NULL', '/tvo/Role=NULL/Capability=NULL']
    expect(await accountOf({ maps: [voms()], files, identity: { fqans } })).toBe('local1')
    expect(await accountOf({ maps: [voms()], files, identity: { fqans: [] } })).toBe('no-mapping')
  })

  test.each([
    ['its subject', '/DC=org/CN=alice', 'local1'],
    ['everybody', undefined, 'local1'],
    ['a pattern, which it is not', '/DC=org/*', 'no-mapping'],
    ['a prefix', '/DC=org/CN=al', 'no-mapping'],
  ])('to an account is for %s', async (_what, subject, expected) => {
    expect(await accountOf({ maps: [ruleFor({ type: 'account', subject, account: 'local1' })] })).toBe(expected)
  })

  test.each([
    ['local2', 'local2'],
    ['nobody9', 'no-mapping'],
    ['root', 'account-forbidden'],
    ['daemon', 'account-forbidden'],
    ['../root', 'no-mapping'],
  ])('with a template on %s ends with %s', async (login, expected) => {
    const maps = [ruleFor({ type: 'template', template: '{login}' })]
    expect(await accountOf({ maps, identity: { kind: 'oidc', attributes: { login } } })).toBe(expected)
  })

  test('for other kinds of credential is not asked', async () => {
    const all = { type: 'account', subject: undefined } as const
    const maps = [
      ruleFor({ ...all, account: 'local1' }, { kinds: ['oidc'] }),
      ruleFor({ ...all, account: 'local2' }, { kinds: ['x509', 'unix'] }),
    ]
    expect(await accountOf({ maps })).toBe('local2')
  })

  test('that does not map leaves it to the next, and none is no mapping', async () => {
    const files = { '/gm': '', '/vm': '"/tvo*" local1' }
    expect(await accountOf({ maps: [grid(), voms()], files, identity: { fqans: ['/tvo'] } })).toBe('local1')
    expect(await accountOf({ maps: [] })).toBe('no-mapping')
  })
})

describe('a caller', () => {
  const files = { '/gm': '"/DC=org/CN=alice" local1,local2' }

  test.each([
    ['rules', { maps: ['voms'] }, 'no-mapping'],
    ['accounts', { accounts: ['local9'] }, 'caller-target'],
    ['accounts, and takes the one it may reach', { accounts: ['local2'] }, 'local2'],
    ['no account at all', { accounts: [] }, 'caller-target'],
  ])('is held to its %s', async (_what, caller, expected) => {
    expect(await accountOf({ maps: [grid()], files, caller })).toBe(expected)
  })

  test('is held to its pools', async () => {
    const pools = [poolAt(gridmapdir(1))]
    const scene = { maps: [ruleFor({ type: 'pool', pool: 'testers' })], pools }
    expect(await accountOf({ ...scene, caller: { pools: ['others'] } })).toBe('caller-target')
    expect(await accountOf({ ...scene, caller: { pools: ['testers'] } })).toBe('tpool001')
  })

  test('that asks for another account than the mapped one is refused', async () => {
    expect(await accountOf({ maps: [grid()], files, request: { wantedAccount: 'local2' } })).toBe('account-mismatch')
    expect(await accountOf({ maps: [grid()], files, request: { wantedAccount: 'local1' } })).toBe('local1')
  })
})

test('a refusal says the rule to the log and nothing of it to the caller', async () => {
  const refusal = await mapped({ maps: [grid()], files: { '/gm': '\n"/DC=org/CN=alice" root' } })
  expect(refusal).toMatchObject({ reason: 'account-forbidden', place: { file: '/gm', line: 2 } })
  expect(refusal.refused ? refusal.message : '').not.toMatch(/root|gm|uid/)
})

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
    mkdirSync(recordDirectory(directory), { recursive: true })
    const maps = [ruleFor({ type: 'pool', pool: 'testers' }, { groups: rule({ source: 'fqan' }).groups })]
    const scene = { maps, files: { '/groups': gm }, identity: { fqans: ['/other', '/tvo'] }, settings: within }
    expect(await accountOf({ ...scene, pools: [poolAt(directory)], machine: { groups } })).toBe('no-primary-group')
    expect(census(directory).leases).toEqual({})
  })
})
