import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { KEY_USAGE, parseCertificate, type Certificate } from '../../../src/authenticate/x509/certificate'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { oneLine } from '../../../src/authenticate/x509/name'
import { AUTHORITY, BASE, derOf, PROXY_USAGE, RFC_PROXY, type Credential } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'

describeWithTools('parseCertificate', () => {
  const forge = useForge()
  let arena = new Arena()
  beforeEach(() => {
    arena = new Arena()
  })
  afterEach(() => arena.close())
  const der = (credential: Credential): Buffer => derOf(readFileSync(credential.cert, 'latin1'))
  const parse = (credential: Credential): Certificate => {
    const certificate = parseCertificate(arena, der(credential))
    if (certificate === undefined) throw new Error('it is a certificate')
    return certificate
  }

  test('agrees with node:crypto', () => {
    const alice = forge().user('alice')
    const other = new X509Certificate(der(alice))
    const certificate = parse(alice)
    expect(certificate.serial).toBe(other.serialNumber)
    expect(certificate.notBefore).toBe(Date.parse(other.validFrom) / 1000)
    expect(certificate.notAfter).toBe(Date.parse(other.validTo) / 1000)
    expect(oneLine(certificate.subject)).toBe(`/${other.subject.replaceAll('\n', '/')}`)
    expect(oneLine(certificate.issuer)).toBe(`/${other.issuer.replaceAll('\n', '/')}`)
    expect(certificate.key).toEqual({ kind: 'rsa', bits: 2048, securityBits: 112 })
    expect(certificate.signature).toEqual({ digest: 'sha2', securityBits: 128 })
    expect(certificate.extensions.map(({ oid, critical }) => `${oid} ${critical}`)).toEqual([
      '2.5.29.19 true',
      '2.5.29.15 true',
      '2.5.29.37 false',
      '2.5.29.14 false',
      '2.5.29.35 false',
    ])
  })

  test('tells authorities from others', () => {
    const user = parse(forge().user('alice'))
    const authority = parse(forge().authority)
    expect([authority.authority, authority.saysAuthority, authority.isConsistent]).toEqual([1, true, true])
    expect([user.authority, user.saysAuthority, user.isConsistent]).toEqual([0, false, true])
    expect(user.keyUsage).toBe(KEY_USAGE.digitalSignature | 0x20)
    expect(authority.keyUsage).toBe(KEY_USAGE.keyCertSign | 0x02)
  })

  test.each([
    ['CA:TRUE in a proxy', [RFC_PROXY, ...AUTHORITY]],
    ['an alternative name in a proxy', [RFC_PROXY, 'subjectAltName = DNS:x']],
    ['a key usage that cannot be parsed', [RFC_PROXY, 'keyUsage = DER:0500']],
  ])('says that %s is inconsistent', (_what, extensions) => {
    const leaf = parse(forge().proxy(forge().user('alice'), { extensions }))
    expect(leaf.isConsistent).toBe(false)
  })

  test.each([
    ['rsa1024', 'rsa', 1024],
    ['ec', 'ec', 256],
  ])('knows a key of kind %s', (key, kind, bits) =>
    expect(parse(forge().proxy(forge().user('alice'), { key: forge().key(key) })).key).toMatchObject({ kind, bits }),
  )

  test.each([
    ['sha1', 'sha1'],
    ['md5', 'weak'],
    ['sha512', 'sha2'],
    ['sha3-256', 'sha3'],
  ])('knows the digest %s', (digest, known) =>
    expect(parse(forge().proxy(forge().user('alice'), { digest })).signature.digest).toBe(known),
  )

  test('keeps two attributes of one part together', () => {
    const certificate = parse(
      forge().issue({ subject: `${BASE}/OU=a+CN=b/CN=c`, issuer: forge().authority, extensions: [PROXY_USAGE] }),
    )
    expect(certificate.subject.map((rdn) => rdn.length)).toEqual([1, 1, 2, 1])
  })

  test.each([
    ['bytes behind', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])],
    ['its end missing', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['nothing in it', () => Buffer.alloc(0)],
  ])('refuses a certificate with %s', (_what, change) =>
    expect(parseCertificate(arena, change(der(forge().user('alice'))))).toBeUndefined(),
  )
})
