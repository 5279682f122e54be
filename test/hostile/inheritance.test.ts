/** What exec inherits from a caller that does its worst: rows 2 to 10, 18 and 21 to 24 of the threat table. */
import { spawn } from 'node:child_process'
import { chmodSync, readFileSync, readdirSync, statSync } from 'node:fs'
import {
  finished,
  processesOf,
  until,
  HELPER,
  MARK,
  RECORDS,
  UID,
  runAs,
  sharedDirectory,
  touch,
  verdict,
  script,
} from '../e2e/support'
import {
  HOSTILE,
  JUDGE,
  PLAYER,
  POOL_GID,
  RIGHT,
  SHOW,
  aliceUid,
  attack,
  hostile,
  playedLaunch,
  prepare,
  runWords,
  shown,
  withHelperConf,
} from './support'

const uid = aliceUid()
const judge = [JUDGE, String(uid), String(POOL_GID)]
const descriptorsIn = (text: string): readonly number[] =>
  (shown(text).get('fd') ?? []).map((line) => Number(line.split(' ')[0]))

describe('row 2: argv[0]', () => {
  test.each(['', 'root', '-bash', '../../../bin/sh', '/usr/bin/sudo', 'mapexec\nmapexec: 0 ok', 'a'.repeat(100_000)])(
    '%p changes nothing of what the launch becomes',
    (name) => expect(attack([`argv0=${name}`], judge).code).toBe(RIGHT),
  )
  test('"glexec" only means the grammar of glexec, which has no options', () =>
    expect(verdict(attack(['argv0=glexec'], judge))).toEqual([201, 'usage']))
  test('is missing with all other arguments, and that is a mistake in usage', () =>
    expect(verdict(attack(['argc0'], judge))).toEqual([201, 'usage']))
})

describe('row 3: with closed standard descriptors', () => {
  const sets = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
  test.each(sets.map((set) => [set.join(', '), set] as const))(
    '%s the payload still gets its identity, and no file of ours for a standard descriptor',
    (_name, set) => {
      const path = '/tmp/closed'
      const show = script('/tmp/show-to-file', `#!/bin/sh\nexec ${SHOW} 3>&1 >>${path}.$$ 2>/dev/null\n`)
      expect(
        attack(
          set.map((fd) => `close=${fd}`),
          judge,
        ).code,
      ).toBe(RIGHT)
      const { code } = attack(
        set.map((fd) => `close=${fd}`),
        [show],
      )
      expect(code).toBe(0)
      const file = runAs('pilot', ['/bin/sh', '-c', `ls -t ${path}.* | head -1`]).stdout.trim()
      const facts = shown(readFileSync(file, 'utf8')).get('fd') ?? []
      expect(facts.filter((line) => / file /.test(line)).map((line) => line.split(' ')[0])).toEqual(['1'])
      // A closed one is the null device now, whichever it was.
      const wasOpen = set.includes(1) ? '3 device null' : '3 '
      expect(facts.some((line) => line.startsWith(wasOpen))).toBe(true)
    },
  )
  test('a caller for whom the C library does nothing (root: no AT_SECURE) gets the null device, too', async () => {
    const conf = { decider: PLAYER, caller_uids: '0 60001' }
    prepare(['R', playedLaunch({ stdin: { mode: 'inherit' }, argv: ['/bin/sh', '-c', `${SHOW} >/tmp/root-closed`] })])
    const actions = ['close=0', 'close=1', 'close=2']
    const result = await withHelperConf(conf, () => hostile(actions, [HELPER, 'run'], { actor: 'root' }))
    expect(result.code).toBe(0)
    const facts = shown(readFileSync('/tmp/root-closed', 'utf8')).get('fd')
    expect(facts).toEqual(['0 device null rw', '1 file w', '2 device null rw'])
  })
  test('no line of anybody gets into a record that took the place of a standard descriptor', () => {
    attack(['close=0', 'close=1', 'close=2'], ['/bin/sh', '-c', 'echo out; echo err >&2; exit 3'])
    const files = readdirSync(RECORDS).filter((name) => name.endsWith('.jsonl'))
    const lines = files.flatMap((name) => readFileSync(`${RECORDS}/${name}`, 'utf8').trimEnd().split('\n'))
    expect(lines.length).toBeGreaterThanOrEqual(2)
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
  })
})

