import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { X509Settings } from '../../../src/core/settings'
import { AUTHORITY, BASE, hashesOf, USER, type Credential, type Forge } from '../../support/pki/forge'
import type { Case } from '../../support/pki/oracles'
import { below } from '../../support/pki/subordinate'
import { describeCases } from '../../support/pki/suite'

const NO_CRL = 'LCMAPS goes on without a CRL'
const SETTING = 'our configuration decides'

/** A root of its own, published. */
function root(f: Forge, subject: string, extensions = AUTHORITY, dates = {}): [ca: Credential, directory: string] {
  const ca = f.selfSign(subject, f.key('other'), extensions, dates)
  return [ca, f.publish(ca, `${BASE}/*`)]
}

/** A case that needs a directory made together with the file. */
function made(
  make: (f: Forge) => readonly [file: string, directory: string],
  x509: Partial<X509Settings> = {},
): Required<Pick<Case, 'make' | 'circumstances'>> {
  let caDirectory = ''
  return {
    make: (f) => {
      const [file, directory] = make(f)
      caDirectory = directory
      return file
    },
    circumstances: () => ({ x509: { ...x509, caDirectory } }),
  }
}

const userOf = (f: Forge, ca: Credential, subject = `${BASE}/CN=dora`): string => {
  const user = f.issue({ subject, issuer: ca, extensions: USER })
  return f.file([f.proxy(user), user])
}

describeCases('a path is found', [
  {
    title: 'over an intermediate CA of the directory',
    ...made((f) => below(f).slice(0, 2) as [string, string]),
    reason: undefined,
  },
  {
    title: 'though a look-alike of the CA stands before it',
    ...made((f) => {
      const directory = f.caDirectory()
      const alike = f.selfSign(`${BASE}/CN=Example Test CA`, f.key('other'))
      for (const hash of hashesOf(alike)) {
        const own = readFileSync(join(directory, `${hash}.0`))
        rmSync(join(directory, `${hash}.0`))
        f.write(join(directory, `${hash}.0`), readFileSync(alike.cert))
        f.write(join(directory, `${hash}.1`), own)
      }
      return [f.proxyFile(), directory]
    }),
    reason: undefined,
  },
  {
    title: 'when only the old hash links are there',
    ...made((f) => {
      const directory = f.caDirectory((path) => {
        const [hash = ''] = hashesOf(f.authority)
        for (const kind of ['0', 'r0', 'signing_policy', 'namespaces']) rmSync(join(path, `${hash}.${kind}`))
      })
      return [f.proxyFile(), directory]
    }),
    reason: undefined,
    differs: { openssl: 'looks for the new hash only', lcmaps: 'looks for the new hash only' },
  },
])

