/**
 * The OpenSSL inside Node, called through koffi: chain building, signatures, CRLs and the parsing of certificates are
 * libcrypto's work. Every object that we own goes into an `Arena`, which frees it when the decision about one
 * credential is over, whatever its outcome.
 */
import { foreign, type Pointer } from '../../core/foreign'

export type { Pointer }

/** The functions we use: result first, then arguments, as openssl/{asn1,bio,bn,err,evp,objects,x509,x509_vfy}.h declare them. */
const FUNCTIONS = foreign({
  ASN1_INTEGER_to_BN: ['ptr', 'ref', 'ptr'],
  ASN1_STRING_get0_data: ['ptr', 'ref'],
  ASN1_STRING_length: ['int', 'ref'],
  ASN1_STRING_type: ['int', 'ref'],
  ASN1_TIME_to_tm: ['int', 'ref', 'out'],
  ASN1_get_object: ['int', 'cursor*', 'long*', 'int*', 'int*', 'long'],
  ASN1_item_d2i_bio: ['ptr', 'ref', 'ref', 'ptr'],
  BIO_ctrl: ['long', 'ref', 'int', 'long', 'place*'],
  BIO_free: ['int', 'ref'],
  BIO_new: ['ptr', 'ref'],
  BIO_s_mem: ['ref'],
  BIO_write: ['int', 'ref', 'in', 'int'],
  BN_CTX_free: ['void', 'ref'],
  BN_CTX_new: ['ptr'],
  BN_bn2bin: ['int', 'ref', 'out'],
  BN_clear_free: ['void', 'ref'],
  BN_cmp: ['int', 'ref', 'ref'],
  BN_free: ['void', 'ref'],
  BN_mul: ['int', 'ref', 'ref', 'ref', 'ref'],
  BN_new: ['ptr'],
  BN_num_bits: ['int', 'ref'],
  ERR_clear_error: ['void'],
  EVP_Digest: ['int', 'in', 'size', 'out', 'ptr', 'ref', 'ptr'],
  EVP_DigestSign: ['int', 'ref', 'out', 'size*', 'in', 'size'],
  EVP_DigestSignInit: ['int', 'ref', 'ptr', 'ptr', 'ptr', 'ref'],
  EVP_DigestVerify: ['int', 'ref', 'in', 'size', 'in', 'size'],
  EVP_DigestVerifyInit: ['int', 'ref', 'ptr', 'ptr', 'ptr', 'ref'],
  EVP_MD_CTX_free: ['void', 'ref'],
  EVP_MD_CTX_new: ['ptr'],
  EVP_PKEY_free: ['void', 'ref'],
  EVP_PKEY_get_base_id: ['int', 'ref'],
  EVP_PKEY_get_bits: ['int', 'ref'],
  EVP_PKEY_get_bn_param: ['int', 'ref', 'text', 'place*'],
  EVP_PKEY_get_security_bits: ['int', 'ref'],
  EVP_PKEY_get_size: ['int', 'ref'],
  EVP_sha256: ['ref'],
  EVP_sha384: ['ref'],
  EVP_sha512: ['ref'],
  EVP_sha1: ['ref'],
  OBJ_obj2txt: ['int', 'out', 'int', 'ref', 'int'],
  OPENSSL_sk_free: ['void', 'ref'],
  OPENSSL_sk_new_null: ['ptr'],
  OPENSSL_sk_num: ['int', 'ref'],
  OPENSSL_sk_push: ['int', 'ref', 'ref'],
  OPENSSL_sk_value: ['ptr', 'ref', 'int'],
  X509_CRL_free: ['void', 'ref'],
  X509_CRL_get0_lastUpdate: ['ptr', 'ref'],
  X509_CRL_get0_nextUpdate: ['ptr', 'ref'],
  X509_CRL_get_issuer: ['ref', 'ref'],
  X509_CRL_up_ref: ['int', 'ref'],
  X509_EXTENSION_get_critical: ['int', 'ref'],
  X509_EXTENSION_get_data: ['ref', 'ref'],
  X509_EXTENSION_get_object: ['ref', 'ref'],
  X509_NAME_ENTRY_get_data: ['ref', 'ref'],
  X509_NAME_ENTRY_get_object: ['ref', 'ref'],
  X509_NAME_ENTRY_set: ['int', 'ref'],
  X509_NAME_cmp: ['int', 'ref', 'ref'],
  X509_NAME_entry_count: ['int', 'ref'],
  X509_NAME_free: ['void', 'ref'],
  X509_NAME_get_entry: ['ptr', 'ref', 'int'],
  X509_NAME_hash_ex: ['ulong', 'ref', 'ptr', 'ptr', 'int*'],
  X509_NAME_hash_old: ['ulong', 'ref'],
  X509_NAME_it: ['ref'],
  X509_STORE_CTX_free: ['void', 'ref'],
  X509_STORE_CTX_get0_chain: ['ptr', 'ref'],
  X509_STORE_CTX_get0_param: ['ref', 'ref'],
  X509_STORE_CTX_get_error: ['int', 'ref'],
  X509_STORE_CTX_get_error_depth: ['int', 'ref'],
  X509_STORE_CTX_init: ['int', 'ref', 'ref', 'ref', 'ref'],
  X509_STORE_CTX_new: ['ptr'],
  X509_STORE_CTX_set_error: ['void', 'ref', 'int'],
  X509_STORE_CTX_set_verify_cb: ['void', 'ref', 'ref'],
  X509_STORE_add_cert: ['int', 'ref', 'ref'],
  X509_STORE_add_crl: ['int', 'ref', 'ref'],
  X509_STORE_free: ['void', 'ref'],
  X509_STORE_new: ['ptr'],
  X509_VERIFY_PARAM_set_auth_level: ['void', 'ref', 'int'],
  X509_VERIFY_PARAM_set_depth: ['void', 'ref', 'int'],
  X509_VERIFY_PARAM_set_flags: ['int', 'ref', 'ulong'],
  X509_VERIFY_PARAM_set_purpose: ['int', 'ref', 'int'],
  X509_VERIFY_PARAM_set_time: ['void', 'ref', 'time'],
  X509_check_ca: ['int', 'ref'],
  X509_check_private_key: ['int', 'ref', 'ref'],
  X509_free: ['void', 'ref'],
  X509_get0_notAfter: ['ref', 'ref'],
  X509_get0_notBefore: ['ref', 'ref'],
  X509_get0_pubkey: ['ptr', 'ref'],
  X509_get0_serialNumber: ['ref', 'ref'],
  X509_get_ext: ['ptr', 'ref', 'int'],
  X509_get_ext_count: ['int', 'ref'],
  X509_get_extension_flags: ['uint', 'ref'],
  X509_get_issuer_name: ['ref', 'ref'],
  X509_get_key_usage: ['uint', 'ref'],
  X509_get_signature_info: ['int', 'ref', 'int*', 'int*', 'int*', 'int*'],
  X509_get_subject_name: ['ref', 'ref'],
  X509_up_ref: ['int', 'ref'],
  X509_verify: ['int', 'ref', 'ref'],
  X509_verify_cert: ['int', 'ref'],
  X509_verify_cert_error_string: ['text', 'long'],
  d2i_PrivateKey_bio: ['ptr', 'ref', 'ptr'],
  d2i_X509_CRL_bio: ['ptr', 'ref', 'ptr'],
  d2i_X509_bio: ['ptr', 'ref', 'ptr'],
  memcpy: ['ptr', 'out', 'ref', 'size'],
})

