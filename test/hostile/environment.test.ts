/** The environment as a weapon: rows 11 and 25 of the threat table, and every name that a loader or interpreter obeys. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DENY_LIST } from '../../src/sanitize/deny-list'
import {
  CONFIGURATION,
  MARK,
  SANDBOX_PROXY,
  runAs,
  script,
  sharedDirectory,
  touch,
  verdict,
  withFile,
  MAPEXEC,
} from '../e2e/support'
import { JUDGE, POOL_GID, RIGHT, aliceUid, attack } from './support'

const uid = aliceUid()
const judge = [JUDGE, String(uid), String(POOL_GID)]
const directory = sharedDirectory('environment')
const evil = script(`${directory}/evil.sh`, `#!/bin/sh\ntouch ${MARK}\n`)
const module_ = script(`${directory}/evil.js`, `require('fs').writeFileSync('${MARK}', '')\n`)
script(`${directory}/sitecustomize.py`, `open('${MARK}', 'w')\n`)

/** Names of the reference list that run code, with a value that would show it. */
const WEAPONS: readonly (readonly [name: string, value: string])[] = [
  ['LD_PRELOAD', `${directory}/evil.so`],
  ['LD_LIBRARY_PATH', directory],
  ['LD_AUDIT', `${directory}/evil.so`],
  ['LD_BIND_NOW', '1'],
  ['LD_PREFER_MAP_32BIT_EXEC', '1'],
  ['LD_UNHEARD_OF', '1'],
  ['GCONV_PATH', directory],
  ['GLIBC_TUNABLES', 'glibc.malloc.check=3'],
  ['MALLOC_PERTURB_', '90'],
  ['MALLOC_TRACE', `${directory}/trace`],
  ['RESOLV_MULTI', 'on'],
  ['NODE_OPTIONS', `--require ${module_}`],
  ['NODE_PATH', directory],
  ['NODE_EXTRA_CA_CERTS', evil],
  ['NODE_REDIRECT_WARNINGS', `${directory}/warnings`],
  ['NODE_V8_COVERAGE', `${directory}/coverage`],
  ['NODE_REPL_EXTERNAL_MODULE', module_],
  ['NODE_CHANNEL_FD', '3'],
  ['OPENSSL_CONF', evil],
  ['OPENSSL_MODULES', directory],
  ['SSL_CERT_FILE', evil],
  ['BASH_ENV', evil],
  ['ENV', evil],
  ['BASH_FUNC_ls%%', `() { touch ${MARK}; }`],
  ['SHELLOPTS', 'xtrace'],
  ['PS4', `$(touch ${MARK})`],
  ['PERL5OPT', `-M${directory}`],
  ['PERL5LIB', directory],
  ['PYTHONPATH', directory],
  ['PYTHONHOME', directory],
  ['PYTHONSTARTUP', evil],
  ['PYTHONWARNINGS', 'all:0:antigravity.x:0:0'],
  ['BROWSER', evil],
  ['RUBYOPT', '-rx'],
  ['JAVA_TOOL_OPTIONS', '-agentlib:x'],
  ['LESSOPEN', `|${evil}`],
  ['GIT_SSH_COMMAND', evil],
  ['GIT_CONFIG_COUNT', '1'],
  ['LUA_INIT', '@x'],
  ['TMPDIR', directory],
  ['HOME', directory],
  ['SHELL', evil],
  ['X509_USER_PROXY', evil],
  ['X509_CERT_DIR', directory],
]

const namesIn = (stdout: string): readonly string[] =>
  stdout
    .split('\0')
    .filter(Boolean)
    .map((entry) => entry.slice(0, entry.indexOf('=')))
const printEnvironment = ['/usr/bin/env', '-0']

beforeEach(() => rmSync(MARK, { force: true }))
afterEach(() => expect(existsSync(MARK)).toBe(false))

