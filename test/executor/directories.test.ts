/** Where jobs work: below the account's data directory, whatever a job says. */
import { jobDirectories } from '../../src/executor/directories'
import type { CiJob } from '../../src/core/stages'
import { sampleCiSettings } from '../ci-harness/settings'
import { sampleCi } from '../authenticate/oidc/support'
import { account } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { ciTarget } from './support'

const of = (job: Partial<CiJob> = {}, ci = sampleCiSettings(), change = {}) =>
  jobDirectories(ciTarget(job, change), sampleCi(job), ci)

describe('jobDirectories', () => {
  test('gives each slot of a runner a directory that later jobs use again', () =>
    expect(of({ variables: new Map([['CI_CONCURRENT_ID', '7']]) })).toEqual({
      data: '/home/alice/.mapexec-ci',
      builds: '/home/alice/.mapexec-ci/builds',
      build: '/home/alice/.mapexec-ci/builds/3/007',
      cache: '/home/alice/.mapexec-ci/cache',
      own: false,
    }))

  test('gives each job one of its own where the configuration says so', () =>
    expect(of({}, sampleCiSettings({ builds: 'job' }))).toMatchObject({
      build: '/home/alice/.mapexec-ci/builds/job-981',
      own: true,
    }))

  test('fills in the account, as it is', () =>
    expect(of({}, sampleCiSettings({ dataDirectory: '/scratch/{user}/{user}' })).data).toBe('/scratch/alice/alice'))

  test('does not take an account for a pattern of replacement', () => {
    const odd = { ...account('a$&b', 62001), home: '/home/$1' }
    expect(of({}, sampleCiSettings({ dataDirectory: '{home}/{user}' }), { account: odd }).data).toBe('/home/$1/a$&b')
  })

  test.each(['../../etc', '', '7/..', '-1', '1234567', '7\n'])('takes no slot %j', (slot) =>
    expect(of({ variables: new Map([['CI_CONCURRENT_ID', slot]]) }).build).toMatch(/builds\/3\/000$/),
  )

  test.each(['', '/', 'home', '/home/../root'])('refuses an account with the home %j', (home) =>
    expect(reasonOf(() => of({}, sampleCiSettings(), { account: { ...account('alice', 62001), home } }))).toBe(
      'cwd-inaccessible',
    ),
  )
})
