/**
 * `mapexec ci STAGE`: what GitLab Runner's custom executor calls. Arguments and variables say which job it is; whose it is
 * says only the token. The job response and the script are files of the runner's, read with the runner's rights.
 */
import { LaunchError, messageOf } from '../core/errors'
import type { CiSettings } from '../core/settings-ci'
import {
  mint,
  type CallerFile,
  type CiJob,
  type CiResponse,
  type CiStage,
  type CredentialOffer,
  type LaunchRequest,
} from '../core/stages'
import type { OfferedEnvironment } from './environment'
import { labelOf, statusFdOf, type Asked } from './index'

const STAGES: readonly CiStage[] = ['config', 'prepare', 'run', 'cleanup', 'release']
/** Stages that only answer: nothing is started. */
const ANSWERED: readonly CiStage[] = ['config', 'release']

/**
 * `[--explain] [--json] [--status-fd N] STAGE`, and after `run` the path of the script and the sub-stage, which the runner
 * appends (docs/executors/custom.md, "Run"). Errors: `usage`.
 */
export function parseCi(
  words: readonly string[],
  offered: OfferedEnvironment,
  absolute: (path: string) => string,
): Asked {
  const { explain, json, statusFd, rest } = parseOptions(words)
  const [stage, script, subStage, ...more] = rest
  if (!isStage(stage)) throw new LaunchError('usage', `mapexec ci takes a stage: ${STAGES.join(', ')}`)
  const complete = stage === 'run' ? subStage !== undefined : script === undefined
  if (!complete || more.length > 0)
    throw new LaunchError('usage', 'mapexec ci run takes a script and a stage, the other stages take nothing')
  if (subStage !== undefined && !/^[a-z][a-z0-9_]{0,63}$/.test(subStage))
    throw new LaunchError('usage', 'the name of the stage is malformed')
  const response = offered.entries.find(({ name }) => name === 'JOB_RESPONSE_FILE')?.value
  return {
    purpose: explain ? 'explain' : ANSWERED.includes(stage) ? 'answer' : 'launch',
    frontend: 'ci',
    offers: [],
    command: [],
    extra: [],
    cwd: undefined,
    umask: undefined,
    statusFd,
    json,
    sourceProxy: undefined,
    targetProxy: '/dev/null',
    stdin: 'null',
    session: 'new',
    noNewPrivs: false,
    glexecMode: 'lcmaps_get_account',
    wantedAccount: undefined,
    label: undefined,
    ciCall: {
      stage,
      subStage,
      scriptPath: script === undefined ? undefined : absolute(script),
      responsePath: response === undefined || response === '' ? undefined : absolute(response),
    },
  }
}

const isStage = (word: string | undefined): word is CiStage => STAGES.some((stage) => stage === word)

function parseOptions(words: readonly string[]) {
  let [explain, json] = [false, false]
  let statusFd: number | undefined
  let at = 0
  for (; words[at]?.startsWith('--') === true; at += 1) {
    if (words[at] === '--explain') explain = true
    else if (words[at] === '--json') json = true
    else if (words[at] === '--status-fd') statusFd = statusFdOf(words[(at += 1)])
    else throw new LaunchError('usage', `mapexec ci does not know ${words[at] ?? ''}`)
  }
  return { explain, json, statusFd, rest: words.slice(at) }
}

/** The READ of one file is capped at 4 MiB (native-helper/PROTOCOL.md). */
const MAX_FILE = 4 * 1024 * 1024

const PREFIX = 'CUSTOM_ENV_'

/**
 * The request with its job: response and script read, token found, the variables that may reach the payload stripped of
 * their prefix. Errors: `ci-disabled`, `job-response-missing`, `job-response-invalid`, `environment-too-large`, and those
 * of `readCallerFile`.
 */
export async function withJob(
  request: LaunchRequest,
  settings: CiSettings | undefined,
  plan: CiJob['plan'],
): Promise<LaunchRequest> {
  const call = request.ciCall
  if (call === undefined) throw new Error('not a CI stage')
  if (settings === undefined) {
    throw new LaunchError('ci-disabled', 'CI jobs are not run here', { detail: 'there is no table [ci]' })
  }
  const variables = runnerVariables(request)
  const response = await readResponse(request, call.responsePath)
  refuseLargeVariables(settings.maxVariable, variables, response.variables)
  const script =
    call.scriptPath === undefined || request.purpose === 'explain'
      ? undefined
      : (await readRunnerFile(request, call.scriptPath)).bytes
  const job: CiJob = { stage: call.stage, subStage: call.subStage, response, variables, script, plan }
  return mint<LaunchRequest>({
    ...request,
    offers: offersOf(settings, response, variables),
    command: [settings.shell],
    environment: call.stage === 'run' ? [...variables].map(([name, value]) => ({ name, value })) : [],
    rejectedEnvironment: [],
    label: labelOf(`job ${response.id} ${call.subStage ?? call.stage}`),
    ci: job,
  })
}

