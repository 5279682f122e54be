import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseContext } from '../../../src/admin/lease/context'
import { holdersOfAccount } from '../../../src/admin/lease/holders'
import type { LeaseView } from '../../../src/admin/lease/view'
import { account, fakeSystem } from '../../support/fake-system'
import { poolAt } from '../../support/leases'
import { reasonOf } from '../../support/reason'
import { sampleSettings } from '../../support/samples'

const isRoot = process.geteuid?.() === 0
/** Root's rights are the matter here. */
const asRoot = isRoot ? describe : describe.skip
const SERVICE = account('mapexec', 65_533)
const system = fakeSystem({ accounts: [SERVICE] })
const lease: LeaseView = {
  ...{ pool: 'testers', account: 'tpool001', state: 'leased', identity: '/cn=alice', groups: [], counter: null },
  ...{ lastUse: 0, running: 0, lease: '%2fcn%3dalice', directory: '/d' },
}

asRoot('the context of a release', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync('/root/mapexec-clean-')
  })
  afterEach(() => rmSync(directory, { recursive: true }))
  const program = (text: string, mode = 0o755): string => {
    const path = join(directory, 'clean')
    writeFileSync(path, text)
    chmodSync(path, mode)
    return path
  }

  test("works with the service account's rights and gives them back, even after a failure", async () => {
    const { asService } = releaseContext(sampleSettings(), system, poolAt('/d'))
    expect(await asService(() => Promise.resolve(process.geteuid?.()))).toBe(SERVICE.uid)
    await expect(asService(() => Promise.reject(new Error('x')))).rejects.toThrow('x')
    expect([process.geteuid?.(), process.getegid?.()]).toEqual([0, 0])
  })

  test("cleans by the site's program, with what it has to know", () => {
    const seen = join(directory, 'seen')
    const path = program(`#!/bin/sh\necho "$@" "$MAPEXEC_POOL" "$MAPEXEC_IDENTITY" "\${HOME-none}" >${seen}\n`)
    const { clean } = releaseContext(sampleSettings(), system, poolAt('/d', { clean: path }))
    clean?.(account('tpool001', 61001), lease)
    expect(jest.requireActual<typeof import('node:fs')>('node:fs').readFileSync(seen, 'utf8')).toBe(
      'tpool001 61001 /home/tpool001 testers /cn=alice none\n',
    )
  })

  test.each([
    ['fails', '#!/bin/sh\nexit 1\n'],
    ['cannot be started', '#!/none/interpreter\n'],
  ])('notices that the program %s', (_what, text) => {
    const { clean } = releaseContext(sampleSettings(), system, poolAt('/d', { clean: program(text) }))
    expect(reasonOf(() => clean?.(account('tpool001', 61001), lease))).toBe('internal')
  })

  test.each([
    ['others may write', () => program('#!/bin/sh\n', 0o777), 'config-untrusted'],
    ['nobody may execute', () => program('#!/bin/sh\n', 0o644), 'config-invalid'],
    ['is not there', () => join(directory, 'none'), 'config-invalid'],
    [
      'is in a directory for all',
      () => {
        const path = mkdtempSync(join(tmpdir(), 'mapexec-clean-'))
        writeFileSync(join(path, 'clean'), '#!/bin/sh\n', { mode: 0o755 })
        return join(path, 'clean')
      },
      'config-untrusted',
    ],
  ])('refuses a program that %s', (_what, make, reason) => {
    const path = make()
    expect(reasonOf(() => releaseContext(sampleSettings(), system, poolAt('/d', { clean: path })))).toBe(reason)
    if (path.startsWith(tmpdir())) rmSync(join(path, '..'), { recursive: true })
  })

  test('needs the service account', () =>
    expect(reasonOf(() => releaseContext(sampleSettings(), fakeSystem(), poolAt('/d')))).toBe('account-unknown'))
})

test('holdersOfAccount knows nobody where there is no configuration', () =>
  expect(holdersOfAccount('no-such-account-here')).toEqual([]))
