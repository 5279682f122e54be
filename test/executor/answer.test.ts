/** What the runner and authors are told. */
import { configAnswer, refusalAnswer } from '../../src/executor/answer'
import type { Refusal } from '../../src/core/stages'
import { sampleJob, sampleRequest } from '../support/samples'
import { sampleCiSettings } from '../ci-harness/settings'
import { ciSettings } from '../authorize/ci/support'
import { ciTarget, LEASE } from './support'

const config = (target = ciTarget()): unknown =>
  JSON.parse(configAnswer(sampleJob({ target }), sampleCiSettings(), 'wn1.example.org'))

const refusal = (reason: Refusal['reason']): Refusal => ({
  refused: true,
  reason,
  message: 'no\x1b[31m',
  detail: 'secret detail',
  place: { file: '/secret' },
})

describe('configAnswer', () => {
  test('is one JSON object and a newline', () =>
    expect(config()).toMatchObject({
      hostname: 'wn1.example.org',
      builds_dir_is_shared: false,
      shell: 'bash',
      job_env: {},
    }))
  test('marks jobs whose account is given back', () =>
    expect(config(ciTarget({}, { lease: LEASE }, 'x job 1'))).toMatchObject({ job_env: { MAPEXEC_CI_RELEASE: '1' } }))
})

describe('refusalAnswer', () => {
  test.each(['no-credential', 'token-audience'] as const)('says what to write for %s', (reason) => {
    const { stderr, exit } = refusalAnswer(refusal(reason), sampleRequest(), ciSettings())
    expect(stderr).toContain('default:\n  id_tokens:\n    MAPEXEC_ID_TOKEN:\n      aud: "https://runner.example.org"\n')
    expect([201, 203]).toContain(exit)
  })

  test('is one line for everything else, without details or control characters', () => {
    const { stderr } = refusalAnswer(refusal('user-blocked'), sampleRequest(), ciSettings())
    expect(stderr).toBe('mapexec: 203 user-blocked: no [31m (ref 0123456789abcdef)\n')
  })

  test('is JSON and nothing else for programs', () => {
    const { stderr = '' } = refusalAnswer(refusal('no-credential'), sampleRequest({ json: true }), ciSettings())
    expect(JSON.parse(stderr)).toMatchObject({ code: 201, reason: 'no-credential' })
  })
})
