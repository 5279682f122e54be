/** VOMS attribute certificates as no server would make them, and proxies around them. */
import { sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseDer, sequence } from '../../../src/authenticate/x509/der'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { bits, bool, ctx, ctxText, int, nothing, octets, oid, seq, set, time } from './der-writer'
import { derOf, PROXY_USAGE, RFC_PROXY, type Credential, type Forge } from './forge'

export const SHA256_RSA = '1.2.840.113549.1.1.11'
export const SHA1_RSA = '1.2.840.113549.1.1.5'
const VOMS = '1.3.6.1.4.1.8005.100.100'

export interface AcWish {
  /** Whose certificate the attributes are for; alice's. */
  readonly holder?: Credential
  /** Overrides the holder's serial number, in hex. */
  readonly serial?: string
  /** The holder element in place of the usual one. */
  readonly holderElement?: Buffer
  /** Who signs; the VOMS server. */
  readonly signer?: Credential
  /** Whose name stands as the issuer; the signer's. */
  readonly issuer?: Credential
  readonly digest?: string
  readonly algorithm?: string
  readonly innerAlgorithm?: string
  readonly version?: string
  /** Seconds from now. */
  readonly from?: number
  readonly to?: number
  readonly uri?: string
  readonly fqans?: readonly string[]
  /** The attributes element in place of the usual one. */
  readonly attributes?: Buffer
  /** Certificates inside of the AC; the signer's. */
  readonly certificates?: readonly Credential[]
  readonly extensions?: readonly Buffer[]
  /** Changes the signed bytes after signing. */
  readonly forge?: (signed: Buffer) => Buffer
}

export const extension = (id: string, value: Buffer, critical = false): Buffer =>
  seq(oid(id), ...(critical ? [bool(true)] : []), octets(value))

export const targets = (...names: readonly Buffer[]): Buffer =>
  extension('2.5.29.55', seq(seq(...names.map((name) => ctx(0, name)))), true)
export const dns = (name: string): Buffer => ctxText(2, name)
export const uri = (name: string): Buffer => ctxText(6, name)

/** DER of issuer name, subject name and serial number of a certificate. */
export function partsOf(credential: Credential): {
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly serial: string
} {
  const arena = new Arena()
  try {
    const tbs = sequence(parseDer(arena, derOf(readFileSync(credential.cert, 'latin1'))))?.[0]
    const [, serial, , issuer, , subject] = sequence(tbs) ?? []
    if (serial === undefined || issuer === undefined || subject === undefined) throw new Error('no certificate')
    return {
      issuer: Buffer.from(issuer.raw),
      subject: Buffer.from(subject.raw),
      serial: Buffer.from(serial.value).toString('hex'),
    }
  } finally {
    arena.close()
  }
}

export const directoryName = (name: Buffer): Buffer => ctx(4, name)

/** SEQUENCE { SEQUENCE OF AC } with one AC for each wish. */
export const acExtension = (forge: Forge, ...wishes: readonly AcWish[]): Buffer =>
  seq(seq(...wishes.map((wish) => attributeCertificate(forge, wish))))

export function attributeCertificate(forge: Forge, wish: AcWish): Buffer {
  const signer = wish.signer ?? forge.voms
  const holder = partsOf(wish.holder ?? forge.user('alice'))
  const now = Date.now() / 1000
  const algorithm = (id: string): Buffer => seq(oid(id), nothing())
  const outer = wish.algorithm ?? SHA256_RSA
  const certificates = (wish.certificates ?? [signer]).map(({ cert }) => derOf(readFileSync(cert, 'latin1')))
  const signed = seq(
    int(wish.version ?? '01'),
    wish.holderElement ?? seq(ctx(0, seq(directoryName(holder.issuer)), int(wish.serial ?? holder.serial))),
    ctx(0, seq(directoryName(partsOf(wish.issuer ?? signer).subject))),
    algorithm(wish.innerAlgorithm ?? outer),
    int('0abc'),
    seq(time(Math.floor(now + (wish.from ?? -60))), time(Math.floor(now + (wish.to ?? 3600)))),
    wish.attributes ??
      seq(
        seq(
          oid(`${VOMS}.4`),
          set(
            seq(
              ctx(0, ctxText(6, wish.uri ?? 'testvo://voms.example.org:15000')),
              seq(...(wish.fqans ?? ['/testvo']).map(octets)),
            ),
          ),
        ),
      ),
    seq(
      ...(certificates.length === 0 ? [] : [extension(`${VOMS}.10`, seq(seq(...certificates)))]),
      extension('2.5.29.56', nothing()),
      // libvomsapi wants it to be there and does not read it.
      extension('2.5.29.35', seq(ctxText(0, 'key'))),
      ...(wish.extensions ?? []),
    ),
  )
  const signature = sign(wish.digest ?? 'sha256', signed, readFileSync(signer.key))
  return seq(wish.forge?.(signed) ?? signed, algorithm(outer), bits(signature))
}

/** Alice's proxy with these attribute certificates. */
export const proxyWithAc = (forge: Forge, value: Buffer, issuer = forge.user('alice')): string =>
  forge.proxyFile({ extensions: [RFC_PROXY, PROXY_USAGE, `${VOMS}.5 = DER:${value.toString('hex')}`], to: 0.5 }, issuer)
