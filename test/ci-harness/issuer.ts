/** An HTTPS issuer of tokens on this machine, with a CA of its own: discovery document and keys as GitLab serves them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { jwkOf, type SigningKey } from './tokens'

export interface Issuer {
  readonly url: string
  readonly caFile: string
  /** Paths that were asked for. */
  readonly asked: string[]
  /** What is served; tests change it. */
  keys: readonly SigningKey[]
  /** Answers with this status instead. */
  status: number
  cacheControl: string | undefined
  /** Replaces the whole body of the key set. */
  body: string | undefined
  /** What the discovery document says of itself. */
  saysIssuer: string | undefined
  /** GitHub's way to a token (ACTIONS_ID_TOKEN_REQUEST_URL): what `/token` answers to this authorization and audience. */
  token: ((authorization: string, audience: string) => string | undefined) | undefined
  stop(): Promise<void>
  start(): Promise<void>
}

/** Certificates go into `directory`, which is made. */
export async function startIssuer(directory: string, keys: readonly SigningKey[]): Promise<Issuer> {
  mkdirSync(directory, { recursive: true })
  makeCertificates(directory)
  const options = {
    key: readFileSync(join(directory, 'server.key')),
    cert: readFileSync(join(directory, 'server.pem')),
  }
  let server: Server
  let port = 0
  const issuer: Issuer = {
    url: '',
    caFile: join(directory, 'ca.pem'),
    asked: [],
    keys,
    status: 200,
    cacheControl: 'public, max-age=86400',
    body: undefined,
    saysIssuer: undefined,
    token: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    start: () =>
      new Promise((resolve) => {
        server = createServer(options, (request, response) => {
          const path = request.url ?? ''
          issuer.asked.push(path)
          if (path.startsWith('/token?')) {
            const audience = new URL(path, 'https://localhost').searchParams.get('audience') ?? ''
            const value = issuer.token?.(request.headers.authorization ?? '', audience)
            response.writeHead(value === undefined ? 401 : 200, { 'content-type': 'application/json' })
            response.end(JSON.stringify({ value }))
            return
          }
          const known = ['/.well-known/openid-configuration', '/oauth/discovery/keys'].includes(path)
          response.writeHead(known ? issuer.status : 404, {
            'content-type': 'application/json',
            ...(issuer.cacheControl === undefined ? {} : { 'cache-control': issuer.cacheControl }),
            ...(issuer.status === 302 ? { location: '/oauth/discovery/keys' } : {}),
          })
          response.end(path.startsWith('/.well-known') ? discovery(issuer) : (issuer.body ?? keySet(issuer)))
        })
        server.listen(port, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port
          resolve()
        })
      }),
  }
  await issuer.start()
  return Object.assign(issuer, { url: `https://localhost:${port}` })
}

const discovery = ({ url, saysIssuer }: Issuer): string =>
  JSON.stringify({ issuer: saysIssuer ?? url, jwks_uri: `${url}/oauth/discovery/keys` })

const keySet = ({ keys }: Issuer): string => JSON.stringify({ keys: keys.map(jwkOf) })

function makeCertificates(directory: string): void {
  const openssl = (...words: readonly string[]): void => {
    execFileSync('openssl', words, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=Throw-away CA', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl('req', ...key, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr')
  writeFileSync(join(directory, 'server.ext'), 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n')
  const ca = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
  openssl('x509', '-req', '-in', 'server.csr', ...ca, '-days', '2', '-extfile', 'server.ext', '-out', 'server.pem')
}
