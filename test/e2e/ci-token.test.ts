/** `mapexec run --token`: signed tokens of other issuers, outside any CI job. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, rmSync, writeFileSync } from 'node:fs'
import { AUDIENCE, openSite, RUNNER, runWanted, type Site } from '../ci-harness/site'
import { signToken, type Claims } from '../ci-harness/tokens'
import { reasonIn } from './support'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.end())
afterEach(() => site.configure())

describe('mapexec run --token', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const run = (claims: Claims, words: readonly string[] = ['--', '/usr/bin/id', '-un']) => {
    writeFileSync(
      '/home/runner/token',
      signToken(site.key, { iss: site.issuer.url, iat: now(), exp: now() + 600, ...claims }),
      { mode: 0o600 },
    )
    chownSync('/home/runner/token', RUNNER.uid, RUNNER.gid)
    return callAs(['/usr/bin/mapexec', 'run', '--token', '/home/runner/token', ...words])
  }
  const callAs = ([command = '', ...words]: readonly string[]) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(command, words, {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin' },
        uid: RUNNER.uid,
        gid: RUNNER.gid,
      })
      const texts = { stdout: '', stderr: '' }
      child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
      child.on('close', (code) => resolve({ code, ...texts }))
    })

  test('runs a command for a WLCG token, with its groups', async () => {
    site.configure({
      issuer:
        'groups_claim = "wlcg.groups"\nrequire = { scope = ["compute.create"], "wlcg.ver" = ["1.*"] }\nsubject_claim = "sub"',
      map: '[[map]]\nname = "wlcg"\nfrom = "voms-mapfile"\nfile = "/etc/mapexec/wlcg"\n',
    })
    writeFileSync('/etc/mapexec/wlcg', '"/wlcg/pilots" bob\n', { mode: 0o644 })
    const claims = { sub: 'a1b2', aud: AUDIENCE, 'wlcg.ver': '1.0', 'wlcg.groups': ['/wlcg', '/wlcg/pilots'] }
    expect(await run({ ...claims, scope: 'storage.read:/ compute.create' })).toMatchObject({ code: 0, stdout: 'bob\n' })
    const refused = await run({ ...claims, scope: 'storage.read:/' })
    expect([refused.code, reasonIn(refused.stderr)]).toEqual([203, 'token-claim'])
    rmSync('/etc/mapexec/wlcg')
  })

  test('runs a command for a GitHub Actions token of the right repository, environment and event', async () => {
    site.configure({
      issuer:
        'require = { repository_id = ["4711"], event_name = ["push", "workflow_dispatch"], runner_environment = ["self-hosted"] }',
      map:
        '[[map]]\nname = "github"\nfrom = "account"\nsubject = "' +
        site.issuer.url +
        ' octo-alice"\naccount = "alice"\n',
    })
    const claims = {
      sub: 'repo:org@1/repo@4711:ref:refs/heads/main',
      aud: AUDIENCE,
      user_login: 'octo-alice',
      actor: 'octo-alice',
      repository_id: '4711',
      event_name: 'push',
      runner_environment: 'self-hosted',
    }
    expect(await run(claims)).toMatchObject({ code: 0, stdout: 'alice\n' })
    const refused = await run({ ...claims, event_name: 'pull_request_target' })
    expect([refused.code, reasonIn(refused.stderr)]).toEqual([203, 'token-claim'])
    const other = await run({ ...claims, user_login: 'octo-bob' })
    expect([other.code, reasonIn(other.stderr)]).toEqual([203, 'no-mapping'])
  })

  test('needs no job: the rules of [ci] do not hold', async () => {
    site.configure({ ci: 'user_blocklist = ["alice"]' })
    expect(await run({ aud: AUDIENCE, user_login: 'alice' })).toMatchObject({ code: 0, stdout: 'alice\n' })
  })

  test('is no way around the rules of [ci] where the issuer is for jobs only', async () => {
    site.configure({ issuer: 'ci_only = true' })
    expect((await runWanted(site)).state).toBe('success')
    const { code, stderr } = await run({ aud: AUDIENCE, user_login: 'alice' })
    expect([code, reasonIn(stderr)]).toEqual([203, 'token-wrong-job'])
  })

  test('can be explained, with claims and subject', async () => {
    await run({ aud: AUDIENCE, user_login: 'alice' })
    const words = ['explain', '--json', '--token', '/home/runner/token', '--', '/bin/true']
    const { code, stdout } = await callAs(['/usr/bin/mapexec', ...words])
    expect(code).toBe(0)
    expect(stdout).toContain('subject from claim user_login')
  })

  test('can be explained to root, with the file and line of the rule that decided', async () => {
    await run({ aud: AUDIENCE, user_login: 'alice' })
    const words = ['explain', '--caller', 'runner', '--json', '--token', '/home/runner/token', '--', '/bin/true']
    const { status, stdout } = spawnSync('/usr/bin/mapexec', words, { encoding: 'utf8', cwd: '/' })
    const { checks, rule, account } = JSON.parse(stdout) as Explained
    expect([status, account?.name]).toEqual([0, 'alice'])
    expect(checks.map(({ check }) => check)).toContain('subject from claim user_login')
    expect(rule?.place).toMatch(/^\/etc\/mapexec\/mapexec\.toml:\d+/)
    expect(checks.find(({ check }) => check === 'caller list')?.place).toMatch(/^\/etc\/mapexec\/mapexec\.toml:\d+/)
  })

  test('refuses a token file that others can read', async () => {
    await run({ aud: AUDIENCE, user_login: 'alice' })
    chmodSync('/home/runner/token', 0o644)
    const { code, stderr } = await callAs([
      '/usr/bin/mapexec',
      'run',
      '--token',
      '/home/runner/token',
      '--',
      '/bin/true',
    ])
    expect([code, reasonIn(stderr)]).toEqual([201, 'credential-mode'])
  })
})

interface Explained {
  readonly checks: readonly { readonly check: string; readonly place?: string }[]
  readonly rule?: { readonly place?: string }
  readonly account?: { readonly name: string }
}
