/** The payload under supervision: signals, stopping, what is left behind, and what it can do to its guards. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import {
  MAPEXEC,
  SANDBOX_PROXY,
  UID,
  finished,
  launch,
  makeProxy,
  processesOf,
  recordOf,
  runAs,
  script,
  sharedDirectory,
  sleep,
  startLaunch,
  until,
  type Result,
} from './support'

const directory = sharedDirectory('supervision')
const account = Number(launch(SANDBOX_PROXY, ['/usr/bin/id', '-u']).stdout)
const quiet = (): Promise<void> =>
  until(`no process of uid ${account} is left`, () => processesOf(account).length === 0, 3000)

/** Starts a payload that reports by files in a directory that anybody may write to. */
async function started(text: string, mark: string, options: readonly string[] = []): Promise<ChildProcess> {
  const ready = `/tmp/${mark}`
  const child = startLaunch(SANDBOX_PROXY, ['/bin/bash', '-c', text.replaceAll('READY', `touch ${ready}`)], options)
  await until(`${mark} is there`, () => existsSync(ready))
  return child
}

const killAsPilot = (signal: string, pid: number | undefined): Result =>
  runAs('pilot', ['/bin/kill', `-${signal}`, String(pid)])

describe('a signal from the unprivileged caller reaches the payload once:', () => {
  test.each(['HUP', 'INT', 'QUIT', 'TERM', 'USR1', 'USR2', 'ALRM', 'WINCH', 'CONT', 'TSTP'])('SIG%s', async (name) => {
    const log = `/tmp/got-${name}-${Date.now()}`
    const child = await started(
      `trap 'echo ${name} >> ${log}' ${name}; READY; for i in $(seq 60); do sleep 0.05; [ -s ${log} ] && { sleep 0.2; exit 5; }; done; exit 6`,
      `ready-${name}-${Date.now()}`,
    )
    expect(killAsPilot(name, child.pid).code).toBe(0)
    expect((await finished(child)).code).toBe(5)
    expect(readFileSync(log, 'utf8')).toBe(`${name}\n`)
  })

  test('and ends it where it has no handler, with 128+n', async () => {
    const child = await started('READY; exec sleep 100', `ready-default-${Date.now()}`)
    killAsPilot('TERM', child.pid)
    expect((await finished(child)).code).toBe(143)
    await quiet()
  })
})

const stateOf = (pid: number | undefined): string | undefined =>
  /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]

describe('stopping', () => {
  test('by SIGTSTP stops the payload and the helper, and SIGCONT continues both', async () => {
    const child = await started('READY; while :; do sleep 0.02; done', `ready-stop-${Date.now()}`)
    killAsPilot('TSTP', child.pid)
    await until('the helper is stopped', () => stateOf(child.pid) === 'T')
    const payload = processesOf(account)
      .find((line) => line.endsWith('bash'))
      ?.split(' ')[0]
    expect(stateOf(Number(payload))).toBe('T')
    killAsPilot('CONT', child.pid)
    await until('both run again', () => stateOf(child.pid) !== 'T' && stateOf(Number(payload)) !== 'T')
    killAsPilot('TERM', child.pid)
    expect((await finished(child)).code).toBe(143)
    await quiet()
  })
})

