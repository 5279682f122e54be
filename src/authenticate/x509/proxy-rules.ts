/**
 * The rules of proxies that libcrypto leaves to the application, or does not know for draft and legacy proxies
 * (RFC 3820 §3 and §4). They are judged for every generation alike, on the chain whose signatures were verified.
 */
import { LaunchError } from '../../core/errors'
import type { Reason } from '../../core/reasons'
import type { X509Settings } from '../../core/settings'
import { KEY_USAGE, type Certificate } from './certificate'
import { findAppendedCommonName, oneLine } from './name'
import { OID, type Proxy, type ProxyChain } from './proxy-kind'

/** Critical extensions that a proxy may carry: those whose meaning is checked here. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.rfcProxyCertInfo,
  OID.draftProxyCertInfo,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.basicConstraints,
])

/** Throws for the first rule that is broken, going from the EEC down to the leaf. */
export function checkProxyRules({ proxies, endEntity }: ProxyChain, settings: X509Settings): void {
  checkGenerations(proxies, settings)
  if (proxies.length > settings.maxDelegations) {
    throw refuse('proxy-too-deep', `the proxy was delegated too often: ${proxies.length} times`, {
      detail: `maxDelegations ${settings.maxDelegations}`,
    })
  }
  let issuer = endEntity
  let isLimited = false
  for (const [level, proxy] of [...proxies].reverse().entries()) {
    checkName(proxy, issuer)
    checkIssuer(issuer)
    checkExtensions(proxy)
    checkPolicy(proxy, settings)
    if (isLimited && proxy.policy !== 'limited') {
      // Globus: "a limited proxy can only be used to make limited proxies".
      throw refuse('proxy-full-below-limited', 'a limited proxy cannot delegate a full one')
    }
    isLimited = proxy.policy === 'limited'
    const below = proxies.length - 1 - level
    if (proxy.pathLength !== undefined && below > proxy.pathLength) {
      throw refuse('path-length', 'the proxy was delegated more often than its owner allowed', {
        detail: `${below} delegations below a proxy with path length ${proxy.pathLength}`,
      })
    }
    checkLifetime(proxy.certificate, level, below === 0, settings)
    issuer = proxy.certificate
  }
  checkConsistency([endEntity, ...proxies.map(({ certificate }) => certificate)])
  checkLimited(isLimited, settings)
}

const refuse = (reason: Reason, message: string, facts: { detail?: string } = {}): LaunchError =>
  new LaunchError(reason, message, facts)

function checkGenerations(proxies: readonly Proxy[], settings: X509Settings): void {
  const [first] = proxies
  if (first === undefined) return
  if (proxies.some((proxy) => proxy.generation !== first.generation)) {
    throw refuse(
      'proxy-generation-mixed',
      'the proxy chain mixes kinds of proxies; make a new one from the certificate',
      {
        detail: proxies.map((proxy) => proxy.generation).join(', '),
      },
    )
  }
  if (!settings.proxies.includes(first.generation)) {
    throw refuse(
      'proxy-generation-disabled',
      `${first.generation} proxies are not accepted here; make an RFC 3820 proxy`,
    )
  }
}

/** RFC 3820 §3.4: the subject is the issuer's subject plus one CN. §3.2: the issuer field is the issuer's subject. */
function checkName({ certificate }: Proxy, issuer: Certificate): void {
  if (oneLine(certificate.issuer) !== oneLine(issuer.subject)) {
    throw refuse('chain-order', 'the certificates in the proxy file are not in order', {
      detail: `issued by ${oneLine(certificate.issuer)}, followed by ${oneLine(issuer.subject)}`,
    })
  }
  const name = findAppendedCommonName(certificate.subject, issuer.subject)
  if (name === undefined || name === '') {
    throw refuse('proxy-name', 'the name of the proxy is not that of its owner plus one CN', {
      detail: `${oneLine(certificate.subject)} issued by ${oneLine(issuer.subject)}`,
    })
  }
}

