/** Times, sizes, ranges and limits as administrators write them → numbers. The forms themselves: src/config/forms.ts. */
import type { NumberRange } from '../core/settings'

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const BYTES: Readonly<Record<string, number>> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

const split = (text: string): readonly [digits: string, unit: string] => {
  const unit = text.search(/[A-Za-z]/)
  return unit === -1 ? [text, ''] : [text.slice(0, unit), text.slice(unit)]
}

/** A form that the schema has let through and that we do not know is our mistake: it throws. */
const scale = (units: Readonly<Record<string, number>>, unit: string): number => {
  const factor = units[unit]
  if (factor === undefined) throw new Error(`unknown unit "${unit}"`)
  return factor
}

/** `500ms`, `10s`, `5m`, `24h`, `10d`. */
export const milliseconds = (text: string): number => {
  const [digits, unit] = split(text)
  return Number(digits) * scale(MILLISECONDS, unit)
}

export const seconds = (text: string): number => milliseconds(text) / 1000

/** `512B`, `64KiB`, `1MiB`. */
export const bytes = (text: string): number => {
  const [digits, unit] = split(text)
  return Number(digits) * scale(BYTES, unit)
}

/** `61001` or `61001-61999`. The first may be larger than the last: src/config/rules.ts says so. */
export const range = (text: string): NumberRange => {
  const [first = '', last = first] = text.split('-')
  return { first: Number(first), last: Number(last) }
}

export const octal = (text: string): number => Number.parseInt(text, 8)

export interface Limit {
  /** undefined = unlimited. */
  readonly soft: bigint | undefined
  readonly hard: bigint | undefined
}

/** `4096`, `4GiB`, `1024:4096`, `0:unlimited`. One value is both. */
export const limit = (value: string | number): Limit => {
  const [soft = '', hard = soft] = String(value).split(':')
  return { soft: limitValue(soft), hard: limitValue(hard) }
}

const limitValue = (text: string): bigint | undefined => {
  if (text === 'unlimited') return undefined
  const [digits, unit] = split(text)
  return BigInt(digits) * BigInt(scale({ ...BYTES, '': 1 }, unit))
}
