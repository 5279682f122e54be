import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusalOf } from '../../../support/pki/attempt'
import { acExtension, proxyWithAc, type AcWish } from '../../../support/pki/attribute-certificate'
import { BASE, hashesOf, run, USER } from '../../../support/pki/forge'
import { describeWithTools, useForge } from '../../../support/pki/suite'

const OTHER = `${BASE}/CN=Example Test CA`

describeWithTools('the signer of an attribute certificate', () => {
  const forge = useForge()
  const proxy = (wish: AcWish = {}): string => proxyWithAc(forge(), acExtension(forge(), wish))
  const lscFile = (): string => join(forge().dir, 'vomsdir', 'testvo', 'voms.example.org.lsc')
  const serverCopy = (): string => join(forge().dir, 'vomsdir', 'testvo', 'server.pem')
  const LSC = `${BASE}/OU=Hosts/CN=voms.example.org\n${OTHER}\n`
  beforeEach(() => writeFileSync(lscFile(), LSC))

  test('is accepted by a certificate in the vomsdir where there is no .lsc', async () => {
    rmSync(lscFile())
    expect(await refusalOf(forge().dir, proxy())).toBe('voms-untrusted-issuer')
    writeFileSync(serverCopy(), run('cat', [forge().voms.cert]))
    expect(await refusalOf(forge().dir, proxy())).toBeUndefined()
    expect(
      await refusalOf(forge().dir, proxy({ signer: { cert: forge().voms.cert, key: forge().key('other') } })),
    ).toBe('voms-signature')
    rmSync(serverCopy())
  })

  test('is not accepted by a certificate where there is an .lsc that says otherwise', async () => {
    writeFileSync(serverCopy(), run('cat', [forge().voms.cert]))
    writeFileSync(lscFile(), `/CN=other\n${OTHER}\n`)
    expect(await refusalOf(forge().dir, proxy())).toBe('voms-untrusted-issuer')
    rmSync(serverCopy())
  })

  test('is accepted in a second chain of the .lsc', async () => {
    writeFileSync(lscFile(), `/CN=a\n/CN=b\n------ NEXT CHAIN ------\n${LSC}`)
    expect(await refusalOf(forge().dir, proxy())).toBeUndefined()
  })

  test('has its host name in both spellings of a slash', async () => {
    const signer = forge().issue({
      subject: `${BASE}/CN=host\\/voms.example.org`,
      issuer: forge().authority,
      extensions: USER,
    })
    for (const spelling of ['host\\/voms.example.org', 'host/voms.example.org']) {
      writeFileSync(lscFile(), `${BASE}/CN=${spelling}\n${OTHER}\n`)
      expect(await refusalOf(forge().dir, proxy({ signer }))).toBeUndefined()
    }
  })

  test('is refused when it was revoked', async () => {
    const f = forge()
    const signer = f.issue({ subject: `${BASE}/OU=Hosts/CN=voms.example.org`, issuer: f.authority })
    const text = proxy({ signer })
    expect(await refusalOf(f.dir, text)).toBeUndefined()
    const caDirectory = f.caDirectory()
    f.revoke(signer, f.authority, caDirectory)
    expect(await refusalOf(f.dir, text, { x509: { caDirectory } })).toBe('voms-untrusted-issuer')
  })

  test('has a CA of its own, whose missing CRL is the site’s to repair', async () => {
    const f = forge()
    const ca = f.selfSign('/DC=net/CN=Server CA', f.key('other'))
    const signer = f.issue({ subject: '/DC=net/CN=voms', issuer: ca })
    writeFileSync(lscFile(), '/DC=net/CN=voms\n/DC=net/CN=Server CA\n')
    const caDirectory = f.publish(ca, '/DC=net/*')
    expect(await refusalOf(f.dir, proxy({ signer }), { x509: { caDirectory } })).toBeUndefined()
    for (const hash of hashesOf(ca)) rmSync(join(caDirectory, `${hash}.r0`))
    expect(await refusalOf(f.dir, proxy({ signer }), { x509: { caDirectory } })).toBe('crl-missing')
  })

  test('is refused outside of its CA’s name space', async () => {
    const f = forge()
    const ca = f.selfSign('/DC=net/CN=Server CA 2', f.key('other'))
    const signer = f.issue({ subject: '/DC=net/CN=voms', issuer: ca })
    writeFileSync(lscFile(), '/DC=net/CN=voms\n/DC=net/CN=Server CA 2\n')
    const caDirectory = f.publish(ca, '/DC=com/*')
    expect(await refusalOf(f.dir, proxy({ signer }), { x509: { caDirectory } })).toBe('voms-untrusted-issuer')
  })
})
