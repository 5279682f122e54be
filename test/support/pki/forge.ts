/**
 * Makes certificates, good and bad, with openssl(1) for the tests of authentication: one PKI per test file, in a
 * directory of its own that is removed at the end.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HERE = __dirname
const DAY = 86_400

/** A certificate with its key, both as PEM files. */
export interface Credential {
  readonly cert: string
  readonly key: string
}

export interface Wish {
  /** `/DC=org/CN=x`; `/` in a value is written `\/`, two attributes in one RDN `+`. */
  readonly subject: string
  readonly issuer: Credential
  /** Lines of an OpenSSL extension section. */
  readonly extensions?: readonly string[]
  /** Days from now. */
  readonly from?: number
  readonly to?: number
  readonly digest?: string
  /** PEM file of the key to certify; a shared one by default, because making keys is slow. */
  readonly key?: string
}

export const RFC_PROXY = 'proxyCertInfo = critical,language:id-ppl-inheritAll'
export const PROXY_USAGE = 'keyUsage = critical,digitalSignature,keyEncipherment'
export const AUTHORITY = ['basicConstraints = critical,CA:TRUE', 'keyUsage = critical,keyCertSign,cRLSign']
export const USER = ['basicConstraints = critical,CA:FALSE', 'keyUsage = critical,digitalSignature']
export const BASE = '/DC=org/DC=example'

export function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', ...env },
  })
}

/** Whether a program ends with 0. */
export function judge(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const { status, error } = spawnSync(program, args, { stdio: 'ignore', env: { PATH: '/usr/bin:/bin', ...env } })
  if (error !== undefined || status === null) throw error ?? new Error(`${program} was killed`)
  return status === 0
}

export const isInstalled = (program: string): boolean => judge('sh', ['-c', `command -v ${program}`])

export class Forge {
  readonly dir = mkdtempSync(join(tmpdir(), 'mapexec-pki-'))
  readonly authority: Credential = this.place('ca')
  private count = 0

