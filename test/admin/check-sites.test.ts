/** `check` of whole sites: one for CI jobs, one with MUNGE. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkLines } from '../../src/admin/check'
import { good, PATH } from '../config/support'
import { account } from '../support/fake-system'
import { CONFIGURATION, GRID, MACHINE, findings, run } from './check-support'

describe('check of a configuration for CI jobs', () => {
  const CI = good(
    ['credentials = ["x509"]', 'credentials = ["oidc"]'],
    [
      '[authenticate.x509]\nvoms = "use"',
      '[[authenticate.oidc]]\nname = "lab"\nissuer = "https://lab.example"\naudience = ["x"]\nalgorithms = ["RS256"]\nuser_claim = "user_login"\n\n[ci]',
    ],
    ['from = "grid-mapfile"\nfile = "/etc/mapexec/grid-mapfile"', 'from = "pool"\npool = "pool"'],
  )
  const shell = (path: string) => [
    ...MACHINE.accounts.filter(({ name }) => name !== 'pool001'),
    { ...account('pool001', 61001, 61000), shell: path },
  ]
  const lines = (text: string, path: string) => checkLines(run({ files: { [PATH]: text }, accounts: shell(path) }))

  test('accepts accounts with a shell', () => {
    expect(lines(CI, '/bin/bash')).toEqual(['1 file: 0 errors, 0 warnings'])
  })

  test.each(['/usr/sbin/nologin', '/bin/false', ''])('warns of accounts with %j', (path) => {
    expect(lines(CI, path)[0]).toMatch(/: warning: .*account "pool001" has .*; usermod -s \/bin\/bash pool001$/)
  })

  test('warns of accounts with a shell that [ci] does not accept', () => {
    expect(lines(CI.replace('[ci]', '[ci]\nshell_allowlist = ["/bin/bash"]'), '/bin/zsh')[0]).toContain(
      'jobs are refused',
    )
  })
})

describe('check of a site with MUNGE', () => {
  test('has nothing against the example of docs/munge.md', () => {
    const text = readFileSync(join(__dirname, '../../docs/munge.md'), 'utf8')
    const example = /```toml\n(.*?)```/s.exec(text)?.[1] ?? 'no example'
    const callers = CONFIGURATION.replace('credentials = ["x509"]', 'credentials = ["x509", "munge"]')
    expect(findings({ files: { [PATH]: `${callers}\n${example}` } })).toEqual([])
  })

  const MUNGE = CONFIGURATION.replace('credentials = ["x509"]', 'credentials = ["x509", "munge"]').concat(
    '\n[authenticate.munge]\nmax_age = "2m"\nhosts = ["192.0.2.7"]\n',
  )
  const rule = (lines: string) => `\n[[map]]\nname = "cluster-users"\ncredentials = ["munge"]\n${lines}\n`
  const [POOL_RULE, TEMPLATE, GRID_RULE] = [
    rule('from = "pool"\npool = "pool"'),
    rule('from = "template"\ntemplate = "{user}"'),
    rule(`from = "grid-mapfile"\nfile = "${GRID}"\nwildcards = true`),
  ]

  test.each([
    ['a pool', POOL_RULE],
    ['a template', TEMPLATE],
    ['an account', rule('from = "account"\nsubject = "alice"\naccount = "robot"')],
    ['a list', GRID_RULE],
  ])('has nothing against %s for munge alone', (_what, text) => {
    expect(findings({ files: { [PATH]: MUNGE + text } })).toEqual([])
  })

  test.each([
    ['a rule that no munge reaches', MUNGE.replace(', "munge"]', ']') + POOL_RULE, 2],
    ['a rule by FQANs', MUNGE + rule('from = "voms-mapfile"\nfile = "/etc/mapexec/groupmapfile"'), 1],
    ['a rule behind one that takes everything', MUNGE + POOL_RULE + TEMPLATE.replace('cluster', 'other'), 1],
  ])('warns of %s', (_what, text, count) => {
    const files = { [PATH]: text, '/etc/mapexec/groupmapfile': '"/vo" .pool\n' }
    const found = findings({ files })
    expect(found).toHaveLength(count)
    expect(found.every((line) => line.includes(' warning '))).toBe(true)
  })
})
