/**
 * Frames of the helper's wire: length, type, fields (native-helper/PROTOCOL.md).
 * Everything that does not fit exactly is `protocol`: the conversation ends with 202.
 */
import { LaunchError } from '../core/errors'
import { MAX_FIELD, MAX_FRAME } from '../core/wire'

export interface Frame {
  readonly type: number
  readonly body: Buffer
}

export const HEADER_BYTES = 5

export const protocolError = (detail: string): LaunchError =>
  new LaunchError('protocol', 'the helper and the decision program do not understand each other', { detail })

/** What the first five bytes announce. Errors: `protocol`. */
export function parseHeader(header: Buffer): { readonly length: number; readonly type: number } {
  if (header.length !== HEADER_BYTES) throw protocolError('short frame header')
  const length = header.readUInt32LE(0)
  if (length > MAX_FRAME) throw protocolError(`frame of ${length} bytes`)
  return { length, type: header.readUInt8(4) }
}

/** Cuts a body into fields. Errors: `protocol` for an unknown or repeated tag or a length that does not add up. */
export function parseFields(body: Buffer, known: readonly number[]): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>()
  let at = 0
  while (at < body.length) {
    if (body.length - at < 6) throw protocolError('field header runs over the end')
    const tag = body.readUInt16LE(at)
    const length = body.readUInt32LE(at + 2)
    at += 6
    if (length > body.length - at) throw protocolError(`field ${tag} runs over the end`)
    if (!known.includes(tag)) throw protocolError(`unknown field ${tag}`)
    if (fields.has(tag)) throw protocolError(`repeated field ${tag}`)
    fields.set(tag, body.subarray(at, at + length))
    at += length
  }
  return fields
}

/** One whole frame, header included. Errors: `protocol` where a cap would be broken. */
export function encodeFrame(type: number, fields: readonly (readonly [tag: number, bytes: Uint8Array])[]): Buffer {
  const parts: Uint8Array[] = []
  let length = 0
  for (const [tag, bytes] of fields) {
    if (bytes.length > MAX_FIELD) throw protocolError(`field ${tag} of ${bytes.length} bytes`)
    const head = Buffer.alloc(6)
    head.writeUInt16LE(tag, 0)
    head.writeUInt32LE(bytes.length, 2)
    parts.push(head, bytes)
    length += 6 + bytes.length
  }
  if (length > MAX_FRAME) throw protocolError(`frame of ${length} bytes`)
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt32LE(length, 0)
  header.writeUInt8(type, 4)
  return Buffer.concat([header, ...parts])
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
}

export function u32s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4))
  return bytes
}

/** Strings ended by NUL. Errors: `protocol` when one holds a NUL itself. */
export function list(values: readonly string[]): Buffer {
  for (const value of values) if (value.includes('\0')) throw protocolError('NUL in a string')
  return Buffer.from(values.map((value) => `${value}\0`).join(''), 'utf8')
}

export function readU32(bytes: Buffer): number {
  if (bytes.length !== 4) throw protocolError('number of the wrong size')
  return bytes.readUInt32LE(0)
}

export function readU64(bytes: Buffer): bigint {
  if (bytes.length !== 8) throw protocolError('number of the wrong size')
  return bytes.readBigUInt64LE(0)
}

export function readU32s(bytes: Buffer): readonly number[] {
  if (bytes.length % 4 !== 0) throw protocolError('number list of the wrong size')
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4))
}

/** The strings of a list, as bytes: what a caller passes need not be UTF-8. */
export function readList(bytes: Buffer): readonly Buffer[] {
  const strings: Buffer[] = []
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(0, start)
    if (end < 0) throw protocolError('list without its final NUL')
    strings.push(bytes.subarray(start, end))
    start = end + 1
  }
  return strings
}
