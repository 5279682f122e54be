import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readSourceProxy } from '../../../src/authenticate'
import { Trace } from '../../../src/core/trace'
import { fakeSystem } from '../../support/fake-system'
import { authenticateText, refusalOf, requestFor, x509Settings } from '../../support/pki/attempt'
import { BASE, RFC_PROXY } from '../../support/pki/forge'
import { describeCases, describeWithTools, useForge } from '../../support/pki/suite'
import { reasonOfAsync } from '../../support/reason'
import { sampleRequest, sampleSettings } from '../../support/samples'

const OLD = 'OpenSSL knows only RFC 3820 proxies'
const NO_KEY = 'openssl verify never sees the key'
const SETTING = 'our configuration decides'
const CLOCK = 'our clock was set; theirs is the machine’s'

describeCases('a proxy is accepted', [
  { title: 'RFC 3820, by grid-proxy-init', make: (f) => f.tool('alice', '-rfc'), reason: undefined },
  { title: 'RFC 3820, limited', make: (f) => f.tool('alice', '-rfc', '-limited'), reason: undefined },
  { title: 'draft (GT3)', make: (f) => f.tool('alice', '-draft'), reason: undefined, differs: { openssl: OLD } },
  {
    title: 'draft (GT3), limited',
    make: (f) => f.tool('alice', '-draft', '-limited'),
    reason: undefined,
    differs: { openssl: OLD },
  },
  { title: 'legacy (GT2)', make: (f) => f.tool('alice', '-old'), reason: undefined, differs: { openssl: OLD } },
  {
    title: 'legacy (GT2), limited',
    make: (f) => f.tool('alice', '-old', '-limited'),
    reason: undefined,
    differs: { openssl: OLD },
  },
  { title: 'with VOMS attributes', make: (f) => f.tool('alice', '--voms', '/testvo'), reason: undefined },
  {
    title: 'delegated three times',
    make: (f) => {
      const first = f.proxy(f.user('alice'))
      const second = f.proxy(first)
      return f.file([f.proxy(second), second, first, f.user('alice')])
    },
    reason: undefined,
  },
  {
    title: 'with an elliptic key',
    make: (f) => f.proxyFile({ key: f.key('ec') }),
    reason: undefined,
  },
  {
    title: 'with the CA in the file as well',
    make: (f) => f.proxyFile() + readFileSync(f.authority.cert, 'latin1'),
    reason: undefined,
  },
  {
    title: 'limited by a limited one',
    make: (f) => {
      const limited = { extensions: ['proxyCertInfo = critical,language:1.3.6.1.4.1.3536.1.1.1.9'] }
      const first = f.proxy(f.user('alice'), limited)
      return f.file([f.proxy(first, limited), first, f.user('alice')])
    },
    reason: undefined,
  },
])

