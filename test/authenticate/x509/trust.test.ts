import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { TrustDirectory } from '../../../src/authenticate/x509/trust'
import { parseCertificate, type Certificate } from '../../../src/authenticate/x509/certificate'
import { LaunchError } from '../../../src/core/errors'
import type { System, TrustedFileOptions } from '../../../src/core/system'
import { readFileSync } from 'node:fs'
import { fakeSystem } from '../../support/fake-system'
import { derOf, hashesOf, pemOf } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'
import { reasonOf } from '../../support/reason'

describeWithTools('the CA directory', () => {
  const forge = useForge()
  let arena = new Arena()
  beforeEach(() => {
    arena = new Arena()
  })
  afterEach(() => arena.close())

  const alice = (): Certificate => {
    const certificate = parseCertificate(arena, derOf(readFileSync(forge().user('alice').cert, 'latin1')))
    if (certificate === undefined) throw new Error('alice has a certificate')
    return certificate
  }
  const pem = (): string => readFileSync(forge().authority.cert, 'latin1')
  const withFiles = (files: Readonly<Record<string, string | LaunchError>>): TrustDirectory =>
    new TrustDirectory(arena, fakeSystem({ files }), '/ca')
  const newHash = (): string => hashesOf(forge().authority)[0] ?? ''
  const oldHash = (): string => hashesOf(forge().authority)[1] ?? ''
  const authority = (): Certificate => {
    const [found] = withFiles({ [`/ca/${newHash()}.0`]: pem() }).issuersOf(alice())
    if (found === undefined) throw new Error('the CA is found')
    return found
  }

  test.each([
    ['the new hash', () => newHash()],
    ['the old hash', () => oldHash()],
  ])('gives the CA by %s', (_what, hash) => {
    expect(withFiles({ [`/ca/${hash()}.0`]: pem() }).issuersOf(alice())).toHaveLength(1)
  })

  test('gives one CA once, though both hashes lead to it', () =>
    expect(withFiles({ [`/ca/${newHash()}.0`]: pem(), [`/ca/${oldHash()}.0`]: pem() }).issuersOf(alice())).toHaveLength(
      1,
    ))

  test('gives no CA of another name under its hash', () => {
    const other = readFileSync(forge().user('bob').cert, 'latin1')
    expect(withFiles({ [`/ca/${newHash()}.0`]: other }).issuersOf(alice())).toEqual([])
  })

  test('ends at the first number that is missing', () =>
    expect(withFiles({ [`/ca/${newHash()}.1`]: pem() }).issuersOf(alice())).toEqual([]))

  test('gives nothing where there is nothing', () => expect(withFiles({}).issuersOf(alice())).toEqual([]))

  test('asks for every file as a trusted one, behind links', () => {
    const asked: [string, TrustedFileOptions | undefined][] = []
    const inner = fakeSystem({ files: {} })
    const system: System = {
      ...inner,
      readTrustedFile: (path, cap, options) => {
        asked.push([path, options])
        return inner.readTrustedFile(path, cap, options)
      },
    }
    new TrustDirectory(arena, system, '/ca').issuersOf(alice())
    expect(asked).toEqual([newHash(), oldHash()].map((hash) => [`/ca/${hash}.0`, { followLinks: true }]))
  })

  test('is refused when a file of it cannot be trusted', () => {
    const files = { [`/ca/${newHash()}.0`]: new LaunchError('config-untrusted', 'not trusted') }
    expect(reasonOf(() => withFiles(files).issuersOf(alice()))).toBe('config-untrusted')
  })

  test.each([
    ['no PEM', '-----BEGIN CERTIFICATE-----\n'],
    ['no certificate', pemOf(Buffer.from('nonsense'))],
  ])('is refused when a certificate of it is %s', (_what, text) =>
    expect(reasonOf(() => withFiles({ [`/ca/${newHash()}.0`]: text }).issuersOf(alice()))).toBe('config-invalid'),
  )

  test('gives the CRLs of a CA, and none of another', () => {
    const crl = readFileSync(`${forge().dir}/certificates/${newHash()}.r0`, 'latin1')
    expect(withFiles({ [`/ca/${newHash()}.r0`]: crl }).crlsOf(authority())).toHaveLength(1)
    expect(withFiles({ [`/ca/${oldHash()}.r0`]: crl }).crlsOf(authority())).toHaveLength(1)
    expect(withFiles({ [`/ca/${newHash()}.r0`]: crl }).crlsOf(alice())).toEqual([])
  })

  test('is refused when a CRL is malformed', () => {
    const files = { [`/ca/${newHash()}.r0`]: pemOf(Buffer.from('nonsense'), 'X509 CRL') }
    expect(reasonOf(() => withFiles(files).crlsOf(authority()))).toBe('crl-invalid')
  })

  test('gives both policies of a CA with their files', () => {
    const files = {
      [`/ca/${oldHash()}.signing_policy`]:
        "access_id_CA X509 '/CN=a'\npos_rights globus CA:sign\ncond_subjects globus '/*'\n",
      [`/ca/${newHash()}.namespaces`]: 'TO Issuer SELF PERMIT Subject ".*"\n',
    }
    const policies = withFiles(files).policiesOf(authority())
    expect(policies.map(({ file, rules }) => [file, rules.length])).toEqual([
      [`/ca/${oldHash()}.signing_policy`, 1],
      [`/ca/${newHash()}.namespaces`, 1],
    ])
  })
})
