/**
 * DER for the structures that libcrypto has no type for: VOMS attribute certificates and the draft's ProxyCertInfo. Headers
 * are read by libcrypto (ASN1_get_object), the tree is ours; raw slices are kept, because signatures are checked over the
 * bytes as they came. An ASN.1 library in JavaScript costs 8 ms more in a cold start and reads BER besides.
 */
import type { Arena, Pointer } from './libcrypto'

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

/** Ours never nests deeper than 12. */
const MAX_DEPTH = 24
const CONSTRUCTED = 0x20
/** ASN1_get_object(3): malformed, or the length is indefinite, which DER forbids. */
const REFUSED = 0x80 | 0x01
const KINDS: Readonly<Record<number, Node['kind']>> = { 0x00: 'universal', 0x80: 'context' }

/** Exactly one element, definite lengths, nothing behind it; otherwise undefined. Never throws for its input. */
export function parseDer(arena: Arena, bytes: Uint8Array): Node | undefined {
  const reader: Reader = { arena, bytes, start: arena.nativeCopy(bytes) }
  const nodes = bytes.length === 0 ? undefined : readElements(reader, 0, bytes.length, MAX_DEPTH)
  return nodes?.length === 1 ? nodes[0] : undefined
}

interface Reader {
  readonly arena: Arena
  readonly bytes: Uint8Array
  /** Where libcrypto sees the first of the bytes. */
  readonly start: Pointer
}

/** The elements that fill the bytes from `from` to `end` exactly. */
function readElements(reader: Reader, from: number, end: number, depth: number): readonly Node[] | undefined {
  if (depth === 0) return undefined
  const nodes: Node[] = []
  for (let at = from; at < end;) {
    const header = readHeader(reader, at, end)
    if (header === undefined) return undefined
    const { kind, tag, isConstructed, contents, next } = header
    const children = isConstructed ? readElements(reader, contents, next, depth - 1) : undefined
    if (isConstructed && children === undefined) return undefined
    const value = reader.bytes.subarray(contents, next)
    const isOid = kind === 'universal' && tag === TAG.oid
    const oid = isOid ? dotted(value) : undefined
    if (isOid && (isConstructed || oid === undefined)) return undefined
    nodes.push({ kind, tag, children, value, raw: reader.bytes.subarray(at, next), oid })
    at = next
  }
  return nodes
}

interface Header {
  readonly kind: Node['kind']
  readonly tag: number
  readonly isConstructed: boolean
  /** Offsets. */
  readonly contents: number
  readonly next: number
}

function readHeader({ arena, start }: Reader, at: number, end: number): Header | undefined {
  const position: [Pointer] = [start + BigInt(at)]
  const length: [number] = [0]
  const tag: [number] = [0]
  const kind: [number] = [0]
  const flags = arena.lib.ASN1_get_object(position, length, tag, kind, end - at)
  // Before anything is computed: a refused length may be larger than a number holds.
  if ((flags & REFUSED) !== 0) return undefined
  const contents = Number(position[0] - start)
  const next = contents + length[0]
  if (contents <= at || length[0] < 0 || next > end) return undefined
  return { kind: KINDS[kind[0]] ?? 'other', tag: tag[0], isConstructed: (flags & CONSTRUCTED) !== 0, contents, next }
}

/** X.690 §8.19: base 128, the first two arcs in one number. Arcs beyond 2^28 are no OID that we know. */
function dotted(bytes: Uint8Array): string | undefined {
  const arcs: number[] = []
  let arc = 0
  for (const [index, byte] of bytes.entries()) {
    if (arc === 0 && byte === 0x80) return undefined
    arc = arc * 128 + (byte & 0x7f)
    if (arc > 0xfffffff) return undefined
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    } else if (index === bytes.length - 1) {
      return undefined
    }
  }
  const [first, ...rest] = arcs
  if (first === undefined) return undefined
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - 40 * root, ...rest].join('.')
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
