/**
 * VOMS attributes of a verified proxy chain: which groups and roles a VO's server has signed for this very certificate.
 * Signatures and the server's certificate path are libcrypto's work, as for proxies.
 */
import { LaunchError } from '../../../core/errors'
import type { Reason } from '../../../core/reasons'
import type { Certificate } from '../certificate'
import { oneLine, sameName } from '../name'
import { parseAttributeCertificates, parseTargets, VOMS_OID, type AttributeCertificate } from './attribute-certificate'
import { checkSignature, checkSigner, findSigner, type VomsContext } from './signer'

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
