/**
 * Who may sign for a VO, and whether he did: the chain of an `.lsc` file or a certificate of the vomsdir, the signature
 * over the raw bytes, and the signer's own path to a CA.
 */
import { LaunchError } from '../../../core/errors'
import { REASONS, type Reason } from '../../../core/reasons'
import type { X509Settings } from '../../../core/settings'
import type { System } from '../../../core/system'
import { KEY_USAGE, parseCertificate, type Certificate } from '../certificate'
import type { Arena, Pointer } from '../libcrypto'
import { oneLine, sameName, spellingsOf } from '../name'
import { checkSigningPolicies } from '../namespaces'
import { authLevelOf, verifyPath } from '../path'
import { parsePem } from '../pem'
import { checkDigest, checkKey } from '../strength'
import { findTrustedFile, type TrustDirectory } from '../trust'
import { parseIssuerCertificates, VOMS_OID, type AttributeCertificate } from './attribute-certificate'
import { matchesLsc, parseLsc } from './lsc'

export interface VomsContext {
  readonly arena: Arena
  readonly trust: TrustDirectory
  readonly settings: X509Settings
  readonly system: System
  readonly time: number
}

export interface Signer {
  readonly signer: Certificate
  readonly authorities: readonly Certificate[]
  readonly acceptedBy: string
}

const MAX_FILE_BYTES = 256 * 1024
const MAX_VOMSDIR_FILES = 64

/**
 * The certificate that may sign for this VO: by the `.lsc` file the chain inside the AC, else a certificate that the site has
 * put into the vomsdir. Where there is an `.lsc` file, it alone decides.
 */
export function findSigner(context: VomsContext, ac: AttributeCertificate, vo: string, host: string): Signer {
  const { arena, settings, system } = context
  const file = `${settings.vomsDirectory}/${vo}/${host}.lsc`
  const lsc = findTrustedFile(system, file, MAX_FILE_BYTES)
  if (lsc === undefined) return findInstalledSigner(context, ac, vo)
  const extension = ac.extensions.find(({ oid }) => oid === VOMS_OID.issuerCertificates)
  const certificates = (extension === undefined ? [] : parseIssuerCertificates(arena, extension.value)).map((der) =>
    parseCertificate(arena, der),
  )
  const chain = certificates.filter((certificate) => certificate !== undefined)
  const links = chain.map(({ subject, issuer }) => ({ subject: spellingsOf(subject), issuer: spellingsOf(issuer) }))
  const [signer, ...authorities] = chain
  if (signer === undefined || chain.length !== certificates.length || !matchesLsc(parseLsc(lsc.text), links)) {
    throw refuse('voms-untrusted-issuer', `the VOMS server of ${vo} is not trusted here`, `chain not in ${file}`)
  }
  return { signer, authorities, acceptedBy: file }
}

function findInstalledSigner({ arena, settings, system }: VomsContext, ac: AttributeCertificate, vo: string): Signer {
  for (const directory of [`${settings.vomsDirectory}/${vo}`, settings.vomsDirectory]) {
    for (const name of listDirectory(system, directory)) {
      const file = findTrustedFile(system, `${directory}/${name}`, MAX_FILE_BYTES)
      for (const { label, der } of parsePem(file?.text ?? '', 'config-invalid', `${directory}/${name}`)) {
        const signer = label === 'CERTIFICATE' ? parseCertificate(arena, der) : undefined
        if (signer !== undefined && sameName(signer.subject, ac.issuer)) {
          return { signer, authorities: [], acceptedBy: `${directory}/${name}` }
        }
      }
    }
  }
  throw refuse(
    'voms-untrusted-issuer',
    `the VOMS server of ${vo} is not trusted here`,
    `no .lsc file and no certificate of ${oneLine(ac.issuer)} in ${settings.vomsDirectory}`,
  )
}

function listDirectory(system: System, path: string): readonly string[] {
  try {
    const names = system.listTrustedDirectory(path).filter((name) => /\.(?:pem|crt|cer|cert)$/.test(name))
    return names.slice(0, MAX_VOMSDIR_FILES)
  } catch (error) {
    if (error instanceof LaunchError && error.reason === 'list-absent') return []
    throw error
  }
}

interface Algorithm {
  readonly keys: readonly Certificate['key']['kind'][]
  readonly digest: 'EVP_sha1' | 'EVP_sha256' | 'EVP_sha384' | 'EVP_sha512'
}