describeCases('a proxy file is refused', [
  { title: 'which is empty', make: () => '', reason: 'proxy-syntax' },
  { title: 'with only a key', make: (f) => readFileSync(f.key('rsa2048'), 'latin1'), reason: 'proxy-syntax' },
  {
    title: 'without the key',
    make: (f) => f.file([f.proxy(f.user('alice')), f.user('alice')], null),
    reason: 'proxy-no-key',
    differs: { openssl: NO_KEY, lcmaps: 'the tool forgives it; the plugin only with --discard_private_key_absence' },
  },
  {
    title: "with somebody else's key",
    make: (f) => f.file([f.proxy(f.user('alice')), f.user('alice')], f.key('other')),
    reason: 'proxy-key-mismatch',
    differs: { openssl: NO_KEY },
  },
  {
    title: 'which is a plain certificate',
    make: (f) => f.file([f.user('alice')]),
    reason: 'proxy-required',
    differs: { openssl: 'a certificate is all it asks for', lcmaps: 'accepts a certificate, with a warning' },
  },
  {
    title: 'whose proxy has expired',
    make: (f) => f.proxyFile({ from: -2, to: -1 }),
    reason: 'credential-expired',
  },
  {
    title: 'whose proxy is not yet valid',
    make: (f) => f.proxyFile({ from: 1, to: 2 }),
    reason: 'credential-not-yet-valid',
  },
  {
    title: 'whose certificate has expired',
    make: (f) => {
      const old = f.issue({ subject: `${BASE}/CN=old`, issuer: f.authority, from: -20, to: -1 })
      return f.file([f.proxy(old), old])
    },
    reason: 'credential-expired',
  },
  {
    title: 'years later',
    make: (f) => f.proxyFile(),
    circumstances: () => ({ now: Date.now() / 1000 + 40_000_000 }),
    reason: 'credential-expired',
    differs: { openssl: CLOCK, lcmaps: CLOCK },
  },
  {
    title: 'with a name that reads like two names',
    make: (f) => {
      const trick = f.issue({ subject: `${BASE}/CN=mallory\\/CN=alice`, issuer: f.authority })
      return f.file([f.proxy(trick), trick])
    },
    reason: 'dn-unrepresentable',
    differs: { openssl: 'has no use for the line', lcmaps: 'takes the line as it is' },
  },
  {
    title: 'with a backslash in the name',
    make: (f) => {
      const trick = f.issue({ subject: `${BASE}/CN=mallory\\\\`, issuer: f.authority })
      return f.file([f.proxy(trick), trick])
    },
    reason: 'dn-unrepresentable',
    differs: { openssl: 'has no use for the line', lcmaps: 'takes the line as it is' },
  },
  {
    title: 'without VOMS attributes where they are required',
    make: (f) => f.proxyFile(),
    circumstances: () => ({ x509: { voms: 'require' } }),
    reason: 'voms-required',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
])

describeWithTools('the identity', () => {
  const forge = useForge()

  test('is the subject of the end-entity certificate, with the facts of the chain', async () => {
    const text = forge().tool('alice', '--voms', '/testvo/Role=prod/Capability=NULL', '/testvo')
    const identity = await authenticateText(forge().dir, text)
    expect(identity).toMatchObject({
      kind: 'x509',
      subject: '/DC=org/DC=example/OU=People/CN=alice',
      spellings: ['/DC=org/DC=example/OU=People/CN=alice'],
      fqans: ['/testvo/Role=prod/Capability=NULL', '/testvo'],
      vo: 'testvo',
      limited: false,
      evidence: { sha256: createHash('sha256').update(text, 'latin1').digest('hex'), source: '/home/pilot/p.pem' },
      attributes: {
        issuer: '/DC=org/DC=example/CN=Example Test CA',
        serial: '1000',
        generation: 'rfc',
        delegations: '1',
        limited: 'false',
        vomsIssuer: '/DC=org/DC=example/OU=Hosts/CN=voms.example.org',
      },
    })
    expect(Buffer.from(identity.proxy ?? []).toString('latin1')).toBe(text)
    const left = identity.validUntil - Date.now() / 1000
    expect(left).toBeGreaterThan(11 * 3600)
    expect(left).toBeLessThanOrEqual(12 * 3600 + 60)
  })

  test.each([
    ['-old', 'legacy'],
    ['-draft', 'draft'],
    ['-rfc', 'rfc'],
  ])('says that a %s proxy is limited', async (option, generation) => {
    const identity = await authenticateText(forge().dir, forge().tool('alice', option, '-limited'))
    expect(identity.limited).toBe(true)
    expect(identity.attributes).toMatchObject({ generation, limited: 'true' })
    expect(identity.subject).toBe('/DC=org/DC=example/OU=People/CN=alice')
  })

  test('ends with the shortest validity of the chain', async () => {
    const first = forge().proxy(forge().user('alice'), { to: 0.25 })
    const second = forge().proxy(first, { to: 0.5 })
    const identity = await authenticateText(forge().dir, forge().file([second, first, forge().user('alice')]))
    expect(identity.validUntil).toBeCloseTo(Date.now() / 1000 + 6 * 3600, -2)
    expect(identity.attributes['delegations']).toBe('2')
  })

  test('knows a host name also in the spelling before OpenSSL 3', async () => {
    const robot = forge().issue({ subject: `${BASE}/CN=host\\/x.example.org`, issuer: forge().authority })
    const identity = await authenticateText(forge().dir, forge().file([forge().proxy(robot), robot]))
    expect(identity.spellings).toEqual([`${BASE}/CN=host\\/x.example.org`, `${BASE}/CN=host/x.example.org`])
  })

  test('comes from a plain certificate where the configuration allows it', async () => {
    const text = forge().file([forge().user('alice')])
    const identity = await authenticateText(forge().dir, text, { x509: { allowPlainCertificate: true } })
    expect(identity.attributes).toMatchObject({ generation: 'none', delegations: '0' })
  })

  test('comes without a key only for callers that have none', async () => {
    const text = forge().file([forge().user('alice')], null)
    expect((await authenticateText(forge().dir, text, { keyless: true })).subject).toBe(`${BASE}/OU=People/CN=alice`)
    expect(await refusalOf(forge().dir, text, { x509: { allowPlainCertificate: true } })).toBe('proxy-no-key')
  })

  test('does not come from the wrong key, even for callers that need none', async () => {
    const text = forge().file([forge().user('alice')], forge().key('other'))
    expect(await refusalOf(forge().dir, text, { keyless: true })).toBe('proxy-key-mismatch')
  })

  test('leaves every check in the trace', async () => {
    const trace = new Trace()
    await authenticateText(forge().dir, forge().tool('alice', '--voms', '/testvo'), { trace })
    expect(trace.checks.map(({ step, check, outcome }) => `${step} ${outcome} ${check}`)).toEqual([
      'authenticate pass proxy file belongs to the caller alone',
      'authenticate pass validity of proxy and certificate',
      'authenticate pass private key belongs to the proxy',
      'authenticate pass kind of proxy',
      'authenticate pass chain to a trusted CA',
      'authenticate pass revocation lists',
      'authenticate pass name space of the CA',
      'authenticate pass VOMS attributes',
    ])
  })

  test('has no FQANs where VOMS is ignored', async () => {
    const text = forge().tool('alice', '--voms', '/testvo')
    const identity = await authenticateText(forge().dir, text, { x509: { voms: 'ignore', vomsDirectory: '/nowhere' } })
    expect([identity.fqans, identity.vo]).toEqual([[], undefined])
  })
})

describeWithTools('readSourceProxy', () => {
  const forge = useForge()
  const read = (text: string | Uint8Array, mode?: number): Promise<Uint8Array> => {
    const settings = sampleSettings({
      authenticate: { x509: x509Settings(forge().dir), munge: undefined, oidc: [], unix: true },
    })
    return readSourceProxy(requestFor(text, mode === undefined ? {} : { mode }), settings, fakeSystem({ disk: true }))
  }

  test('returns the bytes of a proxy, whoever it speaks for and however old it is', async () => {
    const stranger = forge().selfSign('/CN=stranger', forge().key('rsa2048'))
    const text = forge().file([forge().proxy(stranger, { from: -2, to: -1, extensions: [RFC_PROXY] }), stranger])
    expect(Buffer.from(await read(text)).toString('latin1')).toBe(text)
  })

  test.each([
    ['a file that others can read', 'proxyFile', 0o100640, 'credential-mode'],
    ['no certificate', 'key', undefined, 'proxy-syntax'],
    ['no key', 'keyless', undefined, 'proxy-no-key'],
    ['another key', 'stolen', undefined, 'proxy-key-mismatch'],
  ])('refuses %s', async (_what, kind, mode, reason) => {
    const f = forge()
    const texts: Record<string, () => string> = {
      proxyFile: () => f.proxyFile(),
      key: () => readFileSync(f.key('rsa2048'), 'latin1'),
      keyless: () => f.file([f.user('alice')], null),
      stolen: () => f.file([f.user('alice')], f.key('other')),
    }
    expect(await reasonOfAsync(() => read(texts[kind]?.() ?? '', mode))).toBe(reason)
  })

  test('refuses when the request names none', async () => {
    const settings = sampleSettings({
      authenticate: { x509: x509Settings(forge().dir), munge: undefined, oidc: [], unix: true },
    })
    expect(await reasonOfAsync(() => readSourceProxy(sampleRequest(), settings, fakeSystem()))).toBe('no-credential')
  })
})
