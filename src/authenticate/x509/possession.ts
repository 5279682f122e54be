/** Proof that the private key in the file belongs to the leaf: by its secret, not by comparing public numbers. */
import { LaunchError } from '../../core/errors'
import type { Certificate } from './certificate'
import type { Arena, Pointer } from './libcrypto'

/**
 * X509_check_private_key(3) compares only the public half, which everybody who has seen the certificate can write into a key
 * file. An RSA key is proven by the two factors of its modulus, every other one by a signature over a fresh challenge.
 * Errors: `proxy-syntax` (not a private key), `proxy-key-mismatch`.
 */
export function provePossession(arena: Arena, key: Uint8Array, leaf: Certificate, challenge: Uint8Array): void {
  const { lib } = arena
  const handle = arena.parse(key, (bio) => lib.d2i_PrivateKey_bio(bio, null), lib.EVP_PKEY_free)
  if (handle === undefined) {
    throw new LaunchError('proxy-syntax', 'the private key in the proxy file is malformed; make a new proxy')
  }
  const publicKey = lib.X509_get0_pubkey(leaf.handle)
  if (publicKey === null || lib.X509_check_private_key(leaf.handle, handle) !== 1) {
    throw mismatch('the public halves differ')
  }
  if (knowsFactors(arena, handle)) return
  const signing = arena.own(lib.EVP_MD_CTX_new(), lib.EVP_MD_CTX_free)
  const signature = new Uint8Array(lib.EVP_PKEY_get_size(handle))
  const size: [number] = [signature.length]
  // No digest named: the key's own default.
  const signed =
    lib.EVP_DigestSignInit(signing, null, null, null, handle) === 1 &&
    lib.EVP_DigestSign(signing, signature, size, challenge, challenge.length) === 1
  if (!signed) throw mismatch('the key cannot sign')
  const verifying = arena.own(lib.EVP_MD_CTX_new(), lib.EVP_MD_CTX_free)
  const verified =
    lib.EVP_DigestVerifyInit(verifying, null, null, null, publicKey) === 1 &&
    lib.EVP_DigestVerify(verifying, signature, size[0], challenge, challenge.length) === 1
  if (!verified) throw mismatch('a signature made with the key is not valid for the leaf')
}

const mismatch = (detail: string): LaunchError =>
  new LaunchError('proxy-key-mismatch', 'the private key does not belong to the proxy; make a new proxy', { detail })

/**
 * Whether the key file holds two factors of the modulus, neither of them 1: whoever knows them has the private key, and nobody
 * else does. A signature proves the same for a millisecond more, most of it what OpenSSL sets up for its first one.
 * False for keys that are not RSA, and for RSA keys of more than two primes.
 */
function knowsFactors(arena: Arena, key: Pointer): boolean {
  const { lib } = arena
  const [modulus, p, q] = ['n', 'rsa-factor1', 'rsa-factor2'].map((name) => {
    const number: [Pointer | null] = [null]
    const isThere = lib.EVP_PKEY_get_bn_param(key, name, number) === 1
    return isThere && number[0] !== null ? arena.own(number[0], lib.BN_clear_free) : undefined
  })
  if (modulus === undefined || p === undefined || q === undefined) return false
  if (lib.BN_num_bits(p) < 2 || lib.BN_num_bits(q) < 2) return false
  const product = arena.own(lib.BN_new(), lib.BN_clear_free)
  const scratch = arena.own(lib.BN_CTX_new(), lib.BN_CTX_free)
  return lib.BN_mul(product, p, q, scratch) === 1 && lib.BN_cmp(product, modulus) === 0
}
