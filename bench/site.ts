/** The sandbox made ready for measuring: every kind of credential, a cold and a warm helper, peers that do the same. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { appendFileSync, chownSync, copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { Program } from './spawn'

export const PILOT = 60_001
export const HELPER = '/usr/lib/mapexec/mapexec-helper'
const CLI = '/usr/lib/mapexec/cli.js'
const CONFIGURATION = '/etc/mapexec/mapexec.toml'
const HELPER_CONF = '/etc/mapexec/helper.conf'
const TOKEN = '/home/pilot/token'
const ISSUER = 'https://issuer.example.org'
export const NODE = '/usr/bin/node'

const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', HOME: '/home/pilot', LANG: 'C.UTF-8' }

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Credentials `unix` and `oidc` beside the sandbox's `x509`, and two versions of helper.conf to choose from. */
export function prepareSite(): void {
  const text = readFileSync(CONFIGURATION, 'utf8')
  const pilots = text.replace(
    'credentials = ["x509"]            # the payload',
    'credentials = ["x509", "unix", "oidc"] # the payload',
  )
  const rules = `
[authenticate]
unix = true

[[authenticate.oidc]]
name = "bench"
issuer = "${ISSUER}"
audience = ["mapexec"]
algorithms = ["ES256"]
jwks_file = "/etc/mapexec/keys.json"

[[map]]
name = "callers"
credentials = ["unix"]
from = "account"
subject = "pilot"
account = "pool020"
reap = "tree"

[[map]]
name = "tokens"
credentials = ["oidc"]
from = "account"
account = "pool019"
subject = "${ISSUER} alice"
reap = "tree"
`
  writeKeys()
  for (const warm of ['off', 'require']) {
    writeFileSync(CONFIGURATION, `${pilots.replace('[service]', `[service]\nwarm = "${warm}"`)}${rules}`)
    run(NODE, CLI, 'install')
    copyFileSync(HELPER_CONF, `${HELPER_CONF}.${warm}`)
  }
}

/** Which decider the next launches ask. */
export const useDecider = (kind: 'cold' | 'warm'): void =>
  copyFileSync(`${HELPER_CONF}.${kind === 'cold' ? 'off' : 'require'}`, HELPER_CONF)

