/** What root is told of somebody else's launch, and with whose rights it is found out. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainFor, type Rights } from '../../src/admin/explain-for'
import { CONFIGURATION_PATH, loadSettings } from '../../src/config'
import type { Account } from '../../src/core/system'
import { account, fakeSystem } from '../support/fake-system'
import { reasonOfAsync } from '../support/reason'
import { sampleSettings } from '../support/samples'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-explain-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** As the shipped example has it. */
const example = readFileSync(join(__dirname, '../../config/worker-node.toml'), 'utf8')
const { x509 } = loadSettings(fakeSystem({ files: { [CONFIGURATION_PATH]: example } })).authenticate

const pilot = account('pilot', 60001)
const outsider = account('outsider', 60002)
const service = account('mapexec', 990)

async function ask(caller: Account, words: readonly string[], accounts = [pilot, outsider, service]) {
  const worn: Rights[] = []
  const settings = sampleSettings({
    maps: [
      {
        name: 'self',
        kinds: ['unix'],
        from: { type: 'account', subject: 'pilot', account: 'probe' },
        groups: { source: 'account', groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
        leaseSuffix: 'none',
        reap: 'account',
        place: undefined,
      },
    ],
    authenticate: { ...sampleSettings().authenticate, x509 },
    log: { ...sampleSettings().log, file: join(directory, 'audit.log'), syslog: false },
  })
  const explanation = await explainFor(
    { caller, words: ['explain', ...words], cwd: '/', umask: 0o022, environment: { LANG: 'C', SECRET: 'x' } },
    {
      settings,
      system: fakeSystem({
        accounts: [...accounts, account('probe', 61005, 61000)],
        groups: { pool: 61000 },
        memberships: { pilot: [60010] },
      }),
      become: (rights) => worn.push(rights),
    },
  )
  return { explanation, worn }
}

describe('explainFor', () => {
  test('decides as for the caller, with the rights of the service account', async () => {
    const { explanation, worn } = await ask(pilot, ['--unix', '--', '/bin/true'])
    expect(explanation).toMatchObject({ code: 0, reason: null, account: { name: 'probe', uid: 61005 } })
    expect(worn).toEqual([{ uid: 990, gid: 990, groups: [990] }])
  })

  test('says what only root may see', async () => {
    const { explanation } = await ask(pilot, ['--unix', '--', '/bin/true'])
    expect(explanation.checks).toContainEqual(
      expect.objectContaining({ check: 'caller list', place: '/etc/mapexec/mapexec.toml:3' }),
    )
  })

  test('reads the file of the caller with the rights of the caller, and gives them back', async () => {
    const proxy = join(directory, 'proxy.pem')
    writeFileSync(proxy, 'no proxy at all')
    const { worn, explanation } = await ask(pilot, ['--proxy', proxy])
    expect(worn).toEqual([
      { uid: 990, gid: 990, groups: [990] },
      { uid: 60001, gid: 60001, groups: [60001, 60010] },
      { uid: 990, gid: 990, groups: [990] },
    ])
    // It was read: what is wrong with it is known.
    expect(explanation.reason).toMatch(/^credential-(?:owner|mode)$|^proxy-/)
  })
})

test.each<[what: string, path: string, reason: string]>([
  ['is not there', '/nonexistent/proxy', 'credential-not-found'],
  ['is a directory', '/', 'credential-not-regular'],
  ['never ends', '/dev/zero', 'credential-not-regular'],
])('explainFor gives the reason of a launch where the file %s', async (_what, path, reason) => {
  expect((await ask(pilot, ['--proxy', path])).explanation.reason).toBe(reason)
})

describe('explainFor explains the refusal of', () => {
  test.each<[what: string, caller: Account, words: readonly string[], code: number, reason: string]>([
    ['a caller on no list', outsider, ['--unix', '--', '/bin/true'], 203, 'caller-not-listed'],
    [
      'a kind of credential that is not for this caller',
      pilot,
      ['--token', '/m', '--', '/bin/true'],
      203,
      'caller-credential-kind',
    ],
    [
      'another account than the mapped one',
      pilot,
      ['--unix', '--account', 'pool009', '--', '/bin/true'],
      203,
      'account-mismatch',
    ],
  ])('%s', async (_what, caller, words, code, reason) => {
    expect((await ask(caller, words)).explanation).toMatchObject({ code, reason })
  })
})

describe('explainFor refuses', () => {
  test('words that nobody could launch with', async () => {
    expect(await reasonOfAsync(() => ask(pilot, ['--frobnicate']))).toBe('usage')
  })

  test('to decide with any rights but those of the service account', async () => {
    expect(await reasonOfAsync(() => ask(pilot, ['--unix'], [pilot]))).toBe('account-unknown')
  })
})
