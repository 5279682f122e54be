/** CI jobs, driven as GitLab Runner drives its custom executor, on the installed helper: whose they are, and how they end. */
import { lstatSync, statSync } from 'node:fs'
import { openSite, runWanted, startWanted, uidOf, USERS, type Site } from '../ci-harness/site'
import { processesOf, until } from './support'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.end())
afterEach(() => site.configure())

const TRIVIAL = [
  'config',
  'prepare',
  'run prepare_script',
  'run get_sources',
  'run build_script',
  'run after_script',
  'run cleanup_file_variables',
  'cleanup',
]

describe('a job', () => {
  test('runs all its stages as the user of the token', async () => {
    const result = await runWanted(site, {
      script: 'id; pwd; umask; echo "login=$GITLAB_USER_LOGIN my=$MY_VALUE"; touch made',
      variables: { MY_VALUE: 'a b' },
    })
    expect(result.log).toContain(
      `uid=${uidOf('alice')}(alice) gid=${uidOf('alice')}(alice) groups=${uidOf('alice')}(alice),62900(physics)`,
    )
    expect(result).toMatchObject({ state: 'success', attempts: 1, calls: TRIVIAL })
    expect(result.log).toContain('/home/alice/.mapexec-ci/builds/3/000/group/project\n0077\nlogin=alice my=a b\n')
    const made = lstatSync('/home/alice/.mapexec-ci/builds/3/000/group/project/made')
    expect([made.uid, made.mode & 0o777]).toEqual([uidOf('alice'), 0o600])
  })

  test('gives the runner what the protocol asks for, and nothing else on standard output', async () => {
    const { config } = await runWanted(site)
    expect(config).toEqual({
      driver: { name: 'mapexec', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      hostname: 'wn.example.org',
      builds_dir: '/home/alice/.mapexec-ci/builds/3/000',
      cache_dir: '/home/alice/.mapexec-ci/cache',
      builds_dir_is_shared: false,
      shell: 'bash',
      job_env: {},
    })
  })

  test.each(['17.3', '18', '19.1'] as const)('passes its own exit code on, with scripts of runner %s', async (form) => {
    const result = await runWanted(site, { script: 'echo before; exit 42', job: { form } })
    expect(result).toMatchObject({ state: 'failed', failure: 'script_failure', exitCode: 42, attempts: 1 })
  })

  test.each([1, 2, 201, 202, 203, 204, 255])('that ends with %d is a failed script with that code', async (code) => {
    const { failure, exitCode, attempts } = await runWanted(site, { script: `exit ${code}` })
    expect([failure, exitCode, attempts]).toEqual(['script_failure', code, 1])
  })

  test('does not leave its code to a later stage that succeeds, or to a refusal', async () => {
    const result = await runWanted(site, { script: 'exit 42', job: { afterScript: 'exit 7' } })
    expect(result.exitCode).toBe(42)
    expect((await runWanted(site)).state).toBe('success')
  })

  test('keeps what it wrote from the runner and from others', async () => {
    await runWanted(site, { script: 'echo secret > file; chmod 644 file' })
    const file = '/home/alice/.mapexec-ci/builds/3/000/group/project/file'
    for (const directory of ['.mapexec-ci', '.mapexec-ci/builds', '.mapexec-ci/builds/3/000'])
      expect(statSync(`/home/alice/${directory}`).mode & 0o777).toBe(0o700)
    const { log } = await runWanted(site, { user: 'bob', script: `cat ${file} || echo closed` })
    expect(log).toContain('closed')
  })

  test('shows nothing of itself or of the runner in the arguments of its processes, and has three descriptors', async () => {
    const { log, state } = await runWanted(site, {
      variables: { MY_SECRET: 'hunter2' },
      script: 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n"; echo "descriptors: $(echo /proc/$PPID/fd/*)"',
    })
    expect([state, log]).toEqual(['success', expect.stringContaining('mapexec-run')])
    expect(log).not.toContain('hunter2')
    expect(log).toMatch(/^descriptors: (?:\/proc\/\d+\/fd\/[012] ?){3}$/m)
  })

  test('reads its commands, not its own script, from standard input', async () => {
    const { log, state } = await runWanted(site, { script: 'wc -c; echo after' })
    expect([state, log]).toEqual(['success', expect.stringMatching(/^0\nafter$/m)])
  })

  test('gets the whole stack limit back', async () => {
    const { log } = await runWanted(site, {
      script: 'echo "stack $(ulimit -S -s) of $(ulimit -H -s)"',
    })
    const [, soft, hard] = /stack (\S+) of (\S+)/.exec(log) ?? []
    expect(soft).toBe(hard)
  })

  test('starts with the variables that are allowed and with the ones of the launch, whatever its author names his', async () => {
    const hostile = {
      TMPDIR: '/evil',
      BUILD_FAILURE_EXIT_CODE: '0',
      LD_PRELOAD: '/evil.so',
      BASH_ENV: '/evil',
      PATH: '/evil',
    }
    const { log, failure, exitCode } = await runWanted(site, {
      variables: { ...hostile, MY_VALUE: 'mine', OTHER: 'no' },
      // Of the program that started the shell: the script itself exports what its author wants.
      script: '/usr/bin/tr "\\0" "\\n" < /proc/$PPID/environ; exit 9',
      job: { bodies: { get_sources: '/bin/mkdir -p "$CI_PROJECT_DIR"' } },
    })
    expect([failure, exitCode]).toEqual(['script_failure', 9])
    expect(log).toMatch(/^MY_VALUE=mine$/m)
    expect(log).toMatch(/^PATH=\/usr\/local\/bin:\/usr\/bin:\/bin$/m)
    expect(log).toMatch(/^TMPDIR=\/tmp$/m)
    expect(log).not.toMatch(/^(?:LD_PRELOAD|BASH_ENV|BUILD_FAILURE_EXIT_CODE|OTHER|MAPEXEC_ID_TOKEN|CUSTOM_ENV_\w+)=/m)
  })

  test('can use a variable of 110,000 characters', async () => {
    const { log } = await runWanted(site, { variables: { MY_BIG: 'x'.repeat(110_000) }, script: 'echo ${#MY_BIG}' })
    expect(log).toMatch(/^110000$/m)
  })
})

describe('jobs at once', () => {
  test('two of one user do not disturb each other', async () => {
    const script = 'echo "$CI_JOB_ID" > mine; sleep 0.5; echo "read $(cat mine)"'
    const results = await Promise.all([0, 1].map((slot) => runWanted(site, { script, job: { slot } })))
    for (const { state, log } of results)
      expect([state, log]).toEqual(['success', expect.stringMatching(/^read \d+$/m)])
    const read = results.map(({ log }) => /^read (\d+)$/m.exec(log)?.[1])
    expect(new Set(read).size).toBe(2)
  })

  test('the end of one does not end another of the same user', async () => {
    const long = startWanted(site, { script: 'echo started; sleep 3; echo still here', job: { slot: 1 } })
    await until('the long job runs', () => long.log().includes('started'), 20_000)
    expect((await runWanted(site)).state).toBe('success')
    expect(await long.result).toMatchObject({ state: 'success', log: expect.stringContaining('still here') })
  })

  test('ten of different users all run as their own', async () => {
    const results = await Promise.all(
      USERS.slice(2).map((user) => runWanted(site, { user, script: 'echo "I am $(id -un)"' })),
    )
    expect(results.map(({ log }) => /I am (\S+)/.exec(log)?.[1])).toEqual(USERS.slice(2))
    expect(results.every(({ state }) => state === 'success')).toBe(true)
  }, 120_000)
})

describe('a job that is cancelled', () => {
  const uid = uidOf('bob')
  const scripts = [
    ['that waits', 'echo started; sleep 300'],
    ['that ignores TERM', "trap '' TERM; echo started; while :; do sleep 1; done"],
    ['that left a daemon', 'setsid sleep 300 & echo started; sleep 300'],
    [
      'that left a daemon in the background of another session',
      '(setsid bash -c "trap \\"\\" TERM HUP; sleep 300 & wait" &) ; echo started; sleep 300',
    ],
  ] as const

  test.each(scripts)('%s leaves no process', async (_what, script) => {
    site.configure({ ci: 'kill_timeout = "1s"' })
    const job = startWanted(site, { user: 'bob', script })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    job.cancel('hard')
    const result = await job.result
    expect(result.state).toBe('canceled')
    expect(result.log).not.toContain('dormant')
    expect(result.calls).not.toContain('run after_script')
    expect(processesOf(uid)).toEqual([])
  })

  test('softly still runs after_script', async () => {
    const job = startWanted(site, {
      user: 'bob',
      script: 'echo started; sleep 300',
      job: { afterScript: 'echo "after: $CI_JOB_STATUS"' },
    })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    job.cancel('soft')
    expect((await job.result).log).toContain('after: canceled')
    expect(processesOf(uid)).toEqual([])
  })

  test('leaves no process when the runner has to kill it', async () => {
    const job = startWanted(site, {
      user: 'bob',
      script: "trap '' TERM; setsid sleep 300 & echo started; while :; do sleep 1; done",
      harness: { gracefulMilliseconds: 300 },
    })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    job.cancel('hard')
    expect((await job.result).log).not.toContain('dormant')
    await until('everything is gone', () => processesOf(uid).length === 0)
  })

  test('ends when only its door and helper are killed', async () => {
    const job = startWanted(site, { user: 'bob', script: 'echo started; sleep 300' })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    job.current()?.kill('SIGKILL')
    const pid = job.current()?.pid ?? 0
    process.kill(-pid, 'SIGKILL')
    await job.result
    await until('everything is gone', () => processesOf(uid).length === 0)
  })
})
