import { parseProxyFile } from '../../../src/authenticate/x509/file'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { pemOf } from '../../support/pki/forge'
import { reasonOf } from '../../support/reason'

describe('parseProxyFile refuses', () => {
  const key = pemOf(Buffer.from('key'), 'PRIVATE KEY')
  const certificate = pemOf(Buffer.from('3003020105', 'hex'))
  test.each([
    ['no bytes', '', 'proxy-syntax'],
    ['text', 'hello', 'proxy-syntax'],
    ['a key alone', key, 'proxy-syntax'],
    ['two keys', certificate + key + key, 'proxy-syntax'],
    ['a certificate that is none', certificate + key, 'proxy-syntax'],
    ['a CRL in between', certificate + key + pemOf(Buffer.from('x'), 'X509 CRL'), 'proxy-syntax'],
    [
      'OpenSSL’s trusted certificates',
      certificate + key + pemOf(Buffer.from('x'), 'TRUSTED CERTIFICATE'),
      'proxy-syntax',
    ],
    ['an encrypted key', certificate + pemOf(Buffer.from('x'), 'ENCRYPTED PRIVATE KEY'), 'proxy-key-encrypted'],
    ['33 certificates', certificate.repeat(33) + key, 'chain-too-long'],
  ])('%s', (_what, text, reason) => {
    const arena = new Arena()
    expect(reasonOf(() => parseProxyFile(arena, Buffer.from(text)))).toBe(reason)
    arena.close()
  })
})
