/** Which tokens are believed: signature, key, algorithm, audience, time, claims. */
import { Trace } from '../../../src/core/trace'
import { hmacToken, jwkOf, makeKey, signToken, unsignedToken, type Claims } from '../../ci-harness/tokens'
import { reasonOfAsync } from '../../support/reason'
import { claims, NOW, oidcSettings, present, type Presented } from './support'

const key = makeKey('k1')
const second = makeKey('k2')
const elliptic = makeKey('e1', 'ES256')
const stranger = makeKey('k1')

const files = { '/etc/mapexec/keys.json': JSON.stringify({ keys: [jwkOf(key), jwkOf(second), jwkOf(elliptic)] }) }
const show = (token: string, how: Presented = {}) => present(token, { files, ...how })
const refusedFor = (token: string, how: Presented = {}) => reasonOfAsync(() => show(token, how))

describe('a good token', () => {
  test('becomes the user at its issuer, with its claims', async () => {
    const identity = await show(signToken(key, claims()))
    expect(identity).toMatchObject({
      kind: 'oidc',
      subject: 'https://gitlab.example.org alice',
      spellings: ['https://gitlab.example.org alice'],
      fqans: [],
      limited: false,
      validFrom: NOW,
      validUntil: NOW + 3600,
      proxy: undefined,
      evidence: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), source: 'job variable' },
    })
    expect(identity.attributes).toMatchObject({
      user_login: 'alice',
      runner_id: '3',
      job_project_path: 'group/project',
    })
  })

  test.each([
    ['of the second key', signToken(second, claims())],
    ['with several audiences', signToken(key, claims({ aud: ['other', 'https://runner.example.org'] }))],
    ['without typ', signToken(key, claims(), { typ: undefined })],
    ['of the type at+jwt', signToken(key, claims(), { typ: 'application/at+jwt' })],
    ['with white space around it', ` ${signToken(key, claims())}\n`],
    ['that expired within the leeway', signToken(key, claims({ exp: NOW - 29 }))],
    ['of a clock that is ahead within the leeway', signToken(key, claims({ iat: NOW + 29, nbf: NOW + 29 }))],
  ])('is accepted %s', async (_why, token) => {
    expect((await show(token)).subject).toBe('https://gitlab.example.org alice')
  })

  test('with ES256 is accepted where the issuer may use it', async () => {
    const settings = oidcSettings({ algorithms: ['ES256'] })
    expect((await show(signToken(elliptic, claims()), { settings })).subject).toBe('https://gitlab.example.org alice')
  })

  test('gives groups where a claim lists them', async () => {
    const settings = oidcSettings({ groupsClaim: 'wlcg.groups', subjectClaim: 'sub' })
    const token = signToken(key, claims({ sub: 'a-1', 'wlcg.groups': ['/wlcg', '/wlcg/pilots', 7] }))
    expect(await show(token, { settings })).toMatchObject({
      subject: 'https://gitlab.example.org a-1',
      fqans: ['/wlcg', '/wlcg/pilots'],
    })
  })

  test('leaves its claims, the decision and the deciding place in the trace, but never itself', async () => {
    const trace = new Trace()
    const token = signToken(key, claims())
    await show(token, { request: { trace } })
    expect(trace.checks.map(({ check }) => check)).toContain('subject from claim user_login')
    expect(trace.checks.at(-1)?.place).toEqual({ file: '/etc/mapexec/mapexec.toml', line: 20 })
    expect(JSON.stringify(trace.checks)).not.toContain(token.split('.')[2])
  })

  test('does not let a claim with control characters become an attribute', async () => {
    const identity = await show(signToken(key, claims({ ref: 'main\nuser_login: root', nested: { a: 1 } })))
    expect(Object.keys(identity.attributes)).not.toContain('ref')
    expect(Object.keys(identity.attributes)).not.toContain('nested')
  })
})

