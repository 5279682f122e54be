/**
 * Plays GitLab Runner's custom executor as the real one was measured to behave: argument vectors, order of the
 * environment, working directory, files and their modes, process group, retries, exit codes, and signals that come from
 * the runner's uid. Each command's output is the job's log.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scriptText, type ScriptForm } from './script'

export interface RunnerAccount {
  readonly uid: number
  readonly gid: number
}

export interface Variable {
  readonly key: string
  readonly value: string
  readonly masked?: boolean
}

export interface JobDescription {
  readonly id: number
  readonly projectId: number
  readonly projectPath: string
  readonly pipelineId: number
  readonly userId: number
  readonly variables: readonly Variable[]
  /** Body of `build_script`. */
  readonly script: string
  readonly afterScript?: string
  /** Sub-stage → body, instead of the usual. */
  readonly bodies?: Readonly<Record<string, string>>
  /** CI_CONCURRENT_ID. */
  readonly slot?: number
  readonly form?: ScriptForm
  /** Changes what the runner writes, after it was made and before the first stage. */
  readonly tamper?: (files: { readonly response: string }) => void
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface JobResult {
  readonly state: 'success' | 'failed' | 'canceled'
  /** As the runner reports it to GitLab. */
  readonly failure: 'script_failure' | 'runner_system_failure' | 'unknown_failure' | undefined
  readonly exitCode: number | undefined
  readonly attempts: number
  readonly log: string
  /** Every process that was started, in order, as `run build_script`. */
  readonly calls: readonly string[]
  readonly config: Readonly<Record<string, unknown>> | undefined
  readonly cleanup: Ended | undefined
}

export interface Harness {
  readonly account: RunnerAccount
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Between attempts; the real one waits 3 s. */
  readonly retryMilliseconds: number
  readonly gracefulMilliseconds: number
  readonly forceMilliseconds: number
}

const SUB_STAGES = ['prepare_script', 'get_sources', 'build_script'] as const
const ATTEMPTS = 3

/** A job on its way; `cancel` is what the runner does when GitLab says so. */
export interface RunningJob {
  readonly result: Promise<JobResult>
  /** soft: only the script ends and after_script still runs (GitLab 17). hard: nothing but cleanup follows. */
  cancel(how: 'soft' | 'hard'): void
  /** The process of the stage that runs now. */
  readonly current: () => ChildProcess | undefined
  readonly log: () => string
}

export function startJob(harness: Harness, job: JobDescription): RunningJob {
  const run = new JobRun(harness, job)
  return {
    result: run.execute(),
    cancel: (how) => run.cancel(how),
    current: () => run.current,
    log: () => run.log,
  }
}

/** One stage alone, in a directory of its own that is gone afterwards. */
export async function callStage(harness: Harness, job: JobDescription, words: readonly string[]): Promise<Ended> {
  const run = new JobRun(harness, job)
  return run.alone(words)
}

class JobRun {
  log = ''
  current: ChildProcess | undefined
  private readonly calls: string[] = []
  private canceled: 'soft' | 'hard' | undefined
  private directory = ''
  private jobEnvironment: Readonly<Record<string, string>> = {}
  private config: Readonly<Record<string, unknown>> | undefined
  private cleanup: Ended | undefined

  constructor(
    private readonly harness: Harness,
    private readonly job: JobDescription,
  ) {}

  async execute(): Promise<JobResult> {
    let attempts = 1
    let failure = await this.attempt()
    for (; failure === 'system' && attempts < ATTEMPTS; attempts += 1) {
      await this.end()
      await new Promise((resolve) => setTimeout(resolve, this.harness.retryMilliseconds))
      failure = await this.attempt()
    }
    const exitCode = failure === 'build' ? this.exitCode() : undefined
    if (failure === undefined) return this.finish(attempts, await this.stages())
    return this.finish(attempts, { failure, exitCode })
  }

  async alone(words: readonly string[]): Promise<Ended> {
    this.makeDirectory()
    try {
      return await this.call(words)
    } finally {
      rmSync(this.directory, { recursive: true })
    }
  }

  cancel(how: 'soft' | 'hard'): void {
    this.canceled = how
    if (this.current?.pid !== undefined) void this.terminate(this.current, this.current.pid)
  }

