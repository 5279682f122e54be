/** The dates of a revocation list (RFC 5280, 5.1): no more than doctor needs of it. */

export interface CrlDates {
  /** thisUpdate, in seconds since the epoch. */
  readonly last: number
  /** nextUpdate; undefined: it has none. */
  readonly next: number | undefined
}

interface Element {
  readonly tag: number
  readonly from: number
  readonly end: number
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18

/** PEM or DER; undefined for what is no revocation list. */
export function crlDates(file: Buffer): CrlDates | undefined {
  const pem = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/.exec(file.toString('latin1'))?.[1]
  const bytes = pem === undefined ? file : Buffer.from(pem, 'base64')
  const list = elementAt(bytes, 0, bytes.length)
  const body = list?.tag === SEQUENCE ? elementAt(bytes, list.from, list.end) : undefined
  if (body?.tag !== SEQUENCE) return undefined
  // version OPTIONAL, signature, issuer, thisUpdate, nextUpdate OPTIONAL
  const parts: Element[] = []
  for (let at = body.from; parts.length < 5;) {
    const part = elementAt(bytes, at, body.end)
    if (part === undefined) break
    parts.push(part)
    at = part.end
  }
  if (parts[0]?.tag === INTEGER) parts.shift()
  const [signature, issuer, last, next] = parts
  if (signature?.tag !== SEQUENCE || issuer?.tag !== SEQUENCE) return undefined
  const updated = last === undefined ? undefined : timeOf(bytes, last)
  return updated === undefined
    ? undefined
    : { last: updated, next: next === undefined ? undefined : timeOf(bytes, next) }
}

/** Definite lengths only, as DER has them. */
function elementAt(bytes: Buffer, at: number, limit: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined
  const count = first < 0x80 ? 0 : first - 0x80
  if (count > 4 || first === 0x80 || at + 2 + count > limit) return undefined
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count)
  const from = at + 2 + count
  return from + length > limit ? undefined : { tag, from, end: from + length }
}

/** RFC 5280, 4.1.2.5: always UTC; a two-digit year from 50 on is of the last century. */
function timeOf(bytes: Buffer, { tag, from, end }: Element): number | undefined {
  const text = bytes.toString('latin1', from, end)
  const full = tag === UTC_TIME ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)
  if (found === null || (tag !== UTC_TIME && tag !== GENERALIZED_TIME)) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
}
