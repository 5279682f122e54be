/**
 * What each certificate of a proxy file is: which generation of proxy, how limited, or the end-entity certificate (EEC)
 * that speaks for the person. RFC 3820; draft-ietf-pkix-proxy (Globus Toolkit 3); legacy proxies (GT2), which are told by their
 * name alone. The identity is the subject of the EEC itself, never what is left of a proxy's subject.
 */
import { LaunchError } from '../../core/errors'
import type { ProxyGeneration } from '../../core/settings'
import type { Certificate, Extension } from './certificate'
import { parseDer, primitive, sequence, TAG, tagged, unsignedHex, type Node } from './der'
import type { Arena } from './libcrypto'
import { findAppendedCommonName } from './name'

export const OID = {
  rfcProxyCertInfo: '1.3.6.1.5.5.7.1.14',
  draftProxyCertInfo: '1.3.6.1.4.1.3536.1.222',
  vomsAttributes: '1.3.6.1.4.1.8005.100.100.5',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
} as const

/** Policy languages of RFC 3820 §3.8.2, and Globus's for limited proxies. */
const LANGUAGES: Readonly<Record<string, ProxyPolicy>> = {
  '1.3.6.1.5.5.7.21.1': 'full',
  '1.3.6.1.5.5.7.21.2': 'independent',
  '1.3.6.1.4.1.3536.1.1.1.9': 'limited',
}

export type ProxyPolicy = 'full' | 'limited' | 'independent' | 'unknown'

export interface Proxy {
  readonly certificate: Certificate
  readonly generation: ProxyGeneration
  readonly policy: ProxyPolicy
  /** Dotted; undefined for legacy proxies. */
  readonly language: string | undefined
  /** How many proxies may follow below; undefined: no limit. */
  readonly pathLength: number | undefined
}

export interface ProxyChain {
  /** Leaf first; empty for a plain certificate. */
  readonly proxies: readonly Proxy[]
  readonly endEntity: Certificate
  /** Further CA certificates of the file. They help to build the path and are never trusted. */
  readonly authorities: readonly Certificate[]
}

/**
 * Sorts the certificates of a file, which stand in it leaf first, each followed by its issuer.
 * Errors: `proxy-cert-info`, `proxy-name`, `chain-invalid` (a CA as the leaf), `chain-order` (the next certificate did
 * not issue this one; anything but CAs behind the EEC).
 */
export function sortChain(arena: Arena, certificates: readonly Certificate[]): ProxyChain {
  const proxies: Proxy[] = []
  for (const [index, certificate] of certificates.entries()) {
    const proxy = classify(arena, certificate)
    if (proxy === undefined) {
      if (certificate.authority > 0) {
        throw new LaunchError('chain-invalid', 'the certificate chain ends in a certificate authority', {
          detail: `certificate ${index} of the file is a CA and no end-entity certificate stands before it`,
        })
      }
      return { proxies, endEntity: certificate, authorities: authoritiesOf(certificates.slice(index + 1)) }
    }
    proxies.push(proxy)
  }
  throw new LaunchError('chain-order', 'the proxy file lacks the certificate that the proxy was made from', {
    detail: `${certificates.length} certificates, all proxies`,
  })
}

function authoritiesOf(rest: readonly Certificate[]): readonly Certificate[] {
  if (rest.every((certificate) => certificate.authority > 0)) return rest
  throw new LaunchError('chain-order', 'the certificates in the proxy file are not in order', {
    detail: 'a certificate that is no CA stands behind the end-entity certificate',
  })
}