/** Whatever of OpenSSL we use. */
export const libcrypto = (): Libcrypto => FUNCTIONS
type Libcrypto = typeof FUNCTIONS
const BIO_CTRL_INFO = 3
const BIO_CTRL_PENDING = 10

/** Owns what one decision has allocated in libcrypto's heap, and frees it in reverse order. */
export class Arena {
  readonly lib = libcrypto()
  private readonly frees: (() => unknown)[] = []

  /** Takes over an object. Null means that libcrypto could not make it, which outside of parsing is lack of memory. */
  own(pointer: Pointer | null, free: (pointer: Pointer) => unknown): Pointer {
    if (pointer === null) throw new Error('libcrypto returned no object')
    this.frees.push(() => free(pointer))
    return pointer
  }

  /** Runs at the end, after everything that was owned later has been freed. */
  atEnd(action: () => unknown): void {
    this.frees.push(action)
  }

  /** A memory BIO with a copy of the bytes: libcrypto never sees memory that the garbage collector may move. */
  bio(bytes: Uint8Array = new Uint8Array()): Pointer {
    const { lib } = this
    const bio = this.own(lib.BIO_new(lib.BIO_s_mem()), lib.BIO_free)
    if (bytes.length > 0 && lib.BIO_write(bio, bytes, bytes.length) !== bytes.length) {
      throw new Error('BIO_write failed')
    }
    return bio
  }

