/** What we need to know of a certificate, read once through libcrypto: no second parser, no second opinion. */
import type { Arena, Pointer } from './libcrypto'
import type { Attribute, Name, Rdn } from './name'

export interface Extension {
  readonly oid: string
  readonly critical: boolean
  /** The contents of the OCTET STRING. */
  readonly value: Uint8Array
}

export interface PublicKey {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'other'
  readonly bits: number
  /** Security strength in bits (NIST SP 800-57). */
  readonly securityBits: number
}

export interface Certificate {
  /** X509 *, owned by the arena it was parsed in. */
  readonly handle: Pointer
  readonly der: Uint8Array
  readonly subject: Name
  readonly issuer: Name
  /** Unsigned, big-endian, upper-case hex as `openssl x509 -serial` writes it. */
  readonly serial: string
  /** Seconds since the epoch. */
  readonly notBefore: number
  readonly notAfter: number
  readonly extensions: readonly Extension[]
  /** X509_check_ca(3): 0 no CA, 1 basicConstraints say so, others are guesses from old times. */
  readonly authority: number
  /** basicConstraints say CA:TRUE. */
  readonly saysAuthority: boolean
  /** libcrypto could make sense of all extensions; without it, `authority` and `keyUsage` say nothing. */
  readonly isConsistent: boolean
  /** RFC 5280 §4.2.1.3 bits as libcrypto numbers them; undefined: no extension. */
  readonly keyUsage: number | undefined
  readonly key: PublicKey
  readonly signature: { readonly digest: Digest; readonly securityBits: number }
}

export type Digest = 'sha1' | 'sha2' | 'sha3' | 'none' | 'weak'

export const KEY_USAGE = { digitalSignature: 0x0080, keyCertSign: 0x0004 } as const

/** EXFLAG_INVALID | EXFLAG_INVALID_POLICY of openssl/x509v3.h: an extension that libcrypto could not make sense of. */
const EXTENSIONS_INVALID = 0x80 | 0x800
const EXTENSION_CA = 0x10
const NO_KEY_USAGE = 0xffffffff

const KEY_KINDS: Readonly<Record<number, PublicKey['kind']>> = {
  6: 'rsa',
  912: 'rsa-pss',
  408: 'ec',
  1087: 'ed25519',
  1088: 'ed448',
}
/** NIDs of digests (openssl/obj_mac.h). */
const DIGESTS: Readonly<Record<number, Digest>> = {
  64: 'sha1',
  672: 'sha2',
  673: 'sha2',
  674: 'sha2',
  675: 'sha2',
  1094: 'sha2',
  1095: 'sha2',
  1096: 'sha3',
  1097: 'sha3',
  1098: 'sha3',
  1099: 'sha3',
}
const MAX_EXTENSIONS = 64

/** One certificate from its DER; undefined when libcrypto cannot parse it, or a part of it, to the last byte. */
export function parseCertificate(arena: Arena, der: Uint8Array): Certificate | undefined {
  const { lib } = arena
  const handle = arena.parse(der, (bio) => lib.d2i_X509_bio(bio, null), lib.X509_free)
  return handle === undefined ? undefined : describe(arena, handle, der)
}

function describe(arena: Arena, handle: Pointer, der: Uint8Array): Certificate | undefined {
  const { lib } = arena
  // X509_check_ca caches the extensions: the flags and the key usage are only right after it.
  const authority = lib.X509_check_ca(handle)
  const flags = lib.X509_get_extension_flags(handle)
  const notBefore = readTime(arena, lib.X509_get0_notBefore(handle))
  const notAfter = readTime(arena, lib.X509_get0_notAfter(handle))
  const extensions = readExtensions(arena, handle)
  const key = readKey(arena, handle)
  const signature = readSignature(arena, handle)
  if (notBefore === undefined || notAfter === undefined || extensions === undefined) return undefined
  if (key === undefined || signature === undefined) return undefined
  const keyUsage = lib.X509_get_key_usage(handle)
  return {
    handle,
    der,
    subject: readName(arena, lib.X509_get_subject_name(handle)),
    issuer: readName(arena, lib.X509_get_issuer_name(handle)),
    serial: readInteger(arena, lib.X509_get0_serialNumber(handle)),
    notBefore,
    notAfter,
    extensions,
    authority,
    saysAuthority: (flags & EXTENSION_CA) !== 0,
    isConsistent: (flags & EXTENSIONS_INVALID) === 0,
    keyUsage: keyUsage === NO_KEY_USAGE ? undefined : keyUsage,
    key,
    signature,
  }
}

