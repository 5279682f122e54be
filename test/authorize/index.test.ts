import { admitted, PROXY, UNIX } from './support'

describe('admit', () => {
  test('takes the first table that lists the caller and allows an offered kind, and its first such offer', () => {
    const tables = [
      { name: 'no', users: ['ci'], credentials: ['unix'] },
      { name: 'token', users: ['pilot'], credentials: ['oidc'] },
      { name: 'yes', users: ['pilot'], credentials: ['unix', 'x509'] },
      { name: 'late', users: ['pilot'], credentials: ['x509'] },
    ] as const
    expect(admitted(tables, { offers: [PROXY, UNIX] })).toBe('yes x509')
    expect(admitted(tables, { offers: [UNIX, PROXY] })).toBe('yes unix')
  })

  test.each([
    ['no offer', [], 'no-credential'],
    ['an offer of another kind', [UNIX], 'caller-credential-kind'],
    ['only what was implied', [{ ...UNIX, implied: true } as const], 'no-credential'],
  ])('with %s ends with its own reason', (_what, offers, expected) => {
    expect(admitted([{ users: ['pilot'], credentials: ['x509'] }], { offers })).toBe(expected)
  })

  test('says to a stranger that it is one, not what is missing', () => {
    expect(admitted([{ users: ['ci'] }], { offers: [] })).toBe('caller-not-listed')
  })

  test('holds the caller to the command filter of the first table', () => {
    const tables = [
      { users: ['pilot'], commands: ['/bin/true'] },
      { users: ['pilot'], commands: undefined },
    ]
    expect(admitted(tables, { command: ['/bin/sh'] })).toBe('command-not-allowed')
  })
})
