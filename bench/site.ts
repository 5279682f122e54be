/** The sandbox made ready for measuring: every kind of credential, a cold and a warm helper, long lists. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { appendFileSync, chownSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { Program } from './spawn'

export const PILOT = 60_001
export const HELPER = '/usr/lib/mapexec/mapexec-helper'
const CLI = '/usr/lib/mapexec/cli.js'
const CONFIGURATION = '/etc/mapexec/mapexec.toml'
const HELPER_CONF = '/etc/mapexec/helper.conf'
const TOKEN = '/home/pilot/token'
const ISSUER = 'https://issuer.example.org'
/** The one that the helper starts, too. */
export const NODE = process.execPath
export const SOCKET = '/run/mapexec/decider.sock'

export const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', HOME: '/home/pilot', LANG: 'C.UTF-8' }

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Credentials `unix` and `oidc` beside the sandbox's `x509`, and a helper.conf for each way to a decider. */
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
  for (const [kind, warm] of Object.entries(WARM)) {
    writeFileSync(CONFIGURATION, `${pilots.replace('[service]', `[service]\nwarm = "${warm}"`)}${rules}`)
    run(NODE, CLI, 'install')
    copyFileSync(HELPER_CONF, `${HELPER_CONF}.${kind}`)
  }
}

const WARM = { cold: 'off', warm: 'require', prefer: 'prefer' } as const
export type Decider = keyof typeof WARM

/** Which decider the next launches ask. */
export function useDecider(kind: Decider): void {
  if (kind !== used) copyFileSync(`${HELPER_CONF}.${kind}`, HELPER_CONF)
  used = kind
}
let used: Decider | undefined

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

export const serviceIds = (): { readonly uid: number; readonly gid: number } => ({
  uid: Number(run('id', '-u', 'mapexec')),
  gid: Number(run('id', '-g', 'mapexec')),
})

/** The warm decider, as systemd would start it. Resolves when it serves. */
export async function startService(): Promise<ChildProcess> {
  const service = spawn('/usr/bin/mapexec', ['serve'], {
    ...serviceIds(),
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

export async function stopService(service: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => service.once('close', resolve))
  service.removeAllListeners('exit')
  service.kill('SIGTERM')
  await closed
}

export const proxy = (): string => process.env['SANDBOX_PROXY'] ?? '/home/pilot/alice.proxy'

/** The words that choose a credential. */
export const credentials = (): Readonly<Record<'unix' | 'voms' | 'oidc', readonly string[]>> => ({
  unix: ['--unix'],
  voms: ['--proxy', proxy()],
  oidc: ['--token', TOKEN],
})

const launch = (...words: readonly string[]): Program => ({
  argv: [HELPER, 'run', ...words, '--', '/bin/true'],
  environment: ENVIRONMENT,
})

/** One launch of /bin/true for each kind of credential. */
export const launches = (): Readonly<Record<'unix' | 'voms' | 'oidc', Program>> => {
  const { unix, voms, oidc } = credentials()
  return { unix: launch(...unix), voms: launch(...voms), oidc: launch(...oidc) }
}

/** A payload that stays until it is killed. */
export const sleeper = (): Program => ({
  argv: [HELPER, 'run', '--unix', '--', '/bin/sleep', '600'],
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
