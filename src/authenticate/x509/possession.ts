/** Proof that the private key in the file belongs to the leaf: by using it, not by comparing public numbers. */
import { LaunchError } from '../../core/errors'
import type { Certificate } from './certificate'
import type { Arena } from './libcrypto'

/**
 * Signs a fresh challenge with the key and verifies it with the leaf. X509_check_private_key(3) compares only the public
 * half, which everybody who has seen the certificate can write into a key file.
 * Errors: `proxy-syntax` (not a private key), `proxy-key-mismatch`.
 */
export function provePossession(arena: Arena, key: Uint8Array, leaf: Certificate, challenge: Uint8Array): void {
  const { lib } = arena
  const handle = arena.parse(key, (bio) => lib.d2i_PrivateKey_bio(bio, null), lib.EVP_PKEY_free)
  if (handle === undefined) {
    throw new LaunchError('proxy-syntax', 'the private key in the proxy file is malformed; make a new proxy')
  }
  const mismatch = (detail: string): LaunchError =>
    new LaunchError('proxy-key-mismatch', 'the private key does not belong to the proxy; make a new proxy', { detail })
  const publicKey = lib.X509_get0_pubkey(leaf.handle)
  if (publicKey === null || lib.X509_check_private_key(leaf.handle, handle) !== 1) {
    throw mismatch('the public halves differ')
  }
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
