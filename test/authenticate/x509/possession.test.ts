import { execFileSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseCertificate } from '../../../src/authenticate/x509/certificate'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { provePossession } from '../../../src/authenticate/x509/possession'
import type { Reason } from '../../../src/core/reasons'
import { int, octets, oid, seq, nothing } from '../../support/pki/der-writer'
import { derOf, type Credential } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'
import { reasonOf } from '../../support/reason'

describeWithTools('a private key', () => {
  const forge = useForge()
  const prove = (key: Uint8Array, leaf: Credential): Reason | undefined => {
    const arena = new Arena()
    try {
      const certificate = parseCertificate(arena, derOf(readFileSync(leaf.cert, 'latin1')))
      if (certificate === undefined) throw new Error('a certificate')
      return reasonOf(() => provePossession(arena, key, certificate, Buffer.alloc(32, 9)))
    } finally {
      arena.close()
    }
  }
  const keyOf = (path: string): ReturnType<typeof createPrivateKey> => createPrivateKey(readFileSync(path))

  test.each(['pkcs1', 'pkcs8'] as const)('is proven as %s', (type) => {
    const alice = forge().user('alice')
    expect(prove(keyOf(alice.key).export({ type, format: 'der' }), alice)).toBeUndefined()
  })

  test('is proven on a curve', () => {
    const leaf = forge().proxy(forge().user('alice'), { key: forge().key('ec') })
    expect(prove(keyOf(leaf.key).export({ type: 'sec1', format: 'der' }), leaf)).toBeUndefined()
  })

  test('is proven for Ed25519, which has no digest', () => {
    const path = forge().path('ed25519.key')
    forge().write(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const leaf = forge().proxy(forge().user('alice'), { key: path })
    expect(prove(keyOf(path).export({ type: 'pkcs8', format: 'der' }), leaf)).toBeUndefined()
  })

  test('of somebody else is refused', () => {
    const key = keyOf(forge().key('other')).export({ type: 'pkcs8', format: 'der' })
    expect(prove(key, forge().user('alice'))).toBe('proxy-key-mismatch')
  })

  const hex = (value: string | undefined): string => Buffer.from(value ?? '', 'base64url').toString('hex')

  // What anybody can write who has seen the certificate: n and e are in it.
  test.each([
    ['1 and the modulus', (n: string) => ['01', n]],
    ['the modulus and 1', (n: string) => [n, '01']],
    ["-1 and -n, as two's complements", (n: string) => ['ff', n]],
    ['0 and 0', () => ['00', '00']],
    ['the modulus twice', (n: string) => [n, n]],
  ])('whose factors are %s is refused', (_what, factors) => {
    const alice = forge().user('alice')
    const jwk = keyOf(alice.key).export({ format: 'jwk' })
    const other = keyOf(forge().key('other')).export({ format: 'jwk' })
    const forged = seq(
      ...['00', hex(jwk.n), hex(jwk.e), hex(other.d), ...factors(hex(jwk.n)), hex(other.dp), hex(other.dq), '01'].map(
        int,
      ),
    )
    expect(['proxy-key-mismatch', 'proxy-syntax']).toContain(prove(forged, alice))
  })

  test('of three primes is proven by a signature', () => {
    const path = forge().path('three-primes.key')
    execFileSync('openssl', ['genrsa', '-primes', '3', '-out', path, '2048'], { stdio: 'ignore' })
    const leaf = forge().proxy(forge().user('alice'), { key: path })
    expect(prove(keyOf(path).export({ type: 'pkcs1', format: 'der' }), leaf)).toBeUndefined()
  })

  test('whose public half is right and whose private half is made up is refused', () => {
    const alice = forge().user('alice')
    const jwk = keyOf(alice.key).export({ format: 'jwk' })
    const other = keyOf(forge().key('other')).export({ format: 'jwk' })
    const forged = seq(
      ...[
        '00',
        hex(jwk.n),
        hex(jwk.e),
        hex(other.d),
        hex(other.p),
        hex(other.q),
        hex(other.dp),
        hex(other.dq),
        hex(other.qi),
      ].map(int),
    )
    expect(prove(forged, alice)).toBe('proxy-key-mismatch')
    expect(prove(seq(int('00'), seq(oid('1.2.840.113549.1.1.1'), nothing()), octets(forged)), alice)).toBe(
      'proxy-key-mismatch',
    )
  })

  test.each([
    ['empty', Buffer.alloc(0)],
    ['nonsense', Buffer.from('nonsense')],
    ['a number', int('05')],
  ])('that is %s is refused', (_what, key) => expect(prove(key, forge().user('alice'))).toBe('proxy-syntax'))

  test('with something behind it is refused', () => {
    const alice = forge().user('alice')
    const key = keyOf(alice.key).export({ type: 'pkcs1', format: 'der' })
    expect(prove(Buffer.concat([key, Buffer.from([0])]), alice)).toBe('proxy-syntax')
  })
})
