import { added, findings, good, inspect } from './support'

describe('a value of the wrong form is refused where it stands', () => {
  test.each([
    ['an unknown table', added(21, '[pools]', 'name = "a"'), '22:1'],
    ['an unknown key', good(['voms = "use"', 'vomz = "use"']), '11:1'],
    ['an unknown key of an inline table', added(0, 'log = { filename = "/a" }'), '1:9'],
    ['a key that JavaScript knows', added(3, 'constructor = "x"'), '4:1'],
    ['a key with the name of a prototype', added(3, '__proto__ = { node = "/tmp/node" }'), '4:1'],
    ['[service] without target_uids', good(['target_uids = ["61001-61999"]\n', '']), '1:1'],
    ['a [[caller]] without a name', good(['name = "pilots"\n', '']), '5:1'],
    ['a [[caller]] without credentials', good(['credentials = ["x509"]\n', '']), '5:1'],
    ['a [[map]] without from', good(['from = "grid-mapfile"\n', '']), '13:1'],
    ['a [[pool]] without a directory', good(['directory = "/var/lib/mapexec/gridmapdir"\n', '']), '18:1'],
    ['a string where a list is due', good(['["pilot"]', '"pilot"']), '7:1'],
    ['a number where a string is due', good(['"61001-61999"', '61001']), '2:16'],
    ['a string where a flag is due', added(3, 'log_only = "no"'), '4:1'],
    ['a string where a number is due', added(3, 'guardian_uid_offset = "100000"'), '4:1'],
    ['half a number', added(3, 'guardian_uid_offset = 1.5'), '4:1'],
    ['a number that is too small', added(3, 'guardian_uid_offset = 0'), '4:1'],
    ['a number that is too large', added(3, 'guardian_uid_offset = 4294967295'), '4:1'],
    ['a date', added(3, 'account = 2026-01-01'), '4:1'],
    ['an account that is a number', good(['"pilot"', '"1000"']), '7:10'],
    ['an empty account', good(['"pilot"', '""']), '7:10'],
    ['an account with a line end', good(['"pilot"', '"pilot\\n"']), '7:10'],
    ['an account with a colon', good(['"pilot"', '"pi:lot"']), '7:10'],
    ['the same user twice', good(['"pilot"', '"pilot", "pilot"']), '7:1'],
    ['no user range', good(['["61001-61999"]', '[]']), '2:1'],
    ['a range with a sign', good(['"61001-61999"', '"+61001"']), '2:16'],
    ['a range with white space', good(['"61001-61999"', '" 61001"']), '2:16'],
    ['a range with a leading zero', good(['"61001-61999"', '"061001"']), '2:16'],
    ['a range without an end', good(['"61001-61999"', '"61001-"']), '2:16'],
    ['a hexadecimal range', good(['"61001-61999"', '"0xee49"']), '2:16'],
    ['an unknown credential', good(['["x509"]', '["x509", "x.509"]']), '8:24'],
    ['no credential', good(['["x509"]', '[]']), '8:1'],
    ['a time without a unit', good(['voms = "use"', 'clock_skew = "300"']), '11:1'],
    ['a time with a sign', good(['voms = "use"', 'clock_skew = "-5m"']), '11:1'],
    ['a time in an unknown unit', good(['voms = "use"', 'clock_skew = "5min"']), '11:1'],
    ['a size in an unknown unit', good(['voms = "use"', 'max_file_size = "1MB"']), '11:1'],
    ['a relative path', good(['"/etc/mapexec/grid-mapfile"', '"grid-mapfile"']), '16:1'],
    ['a path with ..', good(['"/etc/mapexec/grid-mapfile"', '"/etc/../tmp/grid-mapfile"']), '16:1'],
    ['a path with //', good(['"/etc/mapexec/grid-mapfile"', '"/etc//grid-mapfile"']), '16:1'],
    ['a path with / at the end', good(['"/var/lib/mapexec/gridmapdir"', '"/var/lib/mapexec/"']), '21:1'],
    ['a path with a NUL', good(['"/etc/mapexec/grid-mapfile"', '"/etc/a\\u0000b"']), '16:1'],
    ['a socket with a space', added(3, 'socket = "/run/a b"'), '4:1'],
    ['a node that is not absolute', added(3, 'node = "node"'), '4:1'],
    ['two options of node in one', added(3, 'node_options = ["--jitless --require=/tmp/x"]'), '4:17'],
    ['a permission that is not octal', added(21, '[record]', 'mode = "0888"'), '23:1'],
    ['a permission as a number', added(21, '[record]', 'mode = 0o644'), '23:1'],
    ['a mask of two digits', added(21, '[launch]', 'umask = "77"'), '23:1'],
    ['an unknown limit', added(21, '[launch]', 'limits = { files = 1 }'), '23:12'],
    ['a negative limit', added(21, '[launch]', 'limits = { core = -1 }'), '23:12'],
    ['a limit that is a word', added(21, '[launch]', 'limits = { core = "none" }'), '23:12'],
    ['a label of an unknown kind', added(21, '[launch]', 'exec_label = "smack:x"'), '23:1'],
    ['a directory that is a word', added(21, '[launch]', 'cwd = "tmp"'), '23:1'],
    ['a variable with "="', added(21, '[environment]', 'allow = ["A=b"]'), '23:10'],
    ['a value with a line end', added(21, '[environment]', 'set = { A = "a\\nb" }'), '23:9'],
    ['a PATH with a relative directory', added(21, '[environment]', 'path = "/usr/bin:."'), '23:1'],
    ['a PATH with an empty directory', added(21, '[environment]', 'path = "/usr/bin::/bin"'), '23:1'],
    ['a template with an open brace', good(['from = "grid-mapfile"', 'from = "template"\ntemplate = "a{b"']), '16:1'],
    ['a template with a slash', good(['from = "grid-mapfile"', 'from = "template"\ntemplate = "../{b}"']), '16:1'],
    ['a prefix of digits', good(['prefix = "pool"', 'prefix = "01"']), '20:1'],
    ['too many accounts', good(['prefix = "pool"', 'prefix = "pool"\nmax_per_identity = 10000']), '21:1'],
    ['a lifetime of an unknown level', good(['voms = "use"', 'max_lifetime = { last = "1d" }']), '11:18'],
    [
      'an issuer without TLS',
      added(9, '[[authenticate.oidc]]', 'issuer = "http://a"', 'name = "a"', 'audience = ["a"]'),
      '11:1',
    ],
    [
      'an issuer with user and password',
      added(9, '[[authenticate.oidc]]', 'issuer = "https://u:p@a"', 'name = "a"', 'audience = ["a"]'),
      '11:1',
    ],
    [
      'algorithm none',
      added(
        9,
        '[[authenticate.oidc]]',
        'issuer = "https://a"',
        'name = "a"',
        'audience = ["a"]',
        'algorithms = ["none"]',
      ),
      '14:15',
    ],
    [
      'a shared secret',
      added(
        9,
        '[[authenticate.oidc]]',
        'issuer = "https://a"',
        'name = "a"',
        'audience = ["a"]',
        'algorithms = ["HS256"]',
      ),
      '14:15',
    ],
    ['no audience', added(9, '[[authenticate.oidc]]', 'issuer = "https://a"', 'name = "a"', 'audience = []'), '13:1'],
  ])('%s', (_what, text, place) => {
    // Warnings of rules that look at other tables do not matter here.
    expect(findings(text).filter((finding) => finding.includes('error'))).toEqual([`${place} error config-invalid`])
  })
})

describe('the remedy', () => {
  const remedyOf = (text: string) => inspect(text).problems[0]?.remedy

  test.each([
    ['a slip of the pen', good(['target_groups', 'target_group']), 'did you mean "target_groups"?'],
    ['another way to write it', good(['users =', 'USERS =']), 'did you mean "users"?'],
    ['a hyphen', added(3, 'log-only = true'), 'did you mean "log_only"?'],
    [
      'a key of a table that has few',
      added(21, '[record]', 'colour = 1'),
      'known here: directory, history_max_files, history_max_age, mode',
    ],
  ])('knows %s', (_what, text, remedy) => {
    expect(remedyOf(text)).toBe(remedy)
  })
})

describe('the message names the key as the file spells it', () => {
  test.each([
    [good(['voms = "use"', 'voms = 1']), '[authenticate.x509] voms must be a string in quotes'],
    [good(['"pilot"', '"1"']), '[[caller]] users must be the name of a local account or group (not a number)'],
    [good(['["x509"]', '[]']), '[[caller]] credentials must not be empty'],
    [added(21, '[[log]]'), '[log] must be a table'],
  ])('%#', (text, message) => {
    expect(inspect(text).problems.map((problem) => problem.message)).toContain(message)
  })
})
