/**
 * The CA directory (X509_CERT_DIR): `<hash>.N` certificates, `<hash>.rN` CRLs, `<hash>.signing_policy` and
 * `<hash>.namespaces`, under OpenSSL's subject hash of today and that of 0.9.8. Every file is read through the system
 * port, which refuses what others could have written; only the files of the names in question are read.
 */
import { LaunchError } from '../../core/errors'
import type { ListFile, System } from '../../core/system'
import { parseCertificate, readTime, type Certificate } from './certificate'
import { Kept } from './kept'
import type { Arena, Pointer } from './libcrypto'
import { parsePem } from './pem'
import { parseNamespaces, parseSigningPolicy, type NamespaceRule } from './signing-policy'

/** A CRL with 100,000 entries has about 4 MiB as PEM. */
const MAX_CRL_BYTES = 64 * 1024 * 1024
const MAX_SMALL_BYTES = 1024 * 1024
/** As many CAs may share a hash. */
const MAX_NUMBER = 16

export interface Policies {
  readonly file: string
  readonly rules: readonly NamespaceRule[]
}

/** Of the service; a cold decision has no use for them. */
const keptCertificates = new Kept<Certificate>('X509', ({ handle }) => handle)
const keptCrls = new Kept<Pointer>('X509_CRL', (crl) => crl)

export class TrustDirectory {
  /** Both hashes lead to the same files, and a CA is asked for more than once: text → what was parsed from it. */
  private readonly parsed = new Map<string, readonly Certificate[]>()
  private readonly parsedCrls = new Map<string, readonly Pointer[]>()
  /** One decision sees each file once, as it was then. */
  private readonly files = new Map<string, ListFile | undefined>()
  /** Within which time everything that was used is valid; a CRL without an end bounds nothing. */
  readonly bounds = { notBefore: -Infinity, notAfter: Infinity }

  constructor(
    private readonly arena: Arena,
    private readonly system: System,
    readonly path: string,
  ) {}

  /** CAs whose subject is the issuer of this certificate: there may be several of one name. */
  issuersOf(certificate: Certificate): readonly Certificate[] {
    const { lib } = this.arena
    const name = lib.X509_get_issuer_name(certificate.handle)
    const found: Certificate[] = []
    for (const hash of this.hashes(name)) {
      for (const authority of this.certificates(hash)) {
        const isNamed = lib.X509_NAME_cmp(lib.X509_get_subject_name(authority.handle), name) === 0
        if (isNamed && !found.some(({ der }) => Buffer.from(der).equals(authority.der))) found.push(authority)
      }
    }
    return found
  }

  /** CRLs (X509_CRL *) in the name of this CA. Errors: `crl-invalid`. */
  crlsOf(authority: Certificate): readonly Pointer[] {
    const { lib } = this.arena
    const name = lib.X509_get_subject_name(authority.handle)
    for (const hash of this.hashes(name)) {
      const crls = this.numbered(`${hash}.r`, MAX_CRL_BYTES).flatMap((file) => this.parseCrls(file))
      const own = crls.filter((crl) => lib.X509_NAME_cmp(lib.X509_CRL_get_issuer(crl), name) === 0)
      // The links of both hashes lead to the same files.
      for (const crl of own) this.narrowByCrl(crl)
      if (own.length > 0) return own
    }
    return []
  }

  narrow(notBefore: number, notAfter: number): void {
    this.bounds.notBefore = Math.max(this.bounds.notBefore, notBefore)
    this.bounds.notAfter = Math.min(this.bounds.notAfter, notAfter)
  }

  /** What libcrypto may take for judging a certificate bounds how long the judgement holds. */
  private narrowByCrl(crl: Pointer): void {
    const { arena } = this
    const [last, next] = [arena.lib.X509_CRL_get0_lastUpdate(crl), arena.lib.X509_CRL_get0_nextUpdate(crl)]
    const [from, until] = [last, next].map((time) => (time === null ? undefined : readTime(arena, time)))
    this.narrow(from ?? -Infinity, until ?? Infinity)
  }

