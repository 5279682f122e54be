import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reason } from '../../../../src/core/reasons'
import { Trace } from '../../../../src/core/trace'
import { authenticateText, refusalOf, type Circumstances } from '../../../support/pki/attempt'
import {
  acExtension,
  directoryName,
  dns,
  extension,
  partsOf,
  proxyWithAc,
  SHA1_RSA,
  targets,
  uri,
  type AcWish,
} from '../../../support/pki/attribute-certificate'
import { ctx, int, nothing, octets, oid, seq, set } from '../../../support/pki/der-writer'
import { BASE, run, type Forge } from '../../../support/pki/forge'
import { describeWithTools, useForge } from '../../../support/pki/suite'

/** The FQANs that libvomsapi accepts, or undefined when it refuses the AC. */
function byLibvomsapi(forge: Forge, text: string): readonly string[] | undefined {
  const file = forge.path('voms.pem')
  writeFileSync(file, text)
  chmodSync(file, 0o600)
  const env = { X509_CERT_DIR: `${forge.dir}/certificates`, X509_VOMS_DIR: `${forge.dir}/vomsdir` }
  const answer: unknown = JSON.parse(run(process.execPath, [LIBVOMSAPI, file], env))
  if (typeof answer !== 'object' || answer === null || !('accepted' in answer && 'fqans' in answer))
    throw new Error('no answer')
  return answer.accepted === true && Array.isArray(answer.fqans) ? answer.fqans.map(String) : undefined
}
const LIBVOMSAPI = join(__dirname, '../../../support/pki/libvomsapi.cjs')

interface AcCase {
  readonly title: string
  readonly wish: (forge: Forge) => AcWish
  readonly reason: Reason | undefined
  readonly circumstances?: Circumstances
  /** Why libvomsapi answers otherwise. */
  readonly differs?: string
}

const LIBVOMS_ACCEPTS = 'libvomsapi does not ask'
const SETTING = 'our configuration decides'
const OTHER = '/DC=org/DC=example/CN=Example Test CA'

const ACCEPTED: readonly AcCase[] = [
  { title: 'as a server makes it', wish: () => ({}), reason: undefined },
  {
    title: 'with roles, groups and capabilities in any order',
    wish: () => ({
      fqans: ['/testvo/b-1/Role=NULL/Capability=NULL', '/testvo', '/testvo/a.c/d_e/Role=lcg.admin', '/testvo'],
    }),
    reason: undefined,
  },
  {
    title: 'whose holder is named by his own subject, as the C server does',
    wish: (f) => {
      const { subject, serial } = partsOf(f.user('alice'))
      return { holderElement: seq(ctx(0, seq(directoryName(subject)), int(serial))) }
    },
    reason: undefined,
  },
  {
    title: 'for this host among others',
    wish: () => ({ extensions: [targets(dns('other.example.org'), uri('https://WN1.example.org:8443/x'))] }),
    reason: undefined,
    differs: 'its host name is the machine’s, not the fake’s',
  },
  {
    title: 'from a clock that is a little ahead',
    wish: () => ({ from: 120 }),
    reason: undefined,
  },
  {
    title: 'with an extension that is not critical and not known',
    wish: () => ({ extensions: [extension('1.2.3.4', nothing())] }),
    reason: undefined,
  },
  {
    title: 'with SHA-1 where the site allows it',
    wish: () => ({ digest: 'sha1', algorithm: SHA1_RSA }),
    circumstances: { x509: { allowSha1: true } },
    reason: undefined,
  },
]

