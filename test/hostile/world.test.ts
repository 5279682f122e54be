/** A world that lies about ids and privilege: rows 1, 12 to 17, 19 and 20 of the threat table. */
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import {
  HELPER,
  MARK,
  SANDBOX_PROXY,
  UID,
  launch,
  processesOf,
  runAs,
  sharedDirectory,
  startLaunch,
  touch,
  until,
  verdict,
  finished,
} from '../e2e/support'
import {
  HOSTILE,
  JUDGE,
  PLAYER,
  playedLaunch,
  prepare,
  withPlayer,
  PEST,
  POOL_GID,
  RIGHT,
  SHOW,
  aliceUid,
  attack,
  hostile,
  runWords,
  shown,
  withHelperConf,
} from './support'

const uid = aliceUid()
/** The lease is drawn at random: this is a pool account that it is not. */
const otherAccount = uid === 61020 ? 'pool019' : 'pool020'
const judge = [JUDGE, String(uid), String(POOL_GID)]

beforeEach(() => rmSync(MARK, { force: true }))
afterEach(() => expect(existsSync(MARK)).toBe(false))

describe('row 1: the helper, started directly,', () => {
  test.each([
    ['has no option for a uid', ['--uid', '0', ...touch], 201, 'usage'],
    ['has no verb to switch', ['switch', '0', ...touch], 201, 'usage'],
    ['has no verb to enter', ['enter', ...touch], 201, 'usage'],
    ['takes no second verb', ['run', 'run', ...touch], 201, undefined],
  ])('%s', (_what, words, code, reason) => {
    const result = hostile([], [HELPER, ...words])
    expect(result.code).toBe(code)
    if (reason !== undefined) expect(verdict(result)[1]).toBe(reason)
  })
  test.each(['root', 'mapexec', 'pilot', otherAccount, '0', '-1', '4294967295', '+61001', String(uid)])(
    'does not become %s because --account names it',
    (account) => expect(attack([], [...touch], { options: [`--account=${account}`] }).code).toBe(203),
  )
  test('denies who is not on the list, and does not say who is', () => {
    const result = attack([], [...touch], { actor: 'outsider' })
    expect(verdict(result)).toEqual([203, 'caller-not-listed'])
    expect(result.stderr).not.toMatch(/6000[12]/)
  })
  test.each(['60001', '61001', '0'])('denies the outsider whatever environment says that it is %s', (claimed) => {
    const said = ['USER', 'LOGNAME', 'SUDO_UID', 'UID', 'EUID', 'MAPEXEC_CALLER'].map(
      (name) => `environ=${name}=${claimed}`,
    )
    expect(verdict(attack(said, [...touch], { actor: 'outsider' }))).toEqual([203, 'caller-not-listed'])
  })
  test('denies the outsider before any decider is asked, even one that would launch', async () => {
    prepare(['R', playedLaunch({ argv: ['/bin/touch', MARK] })])
    await withPlayer(() =>
      expect(verdict(attack([], [...touch], { actor: 'outsider' }))).toEqual([203, 'caller-not-listed']),
    )
  })
  test('denies a pool account: a payload cannot launch', () => {
    const { stdout } = launch(SANDBOX_PROXY, [
      '/bin/sh',
      '-c',
      `${HELPER} run --unix -- ${touch.join(' ')} 2>/dev/null; echo $?`,
    ])
    expect(stdout).toBe('203\n')
  })
})

describe('row 12: root as the caller', () => {
  test('gets no AT_SECURE, and is denied all the same', () =>
    expect(verdict(attack([], [...touch], { actor: 'root' }))).toEqual([203, 'caller-not-listed']))
  test('is not meant by a range that begins at 0', async () => {
    prepare(['R', playedLaunch({ argv: ['/bin/touch', MARK] })])
    await withHelperConf({ caller_uids: '0-60000 60001', decider: PLAYER }, () =>
      expect(verdict(attack([], [...touch], { actor: 'root' }))).toEqual([203, 'caller-not-listed']),
    )
  })
})

describe('row 13: privilege that the kernel withholds', () => {
  test('by no_new_privs is named', () => expect(verdict(attack(['nnp'], [...touch]))).toEqual([202, 'no-new-privs']))
  test('because a tracer without privilege is attached is noticed', () =>
    expect(verdict(attack(['traced'], [...touch]))).toEqual([202, 'capabilities-missing']))
  test('because another process shares root and directory is noticed', () => {
    expect(verdict(attack(['clonefs'], [...touch]))).toEqual([202, 'capabilities-missing'])
  })
  test.each([6, 7])('because capability %i is not in the bounding set is named', (bit) =>
    expect(verdict(attack([`bounding=${bit}`, `user=${UID.pilot}`], [...touch], { actor: 'root' }))).toEqual([
      202,
      'bounding-set',
    ]),
  )
})

