/** What happens around the decision: stages that are left out, and what comes after it. */
import { beginStage, finishStage } from '../../src/executor'
import { mint, type LaunchOrder, type LaunchRequest, type Recorded, type Refusal } from '../../src/core/stages'
import { fakeSystem } from '../support/fake-system'
import { sampleJob, sampleRequest, sampleSettings } from '../support/samples'
import { ciSettings } from '../authorize/ci/support'
import { reasonOfAsync } from '../support/reason'
import { ciTarget, LEASE } from './support'

const call = (subStage: string | undefined, change: Partial<LaunchRequest> = {}): LaunchRequest =>
  sampleRequest({
    frontend: 'ci',
    callerCwd: '/tmp/x',
    ciCall: {
      stage: subStage === undefined ? 'config' : 'run',
      subStage,
      scriptPath: subStage && '/tmp/x/s',
      responsePath: '/tmp/x/r',
    },
    readCallerFile: (path) =>
      Promise.resolve({
        path,
        bytes: Buffer.from('{"id":1}'),
        facts: { mode: 0o100600, uid: 60001, gid: 0, nlink: 1, size: 1, mtime: 0 },
      }),
    ...change,
  })

describe('beginStage', () => {
  test('skips a run stage that is not listed, with a warning and success', async () => {
    const begun = await beginStage(call('get_sources'), ciSettings({ stages: ['build_script'] }))
    expect(begun).toEqual({ skipped: { exit: 0, stdout: '', stderr: expect.stringContaining('get_sources') } })
  })

  test.each([
    ['a listed run stage', 'build_script', ['build_script']],
    ['every run stage where none is listed', 'get_sources', []],
    ['the other stages always', undefined, ['build_script']],
  ])('begins %s', async (_what, subStage, stages) => {
    expect(await beginStage(call(subStage), ciSettings({ stages }))).toHaveProperty('request.ci.response.id', '1')
  })

  test('refuses where there is no [ci]', async () =>
    expect(await reasonOfAsync(() => beginStage(call(undefined), sampleSettings()))).toBe('ci-disabled'))
})

describe('finishStage', () => {
  const order = (stage: 'config' | 'run', purpose: LaunchRequest['purpose'], lease = false): LaunchOrder => {
    const base = ciTarget(
      { stage },
      lease ? { lease: { ...LEASE, directory: '/nonexistent' } } : {},
      lease ? 'x job 1' : undefined,
    )
    const request = { ...base.permit.request, purpose, statusFd: 9 }
    const target = { ...base, permit: { ...base.permit, request } }
    const job = sampleJob({ target })
    return mint<LaunchOrder>({ recorded: mint<Recorded>({ job, recordPath: '/nonexistent/record' }) })
  }
  const finish = (decision: Parameters<typeof finishStage>[0]) => finishStage(decision, ciSettings(), fakeSystem())

  test('answers config with JSON, and the status line beside it', async () => {
    const { answer } = await finish(order('config', 'answer'))
    expect(JSON.parse(String(answer?.stdout))).toMatchObject({ hostname: 'wn1.example.org' })
    expect([answer?.exit, JSON.parse(String(answer?.status?.text))]).toEqual([
      0,
      expect.objectContaining({ code: 0, payload: null }),
    ])
  })

  test('leaves a launch and an explanation as they are', async () => {
    for (const purpose of ['launch', 'explain'] as const) {
      const decision = order('run', purpose)
      expect(await finish(decision)).toEqual({ decision })
    }
  })

  test('takes a launch back whose account was given back', async () => {
    const { decision } = await finish(order('run', 'launch', true))
    expect(decision).toMatchObject({ refused: true, reason: 'lease-conflict' })
  })

  test('leaves a refusal a refusal', async () => {
    const decision: Refusal = { refused: true, reason: 'no-mapping', message: '', detail: undefined, place: undefined }
    expect(await finish(decision)).toEqual({ decision })
  })
})
