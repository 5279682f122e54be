import { existsSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expiries } from '../../../src/admin/lease/expire'
import { fillBar } from '../../../src/admin/lease/tables'
import { verifyPools } from '../../../src/admin/lease/verify'
import { listLeases } from '../../../src/admin/lease/view'
import { createSystem } from '../../../src/system'
import { account } from '../../support/fake-system'
import { addAccounts, gridmapdir, poolAt, removeDirectories } from '../../support/leases'
import { T0 } from '../../support/records'

afterEach(removeDirectories)

const DAY = 86_400
const NOW = T0 + 100 * DAY

function lease(directory: string, accountName: string, name: string, daysAgo = 1): void {
  linkSync(join(directory, accountName), join(directory, name))
  utimesSync(join(directory, name), NOW - daysAgo * DAY, NOW - daysAgo * DAY)
}
const list = (directory: string, running = new Map<string, number>()) =>
  listLeases([poolAt(directory)], running, NOW - 10 * DAY)

describe('lease list', () => {
  test('counts what is free, leased, idle and broken', () => {
    const directory = gridmapdir(6)
    lease(directory, 'tpool001', '%2fcn%3da')
    lease(directory, 'tpool002', '%2fcn%3db', 30)
    linkSync(join(directory, 'tpool003'), join(directory, '..', 'elsewhere'))
    lease(directory, 'tpool004', '%2fcn%3dc')
    lease(directory, 'tpool004', '%2fcn%3dd')
    expect(list(directory).pools).toMatchObject([
      { accounts: 6, free: 2, leased: 2, idle: 1, broken: 2, quarantined: 0, fill: (100 * 4) / 6 },
    ])
  })

  test('shows identity, groups, counter, last use and what runs', () => {
    const directory = gridmapdir(1)
    lease(directory, 'tpool001', '%2fdc%3dorg%2fcn%3djos%c3%a9:grp1:grp2:mapcount=0007')
    expect(list(directory, new Map([['tpool001', 2]])).leases).toEqual([
      {
        pool: 'testers',
        account: 'tpool001',
        state: 'leased',
        identity: '/dc=org/cn=josé',
        groups: ['grp1', 'grp2'],
        counter: 7,
        lastUse: NOW - DAY,
        running: 2,
        lease: '%2fdc%3dorg%2fcn%3djos%c3%a9:grp1:grp2:mapcount=0007',
        directory,
      },
    ])
  })

  test('of many shows those that were used last, every one that is not as it should be, and how many more there are', () => {
    const directory = gridmapdir(6)
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries())
      lease(directory, `tpool00${index + 1}`, `%2fcn%3d${name}`, 10 - index)
    lease(directory, 'tpool005', '%2fcn%3de', 50)
    lease(directory, 'tpool005', '%2fcn%3df', 50)
    writeFileSync(join(directory, '%2fcn%3dstale'), '')
    const { leases, more, pools } = listLeases([poolAt(directory)], new Map(), 0, 2)
    expect(leases.map(({ identity }) => identity).toSorted()).toEqual(['/cn=c', '/cn=d', '/cn=e', '/cn=f', '/cn=stale'])
    expect({ more, leased: pools[0]?.leased }).toEqual({ more: 2, leased: 4 })
    expect(listLeases([poolAt(directory)], new Map(), 0, 4).more).toBe(0)
  })

  test('keeps two pools of one directory apart', () => {
    const directory = gridmapdir(2)
    addAccounts(directory, 3, 'other')
    lease(directory, 'other002', '%2fcn%3da')
    const { pools, leases } = listLeases(
      [poolAt(directory), poolAt(directory, { name: 'b', prefix: 'other' })],
      new Map(),
      0,
    )
    expect([pools.map(({ accounts, free }) => [accounts, free]), leases.map(({ pool }) => pool)]).toEqual([
      [
        [2, 2],
        [3, 2],
      ],
      ['b'],
    ])
  })

  test.each([
    [0, '[....................]   0%'],
    [99.9, '[###################.] 100%'],
    [100, '[####################] 100%'],
  ])('draws a pool that is %d %% full', (fill, bar) => {
    const [pool] = list(gridmapdir(1)).pools
    expect(pool === undefined ? '' : fillBar({ ...pool, fill })).toBe(bar)
  })
})

describe('expire takes', () => {
  function filled(): string {
    const directory = gridmapdir(10)
    for (let number = 1; number <= 9; number++) lease(directory, `tpool00${number}`, `%2fcn%3du${number}`, number * 3)
    return directory
  }
  const plan = (directory: string, change: object, running = new Map<string, number>()) =>
    expiries(
      list(directory, running),
      { idle: 10 * DAY, whenFullerThan: undefined, pool: undefined, ...change },
      NOW,
    ).map(({ candidates, wanted }) => [candidates.map(({ account: name }) => name), wanted])

  test('the longest unused first, and nobody else', () =>
    expect(plan(filled(), {})).toEqual(
      [[['tpool009', 'tpool008', 'tpool007', 'tpool006', 'tpool005', 'tpool004'], 10]].map(([names]) => [names, 6]),
    ))
  test.each([
    [90, 0],
    [89, 1],
    [80, 1],
    [50, 4],
    [0, 6],
  ])('above %d %% only what is too much: %d', (whenFullerThan, wanted) =>
    expect(plan(filled(), { whenFullerThan })[0]?.[1]).toBe(wanted),
  )
  test('nothing that runs', () =>
    expect(plan(filled(), {}, new Map([['tpool009', 1]]))[0]?.[0]).not.toContain('tpool009'))
  test('nothing of another pool', () => expect(plan(filled(), { pool: 'other' })).toEqual([]))
  test('nothing from an empty pool', () => expect(plan(gridmapdir(0), { whenFullerThan: 80 })).toEqual([[[], 0]]))
})

