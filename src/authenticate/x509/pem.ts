/**
 * PEM (RFC 7468) as grid files have it: text between blocks is ignored, a block is taken whole or the file is refused.
 */
import { LaunchError } from '../../core/errors'
import type { Reason } from '../../core/reasons'

export interface PemBlock {
  /** What stands after BEGIN: `CERTIFICATE`, `RSA PRIVATE KEY`, `X509 CRL` … */
  readonly label: string
  /** The body is encrypted (RFC 1421 headers). */
  readonly encrypted: boolean
  readonly der: Uint8Array
}

/** No file that we read has more; a chain has 32 certificates at most. */
const MAX_BLOCKS = 64

/**
 * Blocks in file order. Errors: `reason` for a block without end, a body that is not base64, too many blocks; `what`
 * names the file for the message ("the proxy file").
 */
export function parsePem(text: string, reason: Reason, what: string): readonly PemBlock[] {
  const blocks: PemBlock[] = []
  const refuse = (detail: string): LaunchError => new LaunchError(reason, `${what} is not valid PEM`, { detail })
  let at = text.indexOf('-----BEGIN ')
  while (at !== -1) {
    const labelEnd = text.indexOf('-----', at + 11)
    const label = text.slice(at + 11, labelEnd)
    if (labelEnd === -1 || !/^[A-Z0-9 ]{1,40}$/.test(label)) throw refuse(`malformed BEGIN line at offset ${at}`)
    const tail = `-----END ${label}-----`
    const end = text.indexOf(tail, labelEnd)
    if (end === -1) throw refuse(`no "${tail}"`)
    if (blocks.length === MAX_BLOCKS) throw refuse(`more than ${MAX_BLOCKS} blocks`)
    const body = text.slice(labelEnd + 5, end)
    const headersEnd = body.search(/\n[ \t\r]*\n/)
    const hasHeaders = body.includes(':')
    if (hasHeaders && headersEnd === -1) throw refuse('headers without end')
    const encrypted = label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(body)
    const base64 = (hasHeaders ? body.slice(headersEnd) : body).replace(/[ \t\r\n]+/g, '')
    if (!isBase64(base64)) throw refuse(`body of a ${label} block is not base64`)
    blocks.push({ label, encrypted, der: Buffer.from(base64, 'base64') })
    at = text.indexOf('-----BEGIN ', end + tail.length)
  }
  return blocks
}

/** Groups of four, padding only at the end. No backtracking: the body of a CRL may have megabytes. */
function isBase64(text: string): boolean {
  const padding = text.indexOf('=')
  const digits = padding === -1 ? text : text.slice(0, padding)
  const rest = padding === -1 ? '' : text.slice(padding)
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits) && ['', '=', '=='].includes(rest)
}