  /** One cycle of config and prepare in a fresh directory. */
  private async attempt(): Promise<'build' | 'system' | undefined> {
    this.makeDirectory()
    this.jobEnvironment = {}
    const config = await this.call(['config'])
    if (config.code !== 0) return this.judge(config)
    try {
      this.config = config.stdout === '' ? {} : (JSON.parse(config.stdout) as Record<string, unknown>)
    } catch {
      this.log += `invalid configuration: ${JSON.stringify(config.stdout)}\n`
      return 'system'
    }
    this.jobEnvironment = (this.config['job_env'] ?? {}) as Record<string, string>
    const prepare = await this.call(['prepare'])
    return prepare.code === 0 ? undefined : this.judge(prepare)
  }

  private async stages(): Promise<{ failure: 'build' | 'system' | undefined; exitCode: number | undefined }> {
    let failure: 'build' | 'system' | undefined
    let exitCode: number | undefined
    for (const stage of SUB_STAGES) {
      if (failure !== undefined || this.canceled === 'hard') break
      const ended = await this.runStage(stage, failure)
      if (ended.code === 0) continue
      failure = this.judge(ended)
      exitCode = failure === 'build' ? this.exitCode() : undefined
    }
    if (this.canceled !== 'hard') {
      await this.runStage('after_script', failure)
      await this.runStage('cleanup_file_variables', failure)
    }
    return { failure, exitCode }
  }

  private runStage(stage: string, failure: string | undefined): Promise<Ended> {
    const script = mkdtempSync(join(this.directory, 'script'))
    const path = join(script, 'script')
    writeFileSync(path, scriptText(this.body(stage), this.exports(failure), this.job.form), { mode: 0o700 })
    for (const name of [script, path]) chownSync(name, this.harness.account.uid, this.harness.account.gid)
    return this.call(['run', path, stage])
  }

  private body(stage: string): string {
    const own = this.job.bodies?.[stage]
    if (own !== undefined) return own
    const project = '"$CI_PROJECT_DIR"'
    if (stage === 'get_sources') return `mkdir -p ${project} ${project}.tmp\n`
    if (stage === 'build_script') return `cd ${project}\n${this.job.script}\n`
    if (stage === 'after_script') return `cd ${project}\n${this.job.afterScript ?? 'true'}\n`
    return 'true\n'
  }

  private exports(failure: string | undefined): readonly (readonly [string, string])[] {
    const status = this.canceled !== undefined ? 'canceled' : failure === undefined ? 'success' : 'failed'
    return [...this.variables(), ['CI_JOB_STATUS', status]]
  }

  private variables(): readonly (readonly [string, string])[] {
    const { job } = this
    const builds = this.config?.['builds_dir']
    return [
      ['CI', 'true'],
      ['CI_JOB_ID', String(job.id)],
      ['CI_PROJECT_ID', String(job.projectId)],
      ['CI_PROJECT_PATH', job.projectPath],
      ['CI_PIPELINE_ID', String(job.pipelineId)],
      ['CI_CONCURRENT_ID', String(job.slot ?? 0)],
      ['CI_BUILDS_DIR', typeof builds === 'string' ? builds : ''],
      ['CI_PROJECT_DIR', typeof builds === 'string' ? `${builds}/${job.projectPath}` : ''],
      ['CI_JOB_SERVICES', '[]'],
      ...job.variables.map(({ key, value }) => [key, value] as const),
    ]
  }

  private makeDirectory(): void {
    if (this.directory !== '') rmSync(this.directory, { recursive: true })
    const { uid, gid } = this.harness.account
    this.directory = mkdtempSync('/tmp/custom-executor')
    chownSync(this.directory, uid, gid)
    const response = join(this.directory, 'response.json')
    writeFileSync(response, JSON.stringify(responseOf(this.job)), { mode: 0o600 })
    chownSync(response, uid, gid)
    this.job.tamper?.({ response })
  }

  private environment(): NodeJS.ProcessEnv {
    const custom = this.variables().map(([name, value]) => [`CUSTOM_ENV_${name}`, value] as const)
    return {
      ...this.harness.environment,
      TMPDIR: this.directory,
      BUILD_FAILURE_EXIT_CODE: '1',
      SYSTEM_FAILURE_EXIT_CODE: '2',
      BUILD_EXIT_CODE_FILE: join(this.directory, 'build_exit_code'),
      JOB_RESPONSE_FILE: join(this.directory, 'response.json'),
      ...this.jobEnvironment,
      ...Object.fromEntries(custom),
    }
  }