function runnerVariables(request: LaunchRequest): ReadonlyMap<string, string> {
  const own = request.environment.filter(({ name }) => name.startsWith(PREFIX) && name !== PREFIX)
  return new Map(own.map(({ name, value }) => [name.slice(PREFIX.length), value]))
}

async function readResponse(request: LaunchRequest, path: string | undefined): Promise<CiResponse> {
  if (path === undefined) {
    throw new LaunchError(
      'job-response-missing',
      'JOB_RESPONSE_FILE is not set: GitLab Runner 14.1 or newer must call this',
    )
  }
  const { bytes, facts } = await readRunnerFile(request, path)
  if ((facts.mode & 0o077) !== 0) throw malformed(`${path} has mode ${(facts.mode & 0o7777).toString(8)}, not 0600`)
  const response = parseResponse(bytes)
  request.trace.add({
    step: 'request',
    check: 'job response',
    outcome: 'pass',
    found: `${path}: job ${response.id}, project ${response.projectId ?? 'not named'}`,
    callerSees: true,
  })
  return response
}

/** In the directory that the runner made for this job, and the runner's own: nothing else is taken for its file. */
async function readRunnerFile(request: LaunchRequest, path: string): Promise<CallerFile> {
  const { callerCwd, caller } = request
  if (callerCwd === '' || !path.startsWith(`${callerCwd}/`) || path.split('/').includes('..'))
    throw malformed(`${path} is not below the directory of the job, ${callerCwd || 'which cannot be told'}`)
  const file = await request.readCallerFile(path, MAX_FILE)
  if (file.facts.uid !== caller.uid) throw malformed(`${path} belongs to uid ${file.facts.uid}`)
  if ((file.facts.mode & 0o022) !== 0) throw malformed(`${path} can be written by others`)
  return file
}

/** The fields of gitlab-runner's common/spec/spec.go that are used here. Errors: `job-response-invalid`. */
export function parseResponse(bytes: Uint8Array): CiResponse {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    throw malformed(messageOf(error))
  }
  const response = recordOf(json)
  const info = recordOf(response['job_info'])
  const id = idOf(response['id'])
  if (id === undefined) throw malformed('it has no id')
  return {
    id,
    projectId: idOf(info['project_id']),
    pipelineId: idOf(info['pipeline_id']),
    userId: idOf(info['user_id']),
    variables: variablesOf(response['variables']),
  }
}

/** Ids are numbers in the response and strings in the token. 0 is what the runner writes for "not told". */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^[1-9][0-9]{0,18}$/.test(text) ? text : undefined
}

/** Of several with one name the last counts, as for the runner. */
function variablesOf(list: unknown): ReadonlyMap<string, string> {
  if (list === undefined || list === null) return new Map()
  if (!Array.isArray(list)) throw malformed('its variables are no list')
  return new Map(
    list.map((entry: unknown): readonly [string, string] => {
      const { key, value } = recordOf(entry)
      if (typeof key !== 'string' || typeof value !== 'string') throw malformed('a variable is malformed')
      return [key, value]
    }),
  )
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

/** Names of the configured variables in order; the response's own value comes before the one in the environment. */
function offersOf(
  { tokenVariables }: CiSettings,
  response: CiResponse,
  variables: ReadonlyMap<string, string>,
): readonly CredentialOffer[] {
  const found = tokenVariables
    .flatMap((name) => [response.variables.get(name), variables.get(name)])
    .find((value) => value !== undefined && value !== '')
  return found === undefined ? [] : [{ kind: 'oidc', token: Buffer.from(found) }]
}

/** MAX_ARG_STRLEN: from 128 KiB on, execve(2) refuses the runner's own commands, `cleanup` among them. */
function refuseLargeVariables(maxBytes: number, ...sets: readonly ReadonlyMap<string, string>[]): void {
  for (const [name, value] of sets.flatMap((set) => [...set])) {
    const size = Buffer.byteLength(value)
    if (size <= maxBytes) continue
    throw new LaunchError(
      'environment-too-large',
      `the CI variable ${name.replace(/[^A-Za-z0-9_]/g, '?').slice(0, 64)} has ${size} bytes, ${maxBytes} are possible; put it into a file`,
    )
  }
}

const malformed = (detail: string): LaunchError =>
  new LaunchError('job-response-invalid', "the runner's job files cannot be trusted", { detail })
