/** The identity matrix: what a payload is, for each way to launch, as golden files (test/golden/identity/). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SANDBOX_PROXY, UID, runAs, sharedDirectory } from '../e2e/support'
import { HOSTILE, SHOW, aliceUid, attack, runWords } from './support'

const GOLDEN = join(process.cwd(), 'test/golden/identity')
const uid = aliceUid()
const directory = sharedDirectory('identity')

/** Numbers that differ from launch to launch have names; limits that the machine sets are left to row 8. */
const normalised = (text: string): string =>
  text
    .replace(/^limit .*\n/gm, '')
    .replace(/\t/g, ' ')
    .replaceAll(String(uid), '<uid>')
    .replace(/\bpool0\d\d\b/g, '<account>')
    .replace(/\b[0-9a-f]{16}\b(?<!0{16})/g, '<ref>')

const glexec = (): string =>
  runAs('pilot', [HOSTILE, 'argv0=glexec', '--', runWords([])[0] ?? '', SHOW], {
    cwd: directory,
    env: { GLEXEC_CLIENT_CERT: SANDBOX_PROXY, LANG: 'C.UTF-8', SECRET: 'pilot' },
  }).stdout

const inTerminal = (): string =>
  runAs(
    'pilot',
    ['/usr/bin/script', '-qec', `${runWords([SHOW, 'a b']).join(' ')} > ${directory}/out.txt`, '/dev/null'],
    {
      cwd: directory,
      input: '',
    },
  ).stdout.slice(0, 0) + readFileSync(`${directory}/out.txt`, 'utf8')

describe('the identity of a payload by', () => {
  const plain = (options: readonly string[], actions: readonly string[] = []): string =>
    attack([`cd=${directory}`, ...actions], [SHOW, 'a b', ''], { options, stdio: ['ignore', 'pipe', 'pipe'] }).stdout
  test.each<readonly [string, () => string]>([
    ['run', () => plain([])],
    ['run-session-new', () => plain(['--session', 'new'])],
    ['run-session-keep', () => plain(['--session', 'keep'])],
    ['run-no-new-privs', () => plain(['--no-new-privs'])],
    ['run-home', () => plain(['--cwd', 'home'])],
    ['run-temp', () => plain(['--cwd', 'temp', '--umask', '0077'])],
    ['run-without-proxy', () => plain(['--target-proxy', 'none', '--stdin', 'null', '--env', 'JOB=1'])],
    [
      'run-by-a-hostile-caller',
      () =>
        plain([], ['open=100', 'block=all', 'ignore=all', 'umask=0', 'setsid', 'keyring=k', 'environ=LD_PRELOAD=x']),
    ],
    [
      'run-with-capabilities',
      () =>
        attack([`ambient=${UID.pilot}`, `cd=${directory}`], [SHOW], {
          actor: 'root',
          stdio: ['ignore', 'pipe', 'pipe'],
        }).stdout,
    ],
    ['glexec', glexec],
    ['run-in-a-terminal', inTerminal],
  ])('%s is as it was', (name, show) => {
    const path = `${GOLDEN}/${name}.txt`
    const facts = normalised(show())
    expect(facts).toContain('CapPrm: 0000000000000000')
    if (process.env['TEST_WRITE_GOLDEN'] === '1') {
      mkdirSync(GOLDEN, { recursive: true })
      writeFileSync(path, facts)
    }
    expect(existsSync(path)).toBe(true)
    expect(facts).toBe(readFileSync(path, 'utf8'))
  })
})
