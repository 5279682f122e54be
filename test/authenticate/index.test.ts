import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { authenticate, readSourceProxy } from '../../src/authenticate'
import type { CredentialKind } from '../../src/core/stages'
import { account, fakeSystem } from '../support/fake-system'
import { x509Settings } from '../support/pki/attempt'
import { reasonOfAsync } from '../support/reason'
import { sampleAdmitted, sampleRequest, sampleSettings } from '../support/samples'

const offering = (kind: CredentialKind): ReturnType<typeof sampleAdmitted> =>
  sampleAdmitted(sampleRequest({ offers: [{ kind, path: '/home/pilot/c' }] }))

describe('authenticate', () => {
  test('asks the kernel’s word for a unix credential', async () => {
    const system = fakeSystem({ accounts: [account('pilot', 60001)] })
    expect((await authenticate(offering('unix'), sampleSettings(), system)).subject).toBe('pilot')
  })

  test.each(['x509', 'munge', 'oidc'] as const)('refuses %s where it has no table', async (kind) =>
    expect(await reasonOfAsync(() => authenticate(offering(kind), sampleSettings(), fakeSystem()))).toBe(
      'credential-kind-disabled',
    ),
  )

  test('leaves the reason of a refusal in the trace, for root and the log only', async () => {
    const admitted = offering('munge')
    await reasonOfAsync(() => authenticate(admitted, sampleSettings(), fakeSystem()))
    expect(admitted.request.trace.checks).toEqual([
      {
        step: 'authenticate',
        check: 'munge credential: credential-kind-disabled',
        outcome: 'fail',
        found: 'no [authenticate] table for munge',
      },
    ])
  })

  test('refuses an x509 offer without a file', async () => {
    const settings = sampleSettings({
      authenticate: { x509: x509Settings('/nowhere'), munge: undefined, oidc: [], unix: true },
    })
    const admitted = sampleAdmitted(sampleRequest({ offers: [{ kind: 'x509' }] }))
    expect(await reasonOfAsync(() => authenticate(admitted, settings, fakeSystem()))).toBe('no-credential')
  })
})

test('readSourceProxy refuses where proxies are switched off', async () =>
  expect(
    await reasonOfAsync(() =>
      readSourceProxy(sampleRequest({ sourceProxy: '/home/pilot/s' }), sampleSettings(), fakeSystem()),
    ),
  ).toBe('credential-kind-disabled'))

test('a unix credential loads neither koffi nor any module of x509', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-bundle-'))
  try {
    const entry = join(directory, 'entry.ts')
    writeFileSync(
      entry,
      `import { authenticate } from ${JSON.stringify(join(__dirname, '../../src/authenticate'))}
      import { fakeSystem, account } from ${JSON.stringify(join(__dirname, '../support/fake-system'))}
      import { sampleAdmitted, sampleRequest, sampleSettings } from ${JSON.stringify(join(__dirname, '../support/samples'))}
      const admitted = sampleAdmitted(sampleRequest({ offers: [{ kind: 'unix' }] }))
      const system = fakeSystem({ accounts: [account('pilot', 60001)] })
      authenticate(admitted, sampleSettings(), system).then((identity) =>
        console.log(identity.subject, Object.keys(require.cache).filter((name) => name.includes('koffi')).length))`,
    )
    const outfile = join(directory, 'out.cjs')
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', external: ['koffi'] })
    expect(execFileSync(process.execPath, [outfile], { encoding: 'utf8' })).toBe('pilot 0\n')
  } finally {
    rmSync(directory, { recursive: true })
  }
})
