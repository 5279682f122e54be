import { BASE } from '../../support/pki/forge'
import { describeCases } from '../../support/pki/suite'

const LEVEL = 'asked at security level 1, not 2'
const WARNS = 'LCMAPS only warns'
const SETTING = 'our configuration decides'

describeCases('strength is enough', [
  {
    title: 'for a proxy of 1024 bits where the site allows them',
    make: (f) => f.proxyFile({ key: f.key('rsa1024') }),
    circumstances: () => ({ x509: { minProxyRsaBits: 1024 } }),
    reason: undefined,
  },
  {
    title: 'for SHA-1 where the site allows it',
    make: (f) => f.proxyFile({ digest: 'sha1' }),
    circumstances: () => ({ x509: { allowSha1: true } }),
    reason: undefined,
  },
  { title: 'for SHA-512', make: (f) => f.proxyFile({ digest: 'sha512' }), reason: undefined },
])

describeCases('strength is not enough', [
  {
    title: 'for a proxy of 1024 bits',
    make: (f) => f.proxyFile({ key: f.key('rsa1024') }),
    reason: 'weak-key',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
  {
    title: 'for a proxy of 512 bits where 1024 are allowed',
    make: (f) => f.proxyFile({ key: f.key('rsa512') }),
    circumstances: () => ({ x509: { minProxyRsaBits: 1024 } }),
    reason: 'weak-key',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
  {
    title: 'for a person’s key of 1024 bits, though proxies may have it',
    make: (f) => {
      const user = f.issue({ subject: `${BASE}/CN=weak`, issuer: f.authority, key: f.key('rsa1024') })
      return f.file([f.proxy(user), user])
    },
    circumstances: () => ({ x509: { minProxyRsaBits: 1024 } }),
    reason: 'weak-key',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
  {
    title: 'for keys below a limit of the site’s own',
    make: (f) => f.proxyFile(),
    circumstances: () => ({ x509: { minRsaBits: 3072 } }),
    reason: 'weak-key',
    differs: { openssl: SETTING, lcmaps: SETTING },
  },
  {
    title: 'for a proxy signed with SHA-1',
    make: (f) => f.proxyFile({ digest: 'sha1' }),
    reason: 'weak-signature',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
  {
    title: 'for a legacy proxy signed with SHA-1, which libcrypto never sees on a path',
    make: (f) => f.proxyFile({ digest: 'sha1', extensions: [], subject: `${BASE}/OU=People/CN=alice/CN=proxy` }),
    reason: 'weak-signature',
    differs: { lcmaps: WARNS },
  },
  {
    title: 'for a person’s certificate signed with SHA-1',
    make: (f) => {
      const user = f.issue({ subject: `${BASE}/CN=weak`, issuer: f.authority, digest: 'sha1' })
      return f.file([f.proxy(user), user])
    },
    reason: 'weak-signature',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
  {
    title: 'for MD5, even where SHA-1 is allowed',
    make: (f) => f.proxyFile({ digest: 'md5' }),
    circumstances: () => ({ x509: { allowSha1: true } }),
    reason: 'weak-signature',
    differs: { openssl: LEVEL, lcmaps: WARNS },
  },
])
