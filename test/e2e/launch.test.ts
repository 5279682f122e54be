/** What the issue promises of a launch that is allowed, seen from the payload. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import {
  GRIDMAPDIR,
  MAPEXEC,
  SANDBOX_PROXY,
  UID,
  launch,
  logLinesOf,
  makeProxy,
  makeUser,
  mapToPool,
  processesOf,
  recordOf,
  runAs,
  script,
  sharedDirectory,
  type JsonObject,
} from './support'

/** `NAME=value` lines → object. */
const environmentIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

/** /proc/self/status of a payload: name → value. */
function statusOf(proxy: string, options: readonly string[] = []): Readonly<Record<string, string>> {
  const lines = launch(proxy, ['/bin/cat', '/proc/self/status'], options).stdout.split('\n')
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0] ?? '', line.split(':').slice(1).join(':').trim()] as const),
  )
}

describe('a launch with a VOMS proxy', () => {
  test('runs as a pool account, with its group and no other', () => {
    const { code, stdout, stderr } = launch(SANDBOX_PROXY, ['/usr/bin/id'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^uid=61\d{3}\(pool0\d\d\) gid=61000\(pool\) groups=61000\(pool\)\n$/)
  })

  test('runs as the same account the next time', () => {
    const accounts = [1, 2, 3].map(() => launch(SANDBOX_PROXY, ['/usr/bin/id', '-un']).stdout)
    expect(new Set(accounts).size).toBe(1)
  })

  test('runs as another account for another owner', () => {
    expect(launch(makeProxy('bob'), ['/usr/bin/id', '-un']).stdout).not.toBe(
      launch(SANDBOX_PROXY, ['/usr/bin/id', '-un']).stdout,
    )
  })

  test('of a second delegation and without VOMS attributes is the same owner', () => {
    expect(launch(makeProxy('alice', ['--no-voms']), ['/usr/bin/id', '-un']).stdout).toBe(
      launch(SANDBOX_PROXY, ['/usr/bin/id', '-un']).stdout,
    )
  })

  test('takes a relative proxy and a relative script with its arguments', () => {
    const directory = sharedDirectory('relative')
    script(`${directory}/payload.sh`, '#!/bin/sh\nid -un; echo "$@"\n')
    const proxy = makeProxy('alice')
    const { code, stdout } = runAs(
      'pilot',
      [
        MAPEXEC,
        'run',
        '--proxy',
        `../../home/pilot/${proxy.split('/').pop() ?? ''}`,
        '--',
        './payload.sh',
        'a b',
        '--json',
      ],
      { cwd: directory },
    )
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^pool\d+\na b --json\n$/)])
  })

  test('leaves a lease of two links that the next launch touches', () => {
    const leases = readdirSync(GRIDMAPDIR).filter((name) => name.startsWith('%2fdc%3dorg%2fdc%3dmapexec%2fcn%3dalice'))
    expect(leases).toHaveLength(1)
    expect(statSync(`${GRIDMAPDIR}/${leases[0] ?? ''}`).nlink).toBe(2)
  })
})

