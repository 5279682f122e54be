import { added, findings, good, settingsOf } from './support'

const FROM = 'from = "grid-mapfile"\nfile = "/etc/mapexec/grid-mapfile"\n'

describe('a [[map]] is refused', () => {
  test.each([
    ['without its file', good(['file = "/etc/mapexec/grid-mapfile"\n', '']), '13:1'],
    ['without its account', good([FROM, 'from = "account"\nsubject = "a"\n']), '13:1'],
    ['without its template', good([FROM, 'from = "template"\n']), '13:1'],
    ['without its pool', good([FROM, 'from = "pool"\n']), '13:1'],
    ['with a pool that does not exist', good([FROM, 'from = "pool"\npool = "pol"\n']), '16:1'],
    ['with a key of another kind', added(16, 'account = "alice"'), '17:1'],
    [
      'with wildcards where there is no file',
      good([FROM, 'from = "pool"\npool = "pool"\nwildcards = false\n']),
      '17:1',
    ],
    [
      'with a lease suffix where there is no lease',
      good([FROM, 'from = "template"\ntemplate = "{a}"\nlease_suffix = "groups"\n']),
      '17:1',
    ],
    ['to root', good([FROM, 'from = "account"\nsubject = "a"\naccount = "root"\n']), '17:1'],
    ['with a template that is a name', good([FROM, 'from = "template"\ntemplate = "alice"\n']), '16:1'],
    ['with groups of FQANs and no groupmapfile', added(16, 'groups = "fqan"'), '13:1'],
    ['with a groupmapfile that nobody reads', added(16, 'groupmapfile = "/etc/mapexec/groupmapfile"'), '17:1'],
    ['with mapall and no groups of FQANs', added(16, 'map_all = true'), '17:1'],
    ['that has no primary group', added(16, 'groups = "fqan"', 'groupmapfile = "/g"', 'to_secondary = true'), '19:1'],
    ['whose name is taken', added(17, '[[map]]', 'name = "grid"', 'from = "pool"', 'pool = "pool"'), '19:1'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-invalid`])
  })

  test('that is not there at all', () => {
    const [first = ''] = findings(good([`[[map]]\nname = "grid"\n${FROM}`, '']))
    expect(first).toBe('1:1 error config-invalid')
  })
})

describe('a [[pool]] is refused', () => {
  const SECOND = ['', '[[pool]]', 'name = "b"', 'prefix = "b"', 'directory = "/d"']

  test.each([
    ['whose name is taken', added(21, ...SECOND).replace('"b"', '"pool"'), '24:1'],
    ['whose prefix is taken', added(21, ...SECOND).replace('prefix = "b"', 'prefix = "pool"'), '25:1'],
    ['that counts what it does not share', added(21, 'max_per_identity = 2'), '22:1'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-invalid`])
  })
})

test('a rule that gives everybody the same account is warned about', () => {
  expect(findings(good([FROM, 'from = "account"\naccount = "alice"\n']))).toEqual(['13:1 warning config-invalid'])
})

describe('what is killed at the end', () => {
  test.each([
    ['everything of a pool account', FROM, 'account'],
    ["only the launch where the account is a person's", 'from = "template"\ntemplate = "{sub}"\n', 'tree'],
    ['what the rule says', `${FROM}reap = "tree"\n`, 'tree'],
  ])('%s', (_what, text, reap) => {
    expect(settingsOf(good([FROM, text])).maps[0]?.reap).toBe(reap)
  })
})

describe('a [[pool]] whose prefix extends another', () => {
  const two = (prefix: string, ...more: readonly string[]) =>
    `${good()}\n[[pool]]\nname = "two"\nprefix = "${prefix}"\ndirectory = "/var/lib/mapexec/gridmapdir"\n${more.join('\n')}\n`

  test('by digits is warned about: pool101 would be of both', () => {
    expect(findings(two('pool1'))).toEqual(['25:1 warning config-invalid'])
  })

  test('by letters is, where any end will do', () => {
    const text = two('poolx').replace('prefix = "pool"', 'prefix = "pool"\nstrict_prefix = false')
    expect(findings(text)).toEqual(['26:1 warning config-invalid'])
  })

  test.each([
    ['by letters, where only digits do', two('poolx')],
    ['in another directory', two('pool1').replace(/gridmapdir"\n\n$/, 'other"\n')],
    ['not at its beginning', two('apool')],
  ])('is fine %s', (_what, text) => {
    expect(findings(text)).toEqual([])
  })
})
