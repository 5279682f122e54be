/** Rules about the job: what the signed claims must say. */
import { LaunchError } from '../../../src/core/errors'
import type { CiSettings } from '../../../src/core/settings-ci'
import { authorizeCi } from '../../../src/authorize/ci'
import { fakeSystem, type FakeMachine } from '../../support/fake-system'
import { sampleSettings } from '../../support/samples'
import { ciPermit, ciSettings } from './support'

const judge = async (
  ci: Partial<CiSettings>,
  claims: Readonly<Record<string, string>> = {},
  { machine = {}, stage = 'config' }: { machine?: FakeMachine; stage?: 'config' | 'prepare' | 'run' | 'cleanup' } = {},
) => {
  const permit = ciPermit(claims, { stage })
  const answer = await authorizeCi(permit, ciSettings(ci), fakeSystem(machine))
  return { reason: answer.refused ? answer.reason : 'permitted', answer, trace: permit.request.trace.checks }
}

describe('a job is permitted', () => {
  test.each<[string, Partial<CiSettings>, Record<string, string>?]>([
    ['without any rules', {}],
    ['of a bot where bots are welcome', { allowBots: true }, { user_login: 'project_1_bot_x' }],
    ['of somebody whose name only looks like a bot', {}, { user_login: 'bot' }],
    ['of a listed runner', { runners: ['1', '3'] }],
    ['of a listed source', { sources: ['web', 'push'] }],
    ['of a protected branch', { protectedRefs: true }],
    ['of a listed project', { projectsAllow: ['group/project'] }],
    ['of a project below a listed group', { projectsAllow: ['group/*'] }],
    ['of a project in other capitals than listed', { projectsAllow: ['Group/Project'] }],
    ['of a project that is not blocked', { projectsBlock: ['other/*'] }],
    [
      'of a fork where forks are welcome',
      { projectsAllow: ['group/*'], forkPipelines: true },
      { project_path: 'fork/project' },
    ],
  ])('%s', async (_what, ...[ci, claims]) => expect((await judge(ci, claims)).reason).toBe('permitted'))
})

describe('a job is refused', () => {
  test.each<[string, string, Partial<CiSettings>, Record<string, string>?]>([
    ['of a project token', 'bot-account', {}, { user_login: 'project_42_bot' }],
    ['of a newer project token', 'bot-account', {}, { user_login: 'project_42_bot_0a1b2c' }],
    ['of a group token', 'bot-account', {}, { user_login: 'group_7_bot' }],
    ['of nobody', 'bot-account', { allowBots: true }, { user_login: '' }],
    ['of another runner', 'runner-not-allowed', { runners: ['33', '4'] }],
    ['of another source', 'pipeline-source', { sources: ['web', 'pushes'] }],
    ['of no source', 'pipeline-source', { sources: ['web', ''] }, { pipeline_source: 'none' }],
    ['of an unprotected branch', 'ref-not-protected', { protectedRefs: true }, { ref_protected: 'false' }],
    [
      'of a branch that is protected in another spelling',
      'ref-not-protected',
      { protectedRefs: true },
      { ref_protected: 'True' },
    ],
    ['of another project', 'project-not-allowed', { projectsAllow: ['group/other'] }],
    ['of a project whose name is longer', 'project-not-allowed', { projectsAllow: ['group/proj'] }],
    ['of a group whose name is longer', 'project-not-allowed', { projectsAllow: ['grou/*'] }],
    ['of a blocked project', 'project-not-allowed', { projectsBlock: ['GROUP/*'] }],
    ['of a project that is both', 'project-not-allowed', { projectsAllow: ['*'], projectsBlock: ['group/project'] }],
    [
      'with the code of a fork',
      'project-not-allowed',
      { projectsAllow: ['group/*'] },
      { project_path: 'mallory/project' },
    ],
    [
      'in a fork, though the code is ours',
      'project-not-allowed',
      { projectsAllow: ['group/*'] },
      { job_project_path: 'mallory/project' },
    ],
    [
      'in a fork even where forks are welcome',
      'project-not-allowed',
      { projectsAllow: ['group/*'], forkPipelines: true },
      { job_project_path: 'mallory/project' },
    ],
    [
      'with the code of a blocked fork',
      'project-not-allowed',
      { projectsBlock: ['mallory/*'] },
      { project_path: 'mallory/project' },
    ],
  ])('%s', async (_what, ...[reason, ci, claims]) => expect((await judge(ci, claims)).reason).toBe(reason))

  test('where a claim is missing that a rule asks for', async () => {
    const permit = ciPermit()
    const bare = {
      ...permit,
      identity: {
        ...permit.identity,
        attributes: { iss: permit.identity.attributes['iss'] ?? '', user_login: 'alice' },
      },
    }
    const rules: readonly (readonly [string, Partial<CiSettings>])[] = [
      ['runner-not-allowed', { runners: ['3'] }],
      ['pipeline-source', { sources: ['push'] }],
      ['ref-not-protected', { protectedRefs: true }],
      ['project-not-allowed', { projectsAllow: ['*'] }],
      ['project-not-allowed', { projectsBlock: ['x'] }],
    ]
    for (const [reason, ci] of rules)
      expect(await authorizeCi(bare, ciSettings(ci), fakeSystem())).toMatchObject({ refused: true, reason })
  })

  test('with the line of the rule for the log, and neither rule nor claim for its author', async () => {
    const { answer, trace } = await judge({ projectsAllow: ['secret/*'] })
    expect(answer).toMatchObject({
      message: 'this project may not use this runner',
      detail: 'project_allowlist: job_project_path group/project: no match',
      place: { file: '/etc/mapexec/mapexec.toml', line: 50 },
    })
    expect(trace.at(-1)).toMatchObject({ check: '[ci] project_allowlist: the project', outcome: 'fail' })
    expect(trace.at(-1)?.callerSees).toBeUndefined()
  })

  test('without [ci]', async () => {
    expect(await authorizeCi(ciPermit(), sampleSettings(), fakeSystem())).toMatchObject({ reason: 'ci-disabled' })
  })
})

describe('nologin', () => {
  const files = { '/etc/nologin': 'Maintenance\nuntil noon\n' }

  test.each(['config', 'prepare'] as const)('refuses in %s, and says what the file says', async (stage) => {
    const { answer } = await judge({ nologin: true }, {}, { machine: { files }, stage })
    expect(answer).toMatchObject({ reason: 'nologin', message: expect.stringContaining('Maintenance until noon') })
  })

  test('lets a job that has begun go on', async () =>
    expect((await judge({ nologin: true }, {}, { machine: { files }, stage: 'run' })).reason).toBe('permitted'))

  test.each([
    ['is empty', { '/run/nologin': '' }],
    ['cannot be trusted', { '/etc/nologin': new LaunchError('config-untrusted', 'x') }],
  ])('holds where the file %s', async (_what, odd) =>
    expect((await judge({ nologin: true }, {}, { machine: { files: odd } })).reason).toBe('nologin'),
  )

  test('does not count where the configuration says so', async () =>
    expect((await judge({ nologin: false }, {}, { machine: { files } })).reason).toBe('permitted'))
})

describe('cleanup', () => {
  test('is permitted whatever the rules have become', async () => {
    const ci = { runners: ['4'], sources: ['web'], protectedRefs: true, projectsAllow: ['x'], nologin: true }
    const machine = { files: { '/etc/nologin': '' } }
    expect((await judge(ci, { ref_protected: 'false' }, { machine, stage: 'cleanup' })).reason).toBe('permitted')
  })
})
