/** MUNGE credentials: a real munged, `mapexec bind` and `munge` as one user, `mapexec run --munge` as another. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setWarm, startService, stopService, type Service } from './service'
import { CONFIGURATION, launch, MAPEXEC, reasonIn, runAs, SANDBOX_PROXY, UID, type Result } from './support'

const CREDENTIAL = '/home/pilot/launch.munge'
const LEDGER = '/var/lib/mapexec/cache/munge'
const COMMAND = ['/usr/bin/id', '-un'] as const

const munged = (...words: readonly string[]): string =>
  execFileSync('runuser', ['-u', 'munge', '--', 'munged', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

beforeAll(() => {
  execFileSync('install', ['-d', '-o', 'munge', '-g', 'munge', '-m', '0755', '/run/munge', '/var/log/munge'])
  execFileSync('dd', ['if=/dev/urandom', 'of=/etc/munge/munge.key', 'bs=128', 'count=1', 'status=none'])
  execFileSync('chown', ['munge:munge', '/etc/munge/munge.key'])
  munged('--force')
  const text = readFileSync(CONFIGURATION, 'utf8')
  writeFileSync(
    CONFIGURATION,
    `${text.replace('credentials = ["x509"] ', 'credentials = ["x509", "munge"] ')}
[authenticate.munge]
max_age = "2m"

[[map]]
name = "munge"
credentials = ["munge"]
from = "pool"
pool = "pool"
`,
  )
  execFileSync(MAPEXEC, ['install'], { stdio: 'pipe' })
})
afterAll(() => {
  spawnSync('munged', ['--stop'])
})

const bind = (words: readonly string[] = []): string =>
  runAs('outsider', [MAPEXEC, 'bind', ...words, '--', ...COMMAND]).stdout.trim()

/** The outsider signs; the pilot has the credential in a file of its own. */
function sign(payload: string, words: readonly string[] = ['-u', 'mapexec']): void {
  const { stdout, code } = runAs('outsider', ['/usr/bin/munge', '-s', payload, ...words])
  expect(code).toBe(0)
  place(stdout)
}

function place(text: string): void {
  writeFileSync(CREDENTIAL, text, { mode: 0o600 })
  chownSync(CREDENTIAL, UID.pilot, UID.pilot)
}

const run = (options: readonly string[] = [], command: readonly string[] = COMMAND): Result =>
  runAs('pilot', [MAPEXEC, 'run', '--munge', CREDENTIAL, ...options, '--', ...command])

const refusal = ({ code, stderr }: Result): string => `${code} ${reasonIn(stderr)}`

test('runs what the user has signed, as the account of the user, once', () => {
  sign(bind())
  const { code, stdout } = run()
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^pool\d+\n$/)])
  expect(refusal(run())).toBe('203 munge-replayed')
  const leases = readdirSync('/var/lib/mapexec/gridmapdir').filter((name) => name.startsWith('%'))
  expect(leases.map((name) => decodeURIComponent(name))).toContain('/munge=outsider')
})

test('once means once, though munged has forgotten', () => {
  sign(bind())
  expect(run().code).toBe(0)
  munged('--stop')
  munged('--force')
  expect(refusal(run())).toBe('203 munge-replayed')
})

test('of ten launches at once with one credential, one runs', async () => {
  sign(bind())
  const codes = await Promise.all(
    Array.from(
      { length: 10 },
      () =>
        new Promise<number | null>((resolve) => {
          const child = spawn(MAPEXEC, ['run', '--munge', CREDENTIAL, '--', ...COMMAND], {
            uid: UID.pilot,
            gid: UID.pilot,
            env: { PATH: '/usr/bin:/bin' },
            stdio: 'ignore',
          })
          child.on('close', resolve)
        }),
    ),
  )
  expect(codes.toSorted()).toEqual([0, ...Array<number>(9).fill(203)])
})

test('account, directory and variables are signed, too', () => {
  const words = ['--cwd', 'temp', '--env', 'A=1', '--env', 'B=2']
  sign(bind(words))
  expect(refusal(run(['--cwd', 'temp', '--env', 'A=1']))).toBe('203 munge-other-launch')
  sign(bind(words))
  expect(run(words).code).toBe(0)
})

test.each<[string, string, () => Result]>([
  ['another command', '203 munge-other-launch', () => (sign(bind()), run([], ['/bin/sh', '-c', 'id']))],
  ['another machine', '203 munge-other-launch', () => (sign(bind(['--node', 'elsewhere'])), run())],
  ['any machine', '203 munge-other-launch', () => (sign(bind(['--node', '*'])), run())],
  ['nothing', '203 munge-other-launch', () => (sign('hello'), run())],
  ['everybody to decode', '203 munge-restriction', () => (sign(bind(), []), run())],
  ['the pilot to decode', '203 munge-restriction', () => (sign(bind(), ['-u', 'pilot']), run())],
  ['text', '203 munge-invalid', () => (place('hello'), run())],
  ['an empty file', '203 munge-invalid', () => (place(''), run())],
])('a credential for %s is refused: %s', (_what, expected, launch) => expect(refusal(launch())).toBe(expected))

test('a credential of another realm, or one that was altered, is refused', () => {
  sign(bind())
  const whole = readFileSync(CREDENTIAL, 'utf8')
  place(whole.replace(/(.{30})(.)/, (_all, before: string, char: string) => before + (char === 'A' ? 'B' : 'A')))
  expect(refusal(run())).toBe('203 munge-invalid')
})

