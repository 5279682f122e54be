/** One JSON document over HTTPS. No redirects, no proxies, nothing but what the configuration trusts. */
import { LaunchError, messageOf } from '../../core/errors'
import type { System } from '../../core/system'

export interface Document {
  readonly body: Readonly<Record<string, unknown>>
  /** Seconds for which the server says it may be kept; undefined: it says nothing. */
  readonly maxAge: number | undefined
}

export interface FetchOptions {
  /** A PEM file of CAs trusted besides the system's. */
  readonly caFile: string | undefined
  readonly signal: AbortSignal
}

const MAX_BODY = 1024 * 1024

/** Where distributions keep the CAs that the machine trusts: Debian, Red Hat, SUSE, Alpine. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** Errors: `keys-unavailable` (network, TLS, status, size, not a JSON object), and those of reading `caFile`. */
export async function fetchDocument(url: string, options: FetchOptions, system: System): Promise<Document> {
  const ca = trustedAuthorities(options.caFile, system)
  try {
    return await get(url, ca, options.signal)
  } catch (error) {
    throw new LaunchError('keys-unavailable', "the token issuer's keys cannot be fetched", {
      detail: `${url}: ${options.signal.aborted ? 'no answer in time' : messageOf(error)}`,
    })
  }
}

/** Undefined: those that Node brings along. */
function trustedAuthorities(caFile: string | undefined, system: System): string[] | undefined {
  const own = caFile === undefined ? [] : [system.readTrustedFile(caFile, MAX_BODY).text]
  for (const bundle of SYSTEM_BUNDLES) {
    try {
      return [system.readTrustedFile(bundle, 4 * MAX_BODY, { followLinks: true }).text, ...own]
    } catch (error) {
      if (!(error instanceof LaunchError) || error.reason !== 'list-absent') throw error
    }
  }
  return own.length === 0 ? undefined : own
}

async function get(url: string, ca: string[] | undefined, signal: AbortSignal): Promise<Document> {
  const { request } = await import('node:https')
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/json' }
    // No agent: a decision must not keep a connection open.
    const sent = request(url, { ca, signal, agent: false, minVersion: 'TLSv1.2', headers }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.destroy()
        reject(new Error(`HTTP status ${answer.statusCode ?? 0}`))
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_BODY) answer.destroy(new Error(`more than ${MAX_BODY} bytes`))
        else chunks.push(chunk)
      })
      answer.on('error', reject)
      answer.on('end', () => {
        try {
          const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
          if (!isRecord(body)) throw new Error('not a JSON object')
          resolve({ body, maxAge: maxAgeOf(answer.headers['cache-control']) })
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** RFC 9111 §5.2.2: `max-age`, and 0 where it must not be kept. */
function maxAgeOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  if (/(?:^|[\s,])no-(?:store|cache)(?:$|[\s,=])/i.test(header)) return 0
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,])/i.exec(header)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
