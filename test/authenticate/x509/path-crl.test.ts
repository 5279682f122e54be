import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Trace } from '../../../src/core/trace'
import { authenticateText, refusalOf } from '../../support/pki/attempt'
import { AUTHORITY, hashesOf, type Credential } from '../../support/pki/forge'
import { below } from '../../support/pki/subordinate'
import { describeWithTools, useForge } from '../../support/pki/suite'

describeWithTools('the CRL policy', () => {
  const forge = useForge()
  const without = (...authorities: readonly Credential[]): string => {
    const f = forge()
    return f.caDirectory((path) => authorities.flatMap(hashesOf).forEach((hash) => rmSync(join(path, `${hash}.r0`))))
  }

  test('if-present goes on without a CRL, and says so', async () => {
    const trace = new Trace()
    const x509 = { crl: 'if-present', caDirectory: without(forge().authority) } as const
    await authenticateText(forge().dir, forge().proxyFile(), { x509, trace })
    expect(trace.checks).toContainEqual(
      expect.objectContaining({
        check: 'revocation lists',
        outcome: 'note',
        found: 'none of /DC=org/DC=example/CN=Example Test CA',
      }),
    )
  })

  test('if-present goes on where only one of two CAs has a CRL, and still refuses what that one revoked', async () => {
    const [file, directory, ca] = below(forge(), AUTHORITY, 'Half')
    hashesOf(ca).forEach((hash) => rmSync(join(directory, `${hash}.r0`)))
    const x509 = { crl: 'if-present', caDirectory: directory } as const
    expect(await refusalOf(forge().dir, file, { x509 })).toBeUndefined()
    forge().revoke(ca, forge().authority, directory)
    expect(await refusalOf(forge().dir, file, { x509 })).toBe('certificate-revoked')
  })

  test('if-present refuses an expired CRL', async () => {
    const directory = forge().caDirectory()
    forge().writeCrl(forge().authority, directory, [
      '-crl_lastupdate',
      '20200101000000Z',
      '-crl_nextupdate',
      '20200201000000Z',
    ])
    const x509 = { crl: 'if-present', caDirectory: directory } as const
    expect(await refusalOf(forge().dir, forge().proxyFile(), { x509 })).toBe('crl-expired')
  })

  test('ignore does not look', async () => {
    const x509 = { crl: 'ignore', caDirectory: without(forge().authority) } as const
    expect(await refusalOf(forge().dir, forge().proxyFile(), { x509 })).toBeUndefined()
  })
})
