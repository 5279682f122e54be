import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { digestOf, parsePayload, payloadOf, type BoundLaunch } from '../../../src/authenticate/munge/binding'

const LAUNCH: BoundLaunch = {
  node: 'wn1',
  account: 'atlas007',
  cwd: 'temp',
  environment: [
    { name: 'B', value: '2' },
    { name: 'A', value: '1' },
  ],
  command: ['/bin/echo', 'hello'],
}

test('the digest is what a shell can work out from the documentation', () => {
  const words = ['mapexec-1', 'wn1', 'atlas007', 'temp', '2', 'A=1', 'B=2', '/bin/echo', 'hello']
  const script = `printf '%s\\0' "$@" | sha256sum`
  const byHand = execFileSync('sh', ['-c', script, 'sh', ...words], { encoding: 'utf8' })
  expect(digestOf(LAUNCH)).toBe(byHand.slice(0, 64))
})

test.each<[string, Partial<BoundLaunch>]>([
  ['another machine', { node: 'wn2' }],
  ['any machine', { node: '*' }],
  ['another account', { account: 'atlas008' }],
  ['no account', { account: '' }],
  ['another directory', { cwd: 'home' }],
  ['another value', { environment: [{ name: 'A', value: '2' }] }],
  ['no variables', { environment: [] }],
  ['another argument', { command: ['/bin/echo', 'hello', ''] }],
  ['a variable as the command', { environment: [], command: ['A=1', 'B=2', '/bin/echo', 'hello'] }],
])('%s is another launch', (_what, change) => expect(digestOf({ ...LAUNCH, ...change })).not.toBe(digestOf(LAUNCH)))

test('the order of variables says nothing', () =>
  expect(digestOf({ ...LAUNCH, environment: LAUNCH.environment.toReversed() })).toBe(digestOf(LAUNCH)))

test('no two launches have the same digest', () => {
  const word = fc.string({ unit: fc.constantFrom('a', '=', '1', '/'), maxLength: 3 })
  const launch = fc.record({
    node: word,
    account: word,
    cwd: word,
    environment: fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b'), value: word }), {
      selector: ({ name }) => name,
    }),
    command: fc.array(word, { maxLength: 3 }),
  })
  const same = (a: BoundLaunch, b: BoundLaunch): boolean => {
    const plain = (one: BoundLaunch) => ({
      ...one,
      environment: one.environment.map(({ name, value }) => `${name}=${value}`).toSorted(),
    })
    return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
  }
  fc.assert(fc.property(launch, launch, (a, b) => same(a, b) === (digestOf(a) === digestOf(b))))
})

describe('a payload', () => {
  const binding = { nonce: '0123456789abcdef'.repeat(2), digest: digestOf(LAUNCH) }

  test.each(['', '\n'])('is read back, with %j after it', (end) =>
    expect(parsePayload(payloadOf(binding) + end)).toEqual(binding),
  )

  test.each([
    ['nothing', ''],
    ['an older form', payloadOf(binding).replace('mapexec-1', 'mapexec-0')],
    ['a short nonce', payloadOf({ ...binding, nonce: '01' })],
    ['capital digits', payloadOf(binding).toUpperCase()],
    ['more behind it', `${payloadOf(binding)}\n\n`],
    ['more before it', `x\n${payloadOf(binding)}`],
  ])('is not %s', (_what, text) => expect(parsePayload(text)).toBeUndefined())
})
