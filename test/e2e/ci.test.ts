/** CI jobs, driven as GitLab Runner drives its custom executor, on the installed helper. */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {
  AUDIENCE,
  openSite,
  RUNNER,
  runWanted,
  stageOf,
  startWanted,
  uidOf,
  USERS,
  type Site,
} from '../ci-harness/site'
import { hmacToken, gitlabClaims, makeKey, signToken, unsignedToken, type Claims } from '../ci-harness/tokens'
import type { JobResult } from '../ci-harness/runner'
import { processesOf, reasonIn, until } from './support'

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

interface Refused {
  readonly reason: string | undefined
  readonly failure: JobResult['failure']
  readonly attempts: number
  readonly calls: readonly string[]
}

const outcome = ({ log, failure, attempts, calls }: JobResult): Refused => ({
  reason: reasonIn(log),
  failure,
  attempts,
  calls,
})
const denied = (reason: string): Refused => ({
  reason,
  failure: 'script_failure',
  attempts: 1,
  calls: ['config', 'cleanup'],
})

describe('a job is refused as failed', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const facts = () => ({
    issuer: site.issuer.url,
    audience: AUDIENCE,
    user: 'alice',
    userId: 1001,
    jobId: 1,
    now: now(),
  })

  test.each([
    ['without token', 'no-credential', () => ({ token: null })],
    ['with an expired token', 'token-expired', () => ({ claims: { exp: now() - 60 } })],
    ['with a token for another audience', 'token-audience', () => ({ claims: { aud: 'https://other' } })],
    ['with a token of another issuer', 'token-issuer', () => ({ claims: { iss: 'https://evil.example.org' } })],
    ['with alg none', 'token-algorithm', () => ({ token: unsignedToken(gitlabClaims(facts())) })],
    ['with HMAC', 'token-algorithm', () => ({ token: hmacToken(site.key, gitlabClaims(facts())) })],
    ['with an unknown key', 'token-key-unknown', () => ({ token: signToken(makeKey('other'), gitlabClaims(facts())) })],
    [
      'with a forged signature',
      'token-signature',
      () => ({ token: signToken(makeKey('ci-1'), gitlabClaims(facts())) }),
    ],
    ['with the token of another job', 'token-wrong-job', () => ({ claims: { job_id: '1' } })],
    ['with the token of another project', 'token-wrong-job', () => ({ claims: { job_project_id: '43' } })],
    [
      'with an overridden GITLAB_USER_LOGIN',
      'variable-overridden',
      () => ({ variables: { GITLAB_USER_LOGIN: 'bob' } }),
    ],
    ['with an oversized token', 'token-too-large', () => ({ claims: { filler: 'x'.repeat(20_000) } })],
    [
      'with a variable that is too large',
      'environment-too-large',
      () => ({ variables: { MY_BIG: 'x'.repeat(125_000) } }),
    ],
    ['of a user without an account', 'no-mapping', () => ({ user: 'nobodyknows', job: { userId: 999 } })],
    ['of root', 'account-forbidden', () => ({ user: 'root' })],
    ['of the service account', 'account-forbidden', () => ({ user: 'mapexec' })],
    ['of a bot', 'bot-account', () => ({ user: 'project_42_bot' })],
  ])('%s', async (_what, reason, wanted) => expect(outcome(await runWanted(site, wanted()))).toEqual(denied(reason)))

  test('with an edited job response', async () => {
    const edit = ({ response }: { response: string }): void =>
      writeFileSync(response, readFileSync(response, 'utf8').replace(/"id":\d+/, '"id":1'))
    expect(outcome(await runWanted(site, { job: { tamper: edit } }))).toEqual(denied('token-wrong-job'))
  })

  test('with a job response that others may read, or that is no JSON, or that is missing', async () => {
    const tampers = [
      ['job-response-invalid', ({ response }: { response: string }) => chmodSync(response, 0o644)],
      ['job-response-invalid', ({ response }: { response: string }) => writeFileSync(response, '{')],
      ['credential-not-found', ({ response }: { response: string }) => rmSync(response)],
    ] as const
    for (const [reason, tamper] of tampers)
      expect(outcome(await runWanted(site, { job: { tamper } }))).toEqual(denied(reason))
  })

  test.each([
    ['of a blocked user', 'user-blocked', 'user_blocklist = ["alice"]', {}],
    ['of a blocked group', 'user-blocked', 'group_blocklist = ["physics"]', {}],
    ['on none of the lists', 'user-not-allowed', 'user_allowlist = ["bob"]', {}],
    ['whose login shell is not listed', 'shell-not-allowed', 'shell_allowlist = ["/bin/zsh"]', {}],
    ['of another pipeline source', 'pipeline-source', 'pipeline_sources = ["web"]', {}],
    ['of an unprotected branch', 'ref-not-protected', 'protected_refs = true', { claims: { ref_protected: 'false' } }],
    ['of another runner', 'runner-not-allowed', 'runners = ["4"]', {}],
    ['of another project', 'project-not-allowed', 'project_allowlist = ["other/*"]', {}],
    [
      'of a fork',
      'project-not-allowed',
      'project_allowlist = ["group/*"]',
      { claims: { project_path: 'mallory/project' } },
    ],
    ['below the minimum uid', 'account-forbidden', 'minimum_uid = 62500', {}],
  ])('%s', async (_what, reason, ci, wanted) => {
    site.configure({ ci })
    expect(outcome(await runWanted(site, wanted))).toEqual(denied(reason))
  })

  test('while the machine is drained, and its author reads why', async () => {
    writeFileSync('/etc/nologin', 'Maintenance until noon\n', { mode: 0o644 })
    try {
      const result = await runWanted(site)
      expect(outcome(result)).toEqual(denied('nologin'))
      expect(result.log).toContain('Maintenance until noon')
    } finally {
      rmSync('/etc/nologin')
    }
  })

  test('and its author reads what to write into .gitlab-ci.yml', async () => {
    const { log } = await runWanted(site, { token: null })
    expect(log).toContain(`  id_tokens:\n    MAPEXEC_ID_TOKEN:\n      aud: "${AUDIENCE}"\n`)
  })

  test('and the refusal tells no rule, account or path to its author', async () => {
    site.configure({ ci: 'user_blocklist = ["alice"]' })
    expect((await runWanted(site)).log).not.toMatch(/blocklist|mapexec\.toml|alice/)
  })
})