describe('row 4: inherited descriptors', () => {
  test('1000 open ones do not reach the payload', () =>
    expect(descriptorsIn(attack(['open=1000'], [SHOW]).stdout)).toEqual([0, 1, 2]))
  test('nor does a socket of the caller', () =>
    expect(descriptorsIn(attack(['socket=5', 'socket=200'], [SHOW]).stdout)).toEqual([0, 1, 2]))
  test('nor does one above a lowered RLIMIT_NOFILE', () =>
    expect(descriptorsIn(attack(['open=900', 'limit=7:16/1024'], [SHOW]).stdout)).toEqual([0, 1, 2]))
  test('a socket as standard input, output and error is passed on as it is', () => {
    const { code } = attack(['socket=0'], judge)
    expect(code).toBe(RIGHT)
  })
})

describe('row 5: a shared open file description', () => {
  test('that is set O_NONBLOCK does not cut off an answer that is larger than a pipe', () => {
    const words = [...runWords(['/bin/true'], ['--json'])]
    words[1] = 'explain'
    // Each dropped name is a line of the explanation.
    const names = Array.from({ length: 1500 }, (_, at) => `environ=NAME_${at}=1`)
    const reader = `exec 9>&1; { ${quote([HOSTILE, 'nonblock=1', ...names, '--', ...words])}; echo "code $?" >&9; } | { sleep 0.5; wc -c >&9; }`
    const { stdout } = runAs('pilot', ['/bin/bash', '-c', reader])
    const whole = hostile(names, words).stdout.length
    expect(whole).toBeGreaterThan(70_000)
    expect(stdout).toContain('code 0')
    expect(Math.abs(Number(/^\d+$/m.exec(stdout)?.[0]) - whole)).toBeLessThan(2000)
  })
  test('that is standard input at another offset is left where it is', () => {
    const directory = sharedDirectory('offset')
    script(`${directory}/in`, 'secretpayload', 0o644)
    const { stdout } = runAs('pilot', [
      '/bin/bash',
      '-c',
      `exec <${directory}/in; head -c 6 >/dev/null <&0; ${quote(runWords(['/bin/cat']))}`,
    ])
    // head reads ahead on a pipe, but puts the offset of a file back.
    expect(stdout).toBe('payload')
  })
})

const quote = (words: readonly string[]): string => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')

describe('row 6: RLIMIT_FSIZE 0', () => {
  test('kills neither helper nor record: the launch runs and its end is written', () => {
    const { code } = attack(['limit=1:0'], judge)
    expect(code).toBe(RIGHT)
  })
  test('as a hard limit is a refusal or a complete launch, never half a record', () => {
    const { code, stderr } = attack(['limit=1:0/0'], judge)
    expect([RIGHT, 201, 202]).toContain(code)
    if (code !== RIGHT) expect(stderr).toMatch(/^mapexec: 20[12] /)
  })
})

describe('row 7: RLIMIT_NPROC', () => {
  test.each(['limit=6:0', 'limit=6:1/1'])('%s is said to be the reason, and that a retry may help', (limit) => {
    const result = attack([limit], [...touch])
    expect(verdict(result)).toEqual([202, 'no-process'])
    expect(result.stderr).toContain('(retry may help)')
    expect(() => statSync(MARK)).toThrow()
  })
})

