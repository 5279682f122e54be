/** A CI machine inside the sandbox: accounts, an HTTPS issuer, a configuration; and jobs with tokens that fit. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { startIssuer, type Issuer } from './issuer'
import {
  callStage,
  startJob,
  type Ended,
  type Harness,
  type JobDescription,
  type JobResult,
  type RunningJob,
} from './runner'
import { gitlabClaims, makeKey, signToken, type Claims, type SigningKey } from './tokens'

export const RUNNER = { uid: 60010, gid: 60010 }
export const AUDIENCE = 'https://runner.example.org'
export const USERS = ['alice', 'bob', ...Array.from({ length: 10 }, (_, index) => `user${index + 1}`)] as const
export const uidOf = (user: string): number => 62001 + USERS.findIndex((name) => name === user)
export const PHYSICS = 62900

const KEPT = ['/etc/passwd', '/etc/group', '/etc/mapexec/mapexec.toml', '/etc/mapexec/helper.conf']

export interface Site {
  readonly issuer: Issuer
  readonly key: SigningKey
  /** Writes the configuration: the base with further lines in [ci], and others after everything. */
  configure(change?: Change): void
  end(): Promise<void>
}

export interface Change {
  /** Further lines of [service]; they count after `install`. */
  readonly service?: string
  readonly ci?: string
  readonly issuer?: string
  readonly map?: string
  readonly more?: string
  readonly caller?: string
}

export async function openSite(): Promise<Site> {
  mkdirSync('/sandbox/ci', { recursive: true })
  for (const path of KEPT) cpSync(path, `/sandbox/ci${path.replaceAll('/', '-')}`, { preserveTimestamps: true })
  makeAccounts()
  const key = makeKey('ci-1')
  const issuer = await startIssuer('/sandbox/ci/tls', [key])
  cpSync(issuer.caFile, '/etc/mapexec/issuer-ca.pem')
  chmodSync('/etc/mapexec/issuer-ca.pem', 0o644)
  const site: Site = {
    issuer,
    key,
    configure: (change = {}) => {
      writeFileSync('/etc/mapexec/mapexec.toml', configuration(issuer.url, change), { mode: 0o644 })
    },
    end: async () => {
      await issuer.stop()
      for (const path of KEPT) cpSync(`/sandbox/ci${path.replaceAll('/', '-')}`, path, { preserveTimestamps: true })
      rmSync('/etc/mapexec/issuer-ca.pem')
      rmSync('/var/lib/mapexec/cache/jwks', { recursive: true, force: true })
    },
  }
  site.configure()
  install()
  return site
}

/** What changed in [service] and [[caller]] reaches the helper. */
export const install = (): void => {
  execFileSync('/usr/bin/mapexec', ['install'], { stdio: ['ignore', 'ignore', 'pipe'] })
}

function makeAccounts(): void {
  const people = USERS.map((name) => `${name}:x:${uidOf(name)}:${uidOf(name)}::/home/${name}:/bin/bash`)
  const odd = [
    'odd:x:62500:62500::/home/odd:/usr/sbin/nologin',
    'project_42_bot:x:62501:62501::/home/project_42_bot:/bin/bash',
  ]
  const runner = `runner:x:${RUNNER.uid}:${RUNNER.gid}::/home/runner:/bin/bash`
  appendFileSync('/etc/passwd', `${[runner, ...people, ...odd].join('\n')}\n`)
  const groups = [...USERS.map((name) => `${name}:x:${uidOf(name)}:`), 'odd:x:62500:', 'bots:x:62501:']
  appendFileSync('/etc/group', `runner:x:${RUNNER.gid}:\n${groups.join('\n')}\nphysics:x:${PHYSICS}:alice\n`)
  for (const [name, uid] of [['runner', RUNNER.uid] as const, ...USERS.map((user) => [user, uidOf(user)] as const)]) {
    mkdirSync(`/home/${name}`, { mode: 0o700, recursive: true })
    chownSync(`/home/${name}`, uid, uid)
  }
}

const configuration = (
  issuer: string,
  { service = '', ci = '', issuer: extra = '', map, more = '', caller = '' }: Change,
): string => `
[service]
target_uids = ["61001-61999", "62001-62999"]
target_gids = ["61000", "62001-62999"]
${service}

[[caller]]
name = "runner"
users = ["runner"]
credentials = ["oidc"]
environment = ["CI", "CI_*", "GITLAB_*", "FF_*", "MY_*"]
${caller}

[[authenticate.oidc]]
name = "gitlab"
issuer = "${issuer}"
audience = ["${AUDIENCE}"]
algorithms = ["RS256"]
user_claim = "user_login"
claims = { user_id = "user_id" }
ca_file = "/etc/mapexec/issuer-ca.pem"
${extra}

${
  map ??
  `[[map]]
name = "people"
credentials = ["oidc"]
from = "template"
template = "{user_login}"
`
}

[launch]
cwd = "home"
umask = "0077"
no_new_privs = true

[ci]
${ci}

${more}
`

export const HARNESS: Harness = {
  account: RUNNER,
  command: ['/usr/bin/mapexec', 'ci'],
  environment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/runner', USER: 'runner', CONFIG_FILE: '/x' },
  retryMilliseconds: 50,
  gracefulMilliseconds: 10_000,
  forceMilliseconds: 5000,
}

let lastJob = 1000

export interface Wanted {
  readonly user?: string
  readonly script?: string
  /** Changes of the token's claims. */
  readonly claims?: Claims
  /** The whole token; null: none at all. */
  readonly token?: string | null
  readonly variables?: Readonly<Record<string, string>>
  readonly job?: Partial<JobDescription>
  readonly harness?: Partial<Harness>
}

/** A job of a user, whose token is good unless it is asked for otherwise. */
export function describeJob(site: Site, wanted: Wanted = {}): JobDescription {
  const id = wanted.job?.id ?? ++lastJob
  const user = wanted.user ?? 'alice'
  const userId = uidOf(user) > 62000 ? uidOf(user) - 61000 : 999
  const facts = {
    issuer: site.issuer.url,
    audience: AUDIENCE,
    user,
    userId,
    jobId: id,
    now: Math.floor(Date.now() / 1000),
  }
  const token = wanted.token === undefined ? signToken(site.key, gitlabClaims(facts, wanted.claims)) : wanted.token
  const own = Object.entries(wanted.variables ?? {}).map(([key, value]) => ({ key, value }))
  return {
    id,
    projectId: 42,
    projectPath: 'group/project',
    pipelineId: 77,
    userId,
    script: wanted.script ?? 'id -un',
    variables: [
      { key: 'GITLAB_USER_LOGIN', value: user },
      { key: 'CI_RUNNER_ID', value: '3' },
      ...(token === null ? [] : [{ key: 'MAPEXEC_ID_TOKEN', value: token, masked: true }]),
      ...own.filter(({ key }) => key !== 'GITLAB_USER_LOGIN'),
      ...own.filter(({ key }) => key === 'GITLAB_USER_LOGIN'),
    ],
    ...wanted.job,
  }
}

export const startWanted = (site: Site, wanted: Wanted = {}): RunningJob =>
  startJob({ ...HARNESS, ...wanted.harness }, describeJob(site, wanted))

export const runWanted = (site: Site, wanted: Wanted = {}): Promise<JobResult> => startWanted(site, wanted).result

/** One stage of such a job, alone. */
export const stageOf = (site: Site, words: readonly string[], wanted: Wanted = {}): Promise<Ended> =>
  callStage({ ...HARNESS, ...wanted.harness }, describeJob(site, wanted), words)
