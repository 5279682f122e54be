/** DER by hand, for certificates and attribute certificates that no honest tool would make. */

export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, (length >> 8) & 0xff, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...header]), body])
}

export const seq = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => tlv(0x31, ...parts)
/** [n] constructed. */
export const ctx = (n: number, ...parts: readonly Uint8Array[]): Buffer => tlv(0xa0 + n, ...parts)
/** [n] primitive. */
export const ctxText = (n: number, text: string): Buffer => tlv(0x80 + n, Buffer.from(text, 'latin1'))
export const octets = (bytes: Uint8Array | string): Buffer =>
  tlv(0x04, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
export const bool = (value: boolean): Buffer => tlv(0x01, Buffer.from([value ? 0xff : 0]))
export const nothing = (): Buffer => tlv(0x05)
export const bits = (bytes: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), bytes)
export const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text))

/** From hex, made non-negative. */
export function int(hex: string): Buffer {
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return tlv(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const encode = (arc: number): number[] => {
    const digits = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80)
    return digits
  }
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(encode)))
}

/** GeneralizedTime of a moment in seconds since the epoch. */
export const time = (seconds: number): Buffer =>
  tlv(0x18, Buffer.from(new Date(seconds * 1000).toISOString().replace(/[-:T]|\.\d+/g, ''), 'latin1'))
