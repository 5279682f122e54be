import koffi from 'koffi'
import fc from 'fast-check'
import { parseName } from '../../../src/authenticate/x509/certificate'
import { Arena, type Pointer } from '../../../src/authenticate/x509/libcrypto'
import {
  findAmbiguity,
  findAppendedCommonName,
  oneLine,
  sameName,
  spellingsOf,
  type Name,
} from '../../../src/authenticate/x509/name'
import { oid, seq, set, tlv } from '../../support/pki/der-writer'

const CN = '2.5.4.3'
const DC = '0.9.2342.19200300.100.1.25'
const EMAIL = '1.2.840.113549.1.9.1'
const UID = '0.9.2342.19200300.100.1.1'
const PRINTABLE = 19
const UTF8 = 12
const T61 = 20
const BMP = 30

const attribute = (id: string, value: string | Uint8Array, type = UTF8): Name[number][number] => ({
  oid: id,
  type,
  value: typeof value === 'string' ? Buffer.from(value) : value,
})
const name = (...parts: readonly (readonly [string, string | Uint8Array, number?])[]): Name =>
  parts.map(([id, value, type]) => [attribute(id, value, type)])

/** The DER of a name, so that libcrypto can read it. */
const encode = (value: Name): Buffer =>
  seq(...value.map((rdn) => set(...rdn.map((part) => seq(oid(part.oid), tlv(part.type, part.value))))))

/** X509_NAME_oneline(3) of the OpenSSL that we run on, and our reading of the same bytes. */
function byLibcrypto(der: Buffer): { readonly line: string | undefined; readonly parsed: Name | undefined } {
  const program = koffi.load(null)
  const asLine = program.func('char *X509_NAME_oneline(void *, _Out_ char *, int)') as unknown as (
    pointer: Pointer,
    into: Uint8Array,
    size: number,
  ) => unknown
  const arena = new Arena()
  try {
    const parsed = parseName(arena, der)
    const { lib } = arena
    const handle = arena.parse(der, (bio) => lib.ASN1_item_d2i_bio(lib.X509_NAME_it(), bio, null), lib.X509_NAME_free)
    if (handle === undefined) return { line: undefined, parsed }
    const text = Buffer.alloc(65_536)
    asLine(handle, text, text.length)
    return { line: text.subarray(0, text.indexOf(0)).toString('latin1'), parsed }
  } finally {
    arena.close()
  }
}

describe('oneLine writes', () => {
  test.each<[string, Name, string]>([
    ['short names', name([DC, 'org'], [CN, 'Alice']), '/DC=org/CN=Alice'],
    ['slashes and pluses escaped', name([CN, 'host/a+b']), '/CN=host\\/a\\+b'],
    [
      'controls and bytes above 0x7e in hex',
      name([CN, Buffer.from([9, 0x7f, 0xc3, 0x9c])]),
      '/CN=\\x09\\x7F\\xC3\\x9C',
    ],
    ['unknown attributes dotted', name(['1.3.6.1.4.1.99999.1', 'zz']), '/1.3.6.1.4.1.99999.1=zz'],
    ['quotes as they are', name([CN, 'a"b']), '/CN=a"b'],
    ['wide strings byte by byte', name([CN, Buffer.from('00610062', 'hex'), BMP]), '/CN=\\x00a\\x00b'],
    ['two attributes of one part with a plus', [[attribute('2.5.4.10', 'a'), attribute('2.5.4.11', 'b')]], '/O=a+OU=b'],
    ['nothing for an empty name', [], ''],
  ])('%s', (_what, value, line) => expect(oneLine(value)).toBe(line))
})

describe('our reading agrees with libcrypto', () => {
  const attributes = [
    ...[DC, EMAIL, UID, '0.9.2342.19200300.100.1.3', '1.2.840.113549.1.9.2', '1.2.840.113549.1.9.8'],
    ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 20, 41, 42, 43, 44, 45, 46, 65, 72, 97].map(
      (n) => `2.5.4.${n}`,
    ),
    ...[1, 2, 3].map((n) => `1.3.6.1.4.1.311.60.2.1.${n}`),
    '1.2.3.4.5.6',
  ]
  test.each(attributes)('on the short name of %s', (id) => {
    const value = name([id, 'x'])
    const { line, parsed } = byLibcrypto(encode(value))
    expect(oneLine(parsed ?? [])).toBe(line)
    expect(oneLine(value)).toBe(line)
  })

  test('on any printable, Teletex, IA5 or UTF-8 value', () => {
    const value = fc
      .tuple(
        fc.constantFrom(...attributes),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.constantFrom(UTF8, PRINTABLE, T61, 22),
      )
      .map(([id, bytes, type]) => attribute(id, bytes, type))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (parts) => {
        const made = parts.map((part) => [part])
        const { line, parsed } = byLibcrypto(encode(made))
        // libcrypto refuses malformed UTF-8 in a name; the certificate does not parse then.
        if (line === undefined || parsed === undefined) return
        expect(oneLine(parsed)).toBe(line)
      }),
      { numRuns: 300 },
    )
  })
})

