/** Stage and account → payload. */
import { isOwnLease, stagePlan } from '../../src/executor/plan'
import { sampleCiSettings } from '../ci-harness/settings'
import { ciTarget, LEASE } from './support'

const settings = sampleCiSettings()

describe('stagePlan', () => {
  test('gives the script to a login bash as bytes, in the directory of the job', () => {
    const script = Buffer.from('echo hello\n')
    const plan = stagePlan(ciTarget({ stage: 'run', subStage: 'build_script', script }), settings)
    expect(plan).toMatchObject({ cwd: '/home/alice/.mapexec-ci/builds/3/000', stdin: script, umask: 0o77 })
    expect(plan.command.slice(0, 4)).toEqual(['/bin/bash', '--noprofile', '--norc', '-c'])
    expect(plan.command.slice(-5)).toEqual(['120', 'hard', '/bin/bash', '--login', '-s'])
    expect(plan.environment).toEqual([{ name: 'MAPEXEC_CI_JOB', value: '981' }])
  })

  test('puts no part of the script into the arguments', () => {
    const plan = stagePlan(ciTarget({ stage: 'run', script: Buffer.from('export TOKEN=hunter2') }), settings)
    expect(plan.command.join(' ')).not.toContain('hunter2')
  })

  test('makes the directories with the configured mode and message', () => {
    const { command, stdin, cwd } = stagePlan(
      ciTarget({ stage: 'prepare' }),
      sampleCiSettings({ directoryMode: 0o750, message: 'Hello' }),
    )
    expect([stdin, cwd]).toEqual([undefined, '/'])
    expect(command.slice(3)).toEqual([
      'mapexec-prepare',
      '0750',
      'Hello',
      '/home/alice/.mapexec-ci',
      '/home/alice/.mapexec-ci/builds',
      '/home/alice/.mapexec-ci/builds/3/000',
      '/home/alice/.mapexec-ci/cache',
    ])
  })

  const cleanup = (change: Parameters<typeof sampleCiSettings>[0], target = ciTarget({ stage: 'cleanup' })) =>
    stagePlan(target, sampleCiSettings(change)).command.slice(4)

  test.each([
    ['keeps a shared directory, and removes what is old', {}, ['981', '', '7']],
    ['removes nothing old where builds are kept for ever', { retention: 0 }, ['981', '', '0']],
    [
      "removes a job's own directory at once",
      { builds: 'job' as const, retention: 0 },
      ['981', '/home/alice/.mapexec-ci/builds/job-981', '0'],
    ],
    ["keeps a job's own directory until its time", { builds: 'job' as const }, ['981', '', '7']],
    ['counts less than a day as one', { retention: 3600 }, ['981', '', '1']],
  ])('%s', (_what, change, words) => expect(cleanup(change)).toEqual([...words, '/home/alice/.mapexec-ci/builds', '0']))

  test('wipes an account that is the job’s alone', () => {
    const target = ciTarget({ stage: 'cleanup' }, { lease: LEASE }, 'issuer job 981')
    expect(isOwnLease(target)).toBe(true)
    expect(cleanup({}, target)).toEqual([
      '981',
      '/home/alice/.mapexec-ci/builds/3/000',
      '7',
      '/home/alice/.mapexec-ci/builds',
      '1',
    ])
  })

  test.each([
    ['of a person', ciTarget({ stage: 'cleanup' }, {}, 'issuer job 981')],
    ['of a pool that the identity keeps', ciTarget({ stage: 'cleanup' }, { lease: LEASE })],
  ])('never wipes an account %s', (_what, target) => expect(cleanup({}, target).at(-1)).toBe('0'))
})