  /** A process group of its own, but no session: Setpgid of Go's SysProcAttr. */
  private call(words: readonly string[]): Promise<Ended> {
    this.calls.push(words.filter((word) => !word.startsWith('/')).join(' '))
    const group = ['-e', 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV or exit 126', ...this.harness.command, ...words]
    return new Promise((resolve) => {
      let child: ChildProcess
      try {
        child = spawn('/usr/bin/perl', group, {
          cwd: this.directory,
          env: this.environment(),
          stdio: ['ignore', 'pipe', 'pipe'],
          uid: this.harness.account.uid,
          gid: this.harness.account.gid,
        })
      } catch (error) {
        // E2BIG: "argument list too long", which the runner takes for trouble of the system.
        this.log += `${String(error)}\n`
        resolve({ code: 2, signal: null, stdout: '', stderr: String(error) })
        return
      }
      this.current = child
      const texts = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const) {
        child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
          texts[name] += chunk
          const logged = words[0] === 'config' ? name === 'stderr' : words[0] !== 'cleanup'
          if (logged) this.log += chunk
        })
      }
      child.on('error', (error) => {
        this.log += `${String(error)}\n`
        resolve({ code: 2, signal: null, ...texts })
      })
      child.on('close', (code, signal) => {
        this.current = undefined
        resolve({ code, signal, ...texts })
      })
    })
  }

  /** helpers/process/killer.go: TERM to the group, KILL after a while, both as the runner. */
  private async terminate(child: ChildProcess, pid: number): Promise<void> {
    const send = (signal: string): void => {
      const { uid, gid } = this.harness.account
      spawnSync('/bin/bash', ['-c', `kill -${signal} -- -${pid}`], { uid, gid })
    }
    const ended = new Promise<boolean>((resolve) => child.once('close', () => resolve(true)))
    const later = (milliseconds: number): Promise<boolean> =>
      new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref())
    send('TERM')
    if (await Promise.race([ended, later(this.harness.gracefulMilliseconds)])) return
    send('KILL')
    if (await Promise.race([ended, later(this.harness.forceMilliseconds)])) return
    this.log += 'failed to kill process, likely process is dormant\n'
  }

  /** "Exit code BUILD_FAILURE_EXIT_CODE: a failure of the job; everything else: of the system." */
  private judge({ code, signal }: Ended): 'build' | 'system' {
    if (code !== 1 && code !== 2) this.log += `unknown Custom executor executable exit code ${code ?? signal ?? '?'}\n`
    return code === 1 ? 'build' : 'system'
  }

  private exitCode(): number {
    const path = join(this.directory, 'build_exit_code')
    return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : 1
  }

  private async end(): Promise<void> {
    this.cleanup = await this.call(['cleanup'])
  }

  private async finish(
    attempts: number,
    { failure, exitCode }: { failure: 'build' | 'system' | undefined; exitCode: number | undefined },
  ): Promise<JobResult> {
    await this.end()
    rmSync(this.directory, { recursive: true })
    const failed = { build: 'script_failure', system: 'runner_system_failure' } as const
    return {
      state: this.canceled !== undefined ? 'canceled' : failure === undefined ? 'success' : 'failed',
      failure: failure && failed[failure],
      exitCode,
      attempts,
      log: this.log,
      calls: this.calls,
      config: this.config,
      cleanup: this.cleanup,
    }
  }
}

/** common/spec/spec.go, as far as executors look at it; the job's secrets are among it. */
export const responseOf = (job: JobDescription): Readonly<Record<string, unknown>> => ({
  id: job.id,
  token: 'glcbt-64_secret',
  allow_git_fetch: true,
  job_info: {
    name: 'build',
    stage: 'test',
    project_id: job.projectId,
    project_name: job.projectPath.split('/').pop(),
    project_full_path: job.projectPath,
    pipeline_id: job.pipelineId,
    user_id: job.userId,
  },
  git_info: { repo_url: 'https://gitlab.example.org/x.git', ref: 'main', sha: '0'.repeat(40), ref_type: 'branch' },
  runner_info: { timeout: 3600 },
  variables: job.variables.map((variable) => ({ public: false, file: false, raw: true, masked: false, ...variable })),
  steps: [{ name: 'script', script: [job.script], timeout: 3600, when: 'on_success', allow_failure: false }],
  credentials: [{ type: 'registry', url: 'registry.example.org', username: 'x', password: 'secret' }],
})