/** RFC 3820 §3.1: an EEC or a proxy issues. §3.6: its key usage, where present, "MUST" assert digitalSignature. */
function checkIssuer(issuer: Certificate): void {
  if (issuer.keyUsage !== undefined && (issuer.keyUsage & KEY_USAGE.digitalSignature) === 0) {
    throw refuse('key-usage', 'the certificate may not be used to make proxies', {
      detail: `${oneLine(issuer.subject)} lacks digitalSignature`,
    })
  }
}

function checkExtensions({ certificate }: Proxy): void {
  const at = oneLine(certificate.subject)
  const unknown = certificate.extensions.find(({ critical, oid }) => critical && !UNDERSTOOD.has(oid))
  if (unknown !== undefined) {
    throw refuse('proxy-critical-extension', 'the proxy has a critical extension that is not understood here', {
      detail: `${unknown.oid} in ${at}`,
    })
  }
  // RFC 3820 §3.3 and §3.5: neither issuerAltName nor subjectAltName may be present.
  if (certificate.extensions.some(({ oid }) => oid === OID.subjectAltName || oid === OID.issuerAltName)) {
    throw refuse('proxy-name', 'the proxy has an alternative name', { detail: at })
  }
  // RFC 3820 §3.7: the cA field of basicConstraints must not be TRUE.
  if (certificate.saysAuthority) {
    throw refuse('basic-constraints', 'the proxy says that it is a certificate authority', { detail: at })
  }
  const usage = certificate.keyUsage
  if (usage === undefined) return
  // RFC 3820 §3.6 leaves the usage of a proxy open, OpenSSL accepts keyCertSign; but signing certificates as an
  // authority is what a proxy must never do, and one that cannot sign cannot authenticate.
  if ((usage & KEY_USAGE.digitalSignature) === 0 || (usage & KEY_USAGE.keyCertSign) !== 0) {
    throw refuse('key-usage', 'the proxy has a key usage that proxies may not have', {
      detail: `${usage.toString(16)} ${at}`,
    })
  }
}

/** libcrypto refuses such certificates on a path; it never sees those of draft and legacy proxies there. */
function checkConsistency(certificates: readonly Certificate[]): void {
  const bad = certificates.find(({ isConsistent }) => !isConsistent)
  if (bad === undefined) return
  throw refuse('chain-invalid', 'a certificate has extensions that are malformed or contradict each other', {
    detail: oneLine(bad.subject),
  })
}

/** RFC 3820 §3.8.2: a relying party that does not understand the language, or gives no rights to independents, must refuse. */
function checkPolicy({ policy, language }: Proxy, settings: X509Settings): void {
  if (policy === 'independent' && !settings.allowIndependent) {
    throw refuse('proxy-independent', "an independent proxy has none of its owner's rights; make an ordinary one")
  }
  if (policy === 'unknown' && !settings.allowUnknownPolicy) {
    throw refuse('proxy-policy-unknown', 'the proxy has a policy that is not understood here; make an ordinary one', {
      detail: `policy language ${language ?? ''}`,
    })
  }
}

/** The whole life of the certificate, not what is left of it (lcmaps_verify_proxy.mod(8), --max-proxy-level-ttl). */
function checkLifetime(certificate: Certificate, level: number, isLeaf: boolean, settings: X509Settings): void {
  const rules = settings.lifetimes
  const limit =
    (isLeaf ? rules.find((rule) => rule.level === 'leaf') : undefined) ?? rules.find((rule) => rule.level === level)
  const life = certificate.notAfter - certificate.notBefore
  if (limit !== undefined && life > limit.seconds) {
    throw refuse(
      'proxy-lifetime',
      `the proxy is valid for ${(life / 3600).toFixed(1)} h, at most ${(limit.seconds / 3600).toFixed(1)} h are accepted`,
      { detail: `delegation level ${level}${isLeaf ? ', leaf' : ''}` },
    )
  }
}

function checkLimited(isLimited: boolean, settings: X509Settings): void {
  if (isLimited && settings.limited === 'refuse') {
    throw refuse('proxy-limited', 'limited proxies are not accepted here; make a full one')
  }
  if (!isLimited && settings.limited === 'require') {
    throw refuse('proxy-not-limited', 'only limited proxies are accepted here; make one with -limited')
  }
}
