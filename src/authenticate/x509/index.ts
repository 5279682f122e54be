/**
 * X.509 proxies: from the caller's file to the person it speaks for. This function is the whole argument; each line is
 * one check, and the order is from the cheap and most telling to the dear ones.
 */
import { LaunchError } from '../../core/errors'
import type { X509Settings } from '../../core/settings'
import { mint, type Admitted, type CallerFile, type Identity, type LaunchRequest } from '../../core/stages'
import type { System } from '../../core/system'
import { isoTime } from '../../core/time'
import type { Check } from '../../core/trace'
import type { Certificate } from './certificate'
import { readCredentialFile } from '../credential-file'
import { parseProxyFile } from './file'
import { sha256, withArena, type Arena } from './libcrypto'
import { findAmbiguity, oneLine, spellingsOf } from './name'
import { checkSigningPolicies } from './namespaces'
import { authLevelOf, verifyPath, type TrustedPath } from './path'
import { provePossession } from './possession'
import { OID, sortChain, type ProxyChain } from './proxy-kind'
import { checkProxyRules } from './proxy-rules'
import { recall, remember, watched, type Bounds, type Facts } from './remembered'
import { checkDigest, checkKey } from './strength'
import { TrustDirectory } from './trust'
import { verifyVoms, type VomsAttributes } from './voms'

interface Attempt {
  readonly arena: Arena
  readonly admitted: Admitted
  readonly settings: X509Settings
  readonly system: System
  /** Seconds since the epoch; one instant for all checks. */
  readonly time: number
  /** An attribute certificate was passed over: what bounds its own validity bounds nothing that is remembered. */
  forgiven: boolean
}

/** Authenticates the proxy file of an offer. Every refusal is a `LaunchError` with a reason of its own. */
export async function authenticateX509(admitted: Admitted, settings: X509Settings, system: System): Promise<Identity> {
  const { path } = admitted.offer
  if (path === undefined) throw new LaunchError('no-credential', 'no proxy file was named')
  const file = await readCredentialFile(admitted.request, path, settings.maxFileBytes, 'proxy')
  const presented = {
    digest: sha256(file.bytes),
    keyless: admitted.caller.keyless,
    settings,
    time: system.clock.now(),
  }
  if (system.stays !== true)
    return mintIdentity(file, presented.digest, (await verify(file, admitted, settings, system)).facts)
  const known = recall(presented, system)
  if (known !== undefined) {
    for (const check of known.checks) admitted.request.trace.add(check)
    return mintIdentity(file, presented.digest, known.facts)
  }
  const before = admitted.request.trace.checks.length
  const { system: port, inputs } = watched(system)
  const verified = await verify(file, admitted, settings, port)
  if (!verified.forgiven)
    remember(presented, system, { ...verified, inputs, checks: admitted.request.trace.checks.slice(before) })
  return mintIdentity(file, presented.digest, verified.facts)
}

/** What the file says, proven; and within which time that holds. */
async function verify(
  file: CallerFile,
  admitted: Admitted,
  settings: X509Settings,
  system: System,
): Promise<{ readonly facts: Facts; readonly bounds: Bounds; readonly forgiven: boolean }> {
  return withArena((arena) => {
    const attempt: Attempt = { arena, admitted, settings, system, time: system.clock.now(), forgiven: false }
    const { certificates, key } = parseProxyFile(arena, file.bytes)
    const chain = sortChain(arena, certificates)
    checkProxyPresent(attempt, chain)
    checkTimes(attempt, chain)
    checkPossession(attempt, certificates, key)
    checkProxyRules(chain, settings)
    note(attempt, 'kind of proxy', describeChain(chain))
    const trust = new TrustDirectory(arena, system, settings.caDirectory)
    const trusted = checkPath(attempt, chain, trust)
    checkStrength(attempt, chain, trusted)
    checkNamespaces(attempt, trusted, trust)
    checkName(chain.endEntity)
    const voms = readVoms(attempt, chain, trust)
    const facts = identify(chain, trusted, voms)
    trust.narrow(facts.validFrom, facts.validUntil)
    return { facts, bounds: trust.bounds, forgiven: attempt.forgiven }
  })
}

const mintIdentity = (file: CallerFile, sha256: string, facts: Facts): Identity =>
  mint<Identity>({ ...facts, evidence: { sha256, source: file.path }, proxy: file.bytes })

/**
 * A second proxy file, for the payload: owner, mode, size as always; certificates in the caller's order, and the key that
 * belongs to the first. Errors: those of `readCredentialFile`, `proxy-syntax`, `proxy-no-key`, `proxy-key-encrypted`,
 * `proxy-key-mismatch`; `no-credential` when the request names none.
 */
export async function readSourceProxyFile(
  request: LaunchRequest,
  settings: X509Settings,
  system: System,
): Promise<Uint8Array> {
  if (request.sourceProxy === undefined) throw new LaunchError('no-credential', 'no source proxy was named')
  const file = await readCredentialFile(request, request.sourceProxy, settings.maxFileBytes, 'proxy')
  return withArena((arena) => {
    const { certificates, key } = parseProxyFile(arena, file.bytes)
    const [leaf] = certificates
    if (leaf === undefined || key === undefined) {
      throw new LaunchError('proxy-no-key', 'the source proxy has no private key')
    }
    provePossession(arena, key, leaf, system.random(32))
    return file.bytes
  })
}

