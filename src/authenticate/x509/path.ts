/**
 * The way from a certificate to a trusted CA. We find the certificates that belong to it; whether the path is valid is
 * libcrypto's verdict alone (X509_verify_cert(3)).
 */
import koffi from 'koffi'
import { LaunchError } from '../../core/errors'
import type { Reason } from '../../core/reasons'
import type { Policy, X509Settings } from '../../core/settings'
import type { Certificate } from './certificate'
import type { Arena, Pointer } from './libcrypto'
import { oneLine } from './name'
import type { TrustDirectory } from './trust'

export interface PathRequest {
  /** Verified certificate, then those that were issued one after the other up to and with the end-entity certificate. */
  readonly chain: readonly Certificate[]
  /** CA certificates that came with the credential: they may help, they are never trusted. */
  readonly authorities: readonly Certificate[]
  /** Seconds since the epoch. */
  readonly time: number
  readonly crl: Policy
  /** OpenSSL security level for keys and digests (SSL_CTX_set_security_level(3)). */
  readonly authLevel: number
  /** TLS client for people; `any` for the server that signs attribute certificates. */
  readonly purpose: 'client' | 'any'
  /** What is being verified, for messages: "the certificate". */
  readonly what: string
}

export interface TrustedPath {
  /** From the end-entity certificate to the root. */
  readonly certificates: readonly Certificate[]
  /** CAs of the path without a CRL, where the policy lets that pass. */
  readonly withoutCrl: readonly Certificate[]
}

/** No real hierarchy has more CAs than a handful. */
const MAX_AUTHORITIES = 10

/** Flags of openssl/x509_vfy.h. */
const FLAG = { crlCheck: 0x4, crlCheckAll: 0x8, allowProxies: 0x40 } as const
const PURPOSE = { client: 1, any: 7 } as const
const UNABLE_TO_GET_CRL = 3

/**
 * Errors: `chain-untrusted`, `chain-signature`, `chain-too-long`, `chain-order`, `ca-expired`, `ca-not-yet-valid`,
 * `credential-expired`, `credential-not-yet-valid`, `crl-missing`, `crl-expired`, `crl-invalid`, `certificate-revoked`,
 * `basic-constraints`, `key-usage`, `path-length`, `name-constraints`, `proxy-name`, `proxy-critical-extension`,
 * `weak-key`, `weak-signature`, `chain-invalid` for everything else that libcrypto refuses.
 */
export function verifyPath(arena: Arena, trust: TrustDirectory, request: PathRequest): TrustedPath {
  const { lib } = arena
  const [target] = request.chain
  const endEntity = request.chain.at(-1)
  if (target === undefined || endEntity === undefined) throw new Error('there is nothing to verify')
  const { anchors, helpers } = collectAuthorities(arena, trust, endEntity, request)
  const store = arena.own(lib.X509_STORE_new(), lib.X509_STORE_free)
  for (const anchor of anchors) lib.X509_STORE_add_cert(store, anchor.handle)
  const withoutCrl = request.crl === 'ignore' ? [] : addCrls(arena, store, trust, [...anchors, ...helpers])

  const context = arena.own(lib.X509_STORE_CTX_new(), lib.X509_STORE_CTX_free)
  const untrusted = arena.stack([...request.chain.slice(1), ...helpers].map(({ handle }) => handle))
  if (lib.X509_STORE_CTX_init(context, store, target.handle, untrusted) !== 1) {
    throw new Error('X509_STORE_CTX_init failed')
  }
  const parameters = lib.X509_STORE_CTX_get0_param(context)
  lib.X509_VERIFY_PARAM_set_time(parameters, Math.floor(request.time))
  lib.X509_VERIFY_PARAM_set_auth_level(parameters, request.authLevel)
  lib.X509_VERIFY_PARAM_set_depth(parameters, request.chain.length + MAX_AUTHORITIES)
  lib.X509_VERIFY_PARAM_set_purpose(parameters, PURPOSE[request.purpose])
  // CRL_CHECK alone asks for the leaf, which is the proxy and has no CRL: a revoked EEC would pass.
  const crlFlags = request.crl === 'ignore' ? 0 : FLAG.crlCheck | FLAG.crlCheckAll
  lib.X509_VERIFY_PARAM_set_flags(parameters, crlFlags | FLAG.allowProxies)
  if (request.crl === 'if-present' && withoutCrl.length > 0) forgiveMissingCrls(arena, context)

  if (lib.X509_verify_cert(context) !== 1) throw refusal(arena, context, request)
  const certificates = readChain(arena, context, [...request.chain, ...anchors, ...helpers])
  // libcrypto may have found another way through certificates of the same name: it must be ours, one by one.
  const isOurs = request.chain.every(({ der }, index) => Buffer.from(certificates[index]?.der ?? []).equals(der))
  const known = certificates.filter((certificate) => certificate !== undefined)
  if (!isOurs || known.length !== certificates.length) {
    throw new LaunchError('chain-order', `the certificates of ${request.what} are not in order`, {
      detail: 'the verified path is not the one in the file',
    })
  }
  for (const { notBefore, notAfter } of known) trust.narrow(notBefore, notAfter)
  return { certificates: known.slice(request.chain.length - 1), withoutCrl }
}