describe('nothing of the account is left after', () => {
  test('a payload with children that ignore signals, daemons and double forks', () => {
    const text = `
      trap '' HUP INT TERM QUIT
      (sleep 1000 & sleep 1000 &)
      setsid bash -c 'trap "" HUP INT TERM; (setsid sleep 1000 &) ; sleep 1000' >/dev/null 2>&1 &
      (setsid nohup bash -c '(sleep 1000 &)' >/dev/null 2>&1 &)
      sleep 0.2; exit 9`
    expect(launch(SANDBOX_PROXY, ['/bin/bash', '-c', text]).code).toBe(9)
    expect(processesOf(account)).toEqual([])
  })

  test('a fork bomb of 150 processes that respawn in sessions of their own', () => {
    const bomb = script(`${directory}/bomb.py`, BOMB)
    const before = performance.now()
    expect(launch(SANDBOX_PROXY, ['/usr/bin/python3', bomb]).code).toBe(0)
    expect(processesOf(account)).toEqual([])
    expect(performance.now() - before).toBeLessThan(20_000)
  })

  test('SIGKILL to the supervisor, and the record says so', async () => {
    const marker = `ready-kill-${Date.now()}`
    const child = await started(
      `echo $MAPEXEC_REF > /tmp/${marker}.ref; trap '' HUP TERM; (setsid sleep 1000 &); READY; sleep 1000`,
      marker,
    )
    expect(killAsPilot('KILL', child.pid).code).toBe(0)
    expect((await finished(child)).signal).toBe('SIGKILL')
    await quiet()
    const ref = readFileSync(`/tmp/${marker}.ref`, 'utf8').trim()
    await until('the record has its end', () => recordOf(ref).length === 2)
    expect(recordOf(ref)[1]).toMatchObject({ event: 'end', reason: 'supervisor-killed' })
  })

  test('SIGKILL to the whole process group of the caller', async () => {
    const child = spawn(
      '/bin/bash',
      ['-c', `${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/bash -c 'touch /tmp/group-ready; sleep 1000' & wait`],
      { uid: UID.pilot, gid: UID.pilot, cwd: '/', detached: true, stdio: 'ignore' },
    )
    await until('the payload runs', () => existsSync('/tmp/group-ready'))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await quiet()
  })

  test('SIGTERM while the payload is stopped and ignores everything', async () => {
    const child = await started(`trap '' TERM HUP INT; READY; kill -STOP $$; sleep 1000`, `ready-frozen-${Date.now()}`)
    await until('it is stopped', () => stateOf(child.pid) === 'T')
    killAsPilot('KILL', child.pid)
    await finished(child)
    await quiet()
  })
})

const BOMB = `
import os, time
def respawn():
    while True:
        pid = os.fork()
        if pid: os._exit(0)
        os.setsid()
        time.sleep(0.005)
for _ in range(150):
    if os.fork() == 0: respawn()
time.sleep(0.3)
`

describe('a payload that attacks its guards', () => {
  test('cannot signal, trace, renice, limit or read any process that is not its own', () => {
    const attack = script(`${directory}/attack.py`, ATTACK)
    const { code, stdout } = launch(SANDBOX_PROXY, ['/usr/bin/python3', attack])
    expect(stdout).toBe('')
    expect(code).toBe(33)
  })

  test('that kills all it can reach still has its own end reported', () => {
    const { code } = launch(SANDBOX_PROXY, ['/bin/bash', '-c', `trap '' TERM; kill -TERM -1; sleep 0.1; exit 17`])
    expect(code).toBe(17)
    expect(processesOf(account)).toEqual([])
  })
})

const ATTACK = `
import os, ctypes, resource, signal, sys
libc = ctypes.CDLL(None, use_errno=True)
me = os.getuid()
for name in os.listdir('/proc'):
    if not name.isdigit(): continue
    pid = int(name)
    try:
        uids = [int(w) for l in open('/proc/%d/status' % pid) if l.startswith('Uid:') for w in l.split()[1:]]
    except OSError: continue
    if all(u == me for u in uids): continue
    def attempt(what, action):
        try: action()
        except (PermissionError, ProcessLookupError, FileNotFoundError): return
        except OSError as e:
            if e.errno in (1, 3, 13, 5): return
            raise
        print(what, pid, uids)
    for s in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGUSR1): attempt('kill %d' % s, lambda: os.kill(pid, s))
    attempt('renice', lambda: os.setpriority(os.PRIO_PROCESS, pid, 19))
    attempt('affinity', lambda: os.sched_setaffinity(pid, {0}))
    attempt('prlimit', lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (1, 1)))
    for f in ('environ', 'mem', 'maps', 'fd', 'auxv'):
        attempt(f, lambda: os.listdir('/proc/%d/fd' % pid) if f == 'fd' else open('/proc/%d/%s' % (pid, f), 'rb').read(1) or os.kill(pid, 0))
    if libc.ptrace(16, pid, 0, 0) == 0: print('ptrace', pid, uids)
sys.exit(33)
`