function writeKeys(): void {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const now = Math.floor(Date.now() / 1000)
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: ISSUER, sub: 'alice', aud: 'mapexec', iat: now, exp: now + 3600 }
  const signed = `${encode({ alg: 'ES256', kid: 'bench' })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256', use: 'sig' }
  writeFileSync('/etc/mapexec/keys.json', JSON.stringify({ keys: [key] }), { mode: 0o644 })
  writeFileSync(TOKEN, `${signed}.${signature.toString('base64url')}`, { mode: 0o600 })
  chownSync(TOKEN, PILOT, PILOT)
}

/** The warm decider, as systemd would start it. Resolves when it serves. */
export async function startService(): Promise<ChildProcess> {
  const [uid, gid] = [Number(run('id', '-u', 'mapexec')), Number(run('id', '-g', 'mapexec'))]
  const service = spawn('/usr/bin/mapexec', ['serve'], {
    uid,
    gid,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    service.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('"serving"')) resolve()
    })
    service.once('exit', (code) => reject(new Error(`mapexec serve ended with ${code}: ${said}`)))
  })
  return service
}

const proxy = (): string => process.env['SANDBOX_PROXY'] ?? '/home/pilot/alice.proxy'

const launch = (...words: readonly string[]): Program => ({
  argv: [HELPER, 'run', ...words, '--', '/bin/true'],
  environment: ENVIRONMENT,
})

/** One launch of /bin/true for each kind of credential. */
export const launches = (): Readonly<Record<'unix' | 'voms' | 'oidc', Program>> => ({
  unix: launch('--unix'),
  voms: launch('--proxy', proxy()),
  oidc: launch('--token', TOKEN),
})

/** A payload that stays until it is killed. */
export const sleeper = (): Program => ({
  argv: [HELPER, 'run', '--unix', '--', '/bin/sleep', '600'],
  environment: ENVIRONMENT,
})

export interface Peer {
  readonly name: string
  readonly package: string
  readonly program: string
  /** Undefined: as an unprivileged caller. */
  readonly asRoot?: true
  readonly argv: readonly string[]
  readonly quick: boolean
  readonly prepare?: () => void
}

const ROOTWRAP = '/etc/rootwrap-bench'

/** What starts `true` as another account on a Debian machine. */
export const PEERS: readonly Peer[] = [
  {
    name: 'setpriv',
    package: 'util-linux',
    program: '/usr/bin/setpriv',
    asRoot: true,
    quick: true,
    argv: ['--reuid=pool001', '--regid=pool', '--init-groups', '/bin/true'],
  },
  {
    name: 'runuser',
    package: 'util-linux',
    program: '/usr/sbin/runuser',
    asRoot: true,
    quick: true,
    argv: ['-u', 'pool001', '--', '/bin/true'],
  },
  {
    name: 'sudo',
    package: 'sudo',
    program: '/usr/bin/sudo',
    quick: true,
    argv: ['-n', '-u', 'pool001', '/bin/true'],
    prepare: () => writeFileSync('/etc/sudoers.d/bench', 'pilot ALL=(ALL) NOPASSWD: ALL\n', { mode: 0o440 }),
  },
  {
    name: 'doas',
    package: 'opendoas',
    program: '/usr/bin/doas',
    quick: false,
    argv: ['-n', '-u', 'pool001', '/bin/true'],
    prepare: () => writeFileSync('/etc/doas.conf', 'permit nopass pilot\n', { mode: 0o400 }),
  },
  {
    name: 'gosu',
    package: 'gosu',
    program: '/usr/sbin/gosu',
    asRoot: true,
    quick: false,
    argv: ['pool001', '/bin/true'],
  },
  {
    name: 'rootwrap',
    package: 'python3-oslo.rootwrap',
    program: '/usr/bin/oslo-rootwrap',
    asRoot: true,
    quick: false,
    argv: [`${ROOTWRAP}.conf`, '/bin/true'],
    prepare() {
      execFileSync('mkdir', ['-p', `${ROOTWRAP}.d`])
      writeFileSync(`${ROOTWRAP}.d/bench.filters`, '[Filters]\ntrue: CommandFilter, /bin/true, pool001\n')
      writeFileSync(`${ROOTWRAP}.conf`, `[DEFAULT]\nfilters_path=${ROOTWRAP}.d\nexec_dirs=/bin\n`)
    },
  },
  { name: 'munge -n', package: 'munge', program: '/usr/bin/munge', quick: true, argv: ['-n'], prepare: startMunge },
]

function startMunge(): void {
  const munge = statSync('/etc/munge/munge.key', { throwIfNoEntry: false })
  if (munge === undefined) throw new Error('no key')
  execFileSync('install', ['-d', '-o', 'munge', '-g', 'munge', '-m', '0755', '/run/munge', '/var/log/munge'])
  execFileSync('runuser', ['-u', 'munge', '--', 'munged', '--force'], { stdio: 'ignore' })
}

/** Installs and prepares peers. Returns those that can be measured, and what is missing with the reason. */
export function preparePeers(quick: boolean): { readonly ready: readonly Peer[]; readonly missing: readonly string[] } {
  const wanted = PEERS.filter((peer) => peer.quick || !quick)
  const packages = wanted.filter(({ program }) => !existsSync(program)).map((peer) => peer.package)
  if (packages.length > 0) install(packages)
  const missing = PEERS.filter((peer) => !wanted.includes(peer)).map(({ name }) => `${name} (left out by --quick)`)
  const ready: Peer[] = []
  for (const peer of wanted) {
    try {
      if (!existsSync(peer.program)) throw new Error(`${peer.package} cannot be installed`)
      peer.prepare?.()
      ready.push(peer)
    } catch (error) {
      missing.push(`${peer.name} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`)
    }
  }
  return { ready, missing }
}

/** In the sandbox only: its copy of the machine is gone afterwards. */
function install(packages: readonly string[]): void {
  const apt = (...args: readonly string[]): void => {
    execFileSync('apt-get', args, {
      env: { PATH: ENVIRONMENT.PATH, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
      timeout: 90_000,
    })
  }
  const each = (): boolean => {
    try {
      apt('install', '-y', '--no-install-recommends', ...packages)
      return true
    } catch {
      return false
    }
  }
  if (each()) return
  try {
    apt('update')
  } catch {
    // Then what is missing is named.
  }
  each()
}

export const peerProgram = ({ program, argv }: Peer): Program => ({
  argv: [program, ...argv],
  environment: ENVIRONMENT,
})

/** More lines for a grid-mapfile, none of which anybody matches. */
export function growGridMapfile(lines: number): void {
  const text = Array.from({ length: lines }, (_, n) => `"/DC=org/DC=example/O=bench/CN=user ${n}" .pool\n`).join('')
  appendFileSync('/etc/mapexec/grid-mapfile', text)
}

let revoked = 0x10000000

/** More entries for the sandbox CA's revocation list. */
export function growCrl(entries: number): void {
  const ca = process.env['SANDBOX_CA'] ?? '/sandbox/ca'
  const line = (n: number): string =>
    `R\t350101000000Z\t250101000000Z\t${(revoked++).toString(16).toUpperCase()}\tunknown\t/CN=revoked ${n}\n`
  appendFileSync(`${ca}/index.txt`, Array.from({ length: entries }, (_, n) => line(n)).join(''))
  execFileSync(`${ca}/pki`, ['crl'], { stdio: 'ignore' })
}