/**
 * Goes up from the end-entity certificate. A CA counts only when its key verifies the certificate below, so that
 * look-alikes with the same name neither help nor stand in the way.
 */
function collectAuthorities(
  arena: Arena,
  trust: TrustDirectory,
  endEntity: Certificate,
  request: PathRequest,
): { readonly anchors: readonly Certificate[]; readonly helpers: readonly Certificate[] } {
  const anchors = new Map<string, Certificate>()
  const helpers = new Map<string, Certificate>()
  const open: Certificate[] = [endEntity]
  for (let below = open.shift(); below !== undefined; below = open.shift()) {
    const certificate = below
    const named = trust.issuersOf(certificate)
    const known = named.filter((authority) => isSignedBy(arena, certificate, authority))
    const offered = known.length > 0 ? [] : request.authorities.filter((ca) => isSignedBy(arena, certificate, ca))
    if (known.length === 0 && offered.length === 0) {
      const issuer = oneLine(certificate.issuer)
      if (named.length > 0) {
        throw new LaunchError('chain-signature', `${request.what} was not signed by the authority that it names`, {
          detail: `${issuer} is in ${trust.path}, but did not sign ${oneLine(certificate.subject)}`,
        })
      }
      throw new LaunchError('chain-untrusted', `the authority behind ${request.what} is not trusted here`, {
        detail: `no certificate of ${issuer} in ${trust.path}`,
      })
    }
    for (const [authorities, into] of [
      [known, anchors],
      [offered, helpers],
    ] as const) {
      for (const authority of authorities) {
        const key = Buffer.from(authority.der).toString('base64')
        if (into.has(key)) continue
        into.set(key, authority)
        if (!isSignedBy(arena, authority, authority)) open.push(authority)
      }
    }
    if (anchors.size + helpers.size > MAX_AUTHORITIES) {
      throw new LaunchError('chain-too-long', `the certificate chain of ${request.what} is too long`)
    }
  }
  return { anchors: [...anchors.values()], helpers: [...helpers.values()] }
}

function isSignedBy({ lib }: Arena, certificate: Certificate, authority: Certificate): boolean {
  const key = lib.X509_get0_pubkey(authority.handle)
  const isNamed =
    lib.X509_NAME_cmp(lib.X509_get_issuer_name(certificate.handle), lib.X509_get_subject_name(authority.handle)) === 0
  return isNamed && key !== null && lib.X509_verify(certificate.handle, key) === 1
}

/** Returns the CAs that have none. */
function addCrls(
  { lib }: Arena,
  store: Pointer,
  trust: TrustDirectory,
  authorities: readonly Certificate[],
): readonly Certificate[] {
  return authorities.filter((authority) => {
    const crls = trust.crlsOf(authority)
    for (const crl of crls) lib.X509_STORE_add_crl(store, crl)
    return crls.length === 0
  })
}

/** Policy `if-present`: a CRL that is not there is forgiven, one that is expired or wrong is not. */
function forgiveMissingCrls(arena: Arena, context: Pointer): void {
  const { lib } = arena
  const callback = koffi.register((ok: number, current: Pointer): number => {
    if (ok === 1 || lib.X509_STORE_CTX_get_error(current) !== UNABLE_TO_GET_CRL) return ok
    lib.X509_STORE_CTX_set_error(current, 0)
    return 1
  }, callbackType())
  arena.atEnd(() => koffi.unregister(callback))
  lib.X509_STORE_CTX_set_verify_cb(context, callback)
}

let verifyCallback: ReturnType<typeof koffi.pointer> | undefined
/** int (*)(int ok, X509_STORE_CTX *), made once: koffi keeps types for ever. */
const callbackType = (): ReturnType<typeof koffi.pointer> =>
  (verifyCallback ??= koffi.pointer(koffi.proto('int', ['int', 'void *'])))

/** The chain holds references to the very objects that we gave; there are no others. */
function readChain(
  { lib }: Arena,
  context: Pointer,
  given: readonly Certificate[],
): readonly (Certificate | undefined)[] {
  const stack = lib.X509_STORE_CTX_get0_chain(context)
  const length = stack === null ? 0 : lib.OPENSSL_sk_num(stack)
  return Array.from({ length }, (_, index) => {
    const handle = stack === null ? null : lib.OPENSSL_sk_value(stack, index)
    return given.find((certificate) => certificate.handle === handle)
  })
}

type Found = readonly [reason: Reason, message: string]

