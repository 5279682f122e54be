/** `[ci]` and the tables of issuers, as written and as the steps see them. */
import { readFileSync } from 'node:fs'
import { inspect, PATH } from './support'

const BASE = `[service]
target_uids = ["10000-19999"]
target_gids = ["10000-19999"]

[[caller]]
name = "runner"
users = ["gitlab-runner"]
credentials = ["oidc"]

[[map]]
name = "people"
from = "template"
template = "{user_login}"

`
const ISSUER = `[[authenticate.oidc]]
name = "gitlab"
issuer = "https://gitlab.example.org"
audience = ["https://runner.example.org"]
user_claim = "user_login"
`
const settingsOf = (text: string) => {
  const { settings, problems } = inspect(`${BASE}${text}`)
  if (settings === undefined) throw new Error(JSON.stringify(problems))
  return settings
}

describe('an issuer', () => {
  test('has the claims of GitLab and strict defaults', () =>
    expect(settingsOf(ISSUER).authenticate.oidc[0]).toEqual({
      name: 'gitlab',
      issuer: 'https://gitlab.example.org',
      audience: ['https://runner.example.org'],
      algorithms: ['RS256', 'ES256'],
      jwksFile: undefined,
      jwksUrl: undefined,
      caFile: undefined,
      subjectClaim: 'user_login',
      userClaim: 'user_login',
      groupsClaim: undefined,
      leeway: 30,
      types: ['jwt', 'at+jwt'],
      maxLifetime: undefined,
      require: {},
      claims: {
        userId: undefined,
        project: ['job_project_path', 'project_path'],
        projectId: ['job_project_id', 'project_id'],
        source: 'pipeline_source',
        protectedRef: 'ref_protected',
        job: 'job_id',
        pipeline: 'pipeline_id',
        runner: 'runner_id',
      },
      ciOnly: false,
      keysDirectory: '/var/lib/mapexec/cache/jwks',
      keysMaxAge: 86_400,
      keysMaxStale: 86_400,
      fetchTimeoutMs: 5000,
      place: { file: PATH, line: 15, column: 1 },
    }))

  test('without user claim has its subject in "sub"', () =>
    expect(settingsOf(ISSUER.replace(/user_claim.*\n/, '')).authenticate.oidc[0]?.subjectClaim).toBe('sub'))
})

describe('[ci]', () => {
  test('is off where it is not written', () => expect(settingsOf(ISSUER).ci).toBeUndefined())

  test('is strict and private by default', () =>
    expect(settingsOf(`${ISSUER}[ci]\n`).ci).toMatchObject({
      tokenVariables: ['MAPEXEC_ID_TOKEN'],
      expiredCleanup: 900,
      dataDirectory: '{home}/.mapexec-ci',
      builds: 'project',
      retention: 604_800,
      directoryMode: 0o700,
      shell: '/bin/bash',
      stack: 'hard',
      killTimeout: 120,
      maxVariable: 122_880,
      lease: 'job',
      minimumUid: 1000,
      allowBots: false,
      forkPipelines: false,
      nologin: true,
      runAs: undefined,
    }))

  test('knows where each key stands', () => {
    const { ci } = settingsOf(
      `${ISSUER}[ci]\nprotected_refs = true\n[ci.runas]\nscript = "/etc/mapexec/runas"\ntimeout = "500ms"\n`,
    )
    expect(ci?.places['protected_refs']).toMatchObject({ file: PATH, line: 21 })
    expect(ci?.runAs).toEqual({
      script: '/etc/mapexec/runas',
      sha256: undefined,
      userVariable: undefined,
      environment: {},
      timeout: 0.5,
    })
  })
})

describe('the shipped example for a GitLab runner', () => {
  test('is a good configuration', () => {
    const text = readFileSync('config/gitlab-runner.toml', 'utf8')
    expect(inspect(text).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('shows only keys that exist', () => {
    // Lines that are commented out and look like `key = value` within [ci] are keys an administrator will uncomment.
    const text = readFileSync('config/gitlab-runner.toml', 'utf8')
    const shown = text
      .replace(/^# (?=[a-z_]+ = |\[ci\.runas\])/gm, '')
      .replace('sha256 = "…"', `sha256 = "${'0'.repeat(64)}"`)
    const unknown = inspect(shown).problems.filter(({ message }) => message.startsWith('unknown key'))
    expect(unknown).toEqual([])
  })
})
