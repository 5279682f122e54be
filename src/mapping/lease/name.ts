/**
 * Names of leases in a gridmapdir, byte for byte as LCMAPS makes them (lcmaps-plugins-basic 1.7.1, measured;
 * test/fixtures/gridmapdir-lease-names.jsonl). Names and subjects here are strings of one character per byte.
 */
import { LaunchError } from '../../core/errors'
import { byteString } from '../../core/fnmatch'
import type { Identity } from '../../core/stages'

/** NAME_MAX on every file system that a gridmapdir can live on; LCMAPS fails with "File name too long" above it. */
export const MAX_NAME = 255

/** LCMAPS allows `-max_mappings_per_credential` up to this: four digits. */
export const MAX_COUNTER = 9999

const isAlphanumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

/**
 * isalnum(3) of the C locale → lower case; every other byte → `%` and two lower-case hex digits.
 * Errors: `dn-unrepresentable` for an empty subject, a NUL, and 0x01, LCMAPS's internal separator: what follows it
 * would go into the name unencoded.
 */
export function encodeSubject(subject: string): string {
  if (subject === '' || /[\x00\x01]/.test(subject)) {
    throw new LaunchError('dn-unrepresentable', 'this subject cannot stand in a lease name')
  }
  return encodeExactly(subject.replace(/[A-Z]/g, (char) => char.toLowerCase()))
}

/**
 * The name that LCMAPS makes where `char` is signed and the subject has bytes ≥ 0x80: such a byte is printed as
 * `%ffffffHH` while the position advances by 3 only, so that what follows overwrites the tail; the name ends at the
 * first NUL. Only for recognising leases that LCMAPS made from raw UTF-8 names. Undefined where the bug does not show.
 */
export function encodeWithSignedChar(subject: string): string | undefined {
  if (!/[\x80-\xff]/.test(subject)) return undefined
  const buffer = Buffer.alloc(3 * subject.length + 1)
  let at = 0
  for (let index = 0; index < subject.length; index++) {
    const byte = subject.charCodeAt(index)
    const piece = isAlphanumeric(byte)
      ? subject.charAt(index).toLowerCase()
      : byte < 0x80
        ? `%${hex(byte)}\0`
        : `%ffffff${hex(byte)}\0`
    buffer.write(piece, at, 'latin1')
    at += isAlphanumeric(byte) ? 1 : 3
  }
  // snprintf(3) keeps the last byte for its NUL.
  buffer[buffer.length - 1] = 0
  return buffer.toString('latin1', 0, buffer.indexOf(0))
}

/**
 * For subjects that are no DNs. Upper case is kept apart (`%41`): token subjects and branch names that differ only in
 * case are different identities. DNs fold it because LCMAPS does.
 */
const encodeExactly = (subject: string): string =>
  subject.replace(/[^a-z0-9]/g, (char) => `%${hex(char.charCodeAt(0))}`)

/** What follows the subject in a lease name. */
export interface LeaseSuffix {
  /** Names of the mapped groups, primary first (voms_poolaccount). */
  readonly groups: readonly string[]
  /** 1-9999; undefined: no counter. */
  readonly counter?: number
}

/** `:group[:group…]` unencoded and `:mapcount=%04d`. Errors: `lease-directory` for a group name that no file name can hold. */
export function suffixText(suffix: LeaseSuffix): string {
  const groups = suffix.groups.map((group) => {
    const bytes = byteString(group)
    if (bytes === '' || /[/:\x00]/.test(bytes)) {
      throw new LaunchError('lease-directory', 'a group cannot stand in a lease name', { detail: `group "${group}"` })
    }
    return `:${bytes}`
  })
  const counter = suffix.counter === undefined ? '' : `:mapcount=${String(suffix.counter).padStart(4, '0')}`
  return groups.join('') + counter
}

/**
 * The names under which an identity's lease may stand, the one that a new lease gets first: each spelling of the
 * subject, then LCMAPS's broken spellings of it. All begin with `%`, so that LCMAPS never takes one for an account.
 * Names that are too long are left out, except the first. Errors: `dn-unrepresentable`.
 */
export function leaseSubjects(identity: Identity): readonly string[] {
  const { leaseName, subject } = identity
  const known = leaseName === undefined ? [subject, ...identity.spellings] : [leaseName]
  const spellings = [...new Set(known)].map(byteString)
  if (identity.kind !== 'x509') {
    // No DN begins like this: `unix`, `oidc` and `munge` are no attribute types.
    return spellings.map((spelling) => encodeExactly(`/${identity.kind}=${spelling}`))
  }
  const plain = spellings.map(encodeSubject)
  const broken = spellings.map(encodeWithSignedChar).filter((name) => name !== undefined)
  const names = [...new Set([...plain, ...broken])]
  if (names.every((name) => name.startsWith('%'))) return names
  throw new LaunchError('dn-unrepresentable', 'this subject cannot stand in a lease name', {
    detail: `a DN begins with "/": "${identity.subject}"`,
  })
}

export interface DecodedName {
  /** As bytes; the case of a DN is lost. */
  readonly subject: string
  readonly groups: readonly string[]
  readonly counter: number | undefined
}

/** What a lease name says, for lists; undefined for a name that no encoding made. */
export function decodeLeaseName(name: string): DecodedName | undefined {
  const colon = name.indexOf(':')
  const subject = colon === -1 ? name : name.slice(0, colon)
  if (!/^(?:%[0-9a-f]{2}[a-z0-9]*)+$/.test(subject)) return undefined
  const rest = colon === -1 ? [] : name.slice(colon + 1).split(':')
  const count = /^mapcount=([0-9]{4})$/.exec(rest.at(-1) ?? '')
  return {
    // ECMA-262, B.2.1.2: two hexadecimal digits are one character; a list has ten thousand names.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- decodeURIComponent takes the bytes for UTF-8
    subject: unescape(subject),
    groups: count === null ? rest : rest.slice(0, -1),
    counter: count === null ? undefined : Number(count[1]),
  }
}
