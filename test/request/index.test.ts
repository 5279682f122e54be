import { parseRequest, statusFdHint, type RequestSource } from '../../src/request'
import { reasonOf } from '../support/reason'

const source = (argv: (string | Buffer)[], environ: string[] = [], cwd = '/home/pilot'): RequestSource => ({
  caller: { uid: 60001, gid: 60001, groups: [], pid: 5, startTime: 9n },
  cwd: Buffer.from(cwd),
  argv: argv.map((word) => Buffer.from(word)),
  environ: environ.map((text) => Buffer.from(text)),
  umask: 0o22,
  terminals: 0,
})

const parse = (argv: (string | Buffer)[], environ?: string[], cwd?: string) =>
  parseRequest(source(argv, environ, cwd), {
    ref: '0123456789abcdef',
    path: '/usr/bin:/bin',
    readCallerFile: () => Promise.reject(new Error('not asked for')),
  })

describe('a run request', () => {
  test('resolves paths against the directory of the caller', () => {
    const request = parse(['mapexec-helper', 'run', '--proxy', './owner.pem', '--', './payload.sh', 'arg'])
    expect(request.offers).toEqual([{ kind: 'x509', path: '/home/pilot/./owner.pem' }])
    expect(request.command).toEqual(['/home/pilot/./payload.sh', 'arg'])
  })

  test('finds a bare command along the path of the payload', () => {
    expect(parse(['m', 'run', '--unix', 'env', 'env']).command).toEqual(['/usr/bin/env', 'env'])
  })

  test('offers the uid of the caller, marked as implied, when no credential is named', () => {
    expect(parse(['m', 'run', '/bin/true']).offers).toEqual([{ kind: 'unix', implied: true }])
  })

  test('never takes X509_USER_PROXY of the caller for the credential', () => {
    expect(parse(['m', 'run', '/bin/true'], ['X509_USER_PROXY=/tmp/pilot']).offers).toEqual([
      { kind: 'unix', implied: true },
    ])
  })

  test('strips newlines from the label', () => {
    expect(parse(['m', 'run', '--label', 'a\nb\r\nc', '/bin/true']).label).toBe('a b c')
  })

  test('is an explanation with --explain, and with the verb explain even without a command', () => {
    expect(parse(['m', 'run', '--explain', '/bin/true']).purpose).toBe('explain')
    expect(parse(['m', 'explain']).purpose).toBe('explain')
  })

  test('keeps environment entries, explicit ones replacing inherited ones', () => {
    expect(parse(['m', 'run', '--env', 'A=2', '/bin/true'], ['A=1', 'B=1']).environment).toEqual([
      { name: 'A', value: '2', explicit: true },
      { name: 'B', value: '1' },
    ])
  })
})

describe('a run request is refused for', () => {
  test.each([
    ['no verb', ['m'], 'usage'],
    ['another verb', ['m', 'serve'], 'usage'],
    ['no command', ['m', 'run', '--unix'], 'usage'],
    ['a command that is not on the path', ['m', 'run', 'no-such-command-here'], 'command-missing'],
    ['an empty command', ['m', 'run', '--', ''], 'command-missing'],
    ['an argument that is not UTF-8', ['m', 'run', '--', '/bin/echo', Buffer.from([0xff])], 'request-malformed'],
    ['a status descriptor below 3', ['m', 'run', '--status-fd', '2', '/bin/true'], 'usage'],
    ['a status descriptor in hexadecimal', ['m', 'run', '--status-fd', '0x3', '/bin/true'], 'usage'],
    ['a status descriptor above 255', ['m', 'run', '--status-fd', '256', '/bin/true'], 'usage'],
    ['a umask that is not octal', ['m', 'run', '--umask', '088', '/bin/true'], 'usage'],
    ['an empty path', ['m', 'run', '--proxy', '', '/bin/true'], 'request-malformed'],
  ])('%s', (_why, argv, reason) => expect(reasonOf(() => parse(argv))).toBe(reason))

  test('a relative path when the working directory cannot be told', () => {
    expect(reasonOf(() => parse(['m', 'run', '--proxy', 'p', '/bin/true'], [], ''))).toBe('cwd-unknown')
  })
})

describe('the glexec drop-in', () => {
  const glexec = (environ: string[], ...words: string[]) => parse(['/usr/sbin/glexec', ...words], environ)

  test('takes every word after the command as its own', () => {
    const request = glexec(['GLEXEC_CLIENT_CERT=/p'], '/bin/echo', '--proxy', '-v')
    expect([request.frontend, request.command]).toEqual(['glexec', ['/bin/echo', '--proxy', '-v']])
  })

  test.each([
    [['GLEXEC_CLIENT_CERT=/a', 'SSL_CLIENT_CERT=/b'], '/a'],
    [['SSL_CLIENT_CERT=/b'], '/b'],
  ])('reads the credential from %j', (environ, path) => {
    expect(glexec(environ, '/bin/true').offers).toEqual([{ kind: 'x509', path }])
  })

  test('knows source proxy, target proxy, mode and id', () => {
    const request = glexec(
      [
        'GLEXEC_CLIENT_CERT=/p',
        'GLEXEC_SOURCE_PROXY=/s',
        'GLEXEC_TARGET_PROXY=/dev/null',
        'GLEXEC_MODE=lcmaps_verify_account',
        'GLEXEC_ID=job\n7',
      ],
      '/bin/true',
    )
    expect(request).toMatchObject({
      sourceProxy: '/s',
      targetProxy: '/dev/null',
      glexecMode: 'lcmaps_verify_account',
      label: 'job 7',
    })
  })

  test.each([
    ['no credential', [], ['/bin/true'], 'no-credential'],
    ["only the pilot's own proxy", ['X509_USER_PROXY=/p'], ['/bin/true'], 'no-credential'],
    ['a relative command', ['GLEXEC_CLIENT_CERT=/p'], ['true'], 'usage'],
    ['no command', ['GLEXEC_CLIENT_CERT=/p'], [], 'usage'],
    ['an unknown mode', ['GLEXEC_CLIENT_CERT=/p', 'GLEXEC_MODE=root'], ['/bin/true'], 'usage'],
    [
      'an environment that cannot be unwrapped',
      ['GLEXEC_CLIENT_CERT=/p', 'GLEXEC_ENV=%%%'],
      ['/bin/true'],
      'environment-malformed',
    ],
  ])('refuses %s', (_why, environ, words, reason) => expect(reasonOf(() => glexec(environ, ...words))).toBe(reason))
})

describe('statusFdHint', () => {
  test.each([
    [['run', '--status-fd', '7', '--bogus'], 7],
    [['run', '--status-fd', 'x'], undefined],
    [['run', '--status-fd'], undefined],
    [['run'], undefined],
  ])('%j → %p', (words, fd) => expect(statusFdHint(words.map((word) => Buffer.from(word)))).toBe(fd))
})