describe('spellingsOf', () => {
  test.each<[string, Name, readonly string[]]>([
    ['is one for a plain name', name([DC, 'org'], [CN, 'Alice']), ['/DC=org/CN=Alice']],
    ['adds the one before OpenSSL 3', name([CN, 'host/x.org']), ['/CN=host\\/x.org', '/CN=host/x.org']],
    ['adds Email', name([CN, 'a'], [EMAIL, 'a@b']), ['/CN=a/emailAddress=a@b', '/CN=a/Email=a@b']],
    ['adds USERID', name([UID, 'a']), ['/UID=a', '/USERID=a']],
    [
      'combines them',
      name([CN, 'a/b'], [EMAIL, 'x']),
      ['/CN=a\\/b/emailAddress=x', '/CN=a/b/emailAddress=x', '/CN=a\\/b/Email=x', '/CN=a/b/Email=x'],
    ],
  ])('%s', (_what, value, spellings) => expect(spellingsOf(value)).toEqual(spellings))

  test('never gives two unambiguous names one spelling', () => {
    // An alphabet of everything that could confuse.
    const confusing = fc.oneof(
      fc
        .array(fc.constantFrom('a', '/', '+', '=', '\\', 'CN', 'CN=', '/CN=', 'x', 'C3', '\\xC3', 'é'), {
          maxLength: 5,
        })
        .map((parts) => parts.join('')),
      fc.string({ maxLength: 6 }),
    )
    const part = fc.tuple(
      fc.constantFrom(CN, '2.5.4.10', EMAIL, UID),
      confusing,
      fc.constantFrom(UTF8, PRINTABLE, T61, BMP),
    )
    const anyName = fc.array(
      part.map(([id, value, type]) => [attribute(id, value, type)]),
      { minLength: 1, maxLength: 3 },
    )
    const bytesOf = (value: Name): string =>
      JSON.stringify(
        value.map((rdn) => rdn.map(({ oid: id, value: bytes }) => [id, Buffer.from(bytes).toString('hex')])),
      )
    const owners = new Map<string, string>()
    fc.assert(
      fc.property(anyName, (value) => {
        if (findAmbiguity(value) !== undefined) return
        for (const spelling of spellingsOf(value)) {
          const owner = owners.get(spelling)
          if (owner !== undefined) expect(owner).toBe(bytesOf(value))
          owners.set(spelling, bytesOf(value))
        }
      }),
      { numRuns: 5000 },
    )
    expect(owners.size).toBeGreaterThan(500)
  })
})

describe('findAmbiguity refuses', () => {
  test.each<[string, Name]>([
    ['an empty name', []],
    ['an empty part', [[]]],
    ['a slash with a second name behind it', name([CN, 'mallory/CN=alice'])],
    ['a plus with a second attribute behind it', name([CN, 'mallory+OU=x'])],
    ['a backslash', name([CN, 'a\\'])],
    ['an escape written out', name([CN, '\\xC3'])],
    ['NUL', name([CN, 'alice\u0000.evil'])],
    ['a wide string of ASCII pairs', name([CN, Buffer.from('alice!'), BMP])],
    ['a wide string with NUL', name([CN, Buffer.from('006100000062', 'hex'), BMP])],
    ['Teletex bytes that are UTF-8', name([CN, Buffer.from([0xc3, 0xa9]), T61])],
    ['malformed UTF-8', name([CN, Buffer.from([0xc3]), UTF8])],
    ['a type that is no string', name([CN, Buffer.from([1]), 2])],
  ])('%s', (_what, value) => expect(findAmbiguity(value)).toEqual(expect.any(String)))

  test.each<[string, Name]>([
    ['a host', name([CN, 'host/x.example.org'])],
    ['a URL', name(['2.5.4.11', 'http://www.usertrust.com'])],
    ['an equals sign on its own', name([CN, 'a=b'])],
    ['Latin-1', name([CN, Buffer.from([0x4d, 0xfc]), T61])],
    ['a wide string', name([CN, Buffer.from('00410042', 'hex'), BMP])],
    ['UTF-8', name([CN, 'Ünal'])],
  ])('not %s', (_what, value) => expect(findAmbiguity(value)).toBeUndefined())
})

describe('findAppendedCommonName', () => {
  const alice = name([DC, 'org'], [CN, 'alice'])
  test('finds it', () => expect(findAppendedCommonName([...alice, ...name([CN, '123'])], alice)).toBe('123'))
  test('forgives another string type', () => {
    const again = name([DC, 'org'], [CN, 'alice', PRINTABLE], [CN, '1'])
    expect(findAppendedCommonName(again, alice)).toBe('1')
  })
  test.each<[string, Name]>([
    ['the same name', alice],
    ['two more parts', [...alice, ...name([CN, '1'], [CN, '2'])]],
    ['another attribute', [...alice, ...name(['2.5.4.11', '1'])]],
    ['two attributes in the part', [...alice, [attribute(CN, '1'), attribute(CN, '2')]]],
    ['a name that differs in case', [...name([DC, 'org'], [CN, 'Alice']), ...name([CN, '1'])]],
    ['a name that differs in the middle', [...name([DC, 'net'], [CN, 'alice']), ...name([CN, '1'])]],
    ['nothing', []],
  ])('does not find it in %s', (_what, subject) => expect(findAppendedCommonName(subject, alice)).toBeUndefined())
})

test('sameName compares every attribute', () => {
  expect(sameName(name([CN, 'a']), name([CN, 'a', PRINTABLE]))).toBe(true)
  expect(sameName(name([CN, 'a']), name([CN, 'b']))).toBe(false)
  expect(sameName(name([CN, 'a']), name([CN, 'a'], [CN, 'a']))).toBe(false)
  expect(sameName(name([CN, 'a']), name(['2.5.4.10', 'a']))).toBe(false)
})
