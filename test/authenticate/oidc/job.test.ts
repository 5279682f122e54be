/** The token and the job at hand: what must agree, and what nobody but the issuer may say. */
import type { CiJob } from '../../../src/core/stages'
import { jwkOf, makeKey, signToken, type Claims } from '../../ci-harness/tokens'
import { sampleCiSettings } from '../../ci-harness/settings'
import { reasonOfAsync } from '../../support/reason'
import { claims, NOW, oidcSettings, present, sampleCi } from './support'

const key = makeKey('k1')
const files = { '/etc/mapexec/keys.json': JSON.stringify({ keys: [jwkOf(key)] }) }

const show = (job: Partial<CiJob> = {}, change: Claims = {}, now = NOW, ci = sampleCiSettings()) =>
  present(signToken(key, claims(change)), { files, now, ci, request: { frontend: 'ci', ci: sampleCi(job) } })
const refused = (job: Partial<CiJob> = {}, change: Claims = {}, now = NOW) =>
  reasonOfAsync(() => show(job, change, now))
const response = (change: Partial<CiJob['response']>): Partial<CiJob> => ({
  response: { ...sampleCi().response, ...change },
})

describe("a job's token", () => {
  test('is accepted where everything agrees', async () => {
    const variables = new Map([
      ['GITLAB_USER_LOGIN', 'alice'],
      ['CI_JOB_ID', '981'],
      ['CI_PROJECT_PATH', 'group/project'],
      ['CI_RUNNER_ID', '3'],
    ])
    expect((await show({ variables })).subject).toBe('https://gitlab.example.org alice')
  })

  test('is accepted where the runner is too old to tell the user', async () =>
    expect(await refused(response({ userId: undefined, pipelineId: undefined }))).toBeUndefined())

  test("makes the lease the job's own", async () =>
    expect((await show()).leaseName).toBe('https://gitlab.example.org job 981'))

  test("leaves the lease the user's where the configuration says so", async () =>
    expect((await show({}, {}, NOW, sampleCiSettings({ lease: 'identity' }))).leaseName).toBeUndefined())
})

describe('a token is refused', () => {
  test.each([
    ['of another job', response({ id: '982' })],
    ['of another project', response({ projectId: '43' })],
    ['of another pipeline', response({ pipelineId: '78' })],
    ['of another user', response({ userId: '1002' })],
    ['of another runner', response({ variables: new Map([['CI_RUNNER_ID', '4']]) })],
  ])('%s', async (_what, job) => expect(await refused(job)).toBe('token-wrong-job'))

  test('of a fork, where its own project is not the one that runs the job', async () => {
    const fork = { project_id: '42', job_project_id: '43' }
    expect(await refused({}, fork)).toBe('token-wrong-job')
  })

  test('that does not say which job it is for', async () => {
    expect(await refused({}, { job_id: undefined })).toBe('token-claim')
  })

  test.each([
    'GITLAB_USER_LOGIN',
    'GITLAB_USER_ID',
    'CI_JOB_ID',
    'CI_PROJECT_ID',
    'CI_PROJECT_PATH',
    'CI_PIPELINE_ID',
    'CI_PIPELINE_SOURCE',
  ])('beside a %s that is not what was signed, wherever it stands', async (name) => {
    const variables = new Map([[name, 'bob']])
    expect(await refused({ variables })).toBe('variable-overridden')
    expect(await refused(response({ variables }))).toBe('variable-overridden')
  })
})

describe('an expired token', () => {
  test.each(['config', 'prepare', 'run'] as const)('is refused in %s', async (stage) =>
    expect(await refused({ stage }, { exp: NOW - 60 })).toBe('token-expired'),
  )

  test.each(['cleanup', 'release'] as const)('still cleans up in %s, for so long', async (stage) => {
    expect(await refused({ stage }, { exp: NOW - 899 })).toBeUndefined()
    expect(await refused({ stage }, { exp: NOW - 901 })).toBe('token-expired')
  })

  test('must be good in everything else when it cleans up', async () => {
    expect(await refused({ stage: 'cleanup' }, { exp: NOW - 60, aud: 'other' })).toBe('token-audience')
    expect(await refused({ stage: 'cleanup', ...response({ id: '982' }) }, { exp: NOW - 60 })).toBe('token-wrong-job')
  })
})

describe('an issuer for CI jobs only', () => {
  const settings = oidcSettings({ ciOnly: true })
  const token = signToken(key, claims())

  test('is good for jobs, and for an explanation', async () => {
    const job = { frontend: 'ci', ci: sampleCi() } as const
    expect((await present(token, { files, settings, request: job })).kind).toBe('oidc')
    expect((await present(token, { files, settings, request: { purpose: 'explain' } })).kind).toBe('oidc')
  })

  test('is good for nothing else', async () => {
    expect(await reasonOfAsync(() => present(token, { files, settings }))).toBe('token-wrong-job')
  })
})