/** Signature algorithms by OID (RFC 8017, RFC 5758). */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  '1.2.840.113549.1.1.5': { keys: ['rsa'], digest: 'EVP_sha1' },
  '1.2.840.113549.1.1.11': { keys: ['rsa'], digest: 'EVP_sha256' },
  '1.2.840.113549.1.1.12': { keys: ['rsa'], digest: 'EVP_sha384' },
  '1.2.840.113549.1.1.13': { keys: ['rsa'], digest: 'EVP_sha512' },
  '1.2.840.10045.4.3.2': { keys: ['ec'], digest: 'EVP_sha256' },
  '1.2.840.10045.4.3.3': { keys: ['ec'], digest: 'EVP_sha384' },
  '1.2.840.10045.4.3.4': { keys: ['ec'], digest: 'EVP_sha512' },
}

/** Errors: `voms-signature`, `voms-untrusted-issuer` where the AC names another issuer. */
export function checkSignature({ arena, settings }: VomsContext, ac: AttributeCertificate, signer: Certificate): void {
  const invalid = (detail: string): LaunchError =>
    refuse('voms-signature', 'the signature of the VOMS attributes is not valid; make a new proxy', detail)
  const { inner, outer, oid } = ac.algorithm
  const algorithm = ALGORITHMS[oid]
  // RFC 5755 §4.2.4: both fields "MUST" be the same; only one of them is signed.
  if (!Buffer.from(inner).equals(outer)) throw invalid('two algorithms')
  if (algorithm === undefined || (algorithm.digest === 'EVP_sha1' && !settings.allowSha1)) {
    throw invalid(`algorithm ${oid}`)
  }
  if (!algorithm.keys.includes(signer.key.kind)) throw invalid(`algorithm ${oid} with a key of kind ${signer.key.kind}`)
  if (!sameName(signer.subject, ac.issuer)) {
    throw refuse(
      'voms-untrusted-issuer',
      'the VOMS attributes were signed by another server',
      `${oneLine(ac.issuer)}, not ${oneLine(signer.subject)}`,
    )
  }
  if (!verifySignature(arena, signer, arena.lib[algorithm.digest](), ac)) {
    throw invalid(`not signed by ${oneLine(signer.subject)}`)
  }
}

function verifySignature(arena: Arena, signer: Certificate, digest: Pointer, ac: AttributeCertificate): boolean {
  const { lib } = arena
  const key = lib.X509_get0_pubkey(signer.handle)
  if (key === null) return false
  const context = arena.own(lib.EVP_MD_CTX_new(), lib.EVP_MD_CTX_free)
  return (
    lib.EVP_DigestVerifyInit(context, null, digest, null, key) === 1 &&
    lib.EVP_DigestVerify(context, ac.signature, ac.signature.length, ac.signedBytes, ac.signedBytes.length) === 1
  )
}

/** The server's certificate leads to a CA of the directory, under the rules that hold for people. */
export function checkSigner(context: VomsContext, signer: Certificate, authorities: readonly Certificate[]): void {
  const { arena, trust, settings, time } = context
  try {
    if (signer.keyUsage !== undefined && (signer.keyUsage & KEY_USAGE.digitalSignature) === 0) {
      throw refuse('key-usage', "the VOMS server's certificate may not sign", oneLine(signer.subject))
    }
    const path = verifyPath(arena, trust, {
      chain: [signer],
      authorities,
      time,
      crl: settings.crl,
      authLevel: authLevelOf(settings),
      purpose: 'any',
      what: "the VOMS server's certificate",
    })
    for (const [index, certificate] of path.certificates.entries()) {
      checkKey(certificate, false, settings)
      if (index < path.certificates.length - 1) checkDigest(certificate, settings)
    }
    if (settings.signingPolicy !== 'ignore') {
      checkSigningPolicies(path.certificates, trust, settings.signingPolicy === 'required')
    }
  } catch (error) {
    // What the site has to repair keeps its reason; everything else means that this server is not trusted.
    if (!(error instanceof LaunchError) || REASONS[error.reason].kind === 'system') throw error
    throw new LaunchError('voms-untrusted-issuer', 'the VOMS server behind the attributes is not trusted here', {
      detail: [error.reason, error.message, error.detail].join('; '),
      cause: error,
    })
  }
}

const refuse = (reason: Reason, message: string, detail?: string): LaunchError =>
  new LaunchError(reason, message, detail === undefined ? {} : { detail })
