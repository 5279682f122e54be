import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Policy } from '../../../src/core/settings'
import { Trace } from '../../../src/core/trace'
import { authenticateText, refusalOf } from '../../support/pki/attempt'
import { AUTHORITY, BASE, hashesOf, USER, type Forge } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'

const POLICIES: readonly Policy[] = ['required', 'if-present']

/** A copy of the CA directory in which the files of one kind have this text, or are gone. */
const withFile = (f: Forge, kind: string, text: string | undefined): string =>
  f.caDirectory((path) => {
    for (const hash of hashesOf(f.authority)) {
      rmSync(join(path, `${hash}.${kind}`))
      if (text !== undefined) f.write(join(path, `${hash}.${kind}`), text)
    }
  })

const policy = (subjects: string, ca = `${BASE}/CN=Example Test CA`): string =>
  `access_id_CA X509 '${ca}'\npos_rights globus CA:sign\ncond_subjects globus '"${subjects}"'\n`

describeWithTools('a signature of the CA', () => {
  const forge = useForge()
  const refusal = (caDirectory: string, signingPolicy: Policy = 'required'): Promise<string | undefined> =>
    refusalOf(forge().dir, forge().proxyFile(), { x509: { caDirectory, signingPolicy } })

  test('counts when both files permit it, and the trace names their lines', async () => {
    const trace = new Trace()
    await authenticateText(forge().dir, forge().proxyFile(), { trace })
    const found = trace.checks.find(({ check }) => check === 'name space of the CA')?.found ?? ''
    expect(found).toMatch(/\/[0-9a-f]{8}\.signing_policy:3, .*\/[0-9a-f]{8}\.namespaces:3$/)
  })

  test.each(POLICIES)('does not count for a name outside of the signing_policy (%s)', async (signingPolicy) =>
    expect(await refusal(withFile(forge(), 'signing_policy', policy('/DC=org/DC=else/*')), signingPolicy)).toBe(
      'signing-policy-violation',
    ),
  )

  test('does not count when the namespaces deny what the signing_policy permits', async () =>
    expect(await refusal(withFile(forge(), 'namespaces', 'TO Issuer SELF DENY Subject "/DC=org/.*/CN=alice"\n'))).toBe(
      'signing-policy-violation',
    ))

  test('does not count when the file speaks of another CA', async () =>
    expect(await refusal(withFile(forge(), 'signing_policy', policy('/*', '/CN=Other')))).toBe(
      'signing-policy-violation',
    ))

  test('does not count when the file is empty', async () =>
    expect(await refusal(withFile(forge(), 'signing_policy', ''))).toBe('signing-policy-violation'))

  test.each(POLICIES)('cannot be judged by a malformed file (%s)', async (signingPolicy) =>
    expect(await refusal(withFile(forge(), 'signing_policy', 'nonsense'), signingPolicy)).toBe('signing-policy-syntax'),
  )

  test('counts by one of the two files', async () =>
    expect(await refusal(withFile(forge(), 'namespaces', undefined))).toBeUndefined())

  test.each([
    ['required', 'signing-policy-missing'],
    ['if-present', undefined],
    ['ignore', undefined],
  ] as const)('without any file: policy %s gives %s', async (signingPolicy, reason) => {
    const directory = withFile(forge(), 'namespaces', undefined)
    for (const hash of hashesOf(forge().authority)) rmSync(join(directory, `${hash}.signing_policy`))
    expect(await refusal(directory, signingPolicy)).toBe(reason)
  })

  test('is not even looked at where the policy is to ignore it', async () =>
    expect(await refusal(withFile(forge(), 'signing_policy', policy('/DC=org/DC=else/*')), 'ignore')).toBeUndefined())

  test('must be permitted for an intermediate CA, too', async () => {
    const f = forge()
    const ca = f.issue({ subject: '/DC=net/CN=Sub', issuer: f.authority, extensions: AUTHORITY, key: f.key('other') })
    const user = f.issue({ subject: '/DC=net/CN=carol', issuer: ca, extensions: USER })
    const x509 = { caDirectory: f.publish(ca, '/DC=net/*') }
    const text = f.file([f.proxy(user), user])
    expect(await refusalOf(f.dir, text, { x509 })).toBe('signing-policy-violation')
    expect(await refusalOf(f.dir, text, { x509: { ...x509, signingPolicy: 'ignore' } })).toBeUndefined()
  })
})
