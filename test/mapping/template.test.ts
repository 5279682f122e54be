import fc from 'fast-check'
import { fillTemplate } from '../../src/mapping/template'
import { sampleIdentity } from '../support/samples'

const fill = (template: string, attributes: Record<string, string> = {}) =>
  fillTemplate(template, sampleIdentity({ kind: 'oidc', subject: 'alice', vo: 'tvo', attributes }))

describe('a template', () => {
  test.each([
    ['{user_login}', { user_login: 'alice' }, 'alice'],
    ['ci-{user_login}', { user_login: 'a.b' }, 'ci-a.b'],
    ['{vo}-{kind}-{subject}', {}, 'tvo-oidc-alice'],
  ])('%s becomes the account', (template, attributes, account) => {
    expect(fill(template, attributes)).toEqual({ account })
  })

  test.each([
    ['a claim that is missing', '{user_login}', {}],
    ['an empty claim', 'ci-{user_login}', { user_login: '' }],
    ['a slash', '{u}', { u: '../root' }],
    ['a space', '{u}', { u: 'a b' }],
    ['a newline', '{u}', { u: 'alice\n' }],
    ['a colon', '{u}', { u: 'a:b' }],
    ['a number', '{u}', { u: '0' }],
    ['a leading dash', '{u}', { u: '-x' }],
    ['a name that is too long', '{u}', { u: 'a'.repeat(33) }],
    ['letters that look alike', '{u}', { u: 'аlice' }],
    ["a name of JavaScript's own", '{constructor}', {}],
    ['an unclosed brace', '{u', { u: 'alice' }],
    ['a claim that names a claim', '{u}', { u: '{v}', v: 'root' }],
  ])('gives no account for %s', (_what, template, attributes) => {
    expect(fill(template, attributes)).not.toHaveProperty('account')
  })

  test('gives two values one account never', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other)
        const [a, b] = [fill('ci{u}', { u: one }), fill('ci{u}', { u: other })]
        expect('account' in a && 'account' in b && a.account === b.account).toBe(false)
      }),
    )
  })
})
