/**
 * DER for the two structures that libcrypto does not know (VOMS attribute certificates, the draft's ProxyCertInfo), read
 * with asn1js and reduced to a small tree. Raw slices are kept: signatures are checked over the bytes as they came.
 */
import { type AsnType, Constructed, fromBER, ObjectIdentifier } from 'asn1js'

export interface Node {
  /** 'universal' types by tag number, 'context' for [n]. */
  readonly kind: 'universal' | 'context' | 'other'
  readonly tag: number
  /** undefined: primitive. */
  readonly children: readonly Node[] | undefined
  /** The contents of a primitive. */
  readonly value: Uint8Array
  /** The whole element with its header. */
  readonly raw: Uint8Array
  /** Dotted, for an OBJECT IDENTIFIER. */
  readonly oid: string | undefined
}

export const TAG = {
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  utf8: 12,
  sequence: 16,
  set: 17,
  generalizedTime: 24,
} as const

/** asn1js nests as deep as its input; ours never needs more. */
const MAX_DEPTH = 24

/** Exactly one element, definite lengths, nothing behind it; otherwise undefined. Never throws. */
export function parseDer(bytes: Uint8Array): Node | undefined {
  try {
    // asn1js keeps views into what it is given: it gets a copy that nobody else changes.
    const { offset, result } = fromBER(new Uint8Array(bytes))
    return offset === bytes.length ? toNode(result, MAX_DEPTH) : undefined
  } catch {
    // A stack that overflows on hostile nesting is malformed input like any other.
    return undefined
  }
}

function toNode(block: AsnType, depth: number): Node | undefined {
  if (depth === 0 || block.error !== '' || block.lenBlock.isIndefiniteForm) return undefined
  const { tagClass, tagNumber, isConstructed } = block.idBlock
  const raw = block.valueBeforeDecodeView
  const value = raw.subarray(block.idBlock.blockLength + block.lenBlock.blockLength)
  const kind = tagClass === 1 ? 'universal' : tagClass === 3 ? 'context' : 'other'
  const common = { kind, tag: tagNumber, value, raw } as const
  if (!isConstructed) {
    const oid = block instanceof ObjectIdentifier ? block.valueBlock.toString() : undefined
    return { ...common, children: undefined, oid }
  }
  // A string or integer in constructed form is BER, not DER.
  if (!(block instanceof Constructed)) return undefined
  const children = block.valueBlock.value.map((child) => toNode(child, depth - 1))
  const parsed = children.filter((child) => child !== undefined)
  return parsed.length === children.length ? { ...common, children: parsed, oid: undefined } : undefined
}

/** The elements of a SEQUENCE, or undefined when it is none. */
export const sequence = (node: Node | undefined): readonly Node[] | undefined =>
  node?.kind === 'universal' && node.tag === TAG.sequence ? node.children : undefined

/** The elements of `[tag]` in constructed form. */
export const tagged = (node: Node | undefined, tag: number): readonly Node[] | undefined =>
  node?.kind === 'context' && node.tag === tag ? node.children : undefined

/** The contents of a primitive universal type. */
export const primitive = (node: Node | undefined, tag: number): Uint8Array | undefined =>
  node?.kind === 'universal' && node.tag === tag && node.children === undefined ? node.value : undefined

/** The contents of a primitive `[tag]`. */
export const taggedPrimitive = (node: Node | undefined, tag: number): Uint8Array | undefined =>
  node?.kind === 'context' && node.tag === tag && node.children === undefined ? node.value : undefined

/** A non-negative INTEGER as upper-case hex without leading zeros; undefined when it is negative or none. */
export function unsignedHex(node: Node | undefined): string | undefined {
  const bytes = primitive(node, TAG.integer)
  if (bytes === undefined || bytes.length === 0 || bytes.length > 64 || (bytes[0] ?? 0) >= 0x80) return undefined
  const first = bytes.findIndex((byte) => byte !== 0)
  return first === -1 ? '00' : Buffer.from(bytes.subarray(first)).toString('hex').toUpperCase()
}

/** GeneralizedTime of RFC 5280 §4.1.2.5.2: YYYYMMDDHHMMSSZ. Seconds since the epoch. */
export function generalizedTime(node: Node | undefined): number | undefined {
  const bytes = primitive(node, TAG.generalizedTime)
  if (bytes === undefined) return undefined
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(Buffer.from(bytes).toString('latin1'))
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // Date.UTC carries 31 February over into March.
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? time.getTime() / 1000 : undefined
}
