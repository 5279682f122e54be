/**
 * VOMS attributes of a verified proxy chain: which groups and roles a VO's server has signed for this very certificate.
 * Signatures and the server's certificate path are libcrypto's work, as for proxies.
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
import {
  parseAttributeCertificates,
  parseIssuerCertificates,
  parseTargets,
  VOMS_OID,
  type AttributeCertificate,
} from './attribute-certificate'
import { matchesLsc, parseLsc } from './lsc'

export interface VomsAttributes {
  readonly vo: string
  /** In the order of the AC, unchanged. */
  readonly fqans: readonly string[]
  readonly issuer: string
  readonly notBefore: number
  readonly notAfter: number
  /** The .lsc file or certificate that the signer was accepted by. */
  readonly acceptedBy: string
  /** Further attribute certificates in the proxy: they are not read. */
  readonly ignored: number
}

export interface VomsContext {
  readonly arena: Arena
  readonly trust: TrustDirectory
  readonly settings: X509Settings
  readonly system: System
  readonly time: number
}

const MAX_FILE_BYTES = 256 * 1024
const MAX_VOMSDIR_FILES = 64
/** Both become path components. */
const VO_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/
const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,254}$/
/** Group names, then a role, then the capability that nobody uses any more (VOMS, "FQAN syntax"). */
const FQAN = /^(?:\/[\w.-]+)+(?:\/Role=[\w.-]+)?(?:\/Capability=[\w .-]+)?$/

/** What a critical extension may be: targets are checked; the others change nothing about validity. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  VOMS_OID.targets,
  VOMS_OID.noRevocation,
  VOMS_OID.authorityKeyIdentifier,
  VOMS_OID.issuerCertificates,
  VOMS_OID.genericAttributes,
])

/**
 * Verifies the first attribute certificate of an extension for the end-entity certificate of a verified chain.
 * Errors: `voms-syntax`, `voms-holder`, `voms-expired`, `voms-not-yet-valid`, `voms-lifetime`, `voms-target`,
 * `voms-critical-extension`, `voms-fqan`, `voms-untrusted-issuer`, `voms-signature`, and where the site's own files are at
 * fault their reasons (`crl-missing`, `crl-expired`, `signing-policy-missing` …).
 */
export function verifyVoms(context: VomsContext, extension: Uint8Array, endEntity: Certificate): VomsAttributes {
  const { first: ac, count } = parseAttributeCertificates(context.arena, extension)
  const { vo, host } = parsePolicyAuthority(ac.policyAuthority)
  checkHolder(ac, endEntity)
  checkValidity(ac, context)
  checkExtensions(ac, context)
  checkFqans(ac, vo)
  const { signer, authorities, acceptedBy } = findSigner(context, ac, vo, host)
  checkSignature(context, ac, signer)
  checkSigner(context, signer, authorities)
  return {
    vo,
    fqans: ac.fqans,
    issuer: oneLine(ac.issuer),
    notBefore: ac.notBefore,
    notAfter: ac.notAfter,
    acceptedBy,
    ignored: count - 1,
  }
}

const refuse = (reason: Reason, message: string, detail?: string): LaunchError =>
  new LaunchError(reason, message, detail === undefined ? {} : { detail })

function parsePolicyAuthority(uri: string): { readonly vo: string; readonly host: string } {
  const [, vo = '', host = ''] = /^([^:/]+):\/\/([^:/]+):\d{1,5}$/.exec(uri) ?? []
  if (VO_NAME.test(vo) && HOST_NAME.test(host)) return { vo, host }
  throw refuse(
    'voms-syntax',
    'the VOMS attributes of the proxy are malformed',
    `policy authority ${JSON.stringify(uri)}`,
  )
}

/**
 * The attributes are for the end-entity certificate, by its serial number and its issuer. The C server writes the holder's
 * own subject where RFC 5755 §4.2.2 wants the issuer, and libvomsapi accepts either; with the serial number both name one
 * certificate of one authority, since the chain has been verified.
 */
