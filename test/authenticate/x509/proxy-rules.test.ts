import { BASE, PROXY_USAGE, RFC_PROXY, USER, type Credential, type Forge } from '../../support/pki/forge'
import { describeCases } from '../../support/pki/suite'

const LAX = 'OpenSSL leaves this to the application'

const SETTING = 'our configuration decides'
const LCMAPS_LAX = 'LCMAPS does not ask'

const language = (oid: string): readonly string[] => [`proxyCertInfo = critical,language:${oid}`]
const LIMITED = language('1.3.6.1.4.1.3536.1.1.1.9')

/** Alice's proxy and a proxy of that. */
const twice = (f: Forge, first: readonly string[], second: readonly string[]): string => {
  const above = f.proxy(f.user('alice'), { extensions: first })
  return f.file([f.proxy(above, { extensions: second }), above, f.user('alice')])
}

const legacy = (f: Forge, issuer: Credential, name: string): Credential =>
  f.issue({ subject: `${f.subjectOf(issuer)}/CN=${name}`, issuer, extensions: [], to: 0.5 })

describeCases('a proxy keeps the rules', [
  {
    title: 'with exactly as many delegations as its path length allows',
    make: (f) => twice(f, ['proxyCertInfo = critical,language:id-ppl-inheritAll,pathlen:1'], [RFC_PROXY]),
    reason: undefined,
  },
  {
    title: 'when it is independent and the site allows that',
    make: (f) => f.tool('alice', '-rfc', '-independent'),
    circumstances: () => ({ x509: { allowIndependent: true } }),
    reason: undefined,
  },
  {
    title: 'when its policy is unknown and the site allows that',
    make: (f) => f.proxyFile({ extensions: language('1.2.3.4') }),
    circumstances: () => ({ x509: { allowUnknownPolicy: true } }),
    reason: undefined,
  },
  {
    title: 'when it lives as long as its level may',
    make: (f) => f.proxyFile({ from: 0, to: 0.5 }),
    circumstances: () => ({
      x509: {
        lifetimes: [
          { level: 0, seconds: 43_200 },
          { level: 1, seconds: 60 },
        ],
      },
    }),
    reason: undefined,
  },
  {
    title: 'when the leaf’s limit is wider than its level’s',
    make: (f) => f.proxyFile(),
    circumstances: () => ({
      x509: {
        lifetimes: [
          { level: 0, seconds: 60 },
          { level: 'leaf', seconds: 50_000 },
        ],
      },
    }),
    reason: undefined,
  },
  {
    title: 'when limited is required and it is',
    make: (f) => f.tool('alice', '-rfc', '-limited'),
    circumstances: () => ({ x509: { limited: 'require' } }),
    reason: undefined,
  },
])