const REFUSED: readonly AcCase[] = [
  { title: 'that has expired', wish: () => ({ from: -7200, to: -3600 }), reason: 'voms-expired' },
  { title: 'that is not yet valid', wish: () => ({ from: 3600, to: 7200 }), reason: 'voms-not-yet-valid' },
  {
    title: 'that lives too long',
    wish: () => ({ to: 90_000 }),
    circumstances: { x509: { maxVomsLifetime: 86_400 } },
    reason: 'voms-lifetime',
    differs: SETTING,
  },
  { title: 'of somebody else', wish: (f) => ({ holder: f.user('bob') }), reason: 'voms-holder' },
  { title: 'of another certificate of the same person', wish: () => ({ serial: '77' }), reason: 'voms-holder' },
  {
    title: 'whose serial number fits, and whose issuer does not',
    wish: (f) => {
      const { serial } = partsOf(f.user('alice'))
      return { holderElement: seq(ctx(0, seq(directoryName(partsOf(f.voms).subject)), int(serial))) }
    },
    reason: 'voms-holder',
  },
  {
    title: 'whose certificate fits, and whose entity does not',
    wish: (f) => {
      const { issuer, serial } = partsOf(f.user('alice'))
      const entity = ctx(1, directoryName(partsOf(f.user('bob')).subject))
      return { holderElement: seq(ctx(0, seq(directoryName(issuer)), int(serial)), entity) }
    },
    reason: 'voms-holder',
  },
  {
    title: 'whose holder is a digest',
    wish: () => ({ holderElement: seq(ctx(2, int('00'))) }),
    reason: 'voms-holder',
  },
  {
    title: 'without a holder',
    wish: () => ({ holderElement: seq() }),
    reason: 'voms-syntax',
  },
  {
    title: 'whose FQAN was changed after it was signed',
    wish: () => ({
      fqans: ['/testvo/nobody'],
      forge: (signed) => Buffer.from(signed.toString('latin1').replace('/testvo/nobody', '/testvo/admins'), 'latin1'),
    }),
    reason: 'voms-signature',
  },
  {
    title: 'signed by a stranger under the server’s certificate',
    wish: (f) => ({ signer: { cert: f.voms.cert, key: f.key('other') } }),
    reason: 'voms-signature',
  },
  {
    title: 'signed by a person of the same CA',
    wish: (f) => ({ signer: f.user('bob') }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'signed by a person of the same CA, who names the server',
    wish: (f) => ({ signer: f.user('bob'), issuer: f.voms }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'signed by a person of the same CA, who sends the server’s certificate along',
    wish: (f) => ({ signer: f.user('bob'), certificates: [f.voms] }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'signed by the server of the name, of another CA',
    wish: (f) => {
      const ca = f.selfSign(OTHER, f.key('other'))
      return { signer: f.issue({ subject: `${BASE}/OU=Hosts/CN=voms.example.org`, issuer: ca }) }
    },
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'signed by an expired certificate of the server',
    wish: (f) => ({
      signer: f.issue({ subject: `${BASE}/OU=Hosts/CN=voms.example.org`, issuer: f.authority, from: -9, to: -1 }),
    }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'signed by a certificate of the server that may not sign',
    wish: (f) => ({
      signer: f.issue({
        subject: `${BASE}/OU=Hosts/CN=voms.example.org`,
        issuer: f.authority,
        extensions: ['keyUsage = keyEncipherment'],
      }),
    }),
    reason: 'voms-untrusted-issuer',
    differs: LIBVOMS_ACCEPTS,
  },
  { title: 'without the server’s certificate', wish: () => ({ certificates: [] }), reason: 'voms-untrusted-issuer' },
  {
    title: 'of a VO that is not known here',
    wish: () => ({ uri: 'othervo://voms.example.org:15000', fqans: ['/othervo'] }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'of a server that is not known here',
    wish: () => ({ uri: 'testvo://voms2.example.org:15000' }),
    reason: 'voms-untrusted-issuer',
  },
  {
    title: 'whose VO is a path',
    wish: () => ({ uri: '../vomsdir/testvo://voms.example.org:15000', fqans: ['/testvo'] }),
    reason: 'voms-syntax',
  },
  { title: 'whose VO is ..', wish: () => ({ uri: '..://voms.example.org:15000' }), reason: 'voms-syntax' },
  {
    title: 'for other hosts',
    wish: () => ({ extensions: [targets(dns('other.example.org'))] }),
    reason: 'voms-target',
  },
  { title: 'for no host', wish: () => ({ extensions: [targets()] }), reason: 'voms-target' },
  {
    title: 'for a host whose name only ends like ours',
    wish: () => ({ extensions: [targets(dns('x.wn1.example.org'))] }),
    reason: 'voms-target',
  },
  {
    title: 'with targets of a kind that is not understood',
    wish: () => ({ extensions: [extension('2.5.29.55', seq(ctx(1, seq(int('01')))), true)] }),
    reason: 'voms-syntax',
  },
  {
    title: 'with a critical extension that nobody knows',
    wish: () => ({ extensions: [extension('1.2.3.4', nothing(), true)] }),
    reason: 'voms-critical-extension',
  },
  {
    title: 'with one extension twice',
    wish: () => ({ extensions: [extension('2.5.29.56', nothing())] }),
    reason: 'voms-syntax',
    differs: LIBVOMS_ACCEPTS,
  },
  {
    title: 'with an FQAN of another VO',
    wish: () => ({ fqans: ['/testvo', '/atlas/Role=production'] }),
    reason: 'voms-fqan',
  },
  {
    title: 'with an FQAN of a VO that only begins alike',
    wish: () => ({ fqans: ['/testvo2'] }),
    reason: 'voms-fqan',
  },
  {
    title: 'with a line break in an FQAN',
    wish: () => ({ fqans: ['/testvo\n/testvo/admin'] }),
    reason: 'voms-fqan',
  },
  {
    title: 'with a wildcard in an FQAN',
    wish: () => ({ fqans: ['/testvo/*'] }),
    reason: 'voms-fqan',
    differs: LIBVOMS_ACCEPTS,
  },
  { title: 'without FQANs', wish: () => ({ fqans: [] }), reason: 'voms-syntax', differs: LIBVOMS_ACCEPTS },
  {
    title: 'with 257 FQANs',
    wish: () => ({ fqans: Array.from({ length: 257 }, (_, index) => `/testvo/${index}`) }),
    reason: 'voms-syntax',
    differs: LIBVOMS_ACCEPTS,
  },
  {
    title: 'with two algorithms',
    wish: () => ({ innerAlgorithm: SHA1_RSA }),
    reason: 'voms-signature',
    differs: LIBVOMS_ACCEPTS,
  },
  {
    title: 'signed with SHA-1',
    wish: () => ({ digest: 'sha1', algorithm: SHA1_RSA }),
    reason: 'voms-signature',
    differs: LIBVOMS_ACCEPTS,
  },
  {
    title: 'signed with an algorithm that is not for its key',
    wish: () => ({ algorithm: '1.2.840.10045.4.3.2' }),
    reason: 'voms-signature',
    differs: LIBVOMS_ACCEPTS,
  },
  { title: 'of version 1', wish: () => ({ version: '00' }), reason: 'voms-syntax', differs: LIBVOMS_ACCEPTS },
  {
    title: 'with two VOMS attributes',
    wish: () => {
      const attribute = seq(
        oid('1.3.6.1.4.1.8005.100.100.4'),
        set(seq(ctx(0, uri('testvo://voms.example.org:15000')), seq(octets('/testvo')))),
      )
      return { attributes: seq(attribute, attribute) }
    },
    reason: 'voms-syntax',
    differs: LIBVOMS_ACCEPTS,
  },
]

const named = (cases: readonly AcCase[]): readonly (readonly [string, AcCase])[] =>
  cases.map((testCase) => [testCase.title, testCase])

describeWithTools('an attribute certificate', () => {
  const forge = useForge()

  test.each(named(ACCEPTED))('is accepted %s', async (_title, testCase) => {
    const wish = testCase.wish(forge())
    const text = proxyWithAc(forge(), acExtension(forge(), wish))
    const identity = await authenticateText(forge().dir, text, testCase.circumstances)
    expect(identity.fqans).toEqual(wish.fqans ?? ['/testvo'])
    expect(identity.vo).toBe('testvo')
    expect(byLibvomsapi(forge(), text)).toEqual(testCase.differs === undefined ? identity.fqans : undefined)
  })

  test.each(named(REFUSED))('is refused %s', async (_title, testCase) => {
    const text = proxyWithAc(forge(), acExtension(forge(), testCase.wish(forge())))
    expect(await refusalOf(forge().dir, text, testCase.circumstances)).toBe(testCase.reason)
    expect(byLibvomsapi(forge(), text) !== undefined).toBe(testCase.differs !== undefined)
  })

  test('is passed over, with a note, where the site says so', async () => {
    const trace = new Trace()
    const text = proxyWithAc(forge(), acExtension(forge(), { from: -7200, to: -3600 }))
    const identity = await authenticateText(forge().dir, text, { x509: { badAttributeCertificate: 'ignore' }, trace })
    expect([identity.subject, identity.fqans, identity.vo]).toEqual([`${BASE}/OU=People/CN=alice`, [], undefined])
    expect(trace.checks.at(-1)).toMatchObject({ check: 'VOMS attributes', outcome: 'note' })
    expect(trace.checks.at(-1)?.found).toContain('voms-expired')
  })

  test('is not passed over where VOMS is required', async () => {
    const x509 = { badAttributeCertificate: 'ignore', voms: 'require' } as const
    const text = proxyWithAc(forge(), acExtension(forge(), { from: -7200, to: -3600 }))
    expect(await refusalOf(forge().dir, text, { x509 })).toBe('voms-expired')
  })

  test('counts alone when there are two in the extension, and the trace says so', async () => {
    const trace = new Trace()
    const value = acExtension(forge(), { fqans: ['/testvo/first'] }, { fqans: ['/testvo/second'] })
    const identity = await authenticateText(forge().dir, proxyWithAc(forge(), value), { trace })
    expect(identity.fqans).toEqual(['/testvo/first'])
    expect(trace.checks.at(-1)).toMatchObject({ outcome: 'note', found: '1 more are not read' })
  })

  test('counts from the proxy nearest to the leaf', async () => {
    const f = forge()
    const proxy = (fqan: string, issuer = f.user('alice')): ReturnType<Forge['proxy']> =>
      f.proxy(issuer, {
        extensions: [
          'proxyCertInfo = critical,language:id-ppl-inheritAll',
          `1.3.6.1.4.1.8005.100.100.5 = DER:${acExtension(f, { fqans: [fqan] }).toString('hex')}`,
        ],
      })
    const first = proxy('/testvo/old')
    const second = proxy('/testvo/new', first)
    const third = f.proxy(second)
    const identity = await authenticateText(f.dir, f.file([third, second, first, f.user('alice')]))
    expect(identity.fqans).toEqual(['/testvo/new'])
  })

  test('shortens the validity of the identity', async () => {
    const text = proxyWithAc(forge(), acExtension(forge(), { to: 600 }))
    const { validUntil } = await authenticateText(forge().dir, text)
    expect(validUntil).toBeCloseTo(Date.now() / 1000 + 600, -1)
  })

  test('is for hosts that the site lists', async () => {
    const text = proxyWithAc(forge(), acExtension(forge(), { extensions: [targets(dns('ce.example.org'))] }))
    expect(await refusalOf(forge().dir, text, { x509: { hostNames: ['CE.example.org'] } })).toBeUndefined()
    expect(await refusalOf(forge().dir, text, { x509: { hostNames: ['wn1.example.org'] } })).toBe('voms-target')
  })
})

test('every case of this file has a title of its own', () => {
  const titles = [...ACCEPTED, ...REFUSED].map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})