describe('verify', () => {
  const system = {
    ...createSystem(),
    accounts: {
      ...createSystem().accounts,
      byName: (name: string) =>
        /^tpool00[1-5]$/.test(name) ? account(name, 61000 + Number(name.slice(-1))) : undefined,
    },
  }
  const verify = async (directory: string, fix = false) =>
    (await verifyPools([poolAt(directory)], { system, targetUids: [{ first: 61001, last: 61004 }], fix })).map(
      ({ kind, name, fixed }) => (fix ? [kind, name, fixed] : [kind, name]),
    )

  test('finds nothing in a good directory', async () => {
    const directory = gridmapdir(4)
    lease(directory, 'tpool001', '%2fcn%3da')
    expect(await verify(directory)).toEqual([])
  })

  test.each<[string, (directory: string) => void, readonly (readonly string[])[]]>([
    [
      'a lease without account',
      (d) => {
        lease(d, 'tpool001', '%2fcn%3da')
        rmSync(join(d, 'tpool001'))
      },
      [['orphan-lease', '%2fcn%3da']],
    ],
    [
      'a lease whose account was moved away',
      (d) => {
        lease(d, 'tpool001', '%2fcn%3da')
        renameSync(join(d, 'tpool001'), join(d, '..', 'moved'))
      },
      [['lease-elsewhere', '%2fcn%3da']],
    ],
    [
      'two identities on one account',
      (d) => {
        lease(d, 'tpool001', '%2fcn%3da')
        lease(d, 'tpool001', '%2fcn%3db')
      },
      [
        ['shared-account', '%2fcn%3da'],
        ['shared-account', '%2fcn%3db'],
      ],
    ],
    [
      'an account with a link elsewhere',
      (d) => linkSync(join(d, 'tpool001'), join(d, '..', 'x')),
      [['leaked-account', 'tpool001']],
    ],
    ['an account without passwd entry', (d) => addAccounts(d, 1, 'tpool9'), [['unknown-account', 'tpool9001']]],
    [
      'an account that the helper refuses',
      (d) => writeFileSync(join(d, 'tpool005'), ''),
      [['account-out-of-range', 'tpool005']],
    ],
    ['a foreign name', (d) => writeFileSync(join(d, 'README'), ''), [['foreign-name', 'README']]],
    [
      'a lease name that stands for nobody',
      (d) => lease(d, 'tpool001', '%2fCN%3dUPPER'),
      [['lease-name', '%2fCN%3dUPPER']],
    ],
    ['a lease that is a link', (d) => symlinkSync('tpool001', join(d, '%2fcn%3da')), [['lease-type', '%2fcn%3da']]],
    [
      'an account in quarantine',
      (d) => {
        mkdirSync(join(d, '.mapexec'))
        linkSync(join(d, 'tpool001'), join(d, '.mapexec/quarantine-tpool001'))
      },
      [['quarantined', '.mapexec/quarantine-tpool001']],
    ],
    [
      'a quarantine without account',
      (d) => {
        mkdirSync(join(d, '.mapexec'))
        renameSync(join(d, 'tpool001'), join(d, '.mapexec/quarantine-tpool001'))
      },
      [['orphan-quarantine', '.mapexec/quarantine-tpool001']],
    ],
    [
      'a decision that was killed',
      (d) => {
        mkdirSync(join(d, '.mapexec'))
        symlinkSync('%2fcn%3da', join(d, '.mapexec/making'))
      },
      [['interrupted', '%2fcn%3da']],
    ],
  ])('finds %s', async (_what, damage, expected) => {
    const directory = gridmapdir(4)
    damage(directory)
    expect((await verify(directory)).toSorted()).toEqual(expected)
  })

  test('mends what harms nobody, and only that', async () => {
    const directory = gridmapdir(4)
    lease(directory, 'tpool001', '%2fcn%3da')
    rmSync(join(directory, 'tpool001'))
    addAccounts(directory, 1, 'tpool9')
    addAccounts(directory, 1, 'tpool8')
    lease(directory, 'tpool8001', '%2fcn%3db')
    writeFileSync(join(directory, 'README'), '')
    expect((await verify(directory, true)).toSorted()).toEqual([
      ['foreign-name', 'README', false],
      ['orphan-lease', '%2fcn%3da', true],
      ['unknown-account', 'tpool8001', false],
      ['unknown-account', 'tpool9001', true],
    ])
    expect(
      ['%2fcn%3da', '%2fcn%3db', 'tpool9001', 'tpool8001'].map((name) => existsSync(join(directory, name))),
    ).toEqual([false, true, false, true])
    expect(await verify(directory)).toHaveLength(2)
  })
})