describe('a token is refused', () => {
  const noClaim = (name: string): Claims => Object.fromEntries(Object.entries(claims()).filter(([one]) => one !== name))
  const good = signToken(key, claims())
  const [header = '', payload = '', signature = ''] = good.split('.')

  test.each([
    ['expired', 'token-expired', signToken(key, claims({ exp: NOW - 31 }))],
    ['not valid yet', 'token-not-yet-valid', signToken(key, claims({ nbf: NOW + 31 }))],
    ['issued in the future', 'token-not-yet-valid', signToken(key, claims({ iat: NOW + 31 }))],
    ['for another audience', 'token-audience', signToken(key, claims({ aud: 'https://other.example.org' }))],
    ['for a longer audience', 'token-audience', signToken(key, claims({ aud: 'https://runner.example.org.evil' }))],
    ['without audience', 'token-audience', signToken(key, noClaim('aud'))],
    ['of another issuer', 'token-issuer', signToken(key, claims({ iss: 'https://evil.example.org' }))],
    ['of an issuer with a slash more', 'token-issuer', signToken(key, claims({ iss: 'https://gitlab.example.org/' }))],
    ['of an issuer in capitals', 'token-issuer', signToken(key, claims({ iss: 'https://GITLAB.example.org' }))],
    ['without issuer', 'token-issuer', signToken(key, noClaim('iss'))],
    ['without expiry', 'token-invalid', signToken(key, noClaim('exp'))],
    ['with an expiry that is no number', 'token-invalid', signToken(key, claims({ exp: 'never' }))],
    ['with alg none', 'token-algorithm', unsignedToken(claims())],
    ['with HMAC and the public key as secret', 'token-algorithm', hmacToken(key, claims())],
    ['with an algorithm that is not listed', 'token-algorithm', signToken(elliptic, claims())],
    ['without algorithm', 'token-algorithm', signToken(key, claims(), { alg: undefined })],
    ['with an unknown key', 'token-key-unknown', signToken(key, claims(), { kid: 'k9' })],
    ['without kid where there are several keys', 'token-key-unknown', signToken(key, claims(), { kid: undefined })],
    ['signed by somebody else', 'token-signature', signToken(stranger, claims())],
    ['signed with the other key', 'token-signature', signToken(second, claims(), { kid: 'k1' })],
    [
      'with other claims than were signed',
      'token-signature',
      `${header}.${Buffer.from(JSON.stringify(claims({ user_login: 'bob' }))).toString('base64url')}.${signature}`,
    ],
    ['without signature', 'token-signature', `${header}.${payload}.`],
    ['with a key of its own in the header', 'token-signature', signToken(stranger, claims(), { jwk: jwkOf(stranger) })],
    ['with critical extensions', 'token-invalid', signToken(key, claims(), { crit: ['b64'], b64: true })],
    ['of another type', 'token-invalid', signToken(key, claims(), { typ: 'logout+jwt' })],
    ['without subject', 'token-claim', signToken(key, noClaim('user_login'))],
    ['with an empty subject', 'token-claim', signToken(key, claims({ user_login: '' }))],
    ['with a list as subject', 'token-claim', signToken(key, claims({ user_login: ['alice'] }))],
    ['that is no token', 'token-syntax', 'glpat-xxxxxxxxxxxxxxxxxxxx'],
    ['of five parts', 'token-syntax', `${good}.x.y`],
    ['with a NUL in it', 'token-syntax', `${header}.${payload}\0.${signature}`],
    [
      'whose claims are no JSON',
      'token-syntax',
      `${header}.${Buffer.from('{"iss"').toString('base64url')}.${signature}`,
    ],
    ['that is empty', 'token-syntax', ''],
    ['larger than 16 KiB', 'token-too-large', signToken(key, claims({ filler: 'x'.repeat(16 * 1024) }))],
  ])('%s', async (_why, reason, token) => expect(await refusedFor(token)).toBe(reason))

  test('with a longer lifetime than the configuration allows', async () => {
    const settings = oidcSettings({ maxLifetime: 3599 })
    expect(await refusedFor(good, { settings })).toBe('token-lifetime')
  })

  test('without issue time where the lifetime is limited', async () => {
    const settings = oidcSettings({ maxLifetime: 36_000 })
    const timeless = claims({ iat: undefined, nbf: undefined })
    expect(await refusedFor(signToken(key, timeless), { settings })).toBe('token-lifetime')
  })

  test.each([
    ['a claim without any match', { repository: ['org/*'] }],
    ['a claim with another value', { user_access_level: ['maintainer', 'owner'] }],
    ['a scope that it does not have', { scope: ['compute.create'] }],
    ['one of two', { user_login: ['alice'], ref: ['release'] }],
  ])('where the configuration requires %s', async (_why, require) => {
    const token = signToken(key, claims({ scope: 'compute.read compute.createsomething' }))
    expect(await refusedFor(token, { settings: oidcSettings({ require }) })).toBe('token-claim')
  })

  test('in a set of keys that holds a shared secret', async () => {
    const secret = { kty: 'oct', kid: 'k1', k: 'c2VjcmV0' }
    const keys = { '/etc/mapexec/keys.json': JSON.stringify({ keys: [secret] }) }
    expect(await refusedFor(good, { files: keys })).toBe('token-key-unknown')
  })

  test.each([
    ['no JSON', '{'],
    ['no key set', '{"keys": 7}'],
    ['a list', '[]'],
  ])('as trouble of the system with a key file that is %s', async (_why, text) =>
    expect(await refusedFor(good, { files: { '/etc/mapexec/keys.json': text } })).toBe('config-invalid'),
  )

  test('as trouble of the system without the key file', async () =>
    expect(await refusedFor(good, { files: {} })).toBe('list-absent'))
})

describe('a required claim', () => {
  test.each([
    ['by pattern', { job_project_path: ['group/*'] }, {}],
    ['in a list', { groups: ['ops'] }, { groups: ['dev', 'ops'] }],
    ['as a word of the scope', { scope: ['compute.*'] }, { scope: 'storage.read:/ compute.create' }],
    ['as a number', { runner_id: ['3'] }, {}],
  ])('is found %s', async (_how, require, change) => {
    const identity = await show(signToken(key, claims(change)), { settings: oidcSettings({ require }) })
    expect(identity.subject).toBe('https://gitlab.example.org alice')
  })
})

describe('a token file', () => {
  const token = signToken(key, claims())
  const facts = { mode: 0o100600, uid: 60001, gid: 60001, nlink: 1, size: token.length, mtime: 0 }
  const read = (change: Partial<typeof facts>) =>
    reasonOfAsync(() =>
      present(
        { kind: 'oidc', path: '/home/pilot/token' },
        {
          files,
          request: {
            readCallerFile: (path) =>
              Promise.resolve({ path, bytes: Buffer.from(token), facts: { ...facts, ...change } }),
          },
        },
      ),
    )

  test('of the caller alone is accepted', async () => expect(await read({})).toBeUndefined())
  test.each([
    ['of somebody else', { uid: 60002 }, 'credential-owner'],
    ['of root', { uid: 0 }, 'credential-owner'],
    ['that the group can read', { mode: 0o100640 }, 'credential-mode'],
    ['that others can read', { mode: 0o100604 }, 'credential-mode'],
    ['with set-id bits', { mode: 0o104600 }, 'credential-mode'],
  ])('%s is refused', async (_why, change, reason) => expect(await read(change)).toBe(reason))
})
