/** Where keys come from: a real HTTPS issuer, the store on disk, and what happens when either fails. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Trace } from '../../../src/core/trace'
import { startIssuer, type Issuer } from '../../ci-harness/issuer'
import { makeKey, signToken } from '../../ci-harness/tokens'
import { reasonOfAsync } from '../../support/reason'
import { claims, NOW, oidcSettings, present, scratch } from './support'

const first = makeKey('k1')
const next = makeKey('k2')

let directory: string
let store: string
let issuer: Issuer

beforeAll(async () => {
  directory = scratch()
  issuer = await startIssuer(join(directory, 'tls'), [first])
})
afterAll(async () => {
  await issuer.stop()
  rmSync(directory, { recursive: true })
})
beforeEach(() => {
  store = join(directory, `store-${Math.random()}`)
  issuer.asked.length = 0
  Object.assign(issuer, {
    keys: [first],
    status: 200,
    cacheControl: 'max-age=3600',
    body: undefined,
    saysIssuer: undefined,
  })
})

const settings = (change = {}) =>
  oidcSettings({
    issuer: issuer.url,
    jwksFile: undefined,
    caFile: issuer.caFile,
    keysDirectory: store,
    fetchTimeoutMs: 2000,
    ...change,
  })
const token = (key = first) => signToken(key, claims({ iss: issuer.url, exp: NOW + 10 * 86_400 }))
const show = (change = {}, now = NOW, key = first) => present(token(key), { settings: settings(change), now })
const refused = (change = {}, now = NOW, key = first) => reasonOfAsync(() => show(change, now, key))
const storedFile = (): string => join(store, readdirSync(store)[0] ?? '')

describe('keys of an issuer', () => {
  test('are found by its discovery document', async () => {
    expect((await show()).kind).toBe('oidc')
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/oauth/discovery/keys'])
  })

  test('are fetched from the configured address without discovery', async () => {
    await show({ jwksUrl: `${issuer.url}/oauth/discovery/keys` })
    expect(issuer.asked).toEqual(['/oauth/discovery/keys'])
  })

  test('are stored for the service account alone, and asked for once', async () => {
    for (const now of [NOW, NOW + 10, NOW + 3599]) await show({}, now)
    expect(issuer.asked).toHaveLength(2)
    expect([statSync(store).mode & 0o777, statSync(storedFile()).mode & 0o777]).toEqual([0o700, 0o600])
    expect(readdirSync(store)).toHaveLength(1)
  })

  test('are asked for again after the time that the issuer allows', async () => {
    await show()
    await show({}, NOW + 3601)
    expect(issuer.asked).toHaveLength(4)
  })

  test('are asked for again after the time that the configuration allows', async () => {
    await show({ keysMaxAge: 100 })
    await show({ keysMaxAge: 100 }, NOW + 101)
    expect(issuer.asked).toHaveLength(4)
  })

  test('are asked for again when a token has a new one', async () => {
    await show()
    issuer.keys = [first, next]
    expect((await show({}, NOW + 31, next)).kind).toBe('oidc')
    expect(issuer.asked).toHaveLength(4)
  })

  test('are not asked for with every invented key', async () => {
    await show()
    for (const now of [NOW + 1, NOW + 29]) expect(await refused({}, now, next)).toBe('token-key-unknown')
    expect(issuer.asked).toHaveLength(2)
  })

  test('are used beyond their time while the issuer does not answer, and the trace says so', async () => {
    await show()
    issuer.status = 503
    const trace = new Trace()
    await present(token(), { settings: settings(), now: NOW + 7200, request: { trace } })
    expect(trace.checks).toContainEqual(
      expect.objectContaining({ check: "the issuer's keys", outcome: 'note', found: expect.stringMatching(/503/) }),
    )
  })

  test('are used for so long and no longer', async () => {
    await show({ keysMaxStale: 600 })
    issuer.status = 503
    expect(await refused({ keysMaxStale: 600 }, NOW + 3600 + 599)).toBeUndefined()
    expect(await refused({ keysMaxStale: 600 }, NOW + 3600 + 601)).toBe('keys-unavailable')
  })

  test('of a store that is of the future are fetched anew', async () => {
    await show({}, NOW + 86_400)
    await show()
    expect(issuer.asked).toHaveLength(4)
  })
})

describe('keys are unavailable', () => {
  test.each([
    ['the issuer answers 500', { status: 500 }],
    ['it answers with another place', { status: 302 }],
    ['its key set is no JSON', { body: '<html>' }],
    ['its key set is something else', { body: '{"keys": "none"}' }],
    ['its key set is huge', { body: JSON.stringify({ keys: [], filler: 'x'.repeat(1024 * 1024) }) }],
    ['the discovery document names another issuer', { saysIssuer: 'https://evil.example.org' }],
  ])('when %s', async (_why, change) => {
    Object.assign(issuer, change)
    expect(await refused()).toBe('keys-unavailable')
    expect(existsSync(store)).toBe(false)
  })

  test('when nobody listens', async () => {
    await issuer.stop()
    expect(await refused()).toBe('keys-unavailable')
    await issuer.start()
  })

  test('when its certificate is of a CA that the configuration does not trust', async () =>
    expect(await refused({ caFile: undefined })).toBe('keys-unavailable'))

  test('when its certificate is of another host', async () => {
    const url = issuer.url.replace('localhost', '127.0.0.1')
    expect(await refused({ jwksUrl: `${url}/oauth/discovery/keys` })).toBe('keys-unavailable')
  })

  test('when the answer takes too long', async () => {
    // A port on which somebody listens and never says anything.
    const { createServer } = await import('node:net')
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()).resume())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const url = `https://localhost:${port}/keys`
    const started = performance.now()
    expect(await refused({ jwksUrl: url, fetchTimeoutMs: 300 })).toBe('keys-unavailable')
    expect(performance.now() - started).toBeLessThan(3000)
    await new Promise((resolve) => silent.close(resolve))
  })
})

describe('stored keys are not believed', () => {
  beforeEach(async () => {
    await show()
  })

  const places: readonly (readonly [string, () => void])[] = [
    ['in a directory that others may enter', () => chmodSync(store, 0o755)],
    ['in a directory of somebody else', () => chownSync(store, 65534, 65534)],
    ['in a file that others may read', () => chmodSync(storedFile(), 0o644)],
    ['in a file of somebody else', () => chownSync(storedFile(), 65534, 65534)],
    [
      'behind a link',
      () => {
        const path = storedFile()
        const text = readFileSync(path)
        rmSync(path)
        writeFileSync(join(directory, 'elsewhere'), text, { mode: 0o600 })
        symlinkSync(join(directory, 'elsewhere'), path)
      },
    ],
    [
      'in a directory',
      () => {
        const path = storedFile()
        rmSync(path)
        mkdirSync(path, { mode: 0o700 })
      },
    ],
  ]
  const possible = places.filter(([why]) => process.getuid?.() === 0 || !why.includes('somebody else'))
  test.each(possible)('%s', async (_why, change) => {
    change()
    expect(await refused()).toBe('config-untrusted')
  })

  test.each(['', '{', '[]', '{"fetched":"now","keys":{"keys":[]}}', '{"fetched":1}', 'null'])(
    'when they read %j: they are fetched again',
    async (text) => {
      writeFileSync(storedFile(), text)
      expect((await show()).kind).toBe('oidc')
      expect(issuer.asked).toHaveLength(4)
    },
  )

  test('for another issuer', async () => {
    expect(await refused({ jwksUrl: `${issuer.url}/nothing` })).toBe('keys-unavailable')
  })
})
