/** What the runner's call becomes: arguments, job response, variables; and what is not taken from it. */
import { parseRequest } from '../../src/request'
import { parseResponse, withJob } from '../../src/request/ci'
import type { CallerFile, LaunchRequest } from '../../src/core/stages'
import { sampleCiSettings } from '../ci-harness/settings'
import { reasonOf, reasonOfAsync } from '../support/reason'

const DIRECTORY = '/tmp/custom-executor1'
const RESPONSE = `${DIRECTORY}/response.json`
const SCRIPT = `${DIRECTORY}/script1/script`

const response = (change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: 981,
    job_info: { project_id: 42, pipeline_id: 77, user_id: 1001 },
    variables: [{ key: 'MAPEXEC_ID_TOKEN', value: 'a.b.c' }],
    ...change,
  })

interface Machine {
  readonly words?: readonly string[]
  readonly environment?: readonly string[]
  readonly cwd?: string
  readonly text?: string
  readonly facts?: Partial<CallerFile['facts']>
}

function requestOf({
  words = ['config'],
  environment = [],
  cwd = DIRECTORY,
  text = response(),
  facts,
}: Machine): LaunchRequest {
  const environ = [`JOB_RESPONSE_FILE=${RESPONSE}`, 'PATH=/runner/bin', ...environment]
  return parseRequest(
    {
      caller: { uid: 60010, gid: 60010, groups: [], pid: 1, startTime: 1n },
      cwd: Buffer.from(cwd),
      argv: ['mapexec-helper', 'ci', ...words].map((word) => Buffer.from(word)),
      environ: environ.map((entry) => Buffer.from(entry)),
      umask: 0o22,
      terminals: 0,
    },
    {
      ref: '0123456789abcdef',
      path: '/usr/bin:/bin',
      readCallerFile: (path) =>
        Promise.resolve({
          path,
          bytes: Buffer.from(path === RESPONSE ? text : 'echo hello\n'),
          facts: {
            mode: path === RESPONSE ? 0o100600 : 0o100700,
            uid: 60010,
            gid: 60010,
            nlink: 1,
            size: 1,
            mtime: 0,
            ...facts,
          },
        }),
    },
  )
}

const plan = () => {
  throw new Error('no plan was expected to be made')
}
const load = (machine: Machine = {}, ci: ReturnType<typeof sampleCiSettings> | undefined = sampleCiSettings()) =>
  withJob(requestOf(machine), ci, plan)
const refused = (machine: Machine = {}, ci = sampleCiSettings()) => reasonOfAsync(() => load(machine, ci))

describe('parseCi takes', () => {
  test.each([
    ['config', ['config'], 'answer', undefined],
    ['prepare', ['prepare'], 'launch', undefined],
    ['cleanup', ['cleanup'], 'launch', undefined],
    ['release', ['release'], 'answer', undefined],
    ['run with a script and a sub-stage', ['run', SCRIPT, 'build_script'], 'launch', 'build_script'],
    ['run with a relative script', ['run', 'script1/script', 'step_release'], 'launch', 'step_release'],
    ['an explanation instead', ['--explain', '--json', 'prepare'], 'explain', undefined],
  ])('%s', (_what, words, purpose, subStage) => {
    const request = requestOf({ words })
    expect([request.frontend, request.purpose, request.ciCall?.subStage]).toEqual(['ci', purpose, subStage])
    expect(request.ciCall?.scriptPath).toBe(subStage === undefined ? undefined : SCRIPT)
    expect([request.session, request.stdin, request.targetProxy]).toEqual(['new', 'null', '/dev/null'])
  })

  test('a descriptor for the result', () =>
    expect(requestOf({ words: ['--status-fd', '9', 'config'] }).statusFd).toBe(9))
})

describe('parseCi refuses', () => {
  test.each([
    ['no stage', []],
    ['another stage', ['build']],
    ['run without a script', ['run']],
    ['run without a sub-stage', ['run', SCRIPT]],
    ['run with more', ['run', SCRIPT, 'build_script', 'x']],
    ['config with more', ['config', 'x']],
    ['a sub-stage of another form', ['run', SCRIPT, '../x']],
    ['an unknown option', ['--account', 'alice', 'config']],
    ['an option without its value', ['--status-fd']],
    ['a descriptor of the payload', ['--status-fd', '1', 'config']],
  ])('%s', (_what, words) => expect(reasonOf(() => requestOf({ words }))).toBe('usage'))
})

