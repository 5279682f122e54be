import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { makeToken } from '../../src/rehearsal/token'

const NOW = 1_800_000_000
const issuer = { issuer: 'https://issuer.example.org', audience: ['here'] }
const verify = async (alg: string, made = makeToken({ ...issuer, algorithms: [alg] }, NOW)) => {
  const { token, keys } = await made
  return jwtVerify(token, createLocalJWKSet(JSON.parse(keys) as JSONWebKeySet), {
    issuer: issuer.issuer,
    audience: 'here',
    algorithms: [alg],
    currentDate: new Date(NOW * 1000),
  })
}

describe('makeToken', () => {
  test.each(['RS256', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'])('signs with %s', async (alg) => {
    expect((await verify(alg)).payload).toMatchObject({ sub: 'rehearsal', exp: NOW + 60 })
  })

  test('makes other keys each time', async () => {
    const make = () => makeToken({ ...issuer, algorithms: ['ES256'] }, NOW)
    const [{ token }, { keys }] = [await make(), await make()]
    await expect(verify('ES256', Promise.resolve({ token, keys }))).rejects.toThrow()
  })
})