  constructor() {
    run(join(HERE, 'make-pki.sh'), [this.dir])
    mkdirSync(join(this.dir, 'forge'))
    writeFileSync(join(this.dir, 'forge', 'index.txt'), '')
    for (const bits of [2048, 1024, 512])
      this.makeKey(`rsa${bits}`, ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`])
    this.makeKey('other', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'])
    this.makeKey('ec', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])
    const config = readFileSync(join(this.dir, 'ca', 'ca.cnf'), 'utf8')
    writeFileSync(this.path('forge.cnf'), config.replaceAll(`${this.dir}/ca/`, `${this.dir}/forge/`))
    mkdirSync(this.path('issued'))
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }

  user(name: string): Credential {
    return this.place(`users/${name}`)
  }

  get voms(): Credential {
    return this.place('voms')
  }

  /** PEM file of one of the keys that were made at the start: `rsa2048`, `rsa1024`, `rsa512`, `other`, `ec`. */
  key(name: string): string {
    return this.path(`${name}.key`)
  }

  path(name: string): string {
    return join(this.dir, 'forge', name)
  }

  /** A certificate as wished, with a serial number of its own. */
  issue(wish: Wish): Credential {
    const key = wish.key ?? this.key('rsa2048')
    const name = this.path(`c${++this.count}`)
    const extensions = wish.extensions ?? USER
    writeFileSync(`${name}.cnf`, `${readFileSync(this.path('forge.cnf'), 'utf8')}\n[wish]\n${extensions.join('\n')}\n`)
    const config = ['-config', `${name}.cnf`]
    run('openssl', ['req', '-new', '-utf8', ...config, '-subj', wish.subject, '-key', key, '-out', `${name}.req`])
    run('openssl', [
      ...['ca', '-batch', '-notext', '-rand_serial', '-preserveDN', ...config, '-md', wish.digest ?? 'sha256'],
      ...['-cert', wish.issuer.cert, '-keyfile', wish.issuer.key, '-in', `${name}.req`, '-out', `${name}.pem`],
      ...(extensions.length === 0 ? [] : ['-extensions', 'wish']),
      ...['-startdate', stamp(wish.from ?? -1 / 24), '-enddate', stamp(wish.to ?? 10)],
    ])
    return { cert: `${name}.pem`, key }
  }

  /** A certificate that signs itself. */
  selfSign(
    subject: string,
    key: string,
    extensions: readonly string[] = AUTHORITY,
    dates: Pick<Wish, 'from' | 'to'> = {},
  ): Credential {
    const name = this.path(`c${++this.count}`)
    writeFileSync(`${name}.cnf`, `${readFileSync(this.path('forge.cnf'), 'utf8')}\n[wish]\n${extensions.join('\n')}\n`)
    const config = ['-config', `${name}.cnf`]
    run('openssl', ['req', '-new', '-utf8', ...config, '-subj', subject, '-key', key, '-out', `${name}.req`])
    run('openssl', [
      ...['ca', '-batch', '-notext', '-selfsign', '-rand_serial', '-preserveDN', ...config, '-keyfile', key],
      ...['-in', `${name}.req`, '-out', `${name}.pem`, '-extensions', 'wish'],
      ...['-startdate', stamp(dates.from ?? -1), '-enddate', stamp(dates.to ?? 1000)],
    ])
    return { cert: `${name}.pem`, key }
  }

  /** An ordinary proxy one level below, unless the wish says otherwise. */
  proxy(issuer: Credential, wish: Partial<Wish> = {}): Credential {
    const subject = wish.subject ?? `${this.subjectOf(issuer)}/CN=${1000 + this.count}`
    return this.issue({ extensions: [RFC_PROXY, PROXY_USAGE], to: 0.5, ...wish, subject, issuer })
  }

  /** A proxy file: leaf, its key, then the rest, as grid-proxy-init writes it. */
  file(chain: readonly [Credential, ...Credential[]], key: string | null = chain[0].key): string {
    const [leaf, ...rest] = chain.map(({ cert }) => readFileSync(cert, 'latin1'))
    return [leaf ?? '', key === null ? '' : readFileSync(key, 'latin1'), ...rest].join('')
  }

  /** The usual: one proxy of alice's, changed by the wish. */
  proxyFile(wish: Partial<Wish> = {}, issuer = this.user('alice')): string {
    return this.file([this.proxy(issuer, wish), issuer])
  }

  /** A proxy made by the field's own tools; what goes wrong is thrown. */
  tool(name: string, ...options: readonly string[]): string {
    const out = this.path(`tool${++this.count}`)
    run(join(HERE, 'make-proxy.sh'), [this.dir, name, out, ...options])
    return readFileSync(out, 'latin1')
  }

  /** One line, as -subj wants it. */
  subjectOf({ cert }: Credential): string {
    const text = run('openssl', [
      'x509',
      '-noout',
      '-subject',
      '-nameopt',
      'oneline,-space_eq,sep_comma_plus,-esc_msb',
      '-in',
      cert,
    ])
    return (
      '/' +
      text
        .replace(/^subject=/, '')
        .trim()
        .replaceAll('/', '\\/')
        .replaceAll(', ', '/')
        .replaceAll(',', '/')
    )
  }

  /** A copy of the CA directory to change; returns its path. */
  caDirectory(change: (path: string) => void = () => undefined): string {
    const copy = join(this.dir, `certificates${++this.count}`)
    cpSync(join(this.dir, 'certificates'), copy, { recursive: true, verbatimSymlinks: true })
    change(copy)
    return copy
  }

  write(path: string, content: string | Uint8Array): void {
    writeFileSync(path, content)
  }

  /** Another CA with everything that belongs to it, in a CA directory of its own beside the first. */
  publish(authority: Credential, pattern: string): string {
    return this.publishAll([authority], pattern)
  }

  publishAll(authorities: readonly Credential[], pattern: string): string {
    const root = mkdtempSync(join(this.dir, 'published'))
    cpSync(join(this.dir, 'certificates'), join(root, 'certificates'), { recursive: true, verbatimSymlinks: true })
    symlinkSync(join(this.dir, 'ca'), join(root, 'ca'))
    for (const { cert, key } of authorities) run(join(HERE, 'publish-ca.sh'), [root, cert, key, pattern])
    return join(root, 'certificates')
  }

  /** The text with one byte of the first certificate's signature changed. */
  tamper(text: string): string {
    const der = derOf(text)
    der[der.length - 20] = (der[der.length - 20] ?? 0) ^ 1
    return text.replace(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n/, pemOf(der))
  }

  /** Revokes with the CA's own database and writes a new CRL into the given CA directory. */
  revoke(certificate: Credential, authority: Credential, directory: string): void {
    const config = ['-config', join(this.dir, 'ca', 'ca.cnf'), '-cert', authority.cert, '-keyfile', authority.key]
    run('openssl', ['ca', ...config, '-revoke', certificate.cert])
    this.writeCrl(authority, directory)
  }

  writeCrl(authority: Credential, directory: string, options: readonly string[] = []): void {
    const config = ['-config', join(this.dir, 'ca', 'ca.cnf'), '-cert', authority.cert, '-keyfile', authority.key]
    for (const hash of hashesOf(authority)) {
      rmSync(join(directory, `${hash}.r0`), { force: true })
      run('openssl', ['ca', ...config, '-gencrl', ...options, '-out', join(directory, `${hash}.r0`)])
    }
  }

  private place(name: string): Credential {
    return { cert: join(this.dir, name, 'cert.pem'), key: join(this.dir, name, 'key.pem') }
  }

  private makeKey(name: string, options: readonly string[]): void {
    run('openssl', ['genpkey', ...options, '-out', this.key(name)])
  }
}

/** Both subject hashes, new and old. */
export const hashesOf = ({ cert }: Credential): readonly string[] =>
  ['-subject_hash', '-subject_hash_old'].map((option) => run('openssl', ['x509', '-noout', option, '-in', cert]).trim())

/** YYYYMMDDHHMMSSZ, so many days from now. */
const stamp = (days: number): string =>
  new Date(Date.now() + days * DAY * 1000).toISOString().replace(/[-:T]|\.\d+/g, '')

/** DER of the first certificate of a PEM text. */
export const derOf = (pem: string): Buffer =>
  Buffer.from(/-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(pem)?.[1] ?? '', 'base64')

export const pemOf = (der: Uint8Array, label = 'CERTIFICATE'): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`