/** X509_V_ERR_* → what it means for the certificate at the place where it happened. `isAuthority`: above the EEC. */
const VERDICTS: Readonly<Record<number, (what: string, isAuthority: boolean, isProxy: boolean) => Found>> = {
  2: (what) => ['chain-untrusted', `the authority behind ${what} is not trusted here`],
  3: () => ['crl-missing', 'a revocation list is missing here; the site has to install it'],
  4: (what) => ['chain-signature', `a signature in the chain of ${what} is not valid`],
  5: () => ['crl-invalid', 'a revocation list is not valid'],
  7: (what) => ['chain-signature', `a signature in the chain of ${what} is not valid`],
  8: () => ['crl-invalid', 'a revocation list is not signed by its authority'],
  9: (what, isAuthority) =>
    isAuthority
      ? ['ca-not-yet-valid', `an authority behind ${what} is not yet valid`]
      : ['credential-not-yet-valid', `${what} is not yet valid`],
  10: (what, isAuthority) =>
    isAuthority
      ? ['ca-expired', `an authority behind ${what} has expired`]
      : ['credential-expired', `${what} has expired`],
  11: () => ['crl-invalid', 'a revocation list is not yet valid'],
  12: () => ['crl-expired', 'a revocation list has expired here; the site has to renew it'],
  15: () => ['crl-invalid', 'a revocation list is malformed'],
  16: () => ['crl-invalid', 'a revocation list is malformed'],
  18: (what) => ['chain-untrusted', `${what} is self-signed`],
  19: (what) => ['chain-untrusted', `the authority behind ${what} is not trusted here`],
  20: (what) => ['chain-untrusted', `the authority behind ${what} is not trusted here`],
  21: (what) => ['chain-untrusted', `the authority behind ${what} is not trusted here`],
  22: (what) => ['chain-too-long', `the certificate chain of ${what} is too long`],
  23: () => ['certificate-revoked', 'the certificate has been revoked'],
  25: (what) => ['path-length', `the chain of ${what} is longer than an authority allowed`],
  26: (what) => ['key-usage', `${what} may not be used for this`],
  32: (what) => ['key-usage', `an issuer of ${what} may not sign certificates`],
  33: () => ['crl-missing', 'the issuer of a revocation list is missing'],
  34: (_what, _isAuthority, isProxy) =>
    isProxy
      ? ['proxy-critical-extension', 'the proxy has a critical extension that is not understood here']
      : ['chain-invalid', 'a certificate has a critical extension that is not understood here'],
  35: () => ['crl-invalid', 'an authority may not sign revocation lists'],
  36: () => ['crl-invalid', 'a revocation list has a critical extension that is not understood here'],
  38: (what) => ['path-length', `${what} was delegated more often than its owner allowed`],
  39: () => ['key-usage', 'a certificate of the chain lacks the usage digitalSignature'],
  47: (what) => ['name-constraints', `an authority behind ${what} may not sign for this name`],
  48: (what) => ['name-constraints', `an authority behind ${what} may not sign for this name`],
  54: () => ['crl-invalid', 'a revocation list cannot be verified'],
  66: () => ['weak-key', 'a certificate of the chain has a key that is too weak'],
  67: () => ['weak-key', 'an authority of the chain has a key that is too weak'],
  68: () => ['weak-signature', 'a certificate of the chain is signed with a digest that is too weak'],
  72: () => ['proxy-name', 'the name of the proxy is not that of its owner plus one CN'],
  // X509_V_ERR_INVALID_CA was 24 until it moved to 79 in OpenSSL 3.0.
  24: () => ['basic-constraints', 'a certificate of the chain was issued by one that is no authority'],
  79: () => ['basic-constraints', 'a certificate of the chain was issued by one that is no authority'],
}

function refusal(arena: Arena, context: Pointer, request: PathRequest): LaunchError {
  const { lib } = arena
  const error = lib.X509_STORE_CTX_get_error(context)
  const depth = lib.X509_STORE_CTX_get_error_depth(context)
  const endEntityDepth = request.chain.length - 1
  const verdict = VERDICTS[error]
  const [reason, message]: Found =
    verdict === undefined
      ? ['chain-invalid', `${request.what} cannot be verified`]
      : verdict(request.what, depth > endEntityDepth, depth < endEntityDepth)
  return new LaunchError(reason, message, {
    detail: `OpenSSL error ${error} at depth ${depth}: ${lib.X509_verify_cert_error_string(error)}`,
  })
}

/** Level 2 (112 bits) unless the site allows weaker keys or SHA-1; then its own limits alone decide (strength.ts). */
export const authLevelOf = (settings: Pick<X509Settings, 'minRsaBits' | 'minProxyRsaBits' | 'allowSha1'>): number =>
  settings.allowSha1 || settings.minRsaBits < 2048 || settings.minProxyRsaBits < 2048 ? 0 : 2
