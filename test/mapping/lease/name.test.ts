import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  decodeLeaseName,
  encodeSubject,
  encodeWithSignedChar,
  leaseSubjects,
  MAX_NAME,
  suffixText,
} from '../../../src/mapping/lease/name'
import { reasonOf } from '../../support/reason'
import { sampleIdentity } from '../../support/samples'

interface Vector {
  readonly dn_hex: string
  readonly lease_hex: string | null
  readonly len: number
}

const VECTORS = readFileSync(join(__dirname, '../../fixtures/gridmapdir-lease-names.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector)
const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1')

describe('the lease name of a subject', () => {
  test('is what LCMAPS made of it, for each of the 273 vectors', () => {
    const wrong = VECTORS.filter(({ dn_hex, lease_hex }, index) => {
      const subject = latin1(dn_hex)
      if (index === 0) return reasonOf(() => encodeSubject(subject)) !== 'dn-unrepresentable'
      const name = encodeWithSignedChar(subject) ?? encodeSubject(subject)
      return lease_hex === null ? name.length <= MAX_NAME : name !== latin1(lease_hex)
    })
    expect(VECTORS).toHaveLength(273)
    expect(wrong).toEqual([])
  })

  test('differs from the broken spelling wherever a byte is above 0x7f, and only there', () => {
    const broken = VECTORS.filter(({ dn_hex }) => encodeWithSignedChar(latin1(dn_hex)) !== undefined)
    expect(broken).toHaveLength(132)
    for (const { dn_hex } of broken) {
      expect(encodeSubject(latin1(dn_hex))).not.toBe(encodeWithSignedChar(latin1(dn_hex)))
    }
  })

  test.each([
    ['/CN=é', '%2fcn%3d%ff%ffffff'],
    ['/é', '%2f%ff%ff'],
    ['/CN=ab€', '%2fcn%3dab%ff%ff%ffffffac'],
    ['/CN=aé', '%2fcn%3da%ff%ffffffa9'],
  ])('%s is cut where LCMAPS cuts it (measured)', (subject, name) => {
    expect(encodeWithSignedChar(Buffer.from(subject).toString('latin1'))).toBe(name)
  })

  test.each([
    ['the separator 0x01', '/CN=a\x01:root'],
    ['a NUL', '/CN=a\0'],
    ['nothing', ''],
  ])('is refused for %s', (_what, subject) => {
    expect(reasonOf(() => encodeSubject(subject))).toBe('dn-unrepresentable')
  })

  test('decodes to the subject in lower case', () => {
    const subjects = fc.string({ unit: fc.integer({ min: 2, max: 255 }).map((code) => String.fromCharCode(code)) })
    fc.assert(
      fc.property(subjects, fc.option(fc.integer({ min: 1, max: 9999 }), { nil: undefined }), (tail, counter) => {
        const subject = `/CN=${tail}`
        const suffix = { groups: ['tvo', 'tvo'], ...(counter !== undefined && { counter }) }
        const name = encodeSubject(subject) + suffixText(suffix)
        const lower = subject.replace(/[A-Z]/g, (char) => char.toLowerCase())
        expect(decodeLeaseName(name)).toEqual({ subject: lower, groups: ['tvo', 'tvo'], counter })
      }),
    )
  })

  test.each(['tpool001', '', '%', '%2', '%2F', '%2fA', '%2f.', '.mapexec'])('is not what %s is', (name) => {
    expect(decodeLeaseName(name)).toBeUndefined()
  })
})

describe('leaseSubjects', () => {
  const of = (kind: 'x509' | 'oidc' | 'unix', subject: string, ...spellings: string[]) =>
    leaseSubjects(sampleIdentity({ kind, subject, spellings: [subject, ...spellings] }))

  test('has the canonical spelling first, then the others, then the broken ones', () => {
    expect(of('x509', '/CN=host\\/x', '/CN=host/x', '/CN=é')).toEqual([
      '%2fcn%3dhost%5c%2fx',
      '%2fcn%3dhost%2fx',
      '%2fcn%3d%c3%a9',
      '%2fcn%3d%ff%ffffff',
    ])
  })

  test('never makes the name of an account out of a user name', () => {
    expect(of('unix', 'tpool001')).toEqual(['%2funix%3dtpool001'])
  })

  test('keeps token subjects apart that differ in case', () => {
    expect(of('oidc', 'https://x Main')).not.toEqual(of('oidc', 'https://x main'))
  })

  test('refuses a certificate subject that does not begin like a DN', () => {
    expect(reasonOf(() => of('x509', 'tpool001'))).toBe('dn-unrepresentable')
  })

  test('gives two identities one name only where their DNs differ in case alone', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 12 })
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const [a, b] = [`/CN=${one}`, `/CN=${other}`]
        const refused = [a, b].some((subject) => /[\0\x01]/.test(subject))
        fc.pre(!refused)
        const fold = (text: string): string => text.replace(/[A-Z]/g, (char) => char.toLowerCase())
        expect(of('x509', a)[0] === of('x509', b)[0]).toBe(fold(a) === fold(b))
        expect(of('oidc', a)[0] === of('oidc', b)[0]).toBe(a === b)
      }),
    )
  })
})

describe('the suffix', () => {
  test('has the groups as they are and the counter in four digits', () => {
    expect(suffixText({ groups: ['tvoprod', 'tvo'], counter: 7 })).toBe(':tvoprod:tvo:mapcount=0007')
  })

  test.each(['a/b', 'a:b', '', 'a\0'])('is refused for a group named "%s"', (group) => {
    expect(reasonOf(() => suffixText({ groups: [group] }))).toBe('lease-directory')
  })
})
