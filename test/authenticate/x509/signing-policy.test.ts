import { judgeSubject, parseNamespaces, parseSigningPolicy } from '../../../src/authenticate/x509/signing-policy'
import { LaunchError, type Place } from '../../../src/core/errors'
import { reasonOf } from '../../support/reason'

function placeOf(action: () => unknown): Place | undefined {
  try {
    action()
  } catch (error) {
    if (error instanceof LaunchError) return error.place
  }
  return undefined
}

const CA = '/DC=by/DC=grid/CN=Grid CA'

/** As the IGTF distributes them: leading blanks, comments, tabs, more than one subject. */
const POLICY = `# EACL - Grid CA 709bed08
# @(#)$Id: 709bed08.signing_policy,v 1.1 $
#
 access_id_CA    X509     '${CA}'
 pos_rights\tglobus   CA:sign
 cond_subjects   globus   '"${CA}" "/DC=by/DC=grid/O=a?b/*"'
#
access_id_CA X509 '/C=CH/CN=Other'
pos_rights globus CA:sign
cond_subjects globus '/C=CH/CN=*'
`

const allows = (text: string, subject: string, issuer = CA): boolean | undefined =>
  judgeSubject(parseSigningPolicy(text, 'f'), [issuer], [subject])?.permitted

describe('a signing_policy permits', () => {
  test.each([CA, '/DC=by/DC=grid/O=a.b/CN=x', '/DC=by/DC=grid/O=a/b/OU=c/CN=y/z'])('%s', (subject) =>
    expect(allows(POLICY, subject)).toBe(true),
  )

  test('by the block of another CA, what that one may sign', () =>
    expect(allows(POLICY, '/C=CH/CN=anybody', '/C=CH/CN=Other')).toBe(true))

  test('in one spelling of the subject', () => {
    const rules = parseSigningPolicy(POLICY.replace('/DC=by/DC=grid/O=a?b/*', '/DC=by/Email=*'), 'f')
    expect(judgeSubject(rules, [CA], ['/DC=by/emailAddress=a@b', '/DC=by/Email=a@b'])?.permitted).toBe(true)
  })
})

describe('a signing_policy does not permit', () => {
  test.each([
    '/DC=by/DC=grid/O=acb',
    '/DC=by/DC=grid/O=ab/CN=x',
    '/dc=by/DC=grid/O=a.b/CN=x',
    `${CA}/CN=x`,
    `x${CA}`,
    '/C=CH/CN=anybody',
    '',
  ])('%j', (subject) => expect(allows(POLICY, subject)).toBe(false))

  test('anything of a CA that it does not name', () => expect(allows(POLICY, CA, '/CN=nobody')).toBeUndefined())

  test('what a negative right names, whatever else permits it', () => {
    const text = `${POLICY}access_id_CA X509 '${CA}'\nneg_rights globus CA:sign\ncond_subjects globus '"/DC=by/*"'\n`
    expect(allows(text, '/DC=by/DC=grid/O=a.b/CN=x')).toBe(false)
  })

  test('slowly: a pattern of stars against a long name', () => {
    const text = `access_id_CA X509 '${CA}'\npos_rights globus CA:sign\ncond_subjects globus '"${'*a'.repeat(50)}"'\n`
    expect(allows(text, 'b'.repeat(10_000))).toBe(false)
  })
})

describe('parseSigningPolicy refuses', () => {
  const HEAD = `access_id_CA X509 '${CA}'\n`
  const RIGHTS = `${HEAD}pos_rights globus CA:sign\n`
  test.each([
    ['an unknown keyword', `${HEAD}access_rights globus CA:sign`, 2],
    ['another authority', `access_id_CA GSS '${CA}'`, 1],
    ['a CA without a name', "access_id_CA X509 ''", 1],
    ['rights before the CA', 'pos_rights globus CA:sign', 1],
    ['other rights', `${HEAD}pos_rights globus CA:revoke`, 2],
    ['conditions without rights', `${HEAD}cond_subjects globus '"/CN=*"'`, 2],
    ['a subject without its second quote', `${RIGHTS}cond_subjects globus '"/CN=*'`, 3],
    ['words between subjects', `${RIGHTS}cond_subjects globus '"/CN=*" or "/O=*"'`, 3],
    ['an empty subject', `${RIGHTS}cond_subjects globus '""'`, 3],
    ['no subject', `${RIGHTS}cond_subjects globus ''`, 3],
    ['prose', 'this is not a policy', 1],
  ])('%s', (_what, text, line) => {
    expect(reasonOf(() => parseSigningPolicy(text, 'ca.signing_policy'))).toBe('signing-policy-syntax')
    expect(placeOf(() => parseSigningPolicy(text, 'ca.signing_policy'))).toEqual({ file: 'ca.signing_policy', line })
  })
})

const NAMESPACES = `##############################################################################
#NAMESPACES-VERSION: 1.0
#
# @(#)4798da47.namespaces
#    subjectDN: ${CA}
#
TO Issuer "${CA}" \\
  PERMIT Subject "/DC=by/DC=grid/.*"
TO Issuer SELF DENY Subject "/DC=by/DC=grid/O=closed/.*"   # since March
to issuer "/C=CH/CN=Other" permit subject "/C=CH/CN=[a-z]+"
`
const judged = (subject: string, issuer = CA): { permitted: boolean; line: number | undefined } | undefined =>
  judgeSubject(parseNamespaces(NAMESPACES, 'f'), [issuer], [subject])

describe('a namespaces file', () => {
  test.each([
    ['permits what matches', '/DC=by/DC=grid/CN=x', CA, true, 8],
    ['denies what is denied, though it is permitted, too', '/DC=by/DC=grid/O=closed/CN=x', CA, false, 9],
    ['knows no other subject', '/DC=by/DC=other/CN=x', CA, false, undefined],
    ['matches whole names only', 'x/DC=by/DC=grid/CN=x', CA, false, undefined],
    ['matches case-sensitively', '/dc=by/DC=grid/CN=x', CA, false, undefined],
    ['speaks of other CAs, too', '/C=CH/CN=abc', '/C=CH/CN=Other', true, 10],
    ['matches an expression to its end', '/C=CH/CN=abc1', '/C=CH/CN=Other', false, undefined],
  ])('%s', (_what, subject, issuer, permitted, line) => expect(judged(subject, issuer)).toEqual({ permitted, line }))

  test.each([
    ['another version', '#NAMESPACES-VERSION: 2.0\n'],
    ['a statement that is none', 'FOR Issuer "/CN=a" PERMIT Subject "/CN=.*"'],
    ['a name without quotes', 'TO Issuer /CN=a PERMIT Subject "/CN=.*"'],
    ['neither PERMIT nor DENY', 'TO Issuer "/CN=a" ALLOW Subject "/CN=.*"'],
    ['words behind the subject', 'TO Issuer "/CN=a" PERMIT Subject "/CN=.*" perhaps'],
    ['a malformed expression', 'TO Issuer "/CN=a" PERMIT Subject "/CN=("'],
    ['a statement that never ends', 'TO Issuer "/CN=a" \\'],
  ])('is refused with %s', (_what, text) =>
    expect(reasonOf(() => parseNamespaces(text, 'f'))).toBe('signing-policy-syntax'),
  )
})
