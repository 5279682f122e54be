/** CI jobs that must not run: each for its own reason, and with the exit code that the runner needs. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { AUDIENCE, openSite, runWanted, type Site } from '../ci-harness/site'
import { hmacToken, gitlabClaims, makeKey, signToken, unsignedToken } from '../ci-harness/tokens'
import type { JobResult } from '../ci-harness/runner'
import { reasonIn } from './support'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.end())
afterEach(() => site.configure())

interface Refused {
  readonly reason: string | undefined
  readonly failure: JobResult['failure']
  readonly attempts: number
  readonly calls: readonly string[]
}

const outcome = ({ log, failure, attempts, calls }: JobResult): Refused => ({
  reason: reasonIn(log),
  failure,
  attempts,
  calls,
})
const denied = (reason: string): Refused => ({
  reason,
  failure: 'script_failure',
  attempts: 1,
  calls: ['config', 'cleanup'],
})

describe('a job is refused as failed', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const facts = () => ({
    issuer: site.issuer.url,
    audience: AUDIENCE,
    user: 'alice',
    userId: 1001,
    jobId: 1,
    now: now(),
  })

  test.each([
    ['without token', 'no-credential', () => ({ token: null })],
    ['with an expired token', 'token-expired', () => ({ claims: { exp: now() - 60 } })],
    ['with a token for another audience', 'token-audience', () => ({ claims: { aud: 'https://other' } })],
    ['with a token of another issuer', 'token-issuer', () => ({ claims: { iss: 'https://evil.example.org' } })],
    ['with alg none', 'token-algorithm', () => ({ token: unsignedToken(gitlabClaims(facts())) })],
    ['with HMAC', 'token-algorithm', () => ({ token: hmacToken(site.key, gitlabClaims(facts())) })],
    ['with an unknown key', 'token-key-unknown', () => ({ token: signToken(makeKey('other'), gitlabClaims(facts())) })],
    [
      'with a forged signature',
      'token-signature',
      () => ({ token: signToken(makeKey('ci-1'), gitlabClaims(facts())) }),
    ],
    ['with the token of another job', 'token-wrong-job', () => ({ claims: { job_id: '1' } })],
    ['with the token of another project', 'token-wrong-job', () => ({ claims: { job_project_id: '43' } })],
    [
      'with an overridden GITLAB_USER_LOGIN',
      'variable-overridden',
      () => ({ variables: { GITLAB_USER_LOGIN: 'bob' } }),
    ],
    ['with an oversized token', 'token-too-large', () => ({ claims: { filler: 'x'.repeat(20_000) } })],
    [
      'with a variable that is too large',
      'environment-too-large',
      () => ({ variables: { MY_BIG: 'x'.repeat(125_000) } }),
    ],
    ['of a user without an account', 'no-mapping', () => ({ user: 'nobodyknows', job: { userId: 999 } })],
    ['of root', 'account-forbidden', () => ({ user: 'root' })],
    ['of the service account', 'account-forbidden', () => ({ user: 'mapexec' })],
    ['of a bot', 'bot-account', () => ({ user: 'project_42_bot' })],
  ])('%s', async (_what, reason, wanted) => expect(outcome(await runWanted(site, wanted()))).toEqual(denied(reason)))

  test('with an edited job response', async () => {
    const edit = ({ response }: { response: string }): void =>
      writeFileSync(response, readFileSync(response, 'utf8').replace(/"id":\d+/, '"id":1'))
    expect(outcome(await runWanted(site, { job: { tamper: edit } }))).toEqual(denied('token-wrong-job'))
  })

  test('with a job response that others may read, or that is no JSON, or that is missing', async () => {
    const tampers = [
      ['job-response-invalid', ({ response }: { response: string }) => chmodSync(response, 0o644)],
      ['job-response-invalid', ({ response }: { response: string }) => writeFileSync(response, '{')],
      ['credential-not-found', ({ response }: { response: string }) => rmSync(response)],
    ] as const
    for (const [reason, tamper] of tampers)
      expect(outcome(await runWanted(site, { job: { tamper } }))).toEqual(denied(reason))
  })

  test.each([
    ['of a blocked user', 'user-blocked', 'user_blocklist = ["alice"]', {}],
    ['of a blocked group', 'user-blocked', 'group_blocklist = ["physics"]', {}],
    ['on none of the lists', 'user-not-allowed', 'user_allowlist = ["bob"]', {}],
    ['whose login shell is not listed', 'shell-not-allowed', 'shell_allowlist = ["/bin/zsh"]', {}],
    ['of another pipeline source', 'pipeline-source', 'pipeline_sources = ["web"]', {}],
    ['of an unprotected branch', 'ref-not-protected', 'protected_refs = true', { claims: { ref_protected: 'false' } }],
    ['of another runner', 'runner-not-allowed', 'runners = ["4"]', {}],
    ['of another project', 'project-not-allowed', 'project_allowlist = ["other/*"]', {}],
    [
      'of a fork',
      'project-not-allowed',
      'project_allowlist = ["group/*"]',
      { claims: { project_path: 'mallory/project' } },
    ],
    ['below the minimum uid', 'account-forbidden', 'minimum_uid = 62500', {}],
  ])('%s', async (_what, reason, ci, wanted) => {
    site.configure({ ci })
    expect(outcome(await runWanted(site, wanted))).toEqual(denied(reason))
  })

  test('while the machine is drained, and its author reads why', async () => {
    writeFileSync('/etc/nologin', 'Maintenance until noon\n', { mode: 0o644 })
    try {
      const result = await runWanted(site)
      expect(outcome(result)).toEqual(denied('nologin'))
      expect(result.log).toContain('Maintenance until noon')
    } finally {
      rmSync('/etc/nologin')
    }
  })

  test('and its author reads what to write into .gitlab-ci.yml', async () => {
    const { log } = await runWanted(site, { token: null })
    expect(log).toContain(`  id_tokens:\n    MAPEXEC_ID_TOKEN:\n      aud: "${AUDIENCE}"\n`)
  })

  test('and the refusal tells no rule, account or path to its author', async () => {
    site.configure({ ci: 'user_blocklist = ["alice"]' })
    expect((await runWanted(site)).log).not.toMatch(/blocklist|mapexec\.toml|alice/)
  })
})

describe('a job fails as trouble of the system, which the runner tries again', () => {
  test('when the issuer does not answer', async () => {
    rmSync('/var/lib/mapexec/cache/jwks', { recursive: true, force: true })
    site.issuer.status = 503
    try {
      const result = await runWanted(site)
      expect(outcome(result)).toMatchObject({
        reason: 'keys-unavailable',
        failure: 'runner_system_failure',
        attempts: 3,
      })
    } finally {
      site.issuer.status = 200
    }
  })

  test('when the configuration is broken', async () => {
    site.configure({ ci: 'no_such_key = 1' })
    const result = await runWanted(site)
    expect(outcome(result)).toMatchObject({ reason: 'config-invalid', failure: 'runner_system_failure', attempts: 3 })
  })

  test('when a variable of 128 KiB keeps the kernel from starting any stage', async () => {
    const result = await runWanted(site, { variables: { MY_BIG: 'x'.repeat(131_072) } })
    expect(result).toMatchObject({
      failure: 'runner_system_failure',
      attempts: 3,
      log: expect.stringContaining('E2BIG'),
    })
  })
})
