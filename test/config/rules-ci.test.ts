/** What is wrong with a `[ci]` that the schema accepts, and with keys of its own. */
import { inspect } from './support'

const good = (ci: string, issuer = 'user_claim = "user_login"', service = ''): string => `[service]
target_uids = ["10000-19999"]
target_gids = ["10000-19999"]
${service}
[[caller]]
name = "runner"
users = ["gitlab-runner"]
credentials = ["oidc"]
[[map]]
name = "people"
from = "template"
template = "{user_login}"
[[authenticate.oidc]]
name = "gitlab"
issuer = "https://gitlab.example.org"
audience = ["a"]
${issuer}
[ci]
${ci}
`
const found = (text: string, severity: 'error' | 'warning') =>
  inspect(text)
    .problems.filter((problem) => problem.severity === severity)
    .map(({ line }) => line)

test('a whole [ci] is good', () => {
  expect(
    found(
      good('builds = "job"\nretention = "0s"\n[ci.runas]\nscript = "/r"\nsha256 = "' + 'a'.repeat(64) + '"'),
      'error',
    ),
  ).toEqual([])
})

describe('[ci] is refused', () => {
  test.each([
    ['with cleanup for longer than an hour', 'expired_cleanup = "2h"', 19],
    ['with a long kill time-out', 'kill_timeout = "2h"', 19],
    ['with a program that may take longer than the decision', '[ci.runas]\nscript = "/r"\ntimeout = "10s"', 21],
    ['with a data directory that leads elsewhere', 'data_dir = "{home}/../x"', 19],
    ['with a data directory that is relative', 'data_dir = "ci"', 19],
    ['with the home in the middle', 'data_dir = "/x/{home}x/../y"', 19],
    ['with a digest that is none', '[ci.runas]\nscript = "/r"\nsha256 = "abc"', 21],
    ['with a shell by name', 'shell = "bash"', 19],
    ['with a message of two lines', 'message = "a\\nb"', 19],
    ['without any variable for the token', 'token_variables = []', 19],
    ['with a variable that is no name', 'token_variables = ["a-b"]', 19],
    ['with a runner that is no number', 'runners = ["3a"]', 19],
    ['with the lowest uid 0', 'minimum_uid = 0', 19],
    ['with a kind of builds that is none', 'builds = "user"', 19],
    ['with an unknown key', 'user_allowlst = ["a"]', 19],
  ])('%s', (_what, ci, line) => expect(found(good(ci), 'error')).toEqual([line]))

  test('with an issuer that does not say whose a job is', () => expect(found(good('', ''), 'error')).toEqual([13]))
  test('without any issuer', () => {
    const text = good('').replace(/\[\[authenticate\.oidc\]\][^]*?(?=\[ci\])/, '')
    expect(found(text, 'error')).toContain(13)
  })
})

describe('an issuer is refused', () => {
  const user = 'user_claim = "user_login"\n'
  test.each([
    ['whose keys may be fetched for longer than a decision', 'fetch_timeout = "10s"', 18],
    ['whose stored keys may be used for ever', 'keys_max_stale = "31d"', 18],
    ['with a shared secret as algorithm', 'algorithms = ["HS256"]', 18],
    ['with the algorithm none', 'algorithms = ["none"]', 18],
    ['with keys from an insecure address', 'jwks_url = "http://gitlab.example.org/keys"', 18],
    ['with keys from two places', 'jwks_file = "/k"\njwks_url = "https://gitlab.example.org/keys"', 19],
    ['with a requirement that nothing can meet', 'require = { scope = [] }', 18],
    ['with a claim that is unknown', 'claims = { user = "x" }', 18],
  ])('%s', (_what, issuer, line) => expect(found(good('', `${user}${issuer}`), 'error')).toEqual([line]))
})

test('a program that is not pinned, and variables that the kernel refuses, are pointed out', () => {
  expect(found(good('max_variable = "200KiB"\n[ci.runas]\nscript = "/r"'), 'warning')).toEqual([19, 20])
})