describe('withJob', () => {
  test('knows the job by its response', async () => {
    const { ci, label } = await load({ words: ['run', SCRIPT, 'build_script'] })
    expect(ci).toMatchObject({
      stage: 'run',
      subStage: 'build_script',
      response: { id: '981', projectId: '42', pipelineId: '77', userId: '1001' },
    })
    expect([Buffer.from(ci?.script ?? []).toString(), label]).toEqual(['echo hello\n', 'job 981 build_script'])
  })

  test('offers the token of the response, as bytes without meaning', async () => {
    expect((await load()).offers).toEqual([{ kind: 'oidc', token: Buffer.from('a.b.c') }])
  })

  test.each([
    [
      'the first configured variable that is set',
      [
        ['SITE', 'x.y.z'],
        ['MAPEXEC_ID_TOKEN', 'a.b.c'],
      ],
      [],
      'x.y.z',
    ],
    [
      'the second where the first is empty',
      [
        ['SITE', ''],
        ['MAPEXEC_ID_TOKEN', 'a.b.c'],
      ],
      [],
      'a.b.c',
    ],
    [
      'the last of several with one name',
      [
        ['SITE', '1.1.1'],
        ['SITE', '2.2.2'],
      ],
      [],
      '2.2.2',
    ],
    ['the environment where the response has none', [], ['CUSTOM_ENV_SITE=e.e.e'], 'e.e.e'],
    ['the response before the environment', [['SITE', 'r.r.r']], ['CUSTOM_ENV_SITE=e.e.e'], 'r.r.r'],
  ])('takes %s', async (_what, variables, environment, token) => {
    const text = response({ variables: variables.map(([key, value]) => ({ key, value })) })
    const ci = sampleCiSettings({ tokenVariables: ['SITE', 'MAPEXEC_ID_TOKEN'] })
    expect((await load({ text, environment }, ci)).offers[0]?.token).toEqual(Buffer.from(token))
  })

  test("offers nothing without a token, and never the runner's own variable of that name", async () => {
    const text = response({ variables: [] })
    expect((await load({ text, environment: ['MAPEXEC_ID_TOKEN=a.b.c'] })).offers).toEqual([])
  })

  test("takes a job's variables for run alone, without prefix, and none of the runner's", async () => {
    const environment = ['CUSTOM_ENV_CI=true', 'CUSTOM_ENV_LD_PRELOAD=/x', 'CUSTOM_ENV_=x', 'HOME=/home/runner']
    const run = await load({ words: ['run', SCRIPT, 'build_script'], environment })
    expect(run.environment).toEqual([
      { name: 'CI', value: 'true' },
      { name: 'LD_PRELOAD', value: '/x' },
    ])
    for (const stage of ['prepare', 'cleanup', 'config']) {
      expect((await load({ words: [stage], environment })).environment).toEqual([])
    }
  })

  test.each([['without [ci]', 'ci-disabled', {}, undefined]])('refuses %s', async (_what, reason, machine) =>
    expect(await reasonOfAsync(() => withJob(requestOf(machine), undefined, plan))).toBe(reason),
  )

  test.each([
    ['a response that is no JSON', 'job-response-invalid', { text: '{' }],
    ['a response that is a list', 'job-response-invalid', { text: '[]' }],
    ['a response without id', 'job-response-invalid', { text: response({ id: undefined }) }],
    ['a response with the id 0', 'job-response-invalid', { text: response({ id: 0 }) }],
    ['a response with a fractional id', 'job-response-invalid', { text: response({ id: 1.5 }) }],
    ['variables that are no list', 'job-response-invalid', { text: response({ variables: {} }) }],
    ['a variable without value', 'job-response-invalid', { text: response({ variables: [{ key: 'A' }] }) }],
    ['a response that others may read', 'job-response-invalid', { facts: { mode: 0o100644 } }],
    ['a response of somebody else', 'job-response-invalid', { facts: { uid: 62001 } }],
    ['a response elsewhere', 'job-response-invalid', { cwd: '/tmp/other' }],
    ['a response in a directory that begins alike', 'job-response-invalid', { cwd: '/tmp/custom-executor' }],
    ['a directory that cannot be told', 'job-response-invalid', { cwd: '' }],
    ['a script elsewhere', 'job-response-invalid', { words: ['run', '/etc/passwd', 'build_script'] }],
    ['a script by way of ..', 'job-response-invalid', { words: ['run', `${DIRECTORY}/../x`, 'build_script'] }],
    [
      'a large variable in the environment',
      'environment-too-large',
      { environment: [`CUSTOM_ENV_X=${'x'.repeat(122_881)}`] },
    ],
    [
      'a large variable in the response',
      'environment-too-large',
      { text: response({ variables: [{ key: 'X', value: 'ü'.repeat(61_441) }] }) },
    ],
  ] as const)('refuses %s', async (_what, reason, machine) => expect(await refused(machine)).toBe(reason))

  test('refuses a runner that sets no JOB_RESPONSE_FILE', async () => {
    expect(await refused({ environment: ['JOB_RESPONSE_FILE='] })).toBe('job-response-missing')
  })
})

describe('parseResponse', () => {
  test('takes ids as text or number, and what the runner leaves out as not told', () => {
    const bytes = Buffer.from(JSON.stringify({ id: '7', job_info: { project_id: 0 } }))
    expect(parseResponse(bytes)).toEqual({
      id: '7',
      projectId: undefined,
      pipelineId: undefined,
      userId: undefined,
      variables: new Map(),
    })
  })

  test('keeps a variable with a name of the language harmless', () => {
    const bytes = Buffer.from('{"id":1,"variables":[{"key":"__proto__","value":"x"}]}')
    expect(parseResponse(bytes).variables.get('__proto__')).toBe('x')
  })
})