function checkHolder({ holder }: AttributeCertificate, endEntity: Certificate): void {
  const { certificate, entity } = holder
  const isNamed =
    certificate === undefined ||
    (certificate.serial === endEntity.serial &&
      (sameName(certificate.name, endEntity.issuer) || sameName(certificate.name, endEntity.subject)))
  const isEntity = entity === undefined || sameName(entity, endEntity.subject)
  if (isNamed && isEntity) return
  throw refuse(
    'voms-holder',
    'the VOMS attributes belong to another certificate; make a new proxy',
    `holder ${oneLine(certificate?.name ?? entity ?? [])} serial ${certificate?.serial ?? 'none'}`,
  )
}

/** Clocks may differ at the beginning of the validity; past its end an AC is worth nothing. */
function checkValidity(ac: AttributeCertificate, { settings, time }: VomsContext): void {
  if (time >= ac.notAfter) {
    const hours = ((time - ac.notAfter) / 3600).toFixed(1)
    throw refuse('voms-expired', `the VOMS attributes expired ${hours} h ago; make a new proxy with voms-proxy-init`)
  }
  if (time + settings.clockSkew < ac.notBefore) {
    throw refuse('voms-not-yet-valid', 'the VOMS attributes are not yet valid', `from ${String(ac.notBefore)}`)
  }
  const life = ac.notAfter - ac.notBefore
  if (settings.maxVomsLifetime !== undefined && life > settings.maxVomsLifetime) {
    throw refuse(
      'voms-lifetime',
      `the VOMS attributes are valid for ${(life / 3600).toFixed(1)} h, at most ${(settings.maxVomsLifetime / 3600).toFixed(1)} h are accepted`,
    )
  }
}

function checkExtensions(ac: AttributeCertificate, { arena, settings, system }: VomsContext): void {
  const unknown = ac.extensions.find(({ critical, oid }) => critical && !UNDERSTOOD.has(oid))
  if (unknown !== undefined) {
    throw refuse(
      'voms-critical-extension',
      'the VOMS attributes have a critical extension that is not understood here',
      unknown.oid,
    )
  }
  const targets = ac.extensions.find(({ oid }) => oid === VOMS_OID.targets)
  if (targets === undefined) return
  const hosts = (settings.hostNames.length > 0 ? settings.hostNames : [system.hostName()]).map((h) => h.toLowerCase())
  const named = parseTargets(arena, targets.value)
  // A target is a host name, or a URI of a service on the host.
  const isOurs = named.some((name) => hosts.includes(name.toLowerCase().replace(/^[a-z+.-]+:\/\/([^/:]+).*$/, '$1')))
  if (!isOurs) throw refuse('voms-target', 'the VOMS attributes are for other hosts', `targets ${named.join(' ')}`)
}

/** An FQAN of another VO is refused: a server speaks only for its own. */
function checkFqans({ fqans }: AttributeCertificate, vo: string): void {
  const bad = fqans.find((fqan) => !FQAN.test(fqan) || !(fqan === `/${vo}` || fqan.startsWith(`/${vo}/`)))
  if (bad === undefined) return
  throw refuse('voms-fqan', 'the VOMS attributes are malformed', `${JSON.stringify(bad.slice(0, 200))} of VO ${vo}`)
}

interface Signer {
  readonly signer: Certificate
  readonly authorities: readonly Certificate[]
  readonly acceptedBy: string
}

/**
 * The certificate that may sign for this VO: by the `.lsc` file the chain inside the AC, else a certificate that the site has
 * put into the vomsdir. Where there is an `.lsc` file, it alone decides.
 */
function findSigner(context: VomsContext, ac: AttributeCertificate, vo: string, host: string): Signer {
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

function checkSignature({ arena, settings }: VomsContext, ac: AttributeCertificate, signer: Certificate): void {
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
function checkSigner(context: VomsContext, signer: Certificate, authorities: readonly Certificate[]): void {
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