/** An X509_NAME, RDN by RDN. */
export function readName(arena: Arena, name: Pointer): Name {
  const { lib } = arena
  const rdns: Attribute[][] = []
  const count = lib.X509_NAME_entry_count(name)
  for (let index = 0; index < count; index++) {
    const entry = lib.X509_NAME_get_entry(name, index)
    if (entry === null) continue
    const data = lib.X509_NAME_ENTRY_get_data(entry)
    const attribute = {
      oid: readOid(arena, lib.X509_NAME_ENTRY_get_object(entry)),
      type: lib.ASN1_STRING_type(data),
      value: arena.stringBytes(data),
    }
    const set = lib.X509_NAME_ENTRY_set(entry)
    const rdn = rdns[set]
    if (rdn === undefined) rdns[set] = [attribute]
    else rdn.push(attribute)
  }
  return rdns satisfies readonly Rdn[]
}

/** A DER Name on its own, as it stands in an attribute certificate. */
export function parseName(arena: Arena, der: Uint8Array): Name | undefined {
  const { lib } = arena
  const name = arena.parse(der, (bio) => lib.ASN1_item_d2i_bio(lib.X509_NAME_it(), bio, null), lib.X509_NAME_free)
  return name === undefined ? undefined : readName(arena, name)
}

function readOid(arena: Arena, object: Pointer): string {
  const text = new Uint8Array(128)
  const length = arena.lib.OBJ_obj2txt(text, text.length, object, 1)
  // A longer one cannot be an attribute or extension that we know; it must only not look like one.
  if (length <= 0 || length >= text.length) return '?'
  return Buffer.from(text.subarray(0, length)).toString('latin1')
}

function readExtensions(arena: Arena, certificate: Pointer): readonly Extension[] | undefined {
  const { lib } = arena
  const count = lib.X509_get_ext_count(certificate)
  if (count > MAX_EXTENSIONS) return undefined
  const extensions: Extension[] = []
  for (let index = 0; index < count; index++) {
    const extension = lib.X509_get_ext(certificate, index)
    if (extension === null) return undefined
    extensions.push({
      oid: readOid(arena, lib.X509_EXTENSION_get_object(extension)),
      critical: lib.X509_EXTENSION_get_critical(extension) !== 0,
      value: arena.stringBytes(lib.X509_EXTENSION_get_data(extension)),
    })
  }
  // RFC 5280 §4.2: "A certificate MUST NOT include more than one instance of a particular extension."
  return new Set(extensions.map((extension) => extension.oid)).size === count ? extensions : undefined
}

/** An ASN1_TIME in seconds since the epoch. struct tm: nine ints, of which the first six are seconds, minutes, hours, day, month from 0, years since 1900. */
export function readTime(arena: Arena, time: Pointer): number | undefined {
  const tm = new Uint8Array(64)
  if (arena.lib.ASN1_TIME_to_tm(time, tm) !== 1) return undefined
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0, year = 0] = new Int32Array(tm.buffer, 0, 6)
  return Date.UTC(year + 1900, month, day, hour, minute, second) / 1000
}

function readInteger(arena: Arena, integer: Pointer): string {
  const { lib } = arena
  const number = arena.own(lib.ASN1_INTEGER_to_BN(integer, null), lib.BN_free)
  const bytes = new Uint8Array(Math.ceil(lib.BN_num_bits(number) / 8))
  lib.BN_bn2bin(number, bytes)
  return Buffer.from(bytes).toString('hex').toUpperCase() || '00'
}

function readKey(arena: Arena, certificate: Pointer): PublicKey | undefined {
  const { lib } = arena
  const key = lib.X509_get0_pubkey(certificate)
  if (key === null) return undefined
  return {
    kind: KEY_KINDS[lib.EVP_PKEY_get_base_id(key)] ?? 'other',
    bits: lib.EVP_PKEY_get_bits(key),
    securityBits: lib.EVP_PKEY_get_security_bits(key),
  }
}

function readSignature(arena: Arena, certificate: Pointer): Certificate['signature'] | undefined {
  const digest: [number] = [0]
  const key: [number] = [0]
  const bits: [number] = [0]
  const flags: [number] = [0]
  if (arena.lib.X509_get_signature_info(certificate, digest, key, bits, flags) !== 1) return undefined
  const signsWhole = key[0] === 1087 || key[0] === 1088
  return { digest: signsWhole ? 'none' : (DIGESTS[digest[0]] ?? 'weak'), securityBits: bits[0] }
}