describeCases('a path is refused', [
  {
    title: 'to a CA that is not there',
    make: (f) => userOf(f, f.selfSign(`${BASE}/CN=Other CA`, f.key('other'))),
    reason: 'chain-untrusted',
  },
  {
    title: 'to a CA that came only with the file',
    make: (f) => {
      const ca = f.selfSign(`${BASE}/CN=Other CA`, f.key('other'))
      return userOf(f, ca) + readFileSync(ca.cert, 'latin1')
    },
    reason: 'chain-untrusted',
  },
  {
    title: 'to a look-alike of the CA',
    make: (f) => userOf(f, f.selfSign(`${BASE}/CN=Example Test CA`, f.key('other'))),
    reason: 'chain-signature',
  },
  {
    title: 'to a look-alike of the CA that came with the file',
    make: (f) => {
      const ca = f.selfSign(`${BASE}/CN=Example Test CA`, f.key('other'))
      return userOf(f, ca) + readFileSync(ca.cert, 'latin1')
    },
    reason: 'chain-untrusted',
  },
  {
    title: 'of a person who signed for himself',
    make: (f) => {
      const self = f.selfSign(`${BASE}/CN=self`, f.key('other'), USER)
      return f.file([f.proxy(self), self])
    },
    reason: 'chain-untrusted',
  },
  {
    title: 'of a person who signed for himself, though he stands in the CA directory',
    ...made(
      (f) => {
        const [self, directory] = root(f, `${BASE}/CN=self`, USER)
        return [f.file([f.proxy(self), self]), directory]
      },
      { crl: 'ignore' },
    ),
    reason: 'chain-untrusted',
  },
  {
    title: 'whose last signature was changed',
    make: (f) => f.tamper(f.proxyFile()),
    reason: 'chain-signature',
  },
  {
    title: 'over a certificate of a person',
    make: (f) => {
      const issuer = f.issue({ subject: `${BASE}/CN=issuer`, issuer: f.authority, extensions: USER })
      const user = f.issue({ subject: `${BASE}/CN=victim`, issuer, extensions: USER })
      return f.file([f.proxy(user), user, issuer])
    },
    reason: 'chain-order',
  },
  {
    title: 'over a certificate of a person that somebody put into the CA directory',
    ...made((f) => {
      const issuer = f.issue({ subject: `${BASE}/CN=issuer`, issuer: f.authority, extensions: USER })
      return [userOf(f, issuer), f.publish(issuer, `${BASE}/*`)]
    }),
    reason: 'basic-constraints',
  },
  {
    title: 'over a CA that says so only in its key usage',
    ...made((f) => below(f, ['keyUsage = critical,keyCertSign,cRLSign']).slice(0, 2) as [string, string]),
    reason: 'basic-constraints',
    differs: { lcmaps: 'takes keyCertSign for enough' },
  },
  {
    title: 'over a CA that may not sign certificates',
    ...made(
      (f) =>
        below(f, ['basicConstraints = critical,CA:TRUE', 'keyUsage = critical,cRLSign']).slice(0, 2) as [
          string,
          string,
        ],
    ),
    reason: 'basic-constraints',
  },
  {
    title: 'longer than its root allows',
    ...made((f) => {
      const [top] = root(f, `${BASE}/CN=Short`, [
        'basicConstraints = critical,CA:TRUE,pathlen:0',
        'keyUsage = keyCertSign,cRLSign',
      ])
      const middle = f.issue({
        subject: `${BASE}/CN=Middle`,
        issuer: top,
        extensions: AUTHORITY,
        key: f.key('rsa2048'),
      })
      const user = f.issue({ subject: `${BASE}/CN=u`, issuer: middle, key: f.key('ec') })
      return [f.file([f.proxy(user), user]), f.publishAll([top, middle], `${BASE}/*`)]
    }),
    reason: 'path-length',
  },
  {
    title: 'to a CA that has expired',
    ...made((f) => {
      const [ca, directory] = root(f, `${BASE}/CN=Old`, AUTHORITY, { from: -30, to: -1 })
      return [userOf(f, ca), directory]
    }),
    reason: 'ca-expired',
  },
  {
    title: 'to a CA that is not yet valid',
    ...made((f) => {
      const [ca, directory] = root(f, `${BASE}/CN=Young`, AUTHORITY, { from: 1, to: 30 })
      return [userOf(f, ca), directory]
    }),
    reason: 'ca-not-yet-valid',
  },
  {
    title: 'to a name outside of the CA’s name constraints',
    ...made((f) => {
      const [ca, directory] = root(f, `${BASE}/CN=Narrow`, [
        ...AUTHORITY,
        'nameConstraints = critical,permitted;dirName:allowed',
        '[allowed]',
        'O = elsewhere',
      ])
      return [userOf(f, ca), directory]
    }),
    reason: 'name-constraints',
  },
  {
    title: 'with a critical extension that nobody knows in the person’s certificate',
    make: (f) => {
      const user = f.issue({
        subject: `${BASE}/CN=u`,
        issuer: f.authority,
        extensions: [...USER, '1.2.3.4 = critical,DER:0500'],
      })
      return f.file([f.proxy(user), user])
    },
    reason: 'chain-invalid',
  },
  {
    title: 'of a certificate for servers',
    make: (f) => {
      const user = f.issue({
        subject: `${BASE}/CN=u`,
        issuer: f.authority,
        extensions: [...USER, 'extendedKeyUsage = serverAuth'],
      })
      return f.file([f.proxy(user), user])
    },
    reason: 'key-usage',
    differs: { openssl: 'was not asked for a purpose', lcmaps: 'turns "unsuitable purpose" into OK' },
  },
  {
    title: 'of a revoked person',
    ...made((f) => {
      const user = f.issue({ subject: `${BASE}/CN=revoked`, issuer: f.authority })
      const directory = f.caDirectory()
      f.revoke(user, f.authority, directory)
      return [f.file([f.proxy(user), user]), directory]
    }),
    reason: 'certificate-revoked',
  },
  {
    title: 'over a revoked CA',
    ...made((f) => {
      const [file, directory, ca] = below(f, AUTHORITY, 'Revoked')
      f.revoke(ca, f.authority, directory)
      return [file, directory]
    }),
    reason: 'certificate-revoked',
  },
  {
    title: 'without a CRL',
    ...made((f) => {
      const directory = f.caDirectory((path) =>
        hashesOf(f.authority).forEach((hash) => rmSync(join(path, `${hash}.r0`))),
      )
      return [f.proxyFile(), directory]
    }),
    reason: 'crl-missing',
    differs: { lcmaps: NO_CRL },
  },
  {
    title: 'without a CRL of the intermediate CA',
    ...made((f) => {
      const [file, directory, ca] = below(f)
      hashesOf(ca).forEach((hash) => rmSync(join(directory, `${hash}.r0`)))
      return [file, directory]
    }),
    reason: 'crl-missing',
    differs: { lcmaps: NO_CRL },
  },
  {
    title: 'with an expired CRL',
    ...made((f) => {
      const directory = f.caDirectory()
      f.writeCrl(f.authority, directory, ['-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200201000000Z'])
      return [f.proxyFile(), directory]
    }),
    reason: 'crl-expired',
  },
  {
    title: 'with a CRL from the future',
    ...made((f) => {
      const directory = f.caDirectory()
      f.writeCrl(f.authority, directory, ['-crl_lastupdate', '20400101000000Z', '-crl_nextupdate', '20400201000000Z'])
      return [f.proxyFile(), directory]
    }),
    reason: 'crl-invalid',
  },
  {
    title: 'with a CRL that somebody else signed',
    ...made((f) => {
      const directory = f.caDirectory()
      const alike = f.selfSign(`${BASE}/CN=Example Test CA`, f.key('other'))
      f.writeCrl(alike, directory, ['-crlexts', 'no-crl-extensions'])
      return [f.proxyFile(), directory]
    }),
    reason: 'crl-invalid',
  },
  {
    title: 'with a CRL that somebody else signed and names his key',
    ...made((f) => {
      const directory = f.caDirectory()
      f.writeCrl(
        f.selfSign(`${BASE}/CN=Example Test CA`, f.key('other'), [...AUTHORITY, 'subjectKeyIdentifier = hash']),
        directory,
      )
      return [f.proxyFile(), directory]
    }),
    reason: 'crl-missing',
    differs: { lcmaps: NO_CRL },
  },
  {
    title: 'with a CRL of a CA that may not sign any',
    ...made((f) => {
      const [ca, directory] = root(f, `${BASE}/CN=NoCrlSign`, [
        'basicConstraints = critical,CA:TRUE',
        'keyUsage = critical,keyCertSign',
      ])
      return [userOf(f, ca), directory]
    }),
    reason: 'crl-invalid',
  },
  {
    title: 'of a legacy proxy whose person is revoked',
    ...made((f) => {
      const user = f.issue({ subject: `${BASE}/CN=revoked2`, issuer: f.authority })
      const directory = f.caDirectory()
      f.revoke(user, f.authority, directory)
      const proxy = f.issue({ subject: `${BASE}/CN=revoked2/CN=proxy`, issuer: user, extensions: [], to: 0.5 })
      return [f.file([proxy, user]), directory]
    }),
    reason: 'certificate-revoked',
  },
  {
    title: 'of a legacy proxy that somebody else signed',
    make: (f) => {
      const mallory: Credential = { cert: f.user('alice').cert, key: f.key('other') }
      const alike = f.selfSign(`${BASE}/OU=People/CN=alice`, f.key('other'), USER)
      const proxy = f.issue({
        subject: `${BASE}/OU=People/CN=alice/CN=proxy`,
        issuer: { ...alike, key: mallory.key },
        extensions: [],
        to: 0.5,
      })
      return f.file([proxy, f.user('alice')])
    },
    reason: 'chain-signature',
  },
  {
    title: 'that is too long',
    make: (f) => f.proxyFile() + readFileSync(f.authority.cert, 'latin1').repeat(31),
    reason: 'chain-too-long',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
])