/** gLExec: "must contain a proxy; a bare certificate is refused" unless the caller is a service that has no keys. */
function checkProxyPresent({ admitted, settings }: Attempt, { proxies }: ProxyChain): void {
  if (proxies.length > 0 || settings.allowPlainCertificate || admitted.caller.keyless) return
  throw new LaunchError('proxy-required', 'the file holds a plain certificate; make a proxy with voms-proxy-init')
}

/** Our own clock, before libcrypto sees the chain: the answer people need most often, in words. */
function checkTimes(attempt: Attempt, { proxies, endEntity }: ProxyChain): void {
  const all = [...proxies.map(({ certificate }) => certificate), endEntity]
  for (const certificate of all) {
    const what = certificate === endEntity ? 'certificate' : 'proxy'
    const remedy = what === 'proxy' ? '; make a new one with voms-proxy-init' : '; renew it with your authority'
    if (attempt.time > certificate.notAfter) {
      const age = ago(attempt.time - certificate.notAfter)
      throw new LaunchError('credential-expired', `the ${what} expired ${age} ago${remedy}`, {
        detail: `${oneLine(certificate.subject)} ended ${iso(certificate.notAfter)}`,
      })
    }
    if (attempt.time < certificate.notBefore) {
      const wait = ago(certificate.notBefore - attempt.time)
      throw new LaunchError('credential-not-yet-valid', `the ${what} is valid only in ${wait}; are the clocks right?`, {
        detail: `${oneLine(certificate.subject)} begins ${iso(certificate.notBefore)}`,
      })
    }
  }
  const earliest = Math.min(...all.map(({ notAfter }) => notAfter))
  note(attempt, 'validity of proxy and certificate', `until ${iso(earliest)}`)
}

function checkPossession(attempt: Attempt, [leaf]: readonly Certificate[], key: Uint8Array | undefined): void {
  if (leaf === undefined) return
  if (key === undefined) {
    if (!attempt.admitted.caller.keyless) {
      throw new LaunchError('proxy-no-key', 'the proxy file has no private key; make a new one with voms-proxy-init')
    }
    add(attempt, { check: 'private key', outcome: 'skip', found: 'this caller may come without' })
    return
  }
  provePossession(attempt.arena, key, leaf, attempt.system.random(32))
  note(attempt, 'private key belongs to the proxy', `${leaf.key.kind} ${leaf.key.bits} bits`)
}

/**
 * RFC proxies are verified by libcrypto from the leaf. It does not know draft and legacy proxies: their signatures are
 * verified one by one, and the path begins at the end-entity certificate.
 */
function checkPath(attempt: Attempt, chain: ProxyChain, trust: TrustDirectory): TrustedPath {
  const { arena, settings, time } = attempt
  const proxies = chain.proxies.map(({ certificate }) => certificate)
  for (const [index, proxy] of proxies.entries()) {
    const key = arena.lib.X509_get0_pubkey((proxies[index + 1] ?? chain.endEntity).handle)
    if (key === null || arena.lib.X509_verify(proxy.handle, key) !== 1) {
      throw new LaunchError('chain-signature', 'a signature in the proxy chain is not valid; make a new proxy', {
        detail: oneLine(proxy.subject),
      })
    }
  }
  const isRfc = chain.proxies[0]?.generation === 'rfc'
  const trusted = verifyPath(arena, trust, {
    chain: isRfc ? [...proxies, chain.endEntity] : [chain.endEntity],
    authorities: chain.authorities,
    time,
    crl: settings.crl,
    authLevel: authLevelOf(settings),
    purpose: 'client',
    what: 'the certificate',
  })
  if (trusted.certificates.length < 2) {
    throw new LaunchError('chain-untrusted', 'the certificate is its own authority')
  }
  note(attempt, 'chain to a trusted CA', trusted.certificates.slice(1).map(nameOf).join(', '))
  add(attempt, {
    check: 'revocation lists',
    outcome: settings.crl === 'ignore' ? 'skip' : trusted.withoutCrl.length > 0 ? 'note' : 'pass',
    found: trusted.withoutCrl.length > 0 ? `none of ${trusted.withoutCrl.map(nameOf).join(', ')}` : settings.crl,
  })
  return trusted
}

/** libcrypto takes an issuer with keyCertSign and no basicConstraints for a CA; the root is trusted by being there. */
function checkStrength({ settings }: Attempt, { proxies }: ProxyChain, { certificates }: TrustedPath): void {
  for (const { certificate } of proxies) {
    checkKey(certificate, true, settings)
    checkDigest(certificate, settings)
  }
  for (const [index, certificate] of certificates.entries()) {
    const isRoot = index === certificates.length - 1
    checkKey(certificate, false, settings)
    if (!isRoot) checkDigest(certificate, settings)
    if (index > 0 && !isRoot && certificate.authority !== 1) {
      throw new LaunchError('basic-constraints', 'a certificate of the chain was issued by one that is no authority', {
        detail: nameOf(certificate),
      })
    }
  }
}