  /**
   * Parses exactly one object: bytes left over make it undefined, as a parse error does.
   * `parse` is one of the d2i_*_bio functions.
   */
  parse(
    bytes: Uint8Array,
    parse: (bio: Pointer) => Pointer | null,
    free: (pointer: Pointer) => unknown,
  ): Pointer | undefined {
    const bio = this.bio(bytes)
    const object = parse(bio)
    if (object === null) return undefined
    this.own(object, free)
    return this.pending(bio) === 0 ? object : undefined
  }

  /** Where libcrypto sees a copy of the bytes, until the arena is closed. */
  nativeCopy(bytes: Uint8Array): Pointer {
    const place: [Pointer | null] = [null]
    const length = this.lib.BIO_ctrl(this.bio(bytes), BIO_CTRL_INFO, 0, place)
    // An empty BIO has no memory yet; nobody reads from it then.
    if (length !== bytes.length) throw new Error('BIO_get_mem_data failed')
    return place[0] ?? 0n
  }

  /** A copy of the contents of an ASN1_STRING. */
  stringBytes(string: Pointer): Uint8Array {
    const bytes = new Uint8Array(this.lib.ASN1_STRING_length(string))
    const data = this.lib.ASN1_STRING_get0_data(string)
    if (bytes.length > 0 && data !== null) this.lib.memcpy(bytes, data, bytes.length)
    return bytes
  }

  /** An STACK_OF(X509) that does not own its elements. */
  stack(elements: readonly Pointer[]): Pointer {
    const { lib } = this
    const stack = this.own(lib.OPENSSL_sk_new_null(), lib.OPENSSL_sk_free)
    for (const element of elements) lib.OPENSSL_sk_push(stack, element)
    return stack
  }

  /** Frees everything; the error queue is emptied so that node:crypto does not find our errors in it. */
  close(): void {
    for (const free of this.frees.reverse()) free()
    this.frees.length = 0
    this.lib.ERR_clear_error()
  }

  private pending(bio: Pointer): number {
    return this.lib.BIO_ctrl(bio, BIO_CTRL_PENDING, 0, null)
  }
}

/** Calls `use` with a fresh arena and frees everything that was made in it. */
export async function withArena<T>(use: (arena: Arena) => T | Promise<T>): Promise<T> {
  const arena = new Arena()
  try {
    return await use(arena)
  } finally {
    arena.close()
  }
}

/** SHA-256 of some bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  const lib = libcrypto()
  const digest = new Uint8Array(32)
  if (lib.EVP_Digest(bytes, bytes.length, digest, null, lib.EVP_sha256(), null) !== 1) {
    throw new Error('EVP_Digest failed')
  }
  return Buffer.from(digest).toString('hex')
}
