/** Keys and digests that are too weak to prove anything: the rules of OpenSSL's security level 2, with the site's switches. */
import { LaunchError } from '../../core/errors'
import type { X509Settings } from '../../core/settings'
import type { Certificate } from './certificate'
import { oneLine } from './name'

/** Security level 2: 112 bits (SSL_CTX_set_security_level(3)). */
const SECURITY_BITS = 112

/** Errors: `weak-key`. `isProxy`: the size for proxies holds, which live for hours. */
export function checkKey({ key, subject }: Certificate, isProxy: boolean, settings: X509Settings): void {
  const isRsa = key.kind === 'rsa' || key.kind === 'rsa-pss'
  const least = isProxy ? settings.minProxyRsaBits : settings.minRsaBits
  const isStrong = isRsa ? key.bits >= least : key.kind !== 'other' && key.securityBits >= SECURITY_BITS
  if (isStrong) return
  const what = isProxy ? 'the proxy' : 'a certificate of the chain'
  throw new LaunchError('weak-key', `${what} has a key that is too weak${isRsa ? `: ${least} bits are needed` : ''}`, {
    detail: `${key.kind} ${key.bits} bits in ${oneLine(subject)}`,
  })
}

/** Errors: `weak-signature`. A self-signed root is not checked: it is trusted because it is in the directory. */
export function checkDigest({ signature, subject }: Certificate, settings: Pick<X509Settings, 'allowSha1'>): void {
  const { digest } = signature
  if (digest === 'sha2' || digest === 'sha3' || digest === 'none') return
  if (digest === 'sha1' && settings.allowSha1) return
  throw new LaunchError('weak-signature', 'a certificate of the chain is signed with a digest that is too weak', {
    detail: `${digest} in ${oneLine(subject)}`,
  })
}