describeCases('a proxy is refused', [
  {
    title: 'whose name is another person’s',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=bob/CN=1` }),
    reason: 'proxy-name',
  },
  {
    title: 'whose name is only the person’s own',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=alice` }),
    reason: 'proxy-name',
  },
  {
    title: 'with two CNs appended',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=alice/CN=1/CN=2` }),
    reason: 'proxy-name',
  },
  {
    title: 'with an OU appended',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=alice/OU=1` }),
    reason: 'proxy-name',
  },
  {
    title: 'with two attributes in the last part of its name',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=alice/CN=1+OU=2` }),
    reason: 'proxy-name',
  },
  {
    title: 'whose name differs in case',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=ALICE/CN=1` }),
    reason: 'proxy-name',
    differs: { openssl: 'compares names without case' },
  },
  {
    title: 'whose name continues the last part of the person’s',
    make: (f) => f.proxyFile({ subject: `${BASE}/OU=People/CN=alicesmith` }),
    reason: 'proxy-name',
  },
  {
    title: 'with an alternative name',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, 'subjectAltName = DNS:x.example.org'] }),
    reason: 'proxy-name',
  },
  {
    title: 'with an alternative name of its issuer',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, 'issuerAltName = DNS:x.example.org'] }),
    reason: 'proxy-name',
  },
  {
    title: 'that says it is a CA',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, 'basicConstraints = critical,CA:TRUE'] }),
    reason: 'basic-constraints',
  },
  {
    title: 'with a critical extension nobody knows',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, '1.2.3.4 = critical,DER:0500'] }),
    reason: 'proxy-critical-extension',
  },
  {
    title: 'that may sign certificates',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, 'keyUsage = critical,digitalSignature,keyCertSign'] }),
    reason: 'key-usage',
    differs: { openssl: LAX },
  },
  {
    title: 'that may not sign',
    make: (f) => f.proxyFile({ extensions: [RFC_PROXY, 'keyUsage = critical,keyEncipherment'] }),
    reason: 'key-usage',
    differs: { openssl: LAX, lcmaps: LCMAPS_LAX },
  },
  {
    title: 'of a certificate that may not sign',
    make: (f) => {
      const issuer = f.issue({
        subject: `${BASE}/CN=x`,
        issuer: f.authority,
        extensions: ['keyUsage = keyEncipherment'],
      })
      return f.file([f.proxy(issuer), issuer])
    },
    reason: 'key-usage',
  },
  {
    title: 'delegated beyond its path length',
    make: (f) => twice(f, ['proxyCertInfo = critical,language:id-ppl-inheritAll,pathlen:0'], [RFC_PROXY]),
    reason: 'path-length',
  },
  {
    title: 'that is full below a limited one',
    make: (f) => twice(f, LIMITED, [RFC_PROXY]),
    reason: 'proxy-full-below-limited',
    differs: { openssl: LAX },
  },
  {
    title: 'that is full below a limited legacy one',
    make: (f) => {
      const limited = legacy(f, f.user('alice'), 'limited proxy')
      return f.file([legacy(f, limited, 'proxy'), limited, f.user('alice')])
    },
    reason: 'proxy-full-below-limited',
  },
  {
    title: 'that is independent',
    make: (f) => f.tool('alice', '-rfc', '-independent'),
    reason: 'proxy-independent',
    differs: { openssl: LAX, lcmaps: LCMAPS_LAX },
  },
  {
    title: 'whose policy nobody knows',
    make: (f) => f.proxyFile({ extensions: language('1.2.3.4') }),
    reason: 'proxy-policy-unknown',
    differs: { openssl: LAX, lcmaps: LCMAPS_LAX },
  },
  {
    title: 'with the policy "any language"',
    make: (f) => f.proxyFile({ extensions: language('id-ppl-anyLanguage') }),
    reason: 'proxy-policy-unknown',
    differs: { openssl: LAX, lcmaps: LCMAPS_LAX },
  },
  {
    title: 'that mixes generations: RFC below legacy',
    make: (f) => {
      const old = legacy(f, f.user('alice'), 'proxy')
      return f.file([f.proxy(old), old, f.user('alice')])
    },
    reason: 'proxy-generation-mixed',
  },
  {
    title: 'that mixes generations: legacy below RFC',
    make: (f) => {
      const first = f.proxy(f.user('alice'))
      return f.file([legacy(f, first, 'proxy'), first, f.user('alice')])
    },
    reason: 'proxy-generation-mixed',
  },
  {
    title: 'of a generation that is switched off',
    make: (f) => f.tool('alice', '-old'),
    circumstances: () => ({ x509: { proxies: ['rfc'] } }),
    reason: 'proxy-generation-disabled',
    differs: { lcmaps: SETTING },
  },
  {
    title: 'delegated more often than the site allows',
    make: (f) => twice(f, [RFC_PROXY], [RFC_PROXY]),
    circumstances: () => ({ x509: { maxDelegations: 1 } }),
    reason: 'proxy-too-deep',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'that lives longer than its level may',
    make: (f) => f.proxyFile({ from: -0.1, to: 0.5 }),
    circumstances: () => ({ x509: { lifetimes: [{ level: 0, seconds: 43_200 }] } }),
    reason: 'proxy-lifetime',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'that lives longer than the leaf may, at a level with a wider limit',
    make: (f) => f.proxyFile(),
    circumstances: () => ({
      x509: {
        lifetimes: [
          { level: 0, seconds: 90_000 },
          { level: 'leaf', seconds: 3600 },
        ],
      },
    }),
    reason: 'proxy-lifetime',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'whose first delegation lives too long, below a short leaf',
    make: (f) => {
      const first = f.proxy(f.user('alice'), { to: 5 })
      return f.file([f.proxy(first, { to: 0.1 }), first, f.user('alice')])
    },
    circumstances: () => ({ x509: { lifetimes: [{ level: 0, seconds: 90_000 }] } }),
    reason: 'proxy-lifetime',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'that is limited where that is refused',
    make: (f) => f.tool('alice', '-rfc', '-limited'),
    circumstances: () => ({ x509: { limited: 'refuse' } }),
    reason: 'proxy-limited',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'that is full where limited is required',
    make: (f) => f.proxyFile(),
    circumstances: () => ({ x509: { limited: 'require' } }),
    reason: 'proxy-not-limited',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'of the draft kind, with a delegation beyond its path length',
    make: (f) => {
      const draft = (pathLength: string): string => `1.3.6.1.4.1.3536.1.222 = critical,DER:${pathLength}`
      // SEQUENCE { SEQUENCE { inheritAll }, [1] INTEGER 0 }
      const none = draft('3011300a06082b06010505071501a103020100')
      const first = f.proxy(f.user('alice'), { extensions: [none] })
      return f.file([f.proxy(first, { extensions: [draft('300c300a06082b06010505071501')] }), first, f.user('alice')])
    },
    reason: 'path-length',
  },
  {
    title: 'of a certificate with another name than the next one in the file',
    make: (f) => {
      const twin = f.issue({ subject: `${BASE}/OU=People/CN=twin`, issuer: f.authority, extensions: USER })
      return f.file([f.proxy(twin, { extensions: [RFC_PROXY, PROXY_USAGE] }), f.user('alice')])
    },
    reason: 'chain-order',
  },
  {
    title: 'of the legacy kind where only the issuer’s name is forged',
    make: (f) => f.file([legacy(f, f.user('alice'), 'proxy'), f.user('bob')]),
    reason: 'chain-order',
  },
])
