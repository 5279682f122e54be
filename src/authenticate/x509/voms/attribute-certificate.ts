/**
 * VOMS attribute certificates: RFC 5755 (3281) with VOMS's own attribute and extensions
 * (OGF GFD.182, "The VOMS Attribute Certificate Format"). Bytes in, fields out; nothing is believed yet.
 */
import { LaunchError } from '../../../core/errors'
import { parseName } from '../certificate'
import {
  generalizedTime,
  parseDer,
  primitive,
  sequence,
  TAG,
  tagged,
  taggedPrimitive,
  unsignedHex,
  type Node,
} from '../der'
import type { Arena } from '../libcrypto'
import type { Name } from '../name'

export const VOMS_OID = {
  fqans: '1.3.6.1.4.1.8005.100.100.4',
  issuerCertificates: '1.3.6.1.4.1.8005.100.100.10',
  genericAttributes: '1.3.6.1.4.1.8005.100.100.11',
  targets: '2.5.29.55',
  noRevocation: '2.5.29.56',
  authorityKeyIdentifier: '2.5.29.35',
} as const

export interface AttributeCertificate {
  /** The signed bytes, exactly as they came: encoding them again would not give the same. */
  readonly signedBytes: Uint8Array
  /** AlgorithmIdentifier inside and outside of the signed part, and the dotted OID of the latter. */
  readonly algorithm: { readonly inner: Uint8Array; readonly outer: Uint8Array; readonly oid: string }
  readonly signature: Uint8Array
  readonly holder: Holder
  readonly issuer: Name
  readonly serial: string
  /** Seconds since the epoch. */
  readonly notBefore: number
  readonly notAfter: number
  /** URI of VO and server, `vo://host:port`. */
  readonly policyAuthority: string
  /** In the order of the AC. */
  readonly fqans: readonly string[]
  readonly extensions: readonly AcExtension[]
}

export interface AcExtension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

/** Who the attributes are for. At least one of the two is there. */
export interface Holder {
  readonly certificate: { readonly name: Name; readonly serial: string } | undefined
  readonly entity: Name | undefined
}

/** Nobody is a member of more groups; a certificate with more is an attack on our time. */
const MAX_FQANS = 256

/**
 * The first attribute certificate of the extension (SEQUENCE OF SEQUENCE OF AC), and how many there are.
 * Errors: `voms-syntax`.
 */
export function parseAttributeCertificates(
  arena: Arena,
  extension: Uint8Array,
): { readonly first: AttributeCertificate; readonly count: number } {
  const list = need(
    sequence(need(sequence(parseDer(arena, extension)), 'extension')[0]),
    'list of attribute certificates',
  )
  const [signed, algorithm, signature, ...rest] = need(sequence(list[0]), 'attribute certificate')
  if (rest.length > 0) throw malformed('attribute certificate')
  return { first: parseSigned(arena, signed, algorithm, signature), count: list.length }
}

function parseSigned(
  arena: Arena,
  signed: Node | undefined,
  algorithm: Node | undefined,
  signature: Node | undefined,
): AttributeCertificate {
  const fields = need(sequence(signed), 'signed part')
  const [version, holder, issuer, inner, serial, validity, attributes, ...optional] = fields
  // RFC 5755 §4.1: v2 is written as 1.
  if (unsignedHex(version) !== '01') throw malformed('version')
  const [notBefore, notAfter] = need(sequence(validity), 'validity')
  const bits = need(primitive(signature, TAG.bitString), 'signature')
  if (bits[0] !== 0) throw malformed('signature')
  return {
    signedBytes: need(signed, 'signed part').raw,
    algorithm: {
      inner: need(inner, 'algorithm').raw,
      outer: need(algorithm, 'algorithm').raw,
      oid: need(sequence(algorithm)?.[0]?.oid, 'algorithm'),
    },
    signature: bits.subarray(1),
    holder: parseHolder(arena, holder),
    // AttCertIssuer is [0] V2Form with one directoryName.
    issuer: directoryName(arena, sequence(tagged(issuer, 0)?.[0]), 'issuer'),
    serial: need(unsignedHex(serial), 'serial number'),
    notBefore: need(generalizedTime(notBefore), 'validity'),
    notAfter: need(generalizedTime(notAfter), 'validity'),
    ...parseAttributes(attributes),
    extensions: parseExtensions(optional.filter((node) => !(node.kind === 'universal' && node.tag === TAG.bitString))),
  }
}