function classify(arena: Arena, certificate: Certificate): Proxy | undefined {
  const rfc = certificate.extensions.find((extension) => extension.oid === OID.rfcProxyCertInfo)
  const draft = certificate.extensions.find((extension) => extension.oid === OID.draftProxyCertInfo)
  if (rfc !== undefined && draft !== undefined) throw malformed('both forms of ProxyCertInfo')
  if (rfc !== undefined) {
    // RFC 3820 §3.8: "This extension MUST be marked as critical."
    if (!rfc.critical) throw malformed('ProxyCertInfo is not critical')
    return { certificate, generation: 'rfc', ...readProxyCertInfo(arena, rfc, 'rfc') }
  }
  if (draft !== undefined) return { certificate, generation: 'draft', ...readProxyCertInfo(arena, draft, 'draft') }
  return classifyLegacy(certificate)
}

/** GT2: the subject is the issuer's plus `CN=proxy` or `CN=limited proxy`. */
function classifyLegacy(certificate: Certificate): Proxy | undefined {
  const name = findAppendedCommonName(certificate.subject, certificate.issuer)
  const lower = name?.toLowerCase()
  if (lower !== 'proxy' && lower !== 'limited proxy') return undefined
  // LCMAPS takes `CN=Proxy` for a legacy proxy, OpenSSL for a person: whoever is asked, it must not pass for either.
  if (name !== lower) {
    throw new LaunchError('proxy-name', 'the name of the proxy is malformed', { detail: `CN=${JSON.stringify(name)}` })
  }
  const policy = lower === 'proxy' ? 'full' : 'limited'
  return { certificate, generation: 'legacy', policy, language: undefined, pathLength: undefined }
}

/**
 * RFC 3820 §3.8:   SEQUENCE { pCPathLenConstraint INTEGER OPTIONAL, proxyPolicy }
 * draft (GT3):     SEQUENCE { proxyPolicy, pCPathLenConstraint [1] EXPLICIT INTEGER OPTIONAL }; some software wrote the RFC's
 *                  contents under the draft's OID.
 * ProxyPolicy:     SEQUENCE { policyLanguage OBJECT IDENTIFIER, policy OCTET STRING OPTIONAL }
 */
function readProxyCertInfo(
  arena: Arena,
  extension: Extension,
  generation: 'rfc' | 'draft',
): Pick<Proxy, 'policy' | 'language' | 'pathLength'> {
  const parts = sequence(parseDer(arena, extension.value))
  if (parts === undefined || parts.length < 1 || parts.length > 2) throw malformed('ProxyCertInfo cannot be parsed')
  const [first, second] = parts
  const isRfcOrder = parts.length === 1 || (first?.kind === 'universal' && first.tag === TAG.integer)
  if (!isRfcOrder && generation === 'rfc') throw malformed('ProxyCertInfo cannot be parsed')
  const length = parts.length === 1 ? undefined : isRfcOrder ? first : tagged(second, 1)?.[0]
  if (parts.length === 2 && length === undefined) throw malformed('ProxyCertInfo cannot be parsed')
  const policy = sequence(parts.length === 2 && isRfcOrder ? second : first)
  return { ...readPolicy(policy), pathLength: length === undefined ? undefined : readPathLength(length) }
}

function readPathLength(node: Node): number {
  const hex = unsignedHex(node)
  if (hex === undefined || hex.length > 8) throw malformed('path length constraint')
  return parseInt(hex, 16)
}

function readPolicy(parts: readonly Node[] | undefined): Pick<Proxy, 'policy' | 'language'> {
  const language = parts?.[0]?.oid
  if (parts === undefined || language === undefined || parts.length > 2) throw malformed('proxy policy')
  if (parts.length === 2 && primitive(parts[1], TAG.octetString) === undefined) throw malformed('proxy policy')
  const policy = LANGUAGES[language] ?? 'unknown'
  // RFC 3820 §3.8.2: with id-ppl-inheritAll and id-ppl-independent "the policy field MUST be omitted".
  if (parts.length === 2 && (policy === 'full' || policy === 'independent')) {
    throw malformed(`a policy beside the language ${language}`)
  }
  return { policy, language }
}

const malformed = (detail: string): LaunchError =>
  new LaunchError('proxy-cert-info', 'the proxy is malformed; make a new one', { detail })