test('an old credential is refused', () => {
  sign(bind(), ['-u', 'mapexec', '-t', '1'])
  execFileSync('sleep', ['2.1'])
  expect(refusal(run())).toBe('203 munge-expired')
})

test('a credential of root is refused', () => {
  const payload = bind()
  place(execFileSync('munge', ['-s', payload, '-u', 'mapexec'], { encoding: 'utf8' }))
  expect(refusal(run())).toBe('203 munge-invalid')
})

test('a credential that others can read is refused before munged sees it', () => {
  sign(bind())
  execFileSync('chmod', ['644', CREDENTIAL])
  expect(refusal(run())).toBe('201 credential-mode')
  execFileSync('chmod', ['600', CREDENTIAL])
  expect(run().code).toBe(0)
})

/** By its pid: other sandboxes on this machine have one, too. */
function whileStopped<T>(action: () => T): T {
  const pid = Number(readFileSync('/run/munge/munged.pid', 'utf8'))
  process.kill(pid, 'SIGSTOP')
  try {
    return action()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

test('a stopped munged, or none, is trouble that may pass', () => {
  sign(bind())
  const stopped = whileStopped(run)
  expect(refusal(stopped)).toBe('202 munge-unavailable')
  munged('--stop')
  expect(refusal(run())).toBe('202 munge-unavailable')
  munged('--force')
})

test('a ledger that somebody else can write refuses', () => {
  sign(bind())
  execFileSync('chmod', ['0770', LEDGER])
  expect(refusal(run())).toBe('202 config-untrusted')
  execFileSync('chmod', ['0700', LEDGER])
})

describe('doctor', () => {
  const found = (level: 'ok' | 'problem'): readonly string[] => {
    const { stdout } = spawnSync(MAPEXEC, ['doctor', '--json'], { encoding: 'utf8' })
    const { findings } = JSON.parse(stdout) as { findings: readonly { id: string; level: string }[] }
    return findings.filter((one) => one.level === level && one.id.startsWith('munge-')).map(({ id }) => id)
  }

  test('finds munged, unmunge and the ledger in order', () => {
    expect(found('ok')).toEqual(expect.arrayContaining(['munge-program', 'munge-socket', 'munge-ledger']))
    expect(found('problem')).toEqual([])
  })

  test('sees that munged is stopped, and whose directories and ledger are open', () => {
    expect(whileStopped(() => found('problem'))).toEqual(['munge-socket'])
    execFileSync('chmod', ['0770', LEDGER])
    execFileSync('chmod', ['0777', '/run/munge'])
    const open = found('problem')
    execFileSync('chmod', ['0755', '/run/munge'])
    execFileSync('chmod', ['0700', LEDGER])
    expect(open).toEqual(['munge-socket', 'munge-ledger'])
  })
})

test('an identity that is banned is refused', () => {
  const list = '/etc/mapexec/ban-subject'
  writeFileSync(list, '"outsider"\n', { mode: 0o644 })
  const text = readFileSync(CONFIGURATION, 'utf8')
  writeFileSync(CONFIGURATION, text.replace('[authorize]', `[authorize]\nban_subject = ["${list}"]`))
  sign(bind())
  const refused = refusal(run())
  writeFileSync(CONFIGURATION, text)
  rmSync(list)
  expect(refused).toBe('203 banned-subject')
})

test('unmunge gets nothing of the decision program but its standard descriptors', () => {
  const spy = '/usr/local/lib/unmunge-spy'
  writeFileSync(spy, `#!/bin/sh\nls -l /proc/self/fd > /tmp/seen-by-unmunge\nenv >> /tmp/seen-by-unmunge\nexit 6\n`, {
    mode: 0o755,
  })
  const text = readFileSync(CONFIGURATION, 'utf8')
  writeFileSync(CONFIGURATION, text.replace('max_age = "2m"', `program = "${spy}"`))
  sign(bind())
  expect(refusal(run())).toBe('202 munge-unavailable')
  writeFileSync(CONFIGURATION, text)
  const seen = readFileSync('/tmp/seen-by-unmunge', 'utf8')
  expect(seen.match(/ (\d+) -> /g)?.map((one) => one.trim())).toEqual(['0 ->', '1 ->', '2 ->', '3 ->'])
  expect(seen).toMatch(/3 -> \/proc\/\d+\/fd/)
  expect(seen).not.toMatch(/HOME=|SECRET/)
})

describe('with a warm decider', () => {
  let service: Service
  beforeAll(async () => {
    setWarm('require')
    service = await startService()
  })
  afterAll(async () => {
    await stopService(service)
    setWarm('off')
  })

  test('a credential is good once', () => {
    sign(bind())
    expect(run().code).toBe(0)
    expect(refusal(run())).toBe('203 munge-replayed')
  })

  test('a munged that does not answer holds up nobody else', async () => {
    sign(bind())
    const pid = Number(readFileSync('/run/munge/munged.pid', 'utf8'))
    process.kill(pid, 'SIGSTOP')
    const waiting = spawn(MAPEXEC, ['run', '--munge', CREDENTIAL, '--', ...COMMAND], {
      uid: UID.pilot,
      gid: UID.pilot,
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => waiting.once('close', resolve))
    const other = launch(SANDBOX_PROXY, [...COMMAND])
    expect([other.code, waiting.exitCode]).toEqual([0, null])
    expect(await ended).toBe(202)
    process.kill(pid, 'SIGCONT')
  })
})