describe('row 14: the running helper', () => {
  const reach = (script: string): string => runAs('pilot', ['/bin/bash', '-c', script]).stdout
  test('cannot be traced, read or limited by its caller', async () => {
    const child = startLaunch(SANDBOX_PROXY, ['/bin/sleep', '5'])
    await until('the payload runs', () => processesOf(uid).length > 0)
    const family = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid) === 'mapexec-helper')
    expect(family.length).toBeGreaterThanOrEqual(2)
    const attacks = ['environ', 'mem', 'maps', 'auxv', 'io', 'syscall'].map((file) => `head -c1 /proc/$p/${file}`)
    const said = reach(
      `for p in ${family.join(' ')}; do for a in ${attacks.map((a) => `'${a}'`).join(' ')} 'ls /proc/$p/fd' 'readlink /proc/$p/cwd'; do ` +
        `out=$(eval "$a" 2>/dev/null | tr -d '\\0'); [ -n "$out" ] && echo "$p $a"; done; ` +
        `prlimit --pid $p --nofile=0 2>/dev/null && echo prlimit $p; done; ${PEST} trace | grep -v ' ${uid}/'`,
    )
    // The caller may trace itself and what it owns; nothing of the helper's family is among that.
    expect(said.split('\n').filter((line) => family.some((pid) => line.split(' ').includes(pid)))).toEqual([])
    child.kill('SIGKILL')
    await finished(child)
  })
  test('cannot be traced by another account', async () => {
    const child = startLaunch(SANDBOX_PROXY, ['/bin/sleep', '5'])
    await until('the payload runs', () => processesOf(uid).length > 0)
    expect(runAs('outsider', [PEST, 'trace']).stdout).toBe('')
    child.kill('SIGKILL')
    await finished(child)
  })
})

const commandOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/exe`).split('/').pop() ?? ''
  } catch {
    return ''
  }
}

describe('row 15: a user namespace', () => {
  test.each([0, UID.pilot, 61001])('in which the outsider is %i is not believed', (claimed) =>
    expect(hostile([`userns=${claimed}`], runWords([...touch]), { actor: 'outsider' }).code).toBe(202),
  )
  test('is named where the helper can still say so', () =>
    expect(verdict(hostile([`userns=${UID.pilot}`], runWords([...touch]), { actor: 'outsider' }))).toEqual([
      202,
      'namespace-untrusted',
    ]))
  test('of root’s making with nearly all ids is not believed', () =>
    expect(verdict(hostile([`rootns=${UID.pilot}`], runWords([...touch]), { actor: 'root' }))).toEqual([
      202,
      'namespace-untrusted',
    ]))
})

test('row 16: setgroups that is denied is fatal, never skipped', () =>
  expect(verdict(hostile([`caller=${UID.pilot}`, 'fake=116:1'], runWords([...touch]), { actor: 'root' }))).toEqual([
    202,
    'switch-failed',
  ]))

describe('row 17: a filter that fakes success of', () => {
  test.each([
    ['setgroups', 116],
    ['setresgid', 119],
    ['setresuid', 117],
    ['setgroups, setresgid and setresuid', [116, 117, 119]],
    ['capset', 126],
  ] as const)('%s gives no payload', (_name, numbers) => {
    const filters = [numbers].flat().map((number) => `fake=${number}:0`)
    expect(verdict(hostile([`caller=${UID.pilot}`, ...filters], runWords([...touch]), { actor: 'root' }))).toEqual([
      202,
      'switch-failed',
    ])
  })
})

describe('row 19: securebits', () => {
  test.each(['0x1', '0x2', '0x4', '0x20', '0x2f'])('%s is refused', (bits) =>
    expect(verdict(attack([`securebits=${bits}`, `user=${UID.pilot}`], [...touch], { actor: 'root' }))).toEqual([
      202,
      'securebits',
    ]),
  )
})

describe('row 20: the bounding set, which the helper cannot empty,', () => {
  const directory = sharedDirectory('row-20')
  test('gives a payload nothing under --no-new-privs', () => {
    const { stdout } = attack([], [HELPER, 'run'], { options: ['--no-new-privs'] })
    expect(stdout).toBe('')
    expect(shown(attack([], [SHOW], { options: ['--no-new-privs'] }).stdout).get('NoNewPrivs')).toEqual(['1'])
    expect(verdict(attack([], [HELPER, 'run'], { options: ['--no-new-privs'] }))[1]).toBe('no-new-privs')
  })
  test('does not let a payload keep privilege over an exec of its own', () =>
    expect(launch(SANDBOX_PROXY, [HOSTILE, '--', ...judge], [], { cwd: directory }).code).toBe(RIGHT))
  test('is not the launch’s to widen: /proc says the same before and after', () => {
    const before = /CapBnd:\s+(\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    expect(launch(SANDBOX_PROXY, ['/bin/grep', 'CapBnd', '/proc/self/status']).stdout.trim().split(/\s+/)[1]).toBe(
      before,
    )
  })
})

test('nothing of these attacks is still running', async () => {
  await until('no payload is left', () => processesOf(uid).length === 0)
})