describe('accounting', () => {
  test("counts the payload's CPU time for the caller", () => {
    const code = `
import os, resource, sys
pid = os.fork()
if pid == 0: os.execv('${MAPEXEC}', ['mapexec', 'run', '--proxy', '${SANDBOX_PROXY}', '--', '/usr/bin/python3', '-c', 'import time\\nt=time.process_time()\\nwhile time.process_time()-t<0.5: pass'])
_, status, usage = os.wait4(pid, 0)
print(usage.ru_utime + usage.ru_stime >= 0.5, status)`
    expect(runAs('pilot', ['/usr/bin/python3', '-c', code]).stdout).toBe('True 0\n')
  })

  test('does not lose the status when the caller ignores SIGCHLD', () => {
    const code = `
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
os.execv('${MAPEXEC}', ['mapexec', 'run', '--proxy', '${SANDBOX_PROXY}', '--', '/bin/sh', '-c', 'exit 21'])`
    expect(runAs('pilot', ['/usr/bin/python3', '-c', code]).code).toBe(21)
  })
})

describe('two launches on one account', () => {
  test('do not end each other', async () => {
    const first = await started('READY; sleep 0.3; exit 1', `two-a-${Date.now()}`)
    const second = await started('READY; sleep 1; exit 2', `two-b-${Date.now()}`)
    expect((await finished(first)).code).toBe(1)
    expect((await finished(second)).code).toBe(2)
    expect(processesOf(account)).toEqual([])
  })

  test('each end their own daemons', async () => {
    const long = await started('READY; sleep 1.5; exit 2', `own-a-${Date.now()}`)
    expect(launch(SANDBOX_PROXY, ['/bin/bash', '-c', '(setsid sleep 777 &) ; exit 3']).code).toBe(3)
    await sleep(200)
    expect(spawnSync('pgrep', ['-f', 'sleep 777']).status).toBe(1)
    expect((await finished(long)).code).toBe(2)
  })

  test('of different accounts do not disturb each other', async () => {
    const other = makeProxy('bob')
    const long = await started('READY; sleep 0.8; exit 4', `other-${Date.now()}`)
    expect(launch(other, ['/bin/sh', '-c', 'kill -9 -1; exit 6']).code).toBe(6)
    expect((await finished(long)).code).toBe(4)
  })
})

describe('a terminal', () => {
  test('that the caller has is not the controlling terminal of the payload', () => {
    const inner = `${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/sh -c 'echo x > /dev/tty' 2>&1; true`
    const { stdout } = runAs('pilot', ['/usr/bin/script', '-qec', inner, '/dev/null'])
    expect(stdout).toMatch(/\/dev\/tty/)
  })

  test('delivers Ctrl-C to the payload once', () => {
    const log = `/tmp/ctrl-c-${Date.now()}`
    const driver = `
import os, pty, sys, time, select
pid, fd = pty.fork()
if pid == 0:
    os.execv('${MAPEXEC}', ['mapexec', 'run', '--proxy', '${SANDBOX_PROXY}', '--', '/bin/bash', '-c', "trap 'echo INT >> ${log}' INT; touch ${log}.ready; for i in $(seq 40); do sleep 0.05; done; exit 5"])
end = time.time() + 20
sent = False
while time.time() < end:
    if not sent and os.path.exists('${log}.ready'):
        time.sleep(0.2); os.write(fd, b'\\x03'); sent = True
    if select.select([fd], [], [], 0.05)[0]:
        try:
            if not os.read(fd, 1000): break
        except OSError: break
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`
    expect(runAs('pilot', ['/usr/bin/python3', '-c', driver]).stdout).toBe('5\n')
    expect(readFileSync(log, 'utf8')).toBe('INT\n')
  })
})

test('no helper, guardian or payload is left after all this', async () => {
  await quiet()
  await until('every helper has gone', () => helpers().length === 0)
})

const helpers = (): readonly string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/comm`, 'utf8').startsWith('mapexec')
    } catch {
      return false
    }
  })
