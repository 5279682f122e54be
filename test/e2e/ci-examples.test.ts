/** The examples for other systems, called as those systems call them. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { checkSettings } from '../../src/config'
import { AUDIENCE, openSite, RUNNER, uidOf, type Site } from '../ci-harness/site'
import { signToken, type Claims } from '../ci-harness/tokens'
import { fakeSystem } from '../support/fake-system'
import { processesOf, reasonIn, until } from './support'

const HOOK = '/sandbox/ci/examples/github-container-hook.js'
const BOOTSTRAP = '/sandbox/ci/examples/buildkite-bootstrap'
const TEMP = '/tmp/runner-temp'

let site: Site
beforeAll(async () => {
  site = await openSite()
  cpSync('examples/ci', '/sandbox/ci/examples', { recursive: true })
  for (const path of ['/sandbox', '/sandbox/ci', '/sandbox/ci/examples', '/sandbox/ci/tls']) chmodSync(path, 0o755)
  chmodSync(site.issuer.caFile, 0o644)
  mkdirSync(TEMP, { mode: 0o700 })
  chownSync(TEMP, RUNNER.uid, RUNNER.gid)
  site.configure({
    caller: '',
    issuer: 'require = { event = ["push"] }',
  })
})
afterAll(async () => {
  rmSync(TEMP, { recursive: true })
  await site.end()
})

const token = (change: Claims = {}): string => {
  const now = Math.floor(Date.now() / 1000)
  return signToken(site.key, {
    iss: site.issuer.url,
    aud: AUDIENCE,
    sub: 'x',
    iat: now,
    exp: now + 300,
    user_login: 'alice',
    event: 'push',
    ...change,
  })
}

interface Call {
  readonly command: readonly string[]
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

function start({ command: [program = '', ...words], input = '', environment = {} }: Call) {
  const child = spawn(program, words, {
    cwd: TEMP,
    uid: RUNNER.uid,
    gid: RUNNER.gid,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      TMPDIR: TEMP,
      NODE_EXTRA_CA_CERTS: site.issuer.caFile,
      ...environment,
    },
  })
  child.stdin.end(input)
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...texts })),
  )
  return { child, ended, texts }
}

describe('the container hook for GitHub Actions', () => {
  const hook = (document: unknown) => start({ command: ['/usr/bin/node', HOOK], input: JSON.stringify(document) })
  const step = (script: string, variables: Readonly<Record<string, string>> = {}) => {
    const path = `${TEMP}/step.sh`
    writeFileSync(path, script, { mode: 0o600 })
    chownSync(path, RUNNER.uid, RUNNER.gid)
    return hook({
      command: 'run_script_step',
      responseFile: `${TEMP}/response`,
      state: {},
      args: {
        entryPoint: 'bash',
        entryPointArgs: ['-e', path],
        environmentVariables: {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${site.issuer.url}/token?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
          CI: 'true',
          ...variables,
        },
        prependPath: [],
        workingDirectory: '/home/alice',
      },
    })
  }
  beforeEach(() => {
    site.issuer.token = (authorization, audience) =>
      authorization === 'Bearer request-token' && audience === AUDIENCE ? token() : undefined
  })

  test('answers prepare_job and cleanup_job', async () => {
    const responseFile = `${TEMP}/response`
    expect(
      (await hook({ command: 'prepare_job', responseFile, args: { container: null }, state: {} }).ended).code,
    ).toBe(0)
    expect(JSON.parse(readFileSync(responseFile, 'utf8'))).toMatchObject({ state: {}, isAlpine: false })
    expect((await hook({ command: 'cleanup_job', responseFile, args: {}, state: {} }).ended).code).toBe(0)
  })

  test('runs a script step as the user of the token, in its directory, and passes its code on', async () => {
    const { code, stdout, stderr } = await step('id -un; pwd; echo "CI=$CI"; exit 7').ended
    expect([code, stdout, stderr]).toEqual([7, 'alice\n/home/alice\nCI=true\n', ''])
    expect(readdirSync(TEMP).filter((name) => name.startsWith('mapexec-step-'))).toEqual([])
  })

  test('shows no variable of the step in arguments, and passes none that is not configured', async () => {
    const { stdout } = await step('cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"; env', { SECRET: 'hunter2' }).ended
    expect(stdout).toContain('mapexec')
    expect(stdout).not.toContain('hunter2')
  })

  test('fails a step whose token is refused', async () => {
    site.issuer.token = () => token({ event: 'pull_request_target' })
    const { code, stderr } = await step('id').ended
    expect([code, reasonIn(stderr)]).toEqual([203, 'token-claim'])
  })

  test('fails a step without a token, and what is no script step', async () => {
    site.issuer.token = undefined
    expect(await step('id').ended).toMatchObject({ code: 1, stdout: '' })
    expect((await hook({ command: 'run_container_step', responseFile: '', args: {}, state: {} }).ended).code).toBe(1)
  })

  test('ends everything when the runner cancels', async () => {
    const { child, ended, texts } = step('setsid sleep 300 & echo started; sleep 300')
    await until('the step runs', () => texts.stdout.includes('started'), 10_000)
    child.kill('SIGINT')
    await ended
    expect(processesOf(uidOf('alice'))).toEqual([])
  })
})

describe('the bootstrap for Buildkite', () => {
  const agent = '/sandbox/ci/buildkite-agent'
  const run = (environment: Readonly<Record<string, string>> = {}) =>
    start({
      command: [BOOTSTRAP],
      environment: { MAPEXEC_BUILDKITE_AGENT: agent, BUILDKITE_JOB_ID: '0190', ...environment },
    })
  const install = (value: string, bootstrap: string): void => {
    writeFileSync(
      agent,
      `#!/bin/sh\ncase "$1 $2" in\n"oidc request-token") [ "$3 $4" = "--audience ${AUDIENCE}" ] && printf '%s' '${value}' ;;\n"bootstrap ") ${bootstrap} ;;\nesac\n`,
      { mode: 0o755 },
    )
  }

  test('runs the real bootstrap as the account of the token, and passes its code on', async () => {
    install(token(), 'id -un; pwd; exit 9')
    const { code, stdout, stderr } = await run().ended
    expect([code, stdout, stderr]).toEqual([9, 'alice\n/home/alice\n', ''])
    expect(readdirSync(TEMP).filter((name) => name.startsWith('mapexec-bootstrap'))).toEqual([])
  })

  test('fails the job when its token is refused, or when there is none', async () => {
    install(token({ aud: 'other' }), 'id -un')
    const refused = await run().ended
    expect([refused.code, refused.stdout, reasonIn(refused.stderr)]).toEqual([203, '', 'token-audience'])
    writeFileSync(agent, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    expect(await run().ended).toMatchObject({ code: 94, stdout: '' })
  })

  test('ends everything when the agent cancels', async () => {
    install(token(), 'echo started; setsid sleep 300 & sleep 300')
    const { child, ended, texts } = run()
    await until('the job runs', () => texts.stdout.includes('started'), 10_000)
    process.kill(child.pid ?? 0, 'SIGTERM')
    // The agent signals the whole group of the job.
    for (const line of processesOf(RUNNER.uid)) process.kill(Number(line.split(' ')[0]), 'SIGTERM')
    await ended
    await until('everything is gone', () => processesOf(uidOf('alice')).length === 0)
  })
})

describe('the tables beside the examples', () => {
  test.each(['buildkite', 'github'])('%s.toml make a good configuration', (name) => {
    const path = '/etc/mapexec/mapexec.toml'
    const service = '[service]\ntarget_uids = ["10000-19999"]\ntarget_gids = ["10000-19999"]\n'
    const text = `${service}${readFileSync(`examples/ci/${name}.toml`, 'utf8')}`
    const { problems } = checkSettings(fakeSystem({ files: { [path]: text } }), path)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(existsSync(`examples/ci/${name}.toml`)).toBe(true)
  })
})
