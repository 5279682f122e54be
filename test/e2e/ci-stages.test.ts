/** The stages of a CI job: directories, pool accounts, the program of the site, cleaning up, explanations. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { startService } from '../../bench/site'
import { install, openSite, RUNNER, runWanted, stageOf, startWanted, uidOf, type Site } from '../ci-harness/site'
import type { JobResult } from '../ci-harness/runner'
import { reasonIn, until } from './support'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.end())
afterEach(() => site.configure())

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

describe('through the warm decider', () => {
  let service: ChildProcess
  beforeAll(async () => {
    site.configure({ service: 'warm = "require"' })
    install()
    service = await startService()
  })
  beforeEach(() => site.configure({ service: 'warm = "require"' }))
  afterAll(async () => {
    const ended = new Promise((resolve) => service.once('exit', resolve))
    service.kill('SIGTERM')
    await ended
    site.configure()
    install()
  })

  test('jobs run, fail and are refused in the same way', async () => {
    expect((await runWanted(site, { script: 'id -un' })).log).toMatch(/^alice$/m)
    expect(await runWanted(site, { script: 'exit 42' })).toMatchObject({ failure: 'script_failure', exitCode: 42 })
    expect(outcome(await runWanted(site, { claims: { job_id: '1' } }))).toEqual(denied('token-wrong-job'))
  })

  test('four at once do not disturb each other', async () => {
    const users = ['alice', 'bob', 'user1', 'user2']
    const results = await Promise.all(users.map((user) => runWanted(site, { user, script: 'echo "I am $(id -un)"' })))
    expect(results.map(({ log }) => /I am (\S+)/.exec(log)?.[1])).toEqual(users)
  })
})
