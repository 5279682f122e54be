import { added, findings, good, inspect } from './support'

const SECOND_CALLER = ['[[caller]]', 'name = "other"', 'users = ["other"]', 'credentials = ["x509"]']

describe('a [[caller]] is refused', () => {
  test.each([
    ['that is nobody', good(['users = ["pilot"]\n', '']), '5:1'],
    ['that is root', good(['"pilot"', '"pilot", "root"']), '7:19'],
    ['that is the group of root', good(['users = ["pilot"]', 'groups = ["root"]']), '7:11'],
    ['whose name is taken', added(8, ...SECOND_CALLER).replace('"other"', '"pilots"'), '10:1'],
    ['for a map that does not exist', added(8, 'maps = ["grid", "gird"]'), '9:17'],
    ['for a pool that does not exist', added(8, 'pools = ["pol"]'), '9:10'],
    ['for tokens without an issuer', good(['["x509"]', '["x509", "oidc"]']), '8:24'],
    ['for MUNGE without its table', good(['["x509"]', '["x509", "munge"]']), '8:24'],
    ['for uids where they are no credential', good(['["x509"]', '["x509", "unix"]']), '8:24'],
    ['for proxies without their table', good(['[authenticate.x509]\nvoms = "use"\n', '']), '8:16'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-invalid`])
  })

  test('that is not there at all', () => {
    const text = good(['[[caller]]\nname = "pilots"\nusers = ["pilot"]\ncredentials = ["x509"]\n', ''])
    expect(findings(text)).toEqual(['1:1 error config-invalid'])
  })
})

describe('a [[caller]] is warned about', () => {
  test.each([['that can do without a private key', added(8, 'keyless = true'), '9:1']])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} warning config-invalid`])
  })

  test('whose credential no rule is for, and so is the rule that nobody reaches', () => {
    const text = good(['from = "grid-mapfile"', 'from = "grid-mapfile"\ncredentials = ["oidc"]'])
    expect(findings(text)).toEqual(['8:16 warning config-invalid', '13:1 warning config-invalid'])
  })

  test('where a kind of credential is switched on for nobody', () => {
    expect(findings(`${good()}[authenticate.munge]\n`)).toEqual(['22:1 warning config-invalid'])
  })
})

test('the remedy for a missing pool names those that exist', () => {
  expect(inspect(added(8, 'pools = ["pol"]')).problems[0]?.remedy).toBe('there are: pool')
})
