import { gridmapdir, poolAt, removeDirectories, ruleFor } from '../support/leases'
import { accountOf, grid, mapped } from '../support/mapping-scene'

afterAll(removeDirectories)

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

test('an account to verify has to be named', async () => {
  const request = { glexecMode: 'lcmaps_verify_account' } as const
  expect(await accountOf({ maps: [grid()], files: { '/gm': '"/DC=org/CN=alice" local1' }, request })).toBe(
    'account-mismatch',
  )
})

test('every rule that was tried leaves a line with its place', async () => {
  const target = await mapped({ maps: [grid({ kinds: ['oidc'] }), grid()], files: { '/gm': '\n"/DC=org/*" local1' } })
  const checks = target.refused ? [] : target.permit.request.trace.checks
  expect(checks).toMatchObject([
    { step: 'map', outcome: 'skip' },
    { step: 'map', outcome: 'pass', place: { file: '/gm', line: 2 } },
    { step: 'map', outcome: 'pass' },
  ])
})