function checkNamespaces(attempt: Attempt, { certificates }: TrustedPath, trust: TrustDirectory): void {
  const { signingPolicy } = attempt.settings
  const check = 'name space of the CA'
  if (signingPolicy === 'ignore') {
    add(attempt, { check, outcome: 'skip', found: signingPolicy })
    return
  }
  note(attempt, check, checkSigningPolicies(certificates, trust, signingPolicy === 'required').join(', '))
}

function checkName({ subject }: Certificate): void {
  const ambiguity = findAmbiguity(subject)
  if (ambiguity === undefined) return
  throw new LaunchError('dn-unrepresentable', 'the name in the certificate could be mistaken for another name', {
    detail: `${ambiguity} in ${oneLine(subject)}`,
  })
}

/** The VOMS attributes of the proxy nearest to the leaf that has any, as libvomsapi looks for them. */
function readVoms(
  attempt: Attempt,
  { proxies, endEntity }: ProxyChain,
  trust: TrustDirectory,
): VomsAttributes | undefined {
  const { arena, settings, system, time } = attempt
  const check = 'VOMS attributes'
  if (settings.voms === 'ignore') {
    add(attempt, { check, outcome: 'skip', found: 'ignored by configuration' })
    return undefined
  }
  const extension = proxies
    .map(({ certificate }) => certificate.extensions.find(({ oid }) => oid === OID.vomsAttributes))
    .find((found) => found !== undefined)
  if (extension === undefined) {
    if (settings.voms === 'require') {
      throw new LaunchError(
        'voms-required',
        'the proxy has no VOMS attributes; make one with voms-proxy-init --voms VO',
      )
    }
    add(attempt, { check, outcome: 'note', found: 'none in the proxy' })
    return undefined
  }
  try {
    const voms = verifyVoms({ arena, trust, settings, system, time }, extension.value, endEntity)
    note(
      attempt,
      check,
      `VO ${voms.vo}, ${voms.fqans.join(' ')}, signed by ${voms.issuer}, accepted by ${voms.acceptedBy}`,
    )
    if (voms.ignored > 0) add(attempt, { check, outcome: 'note', found: `${voms.ignored} more are not read` })
    return voms
  } catch (error) {
    if (!isForgivable(error, settings)) throw error
    attempt.forgiven = true
    add(attempt, { check, outcome: 'note', found: `ignored: ${error.reason}: ${error.message}`, callerSees: true })
    return undefined
  }
}

/** LCMAPS goes on without the attributes; configuration that cannot be trusted is never passed over. */
const isForgivable = (error: unknown, settings: X509Settings): error is LaunchError =>
  settings.badAttributeCertificate === 'ignore' &&
  settings.voms === 'use' &&
  error instanceof LaunchError &&
  /^(?:voms|crl|signing-policy)-/.test(error.reason)

/** The identity is the end-entity certificate's subject; everything else is about it. */
function identify({ proxies, endEntity }: ProxyChain, trusted: TrustedPath, voms: VomsAttributes | undefined): Facts {
  const all = [...proxies.map(({ certificate }) => certificate), ...trusted.certificates]
  const bounds = voms === undefined ? all : [...all, voms]
  const validUntil = Math.min(...bounds.map(({ notAfter }) => notAfter))
  const spellings = spellingsOf(endEntity.subject)
  const isLimited = proxies[0]?.policy === 'limited'
  return {
    kind: 'x509',
    subject: oneLine(endEntity.subject),
    spellings,
    fqans: voms?.fqans ?? [],
    vo: voms?.vo,
    limited: isLimited,
    attributes: {
      issuer: oneLine(endEntity.issuer),
      serial: endEntity.serial,
      generation: proxies[0]?.generation ?? 'none',
      delegations: String(proxies.length),
      limited: String(isLimited),
      notAfter: iso(validUntil),
      ...(voms === undefined ? {} : { vomsIssuer: voms.issuer }),
    },
    validFrom: Math.max(...bounds.map(({ notBefore }) => notBefore)),
    validUntil,
  }
}

const nameOf = ({ subject }: Certificate): string => oneLine(subject)

const describeChain = ({ proxies, endEntity }: ProxyChain): string => {
  const [leaf] = proxies
  const kind = leaf === undefined ? 'plain certificate' : `${leaf.generation} ${leaf.policy}`
  return `${kind}, ${proxies.length} delegations of ${nameOf(endEntity)}`
}

const iso = (seconds: number): string => isoTime(seconds).replace('.000', '')

/** `40 s`, `12 min`, `3 h`, `5 days`: as exact as a person needs it. */
function ago(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`
}

const note = (attempt: Attempt, check: string, found: string): void =>
  add(attempt, { check, outcome: 'pass', found, callerSees: true })

const add = ({ admitted }: Attempt, check: Omit<Check, 'step'>): void =>
  admitted.request.trace.add({ step: 'authenticate', ...check })
