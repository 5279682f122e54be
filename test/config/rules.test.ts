import { added, findings, good } from './support'

const issuer = (name: string, url: string, ...rest: readonly string[]) => [
  '[[authenticate.oidc]]',
  `name = "${name}"`,
  `issuer = "${url}"`,
  'audience = ["a"]',
  ...rest,
]
const withTokens = (...lines: readonly string[]) => added(9, ...lines).replace('["x509"]', '["x509", "oidc"]')

describe('the rules refuse', () => {
  test.each([
    ['a decision without time', added(3, 'decision_timeout = "0s"'), '4:1'],
    ['a decision that may take for ever', added(3, 'decision_timeout = "999m"'), '4:1'],
    ['a socket that the kernel cuts off', added(3, `socket = "/${'a'.repeat(107)}"`), '4:1'],
    ['root as the service account', added(3, 'account = "root"'), '4:1'],
    ['a proxy file beyond the wire', good(['voms = "use"', 'max_file_size = "5MiB"']), '11:1'],
    ['a proxy file of nothing', good(['voms = "use"', 'max_file_size = "0B"']), '11:1'],
    ['a clock that is a day wrong', good(['voms = "use"', 'clock_skew = "1d"']), '11:1'],
    [
      'keys from two places',
      withTokens(...issuer('a', 'https://a', 'jwks_file = "/a"', 'jwks_url = "https://a"')),
      '15:1',
    ],
    ['two issuers of one name', withTokens(...issuer('a', 'https://a'), ...issuer('a', 'https://b')), '15:1'],
    ['one issuer twice', withTokens(...issuer('a', 'https://a'), ...issuer('b', 'https://a')), '16:1'],
    ['a token that is a day old', withTokens(...issuer('a', 'https://a', 'leeway = "1d"')), '14:1'],
    ['an environment of nothing', added(21, '[environment]', 'max_size = "1KiB"'), '23:1'],
    ['an environment beyond execve', added(21, '[environment]', 'max_size = "64MiB"'), '23:1'],
    ['a grace of an hour', added(21, '[launch]', 'grace = "60m"'), '23:1'],
    ['a mask that hides files from their owner', added(21, '[launch]', 'umask = "0700"'), '23:1'],
    ['a soft limit above the hard one', added(21, '[launch]', 'limits = { nofile = "2048:1024" }'), '23:12'],
    ['no soft limit below a hard one', added(21, '[launch.limits]', 'core = "unlimited:0"'), '23:1'],
    ['records that others can write', added(21, '[record]', 'mode = "0666"'), '23:1'],
    ['records that run', added(21, '[record]', 'mode = "0755"'), '23:1'],
    ['records that their owner cannot read', added(21, '[record]', 'mode = "0244"'), '23:1'],
    ['no log at all', added(21, '[log]', 'file = "none"', 'syslog = false'), '23:1'],
    ['a log among the records', added(21, '[log]', 'file = "/run/mapexec/audit.log"'), '23:1'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-invalid`])
  })
})

describe('the rules warn about', () => {
  test.each([
    ['running as the caller', added(3, 'log_only = true'), '4:1'],
    ['no look at CRLs', good(['voms = "use"', 'crl = "ignore"']), '11:1'],
    ['no look at signing policies', good(['voms = "use"', 'signing_policy = "ignore"']), '11:1'],
    ['a level that no proxy has', good(['voms = "use"', 'max_lifetime = { 10 = "1d" }']), '11:18'],
    ['passing the whole environment', added(21, '[environment]', 'allow = ["*"]'), '23:10'],
    ['going on without a log', added(21, '[log]', 'on_failure = "continue"'), '23:1'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} warning config-invalid`])
  })
})
