import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { helperConfDrift, parseHelperConf, renderHelperConf, resolveHelperConf } from '../../src/config/helper-conf'
import { LaunchError } from '../../src/core/errors'
import { account, fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { added, good, PATH, settingsOf } from './support'

const ACCOUNTS = [account('mapexec', 990), account('pilot', 60001), account('other', 60002), account('pool001', 61001)]
const GROUPS = { pool: 61000, pilots: 60010, wheel: 10, root0: 0, mapexec: 990 }
const system = fakeSystem({ accounts: ACCOUNTS, groups: GROUPS })
const render = (text: string) => renderHelperConf(settingsOf(text), system, '/usr/lib/mapexec')

const WHOLE = added(
  3,
  'target_gids = ["61001-61010", "61011"]',
  'node_options = ["--jitless"]',
  'warm = "prefer"',
).replace('users = ["pilot"]', 'users = ["pilot", "other"]\ngroups = ["pilots"]')

describe('renderHelperConf', () => {
  test('resolves names and joins ranges that touch', () => {
    expect(render(WHOLE).split('\n').slice(1).join('\n')).toBe(`service_uid = 990
service_gid = 990
caller_uids = 60001-60002
caller_gids = 60010
target_uids = 61001-61999
target_gids = 61000-61011
guardian_uid_offset = 100000
decider = /usr/bin/node --no-rehash-snapshot --min-semi-space-size=2 --jitless /usr/lib/mapexec/decider.js
warm = prefer
socket = /run/mapexec/decider.sock
record_directory = /run/mapexec
lock_directory = /run/mapexec/locks
decision_timeout_ms = 10000
log_only = 0
syslog_socket = /dev/log
`)
  })

  test('writes no line for a list without items', () => {
    expect(parseHelperConf(render(good())).has('caller_gids')).toBe(false)
  })

  test('is read back as it was written', () => {
    const { values } = resolveHelperConf(settingsOf(WHOLE), system, '/usr/lib/mapexec')
    expect([...parseHelperConf(render(WHOLE))]).toEqual([...values])
  })
})

describe('renderHelperConf refuses', () => {
  test.each([
    ['an unknown user', good(['"pilot"', '"pilots"']), 5],
    ['an unknown group of callers', good(['users = ["pilot"]', 'groups = ["nobody"]']), 5],
    ['an unknown group of targets', good(['["pool"]', '["pols"]']), undefined],
    ['an unknown service account', added(3, 'account = "mapex"'), undefined],
    ['a group of the system', good(['["pool"]', '["wheel"]']), undefined],
    [
      'a group that is root by another name',
      added(3, 'allow_system = true').replace('["pool"]', '["root0"]'),
      undefined,
    ],
    ['a caller who is a target', good(['"pilot"', '"pool001"']), 5],
    ['a service account that is a target', added(3, 'account = "pool001"'), undefined],
    ['the group of the service account', added(3, 'allow_system = true').replace('["pool"]', '["mapexec"]'), undefined],
    [
      'a caller who is a guardian',
      good(['61001-61999', '2000-2999'], ['"pool"]', '"pool"]\nguardian_uid_offset = 58001']),
      6,
    ],
  ])('%s', (_what, text, line) => {
    const settings = settingsOf(text)
    expect(reasonOf(() => renderHelperConf(settings, system, '/l'))).toBe('config-invalid')
    expect(resolveHelperConf(settings, system, '/l').problems.map((problem) => [problem.file, problem.line])).toEqual([
      [PATH, line],
    ])
  })

  test('a service account that is root by another name', () => {
    const toor = fakeSystem({ accounts: [account('mapexec', 0), account('pilot', 60001)], groups: GROUPS })
    expect(reasonOf(() => renderHelperConf(settingsOf(good()), toor, '/l'))).toBe('config-invalid')
  })
})

function lineOf(action: () => unknown): number | undefined {
  try {
    action()
  } catch (error) {
    return error instanceof LaunchError ? error.place?.line : undefined
  }
  return undefined
}

describe('parseHelperConf refuses', () => {
  test.each([
    ['an unknown key', 'a = 1\n', 1],
    ['a key twice', 'warm = off\nwarm = off\n', 2],
    ['a key without a value', 'warm = \n', 1],
    ['another form', '# c\n\nwarm=off\n', 3],
    ['a last line without its end', 'warm = off\nlog_only = 0', 2],
    ['white space in front', ' warm = off\n', 1],
    ['a tab', 'warm =\toff\n', 1],
    ['CRLF', 'warm = off\r\n', 1],
    ['a byte that is no ASCII', 'socket = /é\n', 1],
  ])('%s', (_what, text, line) => {
    expect(reasonOf(() => parseHelperConf(text))).toBe('helper-config-syntax')
    expect(lineOf(() => parseHelperConf(text))).toBe(line)
  })
})

describe('helperConfDrift', () => {
  const wanted = parseHelperConf(render(good()))

  test('finds nothing between equal files', () => {
    expect(helperConfDrift(wanted, parseHelperConf(render(good())))).toEqual([])
  })

  test('finds what is missing, what is new and what is different', () => {
    const installed = parseHelperConf(render(WHOLE).replace(/^socket.*\n/m, ''))
    expect(helperConfDrift(wanted, installed).map((line) => line.split(' ')[0])).toEqual([
      'caller_uids',
      'caller_gids',
      'target_gids',
      'decider',
      'warm',
      'socket',
    ])
  })
})

/** The helper's own parser, told to read one file and to say what is wrong with it. */
const JUDGE = `
#include "conf.h"
#include <stdio.h>
int main(int argc, char **argv) {
	static char text[CONF_MAX_FILE]; static struct range pool[CONF_MAX_RANGES];
	static struct conf conf = {.pool = pool}; unsigned line = 0;
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	if (!file) return 2;
	const char *wrong = parse_conf(text, fread(text, 1, sizeof text, file), &conf, &line);
	if (wrong) printf("%u: %s\\n", line, wrong);
	return wrong != NULL;
}
`

const compiler = spawnSync('cc', ['--version']).status === 0
const withCompiler = compiler ? describe : describe.skip

withCompiler('the helper itself', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-conf-'))
  const helper = join(__dirname, '../../native-helper')
  const program = join(directory, 'judge')
  afterAll(() => rmSync(directory, { recursive: true }))
  beforeAll(() => {
    writeFileSync(join(directory, 'judge.c'), JUDGE)
    execFileSync('cc', [
      '-I',
      helper,
      '-o',
      program,
      join(directory, 'judge.c'),
      join(helper, 'conf.c'),
      join(helper, 'text.c'),
    ])
  })
  const judge = (text: string) => {
    writeFileSync(join(directory, 'helper.conf'), text)
    return spawnSync(program, [join(directory, 'helper.conf')], { encoding: 'utf8' })
  }

  test.each([
    ['the shortest', good()],
    ['a long', WHOLE],
    ['a log-only', added(3, 'log_only = true')],
  ])('accepts %s helper.conf of ours', (_what, text) => {
    expect(judge(render(text))).toMatchObject({ stdout: '', status: 0 })
  })

  test.each([
    ['an unknown key', 'a = 1\n'],
    ['a key twice', 'warm = off\nwarm = off\n'],
    ['no end of the last line', 'warm = off'],
    ['a tab', 'warm =\toff\n'],
    ['no value', 'warm = \n'],
  ])('agrees with parseHelperConf on %s', (_what, text) => {
    expect(judge(text).status).toBe(1)
    expect(reasonOf(() => parseHelperConf(text))).toBe('helper-config-syntax')
  })
})
