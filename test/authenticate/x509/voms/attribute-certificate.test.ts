import fc from 'fast-check'
import { Arena } from '../../../../src/authenticate/x509/libcrypto'
import {
  parseAttributeCertificates,
  parseIssuerCertificates,
  parseTargets,
} from '../../../../src/authenticate/x509/voms/attribute-certificate'
import { LaunchError } from '../../../../src/core/errors'
import { acExtension, dns, partsOf, uri } from '../../../support/pki/attribute-certificate'
import { ctx, int, octets, seq } from '../../../support/pki/der-writer'
import { describeWithTools, useForge } from '../../../support/pki/suite'
import { reasonOf } from '../../../support/reason'

let arena = new Arena()
beforeEach(() => {
  arena = new Arena()
})
afterEach(() => arena.close())

describeWithTools('parseAttributeCertificates', () => {
  const forge = useForge()

  test('gives the fields of the first, and counts them', () => {
    const value = acExtension(forge(), { fqans: ['/testvo/b', '/testvo/a'] }, {})
    const { first, count } = parseAttributeCertificates(arena, value)
    expect(count).toBe(2)
    expect(first.fqans).toEqual(['/testvo/b', '/testvo/a'])
    expect(first.policyAuthority).toBe('testvo://voms.example.org:15000')
    expect(first.holder.certificate?.serial).toBe(partsOf(forge().user('alice')).serial.toUpperCase())
    expect(first.notAfter - first.notBefore).toBe(3660)
    expect(first.extensions.map(({ critical }) => critical)).toEqual([false, false, false])
    expect(first.algorithm.oid).toBe('1.2.840.113549.1.1.11')
  })

  test('keeps the signed bytes as they came', () => {
    const value = acExtension(forge(), {})
    const { first } = parseAttributeCertificates(arena, value)
    expect(value.includes(Buffer.from(first.signedBytes))).toBe(true)
    expect(first.signedBytes[0]).toBe(0x30)
  })

  test('refuses or gives fields, whatever is changed: it never fails otherwise', () => {
    const value = acExtension(forge(), {})
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(value.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const mutated = Buffer.from(value)
          for (const [at, byte] of changes) mutated[at] = byte
          try {
            parseAttributeCertificates(arena, mutated)
          } catch (error) {
            if (!(error instanceof LaunchError)) throw error
            expect(['voms-syntax', 'voms-holder']).toContain(error.reason)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('parseAttributeCertificates refuses', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['an empty list', seq(seq())],
    ['a number', int('05')],
    ['a list of numbers', seq(seq(int('05')))],
    ['four parts', seq(seq(seq(seq(), seq(), seq(), seq())))],
  ])('%s', (_what, bytes) => expect(reasonOf(() => parseAttributeCertificates(arena, bytes))).toBe('voms-syntax'))
})

test('parseTargets gives host names and URIs, wrapped once or twice', () => {
  expect(parseTargets(arena, seq(ctx(0, dns('a')), ctx(0, uri('https://b'))))).toEqual(['a', 'https://b'])
  expect(parseTargets(arena, seq(seq(ctx(0, dns('a')))))).toEqual(['a'])
})

test.each([
  ['a group', seq(ctx(1, dns('a')))],
  ['a number', int('01')],
  ['nonsense', Buffer.from('nonsense')],
])('parseTargets refuses %s', (_what, bytes) => expect(reasonOf(() => parseTargets(arena, bytes))).toBe('voms-syntax'))

test.each([
  ['nothing', seq(seq())],
  ['nine certificates', seq(seq(...Array.from({ length: 9 }, () => seq())))],
  ['nonsense', octets('x')],
])('parseIssuerCertificates refuses %s', (_what, bytes) =>
  expect(reasonOf(() => parseIssuerCertificates(arena, bytes))).toBe('voms-syntax'),
)
