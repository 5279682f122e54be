/**
 * Distinguished names as the grid writes them: one line, `/DC=org/CN=Alice`, the form of OpenSSL 3's
 * X509_NAME_oneline(3), computed from the encoded name so that it does not depend on the library's version.
 *
 * Two different names must never be spelled alike, because lists, leases and .lsc files know a person only by this line.
 * OpenSSL's form is not injective: it escapes `/` and `+` but not `\`, it does not say which string type was encoded,
 * and before 3.0 it escaped nothing. We therefore refuse the few names that could be mistaken for another
 * (`findAmbiguity`); no certificate authority of the field issues such names to people.
 */

/** One attribute of a relative distinguished name. */
export interface Attribute {
  /** Dotted. */
  readonly oid: string
  /** ASN.1 universal tag of the value: 12 UTF8String, 19 PrintableString, 20 T61String, 22 IA5String, 30 BMPString … */
  readonly type: number
  readonly value: Uint8Array
}
/** A relative distinguished name: nearly always one attribute. */
export type Rdn = readonly Attribute[]
export type Name = readonly Rdn[]

export const OID_COMMON_NAME = '2.5.4.3'

/** OpenSSL's short names (crypto/objects/objects.txt, 3.0) for the arcs that name attributes; others are written dotted. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.3': 'mail',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.2.840.113549.1.9.8': 'unstructuredAddress',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.16': 'postalAddress',
  '2.5.4.17': 'postalCode',
  '2.5.4.18': 'postOfficeBox',
  '2.5.4.20': 'telephoneNumber',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.45': 'x500UniqueIdentifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.72': 'role',
  '2.5.4.97': 'organizationIdentifier',
}

/** Names that older software gave to the same attributes: Globus and OpenSSL 0.9.6. No OpenSSL short name is spelled so. */
const OLD_NAMES: Readonly<Record<string, string>> = { emailAddress: 'Email', UID: 'USERID' }

interface Style {
  /** `/` and `+` in values are written `\/` and `\+` (OpenSSL 3.0 and later). */
  readonly escapes: boolean
  readonly oldNames: boolean
}

/** The canonical line. */
export const oneLine = (name: Name): string => render(name, { escapes: true, oldNames: false })

/**
 * Every spelling under which lists, leases and .lsc files may know a name, canonical first: OpenSSL 3, OpenSSL before
 * 3.0 (`/` and `+` bare), and both with `Email=` and `USERID=`. Only for names without ambiguity: then no two names share one.
 */
export function spellingsOf(name: Name): readonly string[] {
  const styles = [
    { escapes: true, oldNames: false },
    { escapes: false, oldNames: false },
    { escapes: true, oldNames: true },
    { escapes: false, oldNames: true },
  ]
  return [...new Set(styles.map((style) => render(name, style)))]
}

function render(name: Name, style: Style): string {
  return name.map((rdn) => '/' + rdn.map((attribute) => renderAttribute(attribute, style)).join('+')).join('')
}

function renderAttribute({ oid, value }: Attribute, style: Style): string {
  const short = SHORT_NAMES[oid] ?? oid
  const label = style.oldNames ? (OLD_NAMES[short] ?? short) : short
  return `${label}=${Array.from(value, (byte) => renderByte(byte, style)).join('')}`
}

function renderByte(byte: number, { escapes }: Style): string {
  if (byte < 0x20 || byte > 0x7e) return '\\x' + byte.toString(16).toUpperCase().padStart(2, '0')
  const character = String.fromCharCode(byte)
  return escapes && (character === '/' || character === '+') ? '\\' + character : character
}

const UTF8 = 12
const PRINTABLE = 19
const NUMERIC = 18
const TELETEX = 20
const IA5 = 22
const VISIBLE = 26
const UNIVERSAL = 28
const BMP = 30
const STRING_TYPES: ReadonlySet<number> = new Set([UTF8, NUMERIC, PRINTABLE, TELETEX, IA5, VISIBLE, UNIVERSAL, BMP])

/**
 * Why a name could be mistaken for another one, or undefined when it cannot:
 *
 * - it is empty, or an RDN is;
 * - a value holds `\`: OpenSSL does not escape it, so `a\` + `/CN=b` and the one value `a/CN=b` give the same line, and
 *   `\xC3` may be four characters or one byte;
 * - a value holds `/` or `+` and behind it something with `=`: spelled as before OpenSSL 3.0, `CN=a/CN=b` is also the
 *   name with two CNs. (`CN=host/x.example.org` is not affected.) We refuse it rather than only withhold that spelling,
 *   because a ban list that was written in it must bite;
 * - its bytes could be those of another string type: NUL outside of BMPString and UniversalString, U+0000 or no
 *   zero byte inside of them, T61String bytes that are also UTF-8; or the type is none of a DirectoryString's.
 */
export function findAmbiguity(name: Name): string | undefined {
  if (name.length === 0) return 'the name is empty'
  for (const rdn of name) {
    if (rdn.length === 0) return 'a component of the name is empty'
    for (const attribute of rdn) {
      const why = findAmbiguousValue(attribute)
      if (why !== undefined) return `${SHORT_NAMES[attribute.oid] ?? attribute.oid}: ${why}`
    }
  }
  return undefined
}

function findAmbiguousValue({ type, value }: Attribute): string | undefined {
  if (!STRING_TYPES.has(type)) return `ASN.1 type ${type} is not a string of names`
  if (value.includes(0x5c)) return 'a backslash'
  const text = Buffer.from(value).toString('latin1')
  if (/[/+][^/+]*=/.test(text)) return 'a "/" or "+" with "=" behind it'
  if (type === BMP || type === UNIVERSAL) {
    if (!value.includes(0)) return 'a wide string that reads like a narrow one'
    const width = type === BMP ? 2 : 4
    for (let at = 0; at < value.length; at += width) {
      if (value.subarray(at, at + width).every((byte) => byte === 0)) return 'NUL'
    }
    return undefined
  }
  if (value.includes(0)) return 'NUL'
  const isAscii = value.every((byte) => byte < 0x80)
  if (type === UTF8 && !isUtf8(value)) return 'malformed UTF-8'
  if (type !== UTF8 && !isAscii && isUtf8(value)) return 'bytes that are also UTF-8'
  return undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8')).equals(bytes)
}

/**
 * Whether `subject` is `issuer` plus exactly one RDN that holds exactly one CN (RFC 3820 §3.4), and that CN. Compared
 * attribute by attribute and byte by byte, so that no trick with case, string cutting or escapes can help; only the
 * string type may differ, because some tools re-encode.
 */
export function findAppendedCommonName(subject: Name, issuer: Name): string | undefined {
  const last = subject.at(-1)
  if (subject.length !== issuer.length + 1 || last?.length !== 1) return undefined
  if (!issuer.every((rdn, index) => sameRdn(rdn, subject[index] ?? []))) return undefined
  const [attribute] = last
  if (attribute?.oid !== OID_COMMON_NAME) return undefined
  return Buffer.from(attribute.value).toString('latin1')
}

export function sameName(a: Name, b: Name): boolean {
  return a.length === b.length && a.every((rdn, index) => sameRdn(rdn, b[index] ?? []))
}

function sameRdn(a: Rdn, b: Rdn): boolean {
  return (
    a.length === b.length &&
    a.every((attribute, index) => {
      const other = b[index]
      return other?.oid === attribute.oid && Buffer.from(attribute.value).equals(other.value)
    })
  )
}