  /** Signing policy and namespaces of this CA, as far as the files are there. Errors: `signing-policy-syntax`. */
  policiesOf(authority: Certificate): readonly Policies[] {
    const hashes = this.hashes(this.arena.lib.X509_get_subject_name(authority.handle))
    const found = (extension: string, parse: typeof parseNamespaces): readonly Policies[] => {
      for (const hash of hashes) {
        const file = this.find(`${hash}.${extension}`, MAX_SMALL_BYTES)
        if (file !== undefined) return [{ file: file.path, rules: parse(file.text, file.path) }]
      }
      return []
    }
    return [...found('signing_policy', parseSigningPolicy), ...found('namespaces', parseNamespaces)]
  }

  /** X509_NAME_hash(3) and X509_NAME_hash_old(3), which is MD5 and may be switched off in this OpenSSL. */
  private hashes(name: Pointer): readonly string[] {
    const { lib } = this.arena
    const hashes = [lib.X509_NAME_hash_ex(name, null, null, [0]), lib.X509_NAME_hash_old(name)]
    return [...new Set(hashes.map((hash) => hash.toString(16).padStart(8, '0')))]
  }

  private certificates(hash: string): readonly Certificate[] {
    return this.numbered(`${hash}.`, MAX_SMALL_BYTES).flatMap((file) =>
      this.parse(this.parsed, keptCertificates, file.text, () =>
        parsePem(file.text, 'config-invalid', file.path)
          .filter(({ label }) => label === 'CERTIFICATE')
          .map(({ der }) => parseCertificate(this.arena, der) ?? this.unparsable(file)),
      ),
    )
  }

  private unparsable(file: ListFile): never {
    throw new LaunchError('config-invalid', 'a certificate in the CA directory is malformed', {
      place: { file: file.path },
    })
  }

  private parseCrls(file: ListFile): readonly Pointer[] {
    const { arena } = this
    return this.parse(this.parsedCrls, keptCrls, file.text, () =>
      parsePem(file.text, 'crl-invalid', file.path)
        .filter(({ label }) => label === 'X509 CRL')
        .map(({ der }) => {
          const crl = arena.parse(der, (bio) => arena.lib.d2i_X509_CRL_bio(bio, null), arena.lib.X509_CRL_free)
          if (crl !== undefined) return crl
          throw new LaunchError('crl-invalid', 'a revocation list is malformed', { place: { file: file.path } })
        }),
    )
  }

  private parse<T>(
    known: Map<string, readonly T[]>,
    kept: Kept<T>,
    text: string,
    make: () => readonly T[],
  ): readonly T[] {
    const value = known.get(text) ?? (this.system.stays === true ? kept.recall(this.arena, text, make) : make())
    known.set(text, value)
    return value
  }

  /** `<prefix>0`, `<prefix>1` … up to the first that is missing, as OpenSSL looks them up. */
  private numbered(prefix: string, maxBytes: number): readonly ListFile[] {
    const files: ListFile[] = []
    for (let number = 0; number < MAX_NUMBER; number++) {
      const file = this.find(`${prefix}${number}`, maxBytes)
      if (file === undefined) break
      files.push(file)
    }
    return files
  }

  private find(name: string, maxBytes: number): ListFile | undefined {
    if (!this.files.has(name)) this.files.set(name, findTrustedFile(this.system, `${this.path}/${name}`, maxBytes))
    return this.files.get(name)
  }
}

/** A trusted file, or undefined when there is none. Every other trouble is thrown: what cannot be judged is not trusted. */
export function findTrustedFile(system: System, path: string, maxBytes: number): ListFile | undefined {
  try {
    return system.readTrustedFile(path, maxBytes, { followLinks: true })
  } catch (error) {
    if (error instanceof LaunchError && error.reason === 'list-absent') return undefined
    throw error
  }
}