describe('the payload', () => {
  const status = statusOf(SANDBOX_PROXY)

  test.each(['CapInh', 'CapPrm', 'CapEff', 'CapAmb'])('has an empty %s', (name) =>
    expect(status[name]).toBe('0000000000000000'),
  )

  test('has one uid and one gid, four times each', () => {
    const account = launch(SANDBOX_PROXY, ['/usr/bin/id', '-u']).stdout.trim()
    expect(status['Uid']?.split(/\s+/)).toEqual([account, account, account, account])
    expect([status['Gid']?.split(/\s+/), status['Groups']]).toEqual([['61000', '61000', '61000', '61000'], '61000'])
  })

  test.each(['SigBlk', 'SigIgn', 'SigPnd'])('has an empty %s', (name) => expect(status[name]).toBe('0000000000000000'))

  test('cannot become root or the pilot again', () => {
    const code =
      'import os\nfor uid in (0, 60001, 60002):\n  for call in (os.setuid, os.seteuid):\n    try: call(uid); print("became", uid)\n    except PermissionError: pass\n'
    expect(launch(SANDBOX_PROXY, ['/usr/bin/python3', '-c', code])).toMatchObject({ code: 0, stdout: '' })
  })

  test('inherits no descriptor beyond its standard ones', () => {
    const code = `exec 7</etc/hostname 200</etc/hostname; exec "$@"`
    const { stdout } = runAs('pilot', [
      '/bin/bash',
      '-c',
      code,
      'x',
      MAPEXEC,
      'run',
      '--proxy',
      SANDBOX_PROXY,
      '--',
      '/bin/ls',
      '/proc/self/fd',
    ])
    // ls itself opens the directory as 3
    expect(stdout.trim().split('\n')).toEqual(['0', '1', '2', '3'])
  })

  test('inherits no variable that is not meant for it', () => {
    const evil = {
      LD_PRELOAD: '/tmp/x.so',
      NODE_OPTIONS: '--require /tmp/x.js',
      PYTHONPATH: '/tmp',
      BASH_ENV: '/tmp/x',
      FOO: 'bar',
      X509_USER_PROXY: '/tmp/pilot',
      LANG: 'de_CH.UTF-8',
    }
    const { stdout } = launch(SANDBOX_PROXY, ['/usr/bin/env'], [], {
      env: { PATH: '/usr/bin:/bin', HOME: '/home/pilot', ...evil },
    })
    const environment = environmentIn(stdout)
    expect(Object.keys(environment).sort()).toEqual(
      ['HOME', 'LANG', 'LOGNAME', 'MAPEXEC_REF', 'PATH', 'SHELL', 'TMPDIR', 'USER', 'X509_USER_PROXY'].sort(),
    )
    expect(environment['HOME']).toMatch(/^\/home\/pool\d+$/)
    expect(environment['X509_USER_PROXY']).not.toBe('/tmp/pilot')
  })

  test('gets what the caller names on purpose, but nothing from the deny list', () => {
    const { stdout } = launch(
      SANDBOX_PROXY,
      ['/usr/bin/env'],
      ['--env', 'JOB=42', '--env', 'LD_PRELOAD=/x', '--env', 'HOME=/x'],
    )
    expect(environmentIn(stdout)).toMatchObject({ JOB: '42', HOME: expect.stringMatching(/^\/home\/pool/) as string })
    expect(stdout).not.toContain('LD_PRELOAD')
  })

  test('finds nothing of the caller in its session keyring', () => {
    const { stdout } = runAs('pilot', [
      '/usr/bin/keyctl',
      'session',
      '-',
      '/bin/sh',
      '-c',
      `keyctl add user secret-of-pilot x @s >/dev/null; exec ${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/cat /proc/keys`,
    ])
    expect(stdout).not.toContain('secret-of-pilot')
  })

  test('starts with the soft core limit of the caller and not that of the helper', () => {
    const inner = `ulimit -S -c 100; exec ${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/bash -c 'ulimit -S -c'`
    const direct = runAs('pilot', ['/bin/bash', '-c', 'ulimit -S -c 100; ulimit -S -c']).stdout
    expect(runAs('pilot', ['/bin/bash', '-c', inner]).stdout).toBe(direct)
  })

  test('has the umask of the configuration, or the one asked for', () => {
    expect(launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'umask'], ['--umask', '0027']).stdout).toBe('0027\n')
  })

  test("sees an empty standard input with --stdin null, and the caller's otherwise", () => {
    expect(launch(SANDBOX_PROXY, ['/bin/cat'], [], { input: 'hello' }).stdout).toBe('hello')
    expect(launch(SANDBOX_PROXY, ['/bin/cat'], ['--stdin', 'null'], { input: 'hello' }).stdout).toBe('')
  })

  test('reads 200 kB of standard input whole', () => {
    expect(launch(SANDBOX_PROXY, ['/usr/bin/wc', '-c'], [], { input: 'x'.repeat(200_000) }).stdout.trim()).toBe(
      '200000',
    )
  })

  test('gains nothing from set-id programs with --no-new-privs', () => {
    expect([statusOf(SANDBOX_PROXY)['NoNewPrivs'], statusOf(SANDBOX_PROXY, ['--no-new-privs'])['NoNewPrivs']]).toEqual([
      '0',
      '1',
    ])
  })

  test("cannot read the credential, records of others' making, or the service's files", () => {
    const { stdout } = launch(SANDBOX_PROXY, [
      '/bin/sh',
      '-c',
      `cat ${SANDBOX_PROXY} /var/log/mapexec/audit.log; ls ${GRIDMAPDIR} /run/mapexec/locks; echo x > /run/mapexec/x; rm -f /run/mapexec/*.jsonl; true`,
    ])
    expect(stdout).toBe('')
    expect(existsSync('/run/mapexec/x')).toBe(false)
  })
})