/** Holder ::= SEQUENCE { baseCertificateID [0] OPTIONAL, entityName [1] OPTIONAL, objectDigestInfo [2] OPTIONAL } */
function parseHolder(arena: Arena, node: Node | undefined): Holder {
  let certificate: Holder['certificate']
  let entity: Name | undefined
  for (const part of need(sequence(node), 'holder')) {
    const base = tagged(part, 0)
    const names = tagged(part, 1)
    if (base !== undefined) {
      const [issuer, serial] = base
      const name = directoryName(arena, sequence(issuer), 'holder')
      certificate = { name, serial: need(unsignedHex(serial), 'holder') }
    } else if (names !== undefined) {
      entity = directoryName(arena, names, 'holder')
    } else {
      // A digest of something that we are not shown cannot be compared.
      throw new LaunchError('voms-holder', 'the VOMS attributes name their holder in a way not understood here')
    }
  }
  if (certificate === undefined && entity === undefined) throw malformed('holder')
  return { certificate, entity }
}

/** GeneralNames with exactly one directoryName [4]. */
function directoryName(arena: Arena, names: readonly Node[] | undefined, what: string): Name {
  const der = tagged(names?.[0], 4)?.[0]?.raw
  if (names?.length !== 1 || der === undefined) throw malformed(what)
  return need(parseName(arena, der), what)
}

/**
 * The attribute of VOMS: IetfAttrSyntax ::= SEQUENCE { policyAuthority [0] GeneralNames, values SEQUENCE OF OCTET STRING }.
 * Others are ignored.
 */
function parseAttributes(node: Node | undefined): Pick<AttributeCertificate, 'policyAuthority' | 'fqans'> {
  const all = need(sequence(node), 'attributes').map((attribute) => need(sequence(attribute), 'attribute'))
  const own = all.filter(([type]) => type?.oid === VOMS_OID.fqans)
  const [, values] = own[0] ?? []
  const set = values?.kind === 'universal' && values.tag === TAG.set ? values.children : undefined
  if (own.length !== 1 || set?.length !== 1) throw malformed('VOMS attribute')
  const [authority, list, ...rest] = need(sequence(set[0]), 'VOMS attribute')
  const names = tagged(authority, 0)
  const fqans = need(sequence(list), 'list of FQANs')
  if (rest.length > 0 || names?.length !== 1) throw malformed('VOMS attribute')
  if (fqans.length === 0 || fqans.length > MAX_FQANS) throw malformed('number of FQANs')
  return {
    policyAuthority: text(need(taggedPrimitive(names[0], 6), 'policy authority')),
    fqans: fqans.map((fqan) => text(need(primitive(fqan, TAG.octetString), 'FQAN'))),
  }
}

/** Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING } */
function parseExtensions(nodes: readonly Node[]): readonly AcExtension[] {
  if (nodes.length > 1) throw malformed('extensions')
  if (nodes.length === 0) return []
  const extensions = need(sequence(nodes[0]), 'extensions').map((node): AcExtension => {
    const parts = need(sequence(node), 'extension')
    const flag = parts.length === 3 ? need(primitive(parts[1], 1), 'extension') : undefined
    return {
      oid: need(parts[0]?.oid, 'extension'),
      critical: flag !== undefined && flag[0] !== 0,
      value: need(primitive(parts.at(-1), TAG.octetString), 'extension'),
    }
  })
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length) throw malformed('repeated extension')
  return extensions
}

/** The certificates that VOMS sends along: SEQUENCE { SEQUENCE OF Certificate }, signer first. Errors: `voms-syntax`. */
export function parseIssuerCertificates(arena: Arena, value: Uint8Array): readonly Uint8Array[] {
  const list = need(sequence(sequence(parseDer(arena, value))?.[0]), 'certificates of the issuer')
  if (list.length === 0 || list.length > 8) throw malformed('certificates of the issuer')
  return list.map(({ raw }) => raw)
}

/**
 * Names of a targets extension: Targets ::= SEQUENCE OF Target, Target ::= targetName [0] GeneralName; VOMS wraps them
 * once more. Host names come as dNSName [2] or URI [6]. Errors: `voms-syntax` for everything else.
 */
export function parseTargets(arena: Arena, value: Uint8Array): readonly string[] {
  const names: string[] = []
  const visit = (node: Node): void => {
    const name = taggedPrimitive(node, 2) ?? taggedPrimitive(node, 6)
    const inner = sequence(node) ?? tagged(node, 0)
    if (name !== undefined) names.push(text(name))
    else if (inner !== undefined) inner.forEach(visit)
    else throw malformed('targets')
  }
  visit(need(parseDer(arena, value), 'targets'))
  return names
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw malformed(what)
  return value
}

const malformed = (what: string): LaunchError =>
  new LaunchError('voms-syntax', 'the VOMS attributes of the proxy are malformed; make a new one', { detail: what })
