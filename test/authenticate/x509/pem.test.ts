import { parsePem } from '../../../src/authenticate/x509/pem'
import { pemOf } from '../../support/pki/forge'
import { reasonOf } from '../../support/reason'

const parse = (text: string): ReturnType<typeof parsePem> => parsePem(text, 'proxy-syntax', 'the file')
const block = pemOf(Buffer.from('hello world, this is no certificate'))

describe('parsePem reads', () => {
  test('blocks in order, and ignores the text around them', () => {
    const text = `Bag Attributes\n${block}subject=x\n${pemOf(Buffer.from('key'), 'RSA PRIVATE KEY')}the end`
    expect(parse(text).map(({ label, encrypted, der }) => [label, encrypted, Buffer.from(der).toString()])).toEqual([
      ['CERTIFICATE', false, 'hello world, this is no certificate'],
      ['RSA PRIVATE KEY', false, 'key'],
    ])
  })
  test('lines that end with CR LF', () => expect(parse(block.replaceAll('\n', '\r\n'))).toEqual(parse(block)))
  test('nothing from a text without blocks', () => expect(parse('no PEM here')).toEqual([]))
  test.each([
    ['PKCS #8', pemOf(Buffer.from('x'), 'ENCRYPTED PRIVATE KEY')],
    [
      'RFC 1421',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
    ],
  ])('that a key is encrypted, by %s', (_how, text) => expect(parse(text)[0]?.encrypted).toBe(true))
})

describe('parsePem refuses', () => {
  test.each([
    ['a block without its end', block.replace(/-----END.*/, '')],
    ['a block with another end', block.replace('END CERTIFICATE', 'END X509 CRL')],
    ['a character that is not base64', block.replace('aGVs', 'a*Vs')],
    ['padding in the middle', block.replace('aGVs', 'aG==')],
    ['too few characters', block.replace('aGVs', 'aGV')],
    ['a label in small letters', block.replaceAll('CERTIFICATE', 'certificate')],
    ['a BEGIN line that does not end', '-----BEGIN CERTIFICATE\nAAAA'],
    ['headers without an empty line behind them', block.replace('-----\n', '-----\nProc-Type: 4,CLEAR\n')],
    ['65 blocks', block.repeat(65)],
  ])('%s', (_what, text) => expect(reasonOf(() => parse(text))).toBe('proxy-syntax'))

  test('a large body as fast as a small one', () => {
    const large = `-----BEGIN X509 CRL-----\n${'A'.repeat(4_000_000)}!\n-----END X509 CRL-----\n`
    expect(reasonOf(() => parse(large))).toBe('proxy-syntax')
  })
})