describe('row 8: resource limits', () => {
  const LIMITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
  // Without stack, address space or descriptors a program dies before its first line: by the kernel's exec, or in the
  // C library's start, which wants to look at descriptors 0 to 2.
  const OUTCOMES: Readonly<Record<number, readonly [soft: readonly unknown[], hard: readonly unknown[]]>> = {
    // A CPU limit of 0 ends whoever meets a clock tick: the payload (128 + SIGXCPU), which has the caller's limit, or the
    // helper in its first moments.
    0: [
      [RIGHT, 152, 'SIGXCPU'],
      ['SIGKILL', 'SIGXCPU', 137, 152, 202],
    ],
    1: [[RIGHT], [202]],
    2: [[RIGHT], ['SIGSEGV']],
    3: [['SIGSEGV'], ['SIGSEGV']],
    6: [[202], [202]],
    7: [['SIGSEGV'], ['SIGSEGV']],
    9: [['SIGSEGV'], ['SIGSEGV']],
  }
  const outcome = (limit: string): unknown => {
    const { code, signal, stderr } = attack([`limit=${limit}`], judge)
    if (code !== null && code > 200) expect(stderr).toMatch(/^mapexec: 20[12] [a-z-]+: /)
    return code ?? signal
  }
  test.each(LIMITS)('number %i at 0 gives the right identity, a reason, or no helper at all', (resource) =>
    expect(OUTCOMES[resource]?.[0] ?? [RIGHT]).toContain(outcome(`${resource}:0`)),
  )
  test.each(LIMITS)('number %i at 0, soft and hard, too', (resource) =>
    expect(OUTCOMES[resource]?.[1] ?? [RIGHT]).toContain(outcome(`${resource}:0/0`)),
  )
  test.each(LIMITS)('number %i at its maximum changes nothing', (resource) =>
    expect(attack([`limit=${resource}:inf`], judge).code).toBe(RIGHT),
  )
  test('reach the payload as the caller set them', () => {
    const limits = shown(attack(['limit=4:4096', 'limit=7:300/500', 'limit=1:123456'], [SHOW]).stdout).get('limit')
    expect(limits?.filter((line) => /^(1|4|7) /.test(line))).toEqual([
      expect.stringMatching(/^1 123456 /),
      expect.stringMatching(/^4 (4096|0) /),
      '7 300 500',
    ])
  })
})

describe('row 9: signals that were blocked or ignored before exec', () => {
  test('are neither in the payload', () => {
    const facts = shown(attack(['block=all', 'ignore=all'], [SHOW]).stdout)
    expect([facts.get('SigBlk'), facts.get('SigIgn'), facts.get('SigPnd')]).toEqual([
      ['0000000000000000'],
      ['0000000000000000'],
      ['0000000000000000'],
    ])
  })
  test('an ignored SIGCHLD loses no exit status', () =>
    expect(attack(['ignore=17', 'block=17'], ['/bin/sh', '-c', 'exit 37']).code).toBe(37))
  test.each([1, 2, 3, 10, 12, 15, 18, 34, 64])('%i pending at exec gives no wrong end', (number) => {
    const { code, signal } = attack([`pending=${number}`], judge)
    // It was the caller's own, sent before there was a helper: it may end this launch, but not change it.
    expect([RIGHT, 128 + number, null]).toContain(code)
    if (code === null) expect(signal).not.toBe(null)
  })
})

test('row 10: timers that were armed before exec do not end a launch', () =>
  expect(attack(['timers=300'], ['/bin/sh', '-c', 'sleep 0.8; exit 31']).code).toBe(31))

describe('row 18: capabilities of the caller', () => {
  test.each(['CapInh', 'CapPrm', 'CapEff', 'CapAmb'])('ambient and inheritable ones do not reach %s', (set) => {
    const { stdout } = attack([`ambient=${UID.pilot}`], [SHOW], { actor: 'root' })
    expect(shown(stdout).get(set)).toEqual(['0000000000000000'])
  })
})

describe('row 21: the session keyring of the caller', () => {
  test('is not the payload’s', () => {
    const { stdout } = attack(['keyring=row-21'], ['/bin/cat', '/proc/keys'])
    expect(stdout).not.toContain('row-21')
    expect(shown(attack(['keyring=row-21'], [SHOW]).stdout).get('keyring')).toEqual([
      expect.stringMatching(new RegExp(`^keyring;${uid};.*keys [01]$`)),
    ])
  })
})

