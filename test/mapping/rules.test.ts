import { ruleFor } from '../support/leases'
import { accountOf, grid, voms } from '../support/mapping-scene'

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
