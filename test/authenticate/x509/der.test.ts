import fc from 'fast-check'
import { generalizedTime, parseDer, sequence, unsignedHex, type Node } from '../../../src/authenticate/x509/der'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { ctx, int, octets, oid, seq, time, tlv } from '../../support/pki/der-writer'

let arena = new Arena()
beforeEach(() => {
  arena = new Arena()
})
afterEach(() => arena.close())

const parse = (bytes: Uint8Array): Node | undefined => parseDer(arena, bytes)

describe('parseDer', () => {
  test('gives the tree with its raw slices', () => {
    const inner = seq(oid('1.3.6.1.4.1.8005.100.100.4'), octets('x'))
    const node = parse(seq(int('05'), ctx(1, inner)))
    const [number, tagged] = sequence(node) ?? []
    expect(Buffer.from(number?.value ?? [])).toEqual(Buffer.from([5]))
    expect([tagged?.kind, tagged?.tag]).toEqual(['context', 1])
    expect(Buffer.from(tagged?.children?.[0]?.raw ?? [])).toEqual(inner)
    expect(tagged?.children?.[0]?.children?.[0]?.oid).toBe('1.3.6.1.4.1.8005.100.100.4')
  })

  test('keeps long elements whole', () => {
    const long = octets(Buffer.alloc(60_000, 7))
    expect(parse(long)?.value.length).toBe(60_000)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['bytes behind', Buffer.concat([int('05'), Buffer.from([0])])],
    ['two elements', Buffer.concat([int('05'), int('06')])],
    ['an element longer than what there is', Buffer.from('3010020105', 'hex')],
    ['a child longer than its parent', Buffer.from('3003020205', 'hex')],
    ['an indefinite length', Buffer.from('30800201050000', 'hex')],
    ['a length of eight bytes', Buffer.from('3088ffffffffffffffff', 'hex')],
    ['a length beyond what a number holds', Buffer.from('38880dc628c63e197b4bd2', 'hex')],
    ['a header that ends early', Buffer.from('30', 'hex')],
    ['a tag that does not end', Buffer.from('1fffffffff', 'hex')],
    ['an empty OID', Buffer.from('0600', 'hex')],
    ['an OID that does not end', Buffer.from('06028681', 'hex')],
    ['an OID with a padded arc', Buffer.from('06032a8001', 'hex')],
    ['an OID that is constructed', Buffer.from('2603060155', 'hex')],
  ])('refuses %s', (_what, bytes) => expect(parse(bytes)).toBeUndefined())

  test('refuses nesting that would never end', () => {
    let bytes: Buffer = int('01')
    for (let depth = 0; depth < 100; depth++) bytes = seq(bytes)
    expect(parse(bytes)).toBeUndefined()
  })

  test('never throws, and what it accepts is made of the very bytes', () => {
    const flatten = (node: Node): Buffer =>
      node.children === undefined
        ? Buffer.from(node.value)
        : Buffer.concat(node.children.map((child) => Buffer.from(child.raw)))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const node = parse(bytes)
        if (node === undefined) return
        expect(Buffer.from(node.raw)).toEqual(Buffer.from(bytes))
        expect(Buffer.from(bytes).subarray(bytes.length - flatten(node).length)).toEqual(flatten(node))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('unsignedHex', () => {
  test.each([
    ['05', '05'],
    ['00', '00'],
    ['0080', '80'],
    ['ffee', 'FFEE'],
  ])('reads %s as %s', (hex, expected) => expect(unsignedHex(parse(int(hex)))).toBe(expected))
  test.each([
    ['a negative number', Buffer.from('0201ff', 'hex')],
    ['no digits', Buffer.from('0200', 'hex')],
    ['another type', octets('x')],
    ['65 bytes', tlv(2, Buffer.alloc(65, 1))],
  ])('refuses %s', (_what, bytes) => expect(unsignedHex(parse(bytes))).toBeUndefined())
})

describe('generalizedTime', () => {
  test('reads seconds since the epoch', () => expect(generalizedTime(parse(time(1_800_000_000)))).toBe(1_800_000_000))
  test.each([
    '20260231000000Z',
    '20261301000000Z',
    '2026010100Z',
    '20260101000000',
    '20260101000000+0100',
    '20260101000000.5Z',
    '',
  ])('refuses %j', (text) => expect(generalizedTime(parse(tlv(0x18, Buffer.from(text))))).toBeUndefined())
})
