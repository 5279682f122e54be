/** What stands in a proxy file. */
import { LaunchError } from '../../core/errors'
import { parseCertificate, type Certificate } from './certificate'
import type { Arena } from './libcrypto'
import { parsePem, type PemBlock } from './pem'

export interface ProxyFile {
  /** In file order: leaf first. */
  readonly certificates: readonly Certificate[]
  /** DER of the private key as it stands in the file. */
  readonly key: Uint8Array | undefined
}

/** More certificates than any chain has: 32 delegations and their authorities are refused long before. */
const MAX_CERTIFICATES = 32
/**
 * Certificates and key of a proxy file. Errors: `proxy-syntax` (no certificate, more than one key, blocks that do not
 * belong there, certificates that cannot be parsed), `proxy-key-encrypted`, `chain-too-long`.
 */
export function parseProxyFile(arena: Arena, bytes: Uint8Array): ProxyFile {
  const blocks = parsePem(Buffer.from(bytes).toString('latin1'), 'proxy-syntax', 'the proxy file')
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE')
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  if (certificates.length === 0) throw malformed('no certificate')
  if (certificates.length > MAX_CERTIFICATES) {
    throw new LaunchError('chain-too-long', 'the proxy file has too many certificates', {
      detail: `${certificates.length}, at most ${MAX_CERTIFICATES}`,
    })
  }
  if (keys.length > 1) throw malformed('more than one private key')
  const strange = blocks.find((block) => !certificates.includes(block) && !keys.includes(block) && !isHarmless(block))
  if (strange !== undefined) throw malformed(`a block of kind ${strange.label}`)
  if (keys[0]?.encrypted === true) {
    throw new LaunchError('proxy-key-encrypted', 'the private key is encrypted; make a proxy with voms-proxy-init')
  }
  return {
    certificates: certificates.map(({ der }, index) => parseCertificate(arena, der) ?? unparsable(index)),
    key: keys[0]?.der,
  }
}

/** `openssl ecparam` writes the curve before the key. */
const isHarmless = ({ label }: PemBlock): boolean => label === 'EC PARAMETERS'

const unparsable = (index: number): never => {
  throw malformed(`certificate ${index} of the file cannot be parsed`)
}

const malformed = (detail: string): LaunchError =>
  new LaunchError('proxy-syntax', 'the proxy file is malformed; make a new one with voms-proxy-init', { detail })