describe('record and log', () => {
  const { stdout } = launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'echo $MAPEXEC_REF; exit 3'], ['--label', 'job 7'])
  const ref = stdout.trim()
  const [start, end] = recordOf(ref) as [JsonObject, JsonObject]

  test('say before the start who became whom and why', () => {
    expect(start).toMatchObject({
      event: 'start',
      ref,
      caller: { uid: UID.pilot },
      identity: { kind: 'x509', subject: '/DC=org/DC=mapexec/CN=alice', vo: 'testvo' },
      account: { name: expect.stringMatching(/^pool/) as string, gid: 61000 },
      command: ['/bin/sh', '-c', 'echo $MAPEXEC_REF; exit 3'],
      label: 'job 7',
    })
  })

  test('say at the end how it ended and what it used', () => {
    expect(end).toMatchObject({ event: 'end', ref, exit: 3, signal: null, code: 3 })
    expect(end['rusage']).toBeDefined()
  })

  test('have a line in the audit log and one in syslog', () => {
    const lines = logLinesOf(ref)
    expect(lines.filter((line) => line.startsWith('{'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('mapexec['))).toHaveLength(1)
  })

  test('move to the history with the next decision', () => {
    launch(SANDBOX_PROXY, ['/bin/true'])
    expect([existsSync(`/run/mapexec/${ref}.jsonl`), existsSync(`/run/mapexec/history/${ref}.jsonl`)]).toEqual([
      false,
      true,
    ])
  })

  test('cannot be forged through command or label', () => {
    const { stdout: text } = launch(
      SANDBOX_PROXY,
      ['/bin/sh', '-c', 'echo $MAPEXEC_REF', 'x\n{"event":"end"}\u001b[2J'],
      ['--label', 'a\n{"forged":1}'],
    )
    const path = `/run/mapexec/${text.trim()}.jsonl`
    const raw = readFileSync(path, 'utf8')
    expect(raw.trimEnd().split('\n')).toHaveLength(2)
    expect(/[\x00-\x09\x0b-\x1f\x7f]/.test(raw)).toBe(false)
    expect(logLinesOf(text.trim()).some((line) => line.includes('\u001b'))).toBe(false)
  })
})

describe('exit codes', () => {
  test.each([0, 1, 2, 42, 126, 127, 128, 200, 205, 255])('%i is passed on', (code) => {
    expect(launch(SANDBOX_PROXY, ['/bin/sh', '-c', `exit ${code}`])).toMatchObject({ code, stderr: '' })
  })

  test.each([201, 202, 203, 204])('%i of a payload becomes 204, and the record has the real one', (code) => {
    const { code: seen, stdout } = launch(SANDBOX_PROXY, ['/bin/sh', '-c', `echo $MAPEXEC_REF; exit ${code}`])
    expect([seen, recordOf(stdout.trim())[1]]).toEqual([204, expect.objectContaining({ exit: code, code: 204 })])
  })

  test.each([
    ['TERM', 143],
    ['KILL', 137],
    ['SEGV', 139],
  ])('death by SIG%s is 128+n', (name, code) => {
    expect(launch(SANDBOX_PROXY, ['/bin/sh', '-c', `kill -${name} $$`]).code).toBe(code)
  })

  test('are told apart on the status descriptor', () => {
    const status = (command: string): JsonObject =>
      JSON.parse(
        runAs('pilot', [
          '/bin/bash',
          '-c',
          `exec 9>&1 1>/dev/null 2>/dev/null; ${MAPEXEC} run --proxy ${SANDBOX_PROXY} --status-fd 9 -- ${command}`,
        ]).stdout,
      ) as JsonObject
    expect(status('/bin/sh -c "exit 203"')).toMatchObject({ code: 204, payload: { exit: 203, signal: null } })
    expect(status('/bin/true')).toMatchObject({ code: 0, reason: null, payload: { exit: 0 } })
    expect(status('/no/such/command')).toMatchObject({ code: 201, reason: 'command-missing', payload: null })
  })
})

test('64 new identities at once on 64 free accounts get 64 accounts, and every lease has two links', async () => {
  const { storm } = await import('./storm')
  const { accounts, codes, links, complaints } = await storm(
    64,
    (name) => {
      makeUser(name)
      mapToPool(name, 'wide')
    },
    makeProxy,
  )
  expect(complaints).toEqual([])
  expect([new Set(codes), new Set(accounts).size, new Set(links)]).toEqual([new Set([0]), 64, new Set([2])])
}, 180_000)

test('nothing of any pool account runs after all this', () => {
  for (let uid = 61001; uid <= 61020; uid += 1) expect(processesOf(uid)).toEqual([])
})
