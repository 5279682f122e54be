import { BASE, PROXY_USAGE, RFC_PROXY } from '../../support/pki/forge'
import { int, oid, octets, seq, tlv, ctx } from '../../support/pki/der-writer'
import { describeCases } from '../../support/pki/suite'

const LAX = 'OpenSSL leaves this to the application'
const OLD = 'OpenSSL knows only RFC 3820 proxies'

/** An extension section's line for ProxyCertInfo from DER. */
const info = (der: Buffer, critical = true, id = '1.3.6.1.5.5.7.1.14'): string =>
  `${id} = ${critical ? 'critical,' : ''}DER:${der.toString('hex')}`
const full = seq(oid('1.3.6.1.5.5.7.21.1'))
const DRAFT = '1.3.6.1.4.1.3536.1.222'

describeCases('a proxy is classified', [
  {
    title: 'as draft with a path length in the draft’s order',
    make: (f) => f.proxyFile({ extensions: [info(seq(full, ctx(1, int('02'))), true, DRAFT)] }),
    reason: undefined,
    differs: { openssl: OLD },
  },
  {
    title: 'as draft with the contents of the RFC',
    make: (f) => f.proxyFile({ extensions: [info(seq(int('02'), full), true, DRAFT)] }),
    reason: undefined,
    differs: { openssl: OLD },
  },
  {
    title: 'as draft though the extension is not critical',
    make: (f) => f.proxyFile({ extensions: [info(seq(full), false, DRAFT)] }),
    reason: undefined,
    differs: { openssl: OLD },
  },
  {
    title: 'as a person’s certificate when only its end reads like a proxy',
    make: (f) => {
      const person = f.issue({ subject: `${BASE}/CN=proxy`, issuer: f.authority })
      return f.file([f.proxy(person), person])
    },
    reason: undefined,
  },
])

describeCases('a chain is refused', [
  {
    title: 'whose ProxyCertInfo is not critical',
    make: (f) => f.proxyFile({ extensions: [info(seq(full), false)] }),
    reason: 'proxy-cert-info',
    differs: { openssl: LAX },
  },
  {
    title: 'whose ProxyCertInfo is no DER',
    make: (f) => f.proxyFile({ extensions: [info(Buffer.from('3005ffff', 'hex'))] }),
    reason: 'proxy-cert-info',
  },
  {
    title: 'whose draft ProxyCertInfo is no DER',
    make: (f) => f.proxyFile({ extensions: [info(Buffer.from('3005ffff', 'hex'), true, DRAFT)] }),
    reason: 'proxy-cert-info',
  },
  {
    title: 'whose draft ProxyCertInfo has something behind it',
    make: (f) => f.proxyFile({ extensions: [info(Buffer.concat([seq(full), int('00')]), true, DRAFT)] }),
    reason: 'proxy-cert-info',
    differs: { lcmaps: 'ignores what stands behind' },
  },
  {
    title: 'whose draft ProxyCertInfo has a negative path length',
    make: (f) => f.proxyFile({ extensions: [info(seq(full, ctx(1, tlv(2, Buffer.from([0xff])))), true, DRAFT)] }),
    reason: 'proxy-cert-info',
    differs: { lcmaps: 'takes it for no limit' },
  },
  {
    title: 'with both forms of ProxyCertInfo',
    make: (f) => f.proxyFile({ extensions: [info(seq(full)), info(seq(full), true, DRAFT)] }),
    reason: 'proxy-cert-info',
  },
  {
    title: 'with a policy beside "inherit all"',
    make: (f) => f.proxyFile({ extensions: [info(seq(seq(oid('1.3.6.1.5.5.7.21.1'), octets('x'))))] }),
    reason: 'proxy-cert-info',
    differs: { openssl: LAX, lcmaps: 'does not look at the policy' },
  },
  {
    title: 'that ends before the end-entity certificate',
    make: (f) => f.file([f.proxy(f.user('alice'))]),
    reason: 'chain-order',
  },
  {
    title: 'that begins with the end-entity certificate',
    make: (f) => f.file([f.user('alice'), f.proxy(f.user('alice'))], f.user('alice').key),
    reason: 'chain-order',
    differs: { openssl: 'ignores certificates it does not need', lcmaps: 'so does it' },
  },
  {
    title: 'whose delegations are in the wrong order',
    make: (f) => {
      const first = f.proxy(f.user('alice'))
      return f.file([f.proxy(first), f.user('alice'), first])
    },
    reason: 'chain-order',
    differs: { openssl: 'sorts the certificates itself', lcmaps: 'so does it' },
  },
  {
    title: 'with a stranger’s certificate behind the end-entity certificate',
    make: (f) => f.file([f.proxy(f.user('alice')), f.user('alice'), f.user('bob')]),
    reason: 'chain-order',
    differs: { openssl: 'ignores certificates it does not need', lcmaps: 'so does it' },
  },
  {
    title: 'that ends in a CA',
    make: (f) => f.file([f.authority]),
    reason: 'chain-invalid',
    differs: { openssl: 'a CA is a certificate like others to it' },
  },
  {
    title: 'whose proxy was issued by the CA',
    make: (f) => f.file([f.proxy(f.authority), f.authority]),
    reason: 'chain-invalid',
  },
  {
    title: 'whose proxy is a person’s certificate with a proxy’s name, but no extension',
    make: (f) => f.proxyFile({ extensions: ['basicConstraints = CA:FALSE'] }),
    reason: 'chain-order',
  },
  {
    title: 'whose legacy proxy is called Proxy',
    make: (f) =>
      f.file([
        f.issue({
          subject: `${f.subjectOf(f.user('alice'))}/CN=Proxy`,
          issuer: f.user('alice'),
          extensions: [],
          to: 0.5,
        }),
        f.user('alice'),
      ]),
    reason: 'proxy-name',
    differs: { lcmaps: 'compares without case' },
  },
  {
    title: 'whose proxy is of version 1 with a policy of its own',
    make: (f) =>
      f.proxyFile({
        extensions: [RFC_PROXY, PROXY_USAGE, 'subjectKeyIdentifier = hash', '1.2.3.4 = critical,DER:0500'],
      }),
    reason: 'proxy-critical-extension',
  },
])