describe('a job fails as trouble of the system, which the runner tries again', () => {
  test('when the issuer does not answer', async () => {
    rmSync('/var/lib/mapexec/cache/jwks', { recursive: true, force: true })
    site.issuer.status = 503
    try {
      const result = await runWanted(site)
      expect(outcome(result)).toMatchObject({
        reason: 'keys-unavailable',
        failure: 'runner_system_failure',
        attempts: 3,
      })
    } finally {
      site.issuer.status = 200
    }
  })

  test('when the configuration is broken', async () => {
    site.configure({ ci: 'no_such_key = 1' })
    const result = await runWanted(site)
    expect(outcome(result)).toMatchObject({ reason: 'config-invalid', failure: 'runner_system_failure', attempts: 3 })
  })

  test('when a variable of 128 KiB keeps the kernel from starting any stage', async () => {
    const result = await runWanted(site, { variables: { MY_BIG: 'x'.repeat(131_072) } })
    expect(result).toMatchObject({
      failure: 'runner_system_failure',
      attempts: 3,
      log: expect.stringContaining('E2BIG'),
    })
  })
})

describe('stages', () => {
  test('that the configuration leaves out are skipped with a warning', async () => {
    site.configure({ ci: 'stages = ["build_script"]' })
    const { state, log } = await runWanted(site, {
      job: { bodies: { get_sources: 'exit 3', build_script: 'echo built' } },
    })
    expect([state, log]).toEqual(['success', expect.stringMatching(/get_sources is not run[^]*built/)])
  })

  test('show the message of the machine in prepare', async () => {
    site.configure({ ci: 'message = "Quota: 10 GB"' })
    expect((await runWanted(site)).log).toMatch(/^Quota: 10 GB$/m)
  })

  test('work where the data directory is elsewhere, and readable for the group', async () => {
    site.configure({ ci: 'data_dir = "/tmp/ci-{user}"\ngroup_readable = true\nbuilds = "job"\nretention = "0s"' })
    const { state, config, log } = await runWanted(site, { script: 'pwd; stat -c %a . "$CI_BUILDS_DIR"' })
    expect([state, config?.['builds_dir']]).toEqual([
      'success',
      expect.stringMatching(/^\/tmp\/ci-alice\/builds\/job-\d+$/),
    ])
    expect(log).toMatch(/^750\n750$/m)
    expect(existsSync(String(config?.['builds_dir']))).toBe(false)
    expect(existsSync('/tmp/ci-alice/builds')).toBe(true)
  })

  test('fail where somebody else has put a directory or a link in their place', async () => {
    site.configure({ ci: 'data_dir = "/tmp/taken"' })
    mkdirSync('/tmp/taken', { mode: 0o777 })
    expect(await runWanted(site)).toMatchObject({ failure: 'script_failure', calls: ['config', 'prepare', 'cleanup'] })
    rmSync('/tmp/taken', { recursive: true })
    symlinkSync('/home/alice', '/tmp/taken')
    expect(await runWanted(site)).toMatchObject({ failure: 'script_failure', calls: ['config', 'prepare', 'cleanup'] })
    rmSync('/tmp/taken')
  })

  test('clean up what is old, and only that', async () => {
    const builds = '/home/alice/.mapexec-ci/builds'
    await runWanted(site)
    for (const [name, days] of [
      ['old', 9],
      ['new', 1],
    ] as const) {
      mkdirSync(`${builds}/${name}/group`, { recursive: true })
      writeFileSync(`${builds}/${name}/group/file`, '')
      chownSync(`${builds}/${name}/group`, uidOf('alice'), uidOf('alice'))
      chownSync(`${builds}/${name}`, uidOf('alice'), uidOf('alice'))
      utimesSync(`${builds}/${name}`, Date.now() / 1000 - days * 86_400, Date.now() / 1000 - days * 86_400)
    }
    await runWanted(site)
    expect([existsSync(`${builds}/old`), existsSync(`${builds}/new`), existsSync(`${builds}/3/000`)]).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('a job on a pool account', () => {
  const pool = `
[[map]]
name = "pool"
credentials = ["oidc"]
from = "pool"
pool = "pool"
[[pool]]
name = "pool"
prefix = "pool"
directory = "/var/lib/mapexec/gridmapdir"
`
  const leases = (): readonly string[] =>
    readdirSync('/var/lib/mapexec/gridmapdir').filter((name) => name.startsWith('%2foidc'))

  test('keeps one account through all its stages, leaves nothing in it and gives it back', async () => {
    site.configure({ map: pool })
    const script =
      'id -un > ~/left; touch /tmp/left-$CI_JOB_ID; mkdir -p ~/ro/sub && chmod 500 ~/ro; echo "as $(id -un)"'
    const result = await runWanted(site, { script, job: { afterScript: 'echo "as $(id -un)"' } })
    const accounts = [...result.log.matchAll(/^as (pool\d+)$/gm)].map((match) => match[1])
    expect([result.state, new Set(accounts).size, accounts.length]).toEqual(['success', 1, 2])
    expect(result.cleanup).toMatchObject({ code: 0, stderr: expect.stringMatching(/given back/) })
    expect(leases()).toEqual([])
    expect(readdirSync(`/home/${accounts[0] ?? ''}`)).toEqual([])
    expect(readdirSync('/tmp').filter((name) => name.startsWith('left-'))).toEqual([])
  })

  test('is another one for each job of the same user', async () => {
    site.configure({ map: pool })
    const results = await Promise.all(
      [0, 1, 2].map((slot) => runWanted(site, { script: 'echo "as $(id -un)"; sleep 1', job: { slot } })),
    )
    expect(new Set(results.map(({ log }) => /^as (pool\d+)$/m.exec(log)?.[1])).size).toBe(3)
    expect(leases()).toEqual([])
  })

  test('cannot be given back while it runs', async () => {
    site.configure({ map: pool })
    const job = startWanted(site, { script: 'echo started; sleep 4; echo "still $(id -un)"' })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    const before = leases()
    const pid = job.current()?.pid ?? 0
    const environment = Object.fromEntries(
      readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .filter(Boolean)
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
    const { status, stderr } = spawnSync('/usr/bin/mapexec', ['ci', 'release'], {
      cwd: environment['TMPDIR'],
      env: environment,
      uid: RUNNER.uid,
      gid: RUNNER.gid,
      encoding: 'utf8',
    })
    expect([status, reasonIn(stderr)]).toEqual([2, 'account-busy'])
    expect(leases()).toEqual(before)
    expect((await job.result).log).toMatch(/still pool\d+/)
  })
})

describe('the program of [ci.runas]', () => {
  const path = '/etc/mapexec/runas'
  const map = '[[map]]\nname = "runas"\ncredentials = ["oidc"]\nfrom = "template"\ntemplate = "{runas}"\n'
  const configure = (text: string, more = ''): void => {
    writeFileSync(path, text, { mode: 0o755 })
    site.configure({ map, more: `[ci.runas]\nscript = "${path}"\nuser_variable = "MY_ACCOUNT"\n${more}` })
  }
  afterAll(() => rmSync(path, { force: true }))

  test('is called with the user, as the service account, with the claims and nothing of the job', async () => {
    configure('#!/bin/sh\n{ id -un; echo "$#:$*"; env | sort; ls /proc/self/fd; } > /var/lib/mapexec/cache/seen\n')
    expect((await runWanted(site, { variables: { MY_VALUE: 'x' } })).state).toBe('success')
    const seen = readFileSync('/var/lib/mapexec/cache/seen', 'utf8')
    expect(seen).toMatch(/^mapexec\n1:alice\n/)
    expect(seen).toMatch(/^JWT_USER_LOGIN=alice$/m)
    expect(seen).not.toMatch(/MY_VALUE|CUSTOM_ENV/)
  })

  test('may choose another account, for which the job asked', async () => {
    configure('#!/bin/sh\n[ "$1:$2" = bob:alice ] && echo \'{"username": "bob"}\'\n')
    expect((await runWanted(site, { variables: { MY_ACCOUNT: 'bob' } })).log).toMatch(/^bob$/m)
  })

  test('may refuse', async () => {
    configure('#!/bin/sh\necho "not alice" >&2; exit 1\n')
    const result = await runWanted(site)
    expect(outcome(result)).toEqual(denied('runas-refused'))
    expect(result.log).not.toContain('not alice')
  })

  test.each([
    ['is not what was pinned', '#!/bin/sh\n', `sha256 = "${'0'.repeat(64)}"`],
    ['does not end in time', '#!/bin/sh\nsleep 60 & sleep 60\n', 'timeout = "300ms"'],
    ['says nonsense', '#!/bin/sh\necho yes\n', ''],
    ['names no account', '#!/bin/sh\necho \'{"username": "../x"}\'\n', ''],
  ])('is trouble of the system where it %s', async (_what, text, more) => {
    configure(text, more)
    expect(outcome(await runWanted(site))).toMatchObject({ reason: 'runas-failed', failure: 'runner_system_failure' })
  })
})

describe('cleanup', () => {
  test('works without job_env, twice, and after a job that was refused', async () => {
    const refused = await runWanted(site, { token: null })
    expect(refused.cleanup?.code).toBe(1)
    const job = startWanted(site, { script: 'echo started; sleep 2' })
    await until('the script runs', () => job.log().includes('started'), 20_000)
    const environment = Object.fromEntries(
      readFileSync(`/proc/${job.current()?.pid ?? 0}/environ`, 'utf8')
        .split('\0')
        .filter(Boolean)
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
    const options = { cwd: environment['TMPDIR'], env: environment, uid: RUNNER.uid, gid: RUNNER.gid } as const
    const codes = [1, 2].map(() => spawnSync('/usr/bin/mapexec', ['ci', 'cleanup'], options).status)
    expect(codes).toEqual([0, 0])
    // It ended what still ran of this job.
    expect((await job.result).state).toBe('failed')
  })
})

describe('mapexec ci --explain', () => {
  interface Check {
    readonly check: string
    readonly outcome: string
    readonly found?: string
    readonly place?: unknown
  }
  const explain = async (words: readonly string[], wanted: Parameters<typeof stageOf>[2] = {}) => {
    const { code, stdout } = await stageOf(site, ['--explain', '--json', ...words], wanted)
    return { code, ...(JSON.parse(stdout) as { readonly checks: readonly Check[]; readonly reason?: string }) }
  }

  test('shows the author of a job which claims count, and leaves nothing behind', async () => {
    const { code, checks } = await explain(['config'])
    expect(code).toBe(0)
    expect(checks).toContainEqual(
      expect.objectContaining({
        check: "the token's job is this job's",
        outcome: 'pass',
        found: expect.stringMatching(/^token \d+, job \d+$/),
      }),
    )
    expect(checks.map(({ check }) => check)).toContain('subject from claim user_login')
  })

  test('ends as the refusal would', async () => {
    site.configure({ ci: 'user_blocklist = ["alice"]' })
    expect(await explain(['config'])).toMatchObject({ code: 203, reason: 'user-blocked' })
  })
})

describe('mapexec run --token', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const run = (claims: Claims, words: readonly string[] = ['--', '/usr/bin/id', '-un']) => {
    writeFileSync(
      '/home/runner/token',
      signToken(site.key, { iss: site.issuer.url, iat: now(), exp: now() + 600, ...claims }),
      { mode: 0o600 },
    )
    chownSync('/home/runner/token', RUNNER.uid, RUNNER.gid)
    return callAs(['/usr/bin/mapexec', 'run', '--token', '/home/runner/token', ...words])
  }
  const callAs = ([command = '', ...words]: readonly string[]) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(command, words, {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin' },
        uid: RUNNER.uid,
        gid: RUNNER.gid,
      })
      const texts = { stdout: '', stderr: '' }
      child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
      child.on('close', (code) => resolve({ code, ...texts }))
    })

  test('runs a command for a WLCG token, with its groups', async () => {
    site.configure({
      issuer:
        'groups_claim = "wlcg.groups"\nrequire = { scope = ["compute.create"], "wlcg.ver" = ["1.*"] }\nsubject_claim = "sub"',
      map: '[[map]]\nname = "wlcg"\nfrom = "voms-mapfile"\nfile = "/etc/mapexec/wlcg"\n',
    })
    writeFileSync('/etc/mapexec/wlcg', '"/wlcg/pilots" bob\n', { mode: 0o644 })
    const claims = { sub: 'a1b2', aud: AUDIENCE, 'wlcg.ver': '1.0', 'wlcg.groups': ['/wlcg', '/wlcg/pilots'] }
    expect(await run({ ...claims, scope: 'storage.read:/ compute.create' })).toMatchObject({ code: 0, stdout: 'bob\n' })
    const refused = await run({ ...claims, scope: 'storage.read:/' })
    expect([refused.code, reasonIn(refused.stderr)]).toEqual([203, 'token-claim'])
    rmSync('/etc/mapexec/wlcg')
  })

  test('runs a command for a GitHub Actions token of the right repository, environment and event', async () => {
    site.configure({
      issuer:
        'require = { repository_id = ["4711"], event_name = ["push", "workflow_dispatch"], runner_environment = ["self-hosted"] }',
      map:
        '[[map]]\nname = "github"\nfrom = "account"\nsubject = "' +
        site.issuer.url +
        ' octo-alice"\naccount = "alice"\n',
    })
    const claims = {
      sub: 'repo:org@1/repo@4711:ref:refs/heads/main',
      aud: AUDIENCE,
      user_login: 'octo-alice',
      actor: 'octo-alice',
      repository_id: '4711',
      event_name: 'push',
      runner_environment: 'self-hosted',
    }
    expect(await run(claims)).toMatchObject({ code: 0, stdout: 'alice\n' })
    const refused = await run({ ...claims, event_name: 'pull_request_target' })
    expect([refused.code, reasonIn(refused.stderr)]).toEqual([203, 'token-claim'])
    const other = await run({ ...claims, user_login: 'octo-bob' })
    expect([other.code, reasonIn(other.stderr)]).toEqual([203, 'no-mapping'])
  })

  test('needs no job: the rules of [ci] do not hold', async () => {
    site.configure({ ci: 'user_blocklist = ["alice"]' })
    expect(await run({ aud: AUDIENCE, user_login: 'alice' })).toMatchObject({ code: 0, stdout: 'alice\n' })
  })

  test('is no way around the rules of [ci] where the issuer is for jobs only', async () => {
    site.configure({ issuer: 'ci_only = true' })
    expect((await runWanted(site)).state).toBe('success')
    const { code, stderr } = await run({ aud: AUDIENCE, user_login: 'alice' })
    expect([code, reasonIn(stderr)]).toEqual([203, 'token-wrong-job'])
  })

  test('can be explained, with claims and subject', async () => {
    await run({ aud: AUDIENCE, user_login: 'alice' })
    const words = ['explain', '--json', '--token', '/home/runner/token', '--', '/bin/true']
    const { code, stdout } = await callAs(['/usr/bin/mapexec', ...words])
    expect(code).toBe(0)
    expect(stdout).toContain('subject from claim user_login')
  })

  test('refuses a token file that others can read', async () => {
    await run({ aud: AUDIENCE, user_login: 'alice' })
    chmodSync('/home/runner/token', 0o644)
    const { code, stderr } = await callAs([
      '/usr/bin/mapexec',
      'run',
      '--token',
      '/home/runner/token',
      '--',
      '/bin/true',
    ])
    expect([code, reasonIn(stderr)]).toEqual([201, 'credential-mode'])
  })
})
