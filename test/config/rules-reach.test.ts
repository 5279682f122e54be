import { findings, good, inspect } from './support'

const rules = (...tables: readonly (readonly string[])[]): string =>
  good([
    '[[map]]\nname = "grid"\nfrom = "grid-mapfile"\nfile = "/etc/mapexec/grid-mapfile"\n',
    tables.map((lines) => `[[map]]\n${lines.join('\n')}\n`).join('\n'),
  ])

const GRID = ['name = "grid"', 'from = "grid-mapfile"', 'file = "/etc/mapexec/grid-mapfile"']
const EVERYBODY = ['name = "everybody"', 'from = "pool"', 'pool = "pool"']
const alice = (name: string) => [`name = "${name}"`, 'from = "account"', 'subject = "/CN=a"', 'account = "alice"']
const only = (table: readonly string[], kind: string) => [...table, `credentials = ["${kind}"]`]

/** Name of the rule that never matches → name of the one before it. */
const shadows = (text: string) =>
  inspect(text).problems.map(({ severity, message, line, column }) => {
    const found = /^\[\[map\]\] "(\w+)" can never match: "(\w+)" before it takes everything$/.exec(message)
    return found === null ? message : `${line ?? ''}:${column ?? ''} ${severity}: ${found[1] ?? ''} < ${found[2] ?? ''}`
  })

describe('a [[map]] can never match', () => {
  test.each([
    ['behind a pool for everybody', rules(EVERYBODY, GRID), '18:1 warning: grid < everybody'],
    ['behind the same file', rules(GRID, [...GRID.slice(1), 'name = "again"']), '18:1 warning: again < grid'],
    ['behind the same subject', rules(alice('one'), alice('two')), '19:1 warning: two < one'],
    [
      'behind one of the same kind',
      rules(only(EVERYBODY, 'x509'), only(GRID, 'x509')),
      '19:1 warning: grid < everybody',
    ],
  ])('%s', (_what, text, said) => {
    expect(shadows(text)).toEqual([said])
  })

  test.each([
    [
      'that no caller may reach',
      rules(GRID, EVERYBODY).replace('users = ["pilot"]', 'users = ["pilot"]\nmaps = ["grid"]'),
      /no \[\[caller\]\] may present/,
    ],
    [
      'by FQANs of credentials that have none',
      good(['from = "grid-mapfile"', 'from = "voms-mapfile"\ncredentials = ["oidc"]']),
      /can never match$/,
    ],
  ])('%s', (_what, text, words) => {
    expect(inspect(text).problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(words)]),
    )
  })
})

describe('nothing is said against a [[map]]', () => {
  test.each([
    ['behind a list', rules(GRID, EVERYBODY)],
    [
      'behind another subject',
      rules(alice('one'), [...alice('two').filter((line) => !line.includes('subject')), 'subject = "/CN=b"']),
    ],
    ['behind the same file read in another way', rules(GRID, [...GRID.slice(1), 'name = "again"', 'wildcards = true'])],
    [
      'behind a pool that the caller may not take from',
      rules(EVERYBODY, GRID).replace('credentials = ["x509"]', 'credentials = ["x509"]\npools = []'),
    ],
    [
      'that only another caller reaches',
      rules(EVERYBODY, GRID).replace(
        'credentials = ["x509"]\n',
        'credentials = ["x509"]\nmaps = ["everybody"]\n\n[[caller]]\nname = "other"\nusers = ["other"]\ncredentials = ["x509"]\nmaps = ["grid"]\n',
      ),
    ],
  ])('%s', (_what, text) => {
    expect(findings(text)).toEqual([])
  })
})
