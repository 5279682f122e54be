/** The proxy file itself: whose it is, who can read it, and what stands in it. */
import { LaunchError } from '../../core/errors'
import type { X509Settings } from '../../core/settings'
import type { CallerFile, LaunchRequest } from '../../core/stages'
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
const S_IFMT = 0o170000
const S_IFREG = 0o100000

/**
 * Reads a file with the caller's rights and judges what was read (the facts are those of the opened descriptor).
 * gLExec's rules: owned by the caller, nothing for group and others, no special bits.
 * Errors: those of `readCallerFile`, `credential-not-regular`, `credential-owner`, `credential-mode`, `credential-too-large`.
 */
export async function readCredentialFile(
  request: LaunchRequest,
  path: string,
  settings: X509Settings,
): Promise<CallerFile> {
  const file = await request.readCallerFile(path, settings.maxFileBytes)
  const { mode, uid } = file.facts
  if ((mode & S_IFMT) !== S_IFREG) {
    throw new LaunchError('credential-not-regular', `${path} is not a regular file`, { detail: mode.toString(8) })
  }
  if (uid !== request.caller.uid) {
    throw new LaunchError('credential-owner', `${path} must belong to the user who starts the launch`, {
      detail: `owner ${uid}, caller ${request.caller.uid}`,
    })
  }
  if ((mode & 0o7077) !== 0) {
    throw new LaunchError('credential-mode', `${path} can be reached by others; run: chmod 600 ${path}`, {
      detail: `mode ${(mode & 0o7777).toString(8)}`,
    })
  }
  if (file.bytes.length > settings.maxFileBytes) {
    throw new LaunchError('credential-too-large', `${path} is larger than ${settings.maxFileBytes} bytes`)
  }
  request.trace.add({
    step: 'authenticate',
    check: 'proxy file belongs to the caller alone',
    outcome: 'pass',
    found: `${path}, uid ${uid}, mode ${(mode & 0o7777).toString(8)}`,
    callerSees: true,
  })
  return file
}

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
