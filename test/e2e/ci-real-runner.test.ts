/**
 * The same jobs through a real gitlab-runner, where GITLAB_RUNNER_BIN names one, against a small coordinator on this
 * machine. Skipped aloud where it does not.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { startCoordinator, type Coordinator, type Report } from '../ci-harness/coordinator'
import { describeJob, openSite, RUNNER, uidOf, type Site, type Wanted } from '../ci-harness/site'
import { responseOf } from '../ci-harness/runner'
import { processesOf, until } from './support'

const program = process.env['GITLAB_RUNNER_BIN'] ?? ''
const real = existsSync(program) ? describe : describe.skip
if (!existsSync(program)) console.warn('skipped: GITLAB_RUNNER_BIN names no gitlab-runner')

real('through a real gitlab-runner, a job', () => {
  const directory = '/home/runner/real'
  let site: Site
  let coordinator: Coordinator
  let runner: ChildProcess
  beforeAll(async () => {
    site = await openSite()
    coordinator = await startCoordinator()
    mkdirSync(directory, { mode: 0o700 })
    writeFileSync(`${directory}/config.toml`, configuration(coordinator.url), { mode: 0o600 })
    for (const path of [directory, `${directory}/config.toml`]) chownSync(path, RUNNER.uid, RUNNER.gid)
    runner = spawn(program, ['run', '--config', `${directory}/config.toml`, '--working-directory', directory], {
      cwd: directory,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/runner', TMPDIR: '/tmp' },
      uid: RUNNER.uid,
      gid: RUNNER.gid,
      stdio: 'ignore',
    })
  })
  afterAll(async () => {
    const ended = new Promise((resolve) => runner.once('exit', resolve))
    runner.kill('SIGQUIT')
    await ended
    await coordinator.stop()
    rmSync(directory, { recursive: true })
    await site.end()
  })

  const run = (wanted: Wanted): Promise<Report> => {
    const job = describeJob(site, wanted)
    const git = { ...(responseOf(job)['git_info'] as object), refspecs: [], depth: 0 }
    const variables = [
      ...job.variables.map((variable) => ({ public: true, file: false, raw: true, ...variable })),
      { key: 'GIT_STRATEGY', value: 'none', public: true },
      { key: 'CI_PROJECT_PATH', value: job.projectPath, public: true },
    ]
    return coordinator.run({
      ...responseOf(job),
      git_info: git,
      variables,
      image: {},
      services: [],
      artifacts: [],
      cache: [],
    })
  }

  test('runs as the user of the token', async () => {
    expect((await run({ script: 'id' })).state).toBe('success')
    expect(coordinator.trace()).toContain(`uid=${uidOf('alice')}(alice)`)
  })

  test('passes its exit code on', async () => {
    expect(await run({ script: 'exit 42' })).toEqual({ state: 'failed', failureReason: 'script_failure', exitCode: 42 })
  })

  test('without token fails once, and says what to write', async () => {
    expect(await run({ token: null })).toMatchObject({ state: 'failed', failureReason: 'script_failure' })
    expect(coordinator.trace()).toContain('id_tokens:')
  })

  test('that is cancelled leaves no process', async () => {
    const ended = run({ user: 'bob', script: 'echo started; setsid sleep 300 & sleep 300' })
    await until('the script runs', () => coordinator.trace().includes('started'), 30_000)
    coordinator.cancel('canceled')
    await Promise.race([ended, until('everything is gone', () => processesOf(uidOf('bob')).length === 0, 30_000)])
    await until('everything is gone', () => processesOf(uidOf('bob')).length === 0, 30_000)
  })
})

const configuration = (url: string): string => `concurrent = 1
check_interval = 1
[[runners]]
name = "test"
url = "${url}"
token = "glrt-test"
executor = "custom"
shell = "bash"
[runners.custom]
config_exec = "/usr/bin/mapexec"
config_args = ["ci", "config"]
prepare_exec = "/usr/bin/mapexec"
prepare_args = ["ci", "prepare"]
run_exec = "/usr/bin/mapexec"
run_args = ["ci", "run"]
cleanup_exec = "/usr/bin/mapexec"
cleanup_args = ["ci", "cleanup"]
graceful_kill_timeout = 5
force_kill_timeout = 3
`