test('row 22: lowest priority, idle class and first to be killed: the launch is slow, and complete', () => {
  const { code, stdout } = attack(['burden'], ['/bin/sh', '-c', 'echo $MAPEXEC_REF; exit 5'])
  expect(code).toBe(5)
  const path = [`${RECORDS}/${stdout.trim()}.jsonl`, `${RECORDS}/history/${stdout.trim()}.jsonl`]
  const text = path.map((name) => {
    try {
      return readFileSync(name, 'utf8')
    } catch {
      return ''
    }
  })
  expect(text.join('')).toContain('"event":"end"')
})

describe('row 23: directory and umask', () => {
  test('umask 0 makes neither record nor proxy writable by others', () => {
    const { stdout } = attack(['umask=0'], ['/bin/sh', '-c', 'stat -c %a $X509_USER_PROXY; echo $MAPEXEC_REF; umask'])
    const [mode, ref, mask] = stdout.trim().split('\n')
    expect([mode, statSync(`${RECORDS}/${ref ?? ''}.jsonl`).mode & 0o777, mask]).toEqual(['600', 0o644, '0022'])
  })
  test('umask 0777 does not lock the launch out of its own files', () =>
    expect(attack(['umask=777'], ['/bin/sh', '-c', 'cat $X509_USER_PROXY >/dev/null'])).toMatchObject({ code: 0 }))
  test('a deleted directory is a refusal where it would be kept', () =>
    expect(attack(['deleted=/tmp/row-23'], [...touch]).code).toBe(201))
  test('a deleted directory does not matter where another one is named', () =>
    expect(attack(['deleted=/tmp/row-23'], judge, { options: ['--cwd', 'home'] }).code).toBe(RIGHT))
  test('a directory that the target may not enter is a refusal', () => {
    const path = sharedDirectory('row-23-private')
    chmodSync(path, 0o700)
    expect(verdict(attack([`cd=${path}`], judge))).toEqual([201, 'cwd-inaccessible'])
  })
})

test('row 24: a command without a slash is never looked for along the PATH of the caller', () => {
  const directory = sharedDirectory('row-24')
  script(`${directory}/id`, `#!/bin/sh\necho trapped\n`)
  const { stdout } = hostile([], runWords(['id', '-u']), { env: { PATH: directory } })
  expect(stdout).toBe(`${uid}\n`)
})

describe('row 34: secrets in memory', () => {
  test('are in no core file, whatever limit the caller sets: the running helper says so', async () => {
    const inner = `ulimit -S -c 4096; exec ${quote(runWords(['/bin/sleep', '5']))}`
    const child = spawn('/bin/bash', ['-c', inner], { uid: UID.pilot, gid: UID.pilot, cwd: '/', stdio: 'ignore' })
    const ended = finished(child)
    await until('the payload runs', () => processesOf(uid).length > 1)
    const limits = readFileSync(`/proc/${child.pid ?? 0}/limits`, 'utf8')
    // The files of a process that is not dumpable belong to root (proc(5)).
    const owner = statSync(`/proc/${child.pid ?? 0}/environ`).uid
    child.kill('SIGKILL')
    await ended
    expect([/^Max core file size\s+(\S+)/m.exec(limits)?.[1], owner]).toEqual(['0', 0])
  })
  test('are in no file that a crash leaves in the directory of the caller', () => {
    const directory = sharedDirectory('row-34')
    const inner = `ulimit -c unlimited; cd ${directory}; ${quote(runWords(['/bin/sleep', '5']))} & sleep 0.5; kill -QUIT $!; kill -SEGV $!; wait $!; ls -A`
    expect(runAs('pilot', ['/bin/bash', '-c', inner]).stdout).toBe('')
  })
})