describe('row 11: a loader or interpreter variable', () => {
  test.each(WEAPONS)('%s reaches neither decider nor payload', (name, value) => {
    const { code, stdout } = attack([`environ=${name}=${value}`], printEnvironment)
    expect(code).toBe(0)
    expect(stdout).not.toContain(`${name}=${value}`)
  })
  test('and all of them at once still give the right identity', () =>
    expect(
      attack(
        WEAPONS.map(([name, value]) => `environ=${name}=${value}`),
        judge,
      ).code,
    ).toBe(RIGHT))
  test('does not come back through a site that allows every name', async () => {
    await withFile(
      CONFIGURATION,
      () =>
        writeFileSync(
          CONFIGURATION,
          readFileSync(CONFIGURATION, 'utf8').replace(/^allow = \["LANG".*$/m, 'allow = ["*"]'),
        ),
      () => {
        const names = DENY_LIST.map((glob) => glob.replaceAll('*', 'X'))
        const { stdout, code } = attack(
          [...names.map((name) => `environ=${name}=v`), 'environ=HARMLESS=1'],
          printEnvironment,
        )
        expect([code, namesIn(stdout).includes('HARMLESS')]).toEqual([0, true])
        expect(namesIn(stdout).filter((name) => names.includes(name))).toEqual([])
      },
    )
  })
  test('is not passed on because the caller names it', () => {
    const options = DENY_LIST.flatMap((glob) => ['--env', `${glob.replaceAll('*', 'X')}=v`])
    const { stdout, code } = attack([], printEnvironment, { options })
    expect(code).toBe(0)
    expect(namesIn(stdout).filter((name) => DENY_LIST.map((glob) => glob.replaceAll('*', 'X')).includes(name))).toEqual(
      [],
    )
  })
  test('does not reach a shell script as payload', () => {
    const { code } = attack(
      [`environ=BASH_ENV=${evil}`, `environ=ENV=${evil}`, `environ=BASH_FUNC_true%%=() { touch ${MARK}; }`],
      ['/bin/bash', '-c', 'true'],
    )
    expect(code).toBe(0)
  })
  test('does not reach the shell door, which an unprivileged bash runs', () => {
    const { code } = runAs('pilot', [MAPEXEC, 'run', '--proxy', SANDBOX_PROXY, '--', ...judge], {
      env: { PATH: directory, LD_PRELOAD: `${directory}/evil.so`, ENV: evil, BASH_ENV: evil },
    })
    expect(code).toBe(RIGHT)
  })
})

describe('row 25: a name that occurs twice', () => {
  test.each(['LANG', 'TERM', 'TZ'])('is dropped wholly: %s', (name) => {
    const { code, stdout } = attack([`environ=${name}=C`, `environ=${name}=X`], printEnvironment, { env: {} })
    expect([code, namesIn(stdout).includes(name)]).toEqual([0, false])
  })
  test('does not choose the PATH of the payload', () => {
    const { stdout } = attack(['environ=PATH=/first', 'environ=PATH=/second'], printEnvironment)
    expect(stdout).toMatch(/(^|\0)PATH=\/usr\//)
  })
})

describe('a string of the environment', () => {
  test.each([
    ['without =', 'nonsense'],
    ['without a name', '=value'],
    ['with a name that begins with a digit', '1X=v'],
    ['with a name that holds a space', 'A B=v'],
    ['with a name of 200 bytes', `${'N'.repeat(200)}=v`],
    ['with a newline in its name', 'LANG\nX=v'],
    ['with control characters in its value', 'LANG=a\u001b[2J'],
    ['with a slash in LANG', 'LANG=/tmp/x'],
    ['with a per cent sign in LC_ALL', 'LC_ALL=%n%n'],
    ['with a TZ outside the zone files', 'TZ=/etc/shadow'],
    ['with a TZ that climbs', 'TZ=:../../etc/shadow'],
  ])('%s is not passed on, and changes nothing else', (_what, text) => {
    const { code, stdout } = attack([`environ=${text}`], printEnvironment, { env: {} })
    expect([code, stdout.includes(text)]).toEqual([0, false])
    expect([...namesIn(stdout)].sort()).toEqual(
      ['HOME', 'LOGNAME', 'MAPEXEC_REF', 'PATH', 'SHELL', 'TMPDIR', 'USER', 'X509_USER_PROXY'].sort(),
    )
  })
  test('of 128 KiB gives the right identity, or a reason', () => {
    const { code, stderr } = attack(['environ=LANG=@130000'], judge)
    if (code !== RIGHT) expect(stderr).toMatch(/^mapexec: 201 environment-/)
  })
  test('a thousand times gives the right identity', () =>
    expect(
      attack(
        Array.from({ length: 1000 }, (_, i) => `environ=V${i}=@100`),
        judge,
      ).code,
    ).toBe(RIGHT))
  test('more than the configured size is refused with a reason', () => {
    const options = Array.from({ length: 20 }, (_, i) => ['--env', `BIG${i}=${'x'.repeat(100_000)}`]).flat()
    expect(verdict(attack([], [...touch], { options }))).toEqual([201, 'environment-too-large'])
  })
})

describe('an argument', () => {
  test('of nearly 128 KiB is passed on whole', () =>
    expect(attack(['argument=120000'], ['/bin/sh', '-c', 'test ${#0} -eq 120000']).code).toBe(0))
  test('list of nearly 1 MiB is passed on whole', () => {
    const many = Array.from({ length: 9 }, () => 'argument=110000')
    expect(attack(many, ['/bin/sh', '-c', 'test $# -eq 8']).code).toBe(0)
  })
  test('that is not UTF-8 is refused, not mended', () => {
    const inner = `exec /usr/lib/mapexec/mapexec-helper run --proxy ${SANDBOX_PROXY} -- /bin/echo $'\\xff\\xfe'`
    expect(verdict(runAs('pilot', ['/bin/bash', '-c', inner]))).toEqual([201, 'request-malformed'])
  })
  test.each([
    '3',
    '-1',
    '0',
    '1',
    '2',
    '256',
    '4294967295',
    '4294967299',
    '+9',
    '09',
    ' 9',
    '0x9',
    '',
    '99999999999999999999',
  ])('of --status-fd that is %p names no descriptor of ours', (number) => {
    const result = attack([], [...touch], { options: [`--status-fd=${number}`] })
    expect(result.code).toBe(201)
    expect(['usage', 'status-fd-invalid']).toContain(verdict(result)[1])
  })
})
