import { matchesLsc, parseLsc, type ChainLink } from '../../../../src/authenticate/x509/voms/lsc'

const link = (subject: string | string[], issuer: string): ChainLink => ({
  subject: typeof subject === 'string' ? [subject] : subject,
  issuer: [issuer],
})
const SERVER = link(['/CN=host\\/voms', '/CN=host/voms'], '/CN=Sub CA')
const SUB = link('/CN=Sub CA', '/CN=Root')
const matches = (text: string, ...links: readonly ChainLink[]): boolean => matchesLsc(parseLsc(text), links)

describe('an .lsc file accepts', () => {
  test.each([
    ['the server and its issuer', '/CN=host\\/voms\n/CN=Sub CA\n', [SERVER]],
    ['the spelling before OpenSSL 3', '/CN=host/voms\n/CN=Sub CA\n', [SERVER]],
    ['names in quotes, blanks, comments, CR LF', '# voms\r\n "/CN=host/voms" \r\n\r\n"/CN=Sub CA"\r\n', [SERVER]],
    ['a second alternative', '/CN=x\n/CN=y\n------ NEXT CHAIN ------\n/CN=host/voms\n/CN=Sub CA\n', [SERVER]],
    ['pairs for a longer chain', '/CN=host/voms\n/CN=Sub CA\n/CN=Sub CA\n/CN=Root\n', [SERVER, SUB]],
    ['pairs that go further up than the AC', '/CN=host/voms\n/CN=Sub CA\n/CN=Sub CA\n/CN=Root\n', [SERVER]],
    ['each name once', '/CN=host/voms\n/CN=Sub CA\n/CN=Root\n', [SERVER, SUB]],
  ])('%s', (_what, text, links) => expect(matches(text, ...links)).toBe(true))
})

describe('an .lsc file does not accept', () => {
  test.each([
    ['anything when it is empty', '', [SERVER]],
    ['a chain without certificates', '/CN=host/voms\n/CN=Sub CA\n', []],
    ['another server', '/CN=host/other\n/CN=Sub CA\n', [SERVER]],
    ['another issuer', '/CN=host/voms\n/CN=Other CA\n', [SERVER]],
    ['a server without its issuer', '/CN=host/voms\n', [SERVER]],
    ['the issuer in the server’s place', '/CN=Sub CA\n/CN=host/voms\n', [SERVER]],
    ['a name that only begins alike', '/CN=host/voms2\n/CN=Sub CA\n', [SERVER]],
    ['a name in another case', '/cn=host/voms\n/CN=Sub CA\n', [SERVER]],
    ['a chain over two alternatives', '/CN=host/voms\n------ NEXT CHAIN ------\n/CN=Sub CA\n', [SERVER]],
    ['a chain longer than its pairs', '/CN=host/voms\n/CN=Sub CA\n', [SERVER, SUB]],
  ])('%s', (_what, text, links) => expect(matches(text, ...links)).toBe(false))
})
