import { settingsOf, PATH, good } from './support'

/** Every key, each with another value than its default. */
const FULL = `
[service]
account = "mx"
warm = "require"
socket = "/run/mx/socket"
decision_timeout = "20500ms"
guardian_uid_offset = 200000
target_uids = ["2000-2999", "5000"]
target_gids = ["70-80"]
target_groups = ["users", "pool"]
allow_system = true
log_only = true
node = "/opt/node/bin/node"
node_options = ["--jitless", "--max-old-space-size=64"]

[[caller]]
name = "pilots"
users = ["pilot"]
groups = ["pilots"]
credentials = ["x509", "oidc", "munge", "unix"]
maps = ["a", "b"]
pools = ["p"]
accounts = ["alice"]
environment = ["OSG_*"]
commands = ["/usr/bin/*"]
keyless = true

[authenticate]
unix = true

[authenticate.x509]
ca_directory = "/ca"
voms_directory = "/vomsdir"
crl = "if-present"
signing_policy = "ignore"
proxies = ["legacy", "rfc"]
allow_plain_certificate = true
limited = "require"
allow_independent = true
allow_unknown_policy = true
max_lifetime = { leaf = "24h", 0 = "10d" }
max_delegations = 3
max_file_size = "64KiB"
min_rsa_bits = 4096
min_proxy_rsa_bits = 1024
allow_sha1 = true
clock_skew = "5m"
voms = "require"
bad_attribute_certificate = "ignore"
max_voms_lifetime = "12h"
host_names = ["wn1.example.org"]

[authenticate.munge]
socket = "/run/munge/munge.socket.2"
max_age = "1m"
program = "/opt/bin/unmunge"
hosts = ["192.0.2.7"]
any_node = true
ledger = "/var/lib/munged"

[[authenticate.oidc]]
name = "gitlab"
issuer = "https://gitlab.example.org"
audience = ["https://runner.example.org"]
algorithms = ["ES384"]
jwks_file = "/etc/mapexec/jwks.json"
ca_file = "/etc/mapexec/ca.pem"
subject_claim = "job_id"
user_claim = "user_login"
groups_claim = "groups_direct"
leeway = "5s"

[authorize]
ban_dn = ["/a"]
ban_fqan = ["/b"]
ban_subject = ["/c"]
allow_dn = ["/d"]
allow_fqan = ["/e"]

[[map]]
name = "a"
credentials = ["x509"]
from = "voms-mapfile"
file = "/vm"
wildcards = false
groups = "fqan+account"
groupmapfile = "/gm"
map_all = true
map_minimum = 2
to_secondary = true
lease_suffix = "primary-group"
reap = "tree"

[[map]]
name = "b"
from = "account"
subject = "alice"
account = "alice"
reap = "account"

[[map]]
name = "c"
from = "template"
template = "ci_{user_login}"

[[map]]
name = "d"
from = "pool"
pool = "p"

[[pool]]
name = "p"
prefix = "pp"
directory = "/gmd"
sharing = "launch"
max_per_identity = 7
strict_prefix = false
override_inconsistency = true

[environment]
allow = ["LANG"]
deny = ["LC_ALL"]
set = { SITE = "here" }
path = "/usr/bin"
on_malformed = "refuse"
explicit = "listed"
max_size = "8KiB"

[launch]
cwd = "/scratch"
temp_directory = "/var/tmp"
umask = "keep"
limits = { core = 0, nofile = "1024:4096", cpu = "unlimited" }
session = "new"
no_new_privs = true
grace = "2s"
target_proxy = "none"
exec_label = "apparmor:payload"

[record]
directory = "/run/mx"
history_max_files = 5
history_max_age = "1h"
mode = "0640"

[log]
file = "none"
syslog = true
syslog_socket = "/run/log"
on_failure = "continue"
`

test('every key reaches the settings', () => {
  // Of the table that begins one line above its name.
  const above = (name: string) => ({ file: PATH, line: FULL.split('\n').indexOf(name), column: 1 })
  expect(settingsOf(FULL)).toEqual({
    path: PATH,
    service: {
      account: 'mx',
      warm: 'require',
      socket: '/run/mx/socket',
      decisionTimeoutMs: 20_500,
      guardianUidOffset: 200000,
      targetUids: [
        { first: 2000, last: 2999 },
        { first: 5000, last: 5000 },
      ],
      targetGids: [{ first: 70, last: 80 }],
      targetGroups: ['users', 'pool'],
      allowSystem: true,
      logOnly: true,
      node: '/opt/node/bin/node',
      nodeOptions: ['--jitless', '--max-old-space-size=64'],
    },
    callers: [
      {
        name: 'pilots',
        users: ['pilot'],
        groups: ['pilots'],
        credentials: ['x509', 'oidc', 'munge', 'unix'],
        maps: ['a', 'b'],
        pools: ['p'],
        accounts: ['alice'],
        environment: ['OSG_*'],
        commands: ['/usr/bin/*'],
        keyless: true,
        place: above('name = "pilots"'),
      },
    ],
    authenticate: {
      x509: {
        caDirectory: '/ca',
        vomsDirectory: '/vomsdir',
        crl: 'if-present',
        signingPolicy: 'ignore',
        proxies: ['legacy', 'rfc'],
        allowPlainCertificate: true,
        limited: 'require',
        allowIndependent: true,
        allowUnknownPolicy: true,
        lifetimes: expect.arrayContaining([
          { level: 0, seconds: 864_000 },
          { level: 'leaf', seconds: 86_400 },
        ]) as unknown,
        maxDelegations: 3,
        maxFileBytes: 65_536,
        minRsaBits: 4096,
        minProxyRsaBits: 1024,
        allowSha1: true,
        clockSkew: 300,
        voms: 'require',
        badAttributeCertificate: 'ignore',
        maxVomsLifetime: 43_200,
        hostNames: ['wn1.example.org'],
      },
      munge: {
        socket: '/run/munge/munge.socket.2',
        maxAge: 60,
        program: '/opt/bin/unmunge',
        hosts: ['192.0.2.7'],
        anyNode: true,
        ledger: '/var/lib/munged',
      },
      oidc: [
        // Its other keys: test/authenticate/oidc.
        expect.objectContaining({
          name: 'gitlab',
          issuer: 'https://gitlab.example.org',
          audience: ['https://runner.example.org'],
          algorithms: ['ES384'],
          jwksFile: '/etc/mapexec/jwks.json',
          jwksUrl: undefined,
          caFile: '/etc/mapexec/ca.pem',
          subjectClaim: 'job_id',
          userClaim: 'user_login',
          groupsClaim: 'groups_direct',
          leeway: 5,
        }) as unknown,
      ],
      unix: true,
    },
    authorize: { banDn: ['/a'], banFqan: ['/b'], banSubject: ['/c'], allowDn: ['/d'], allowFqan: ['/e'] },
    maps: [
      {
        name: 'a',
        kinds: ['x509'],
        from: { type: 'voms-mapfile', file: '/vm', wildcards: false },
        groups: { source: 'fqan+account', groupmapfile: '/gm', mapAll: true, mapMinimum: 2, toSecondary: true },
        leaseSuffix: 'primary-group',
        reap: 'tree',
        place: above('name = "a"'),
      },
      {
        ...PLAIN_RULE,
        name: 'b',
        from: { type: 'account', subject: 'alice', account: 'alice' },
        reap: 'account',
        place: above('name = "b"'),
      },
      {
        ...PLAIN_RULE,
        name: 'c',
        from: { type: 'template', template: 'ci_{user_login}' },
        reap: 'tree',
        place: above('name = "c"'),
      },
      { ...PLAIN_RULE, name: 'd', from: { type: 'pool', pool: 'p' }, reap: 'account', place: above('name = "d"') },
    ],
    pools: [
      {
        name: 'p',
        prefix: 'pp',
        directory: '/gmd',
        sharing: 'launch',
        maxPerIdentity: 7,
        strictPrefix: false,
        overrideInconsistency: true,
        place: above('name = "p"'),
      },
    ],
    environment: {
      allow: ['LANG'],
      deny: ['LC_ALL'],
      set: { SITE: 'here' },
      path: '/usr/bin',
      onMalformed: 'refuse',
      explicit: 'listed',
      maxBytes: 8192,
    },
    launch: {
      cwd: '/scratch',
      tempDirectory: '/var/tmp',
      umask: 'keep',
      limits: [
        { name: 'core', soft: 0n, hard: 0n },
        { name: 'nofile', soft: 1024n, hard: 4096n },
        { name: 'cpu', soft: undefined, hard: undefined },
      ],
      session: 'new',
      noNewPrivs: true,
      graceMilliseconds: 2000,
      targetProxy: 'none',
      execLabel: 'apparmor:payload',
    },
    record: { directory: '/run/mx', historyMaxFiles: 5, historyMaxAge: 3600, mode: 0o640 },
    log: { file: undefined, syslog: true, syslogSocket: '/run/log', onFailure: 'continue' },
  })
})

const PLAIN_RULE = {
  kinds: [],
  groups: { source: 'account', groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
  leaseSuffix: 'none',
}

describe('what is left out is the safe choice', () => {
  const settings = settingsOf(good(['voms = "use"', '']))

  test('for proxies', () => {
    expect(settings.authenticate.x509).toMatchObject({
      crl: 'required',
      signingPolicy: 'required',
      proxies: ['rfc'],
      allowPlainCertificate: false,
      allowIndependent: false,
      allowUnknownPolicy: false,
      allowSha1: false,
      minRsaBits: 2048,
      badAttributeCertificate: 'refuse',
    })
  })

  test('for callers', () => {
    expect(settings.callers[0]).toMatchObject({ keyless: false, environment: [] })
  })

  test('for pools', () => {
    expect(settings.pools[0]).toMatchObject({ sharing: 'identity', maxPerIdentity: 1, strictPrefix: true })
  })

  test('for the log', () => {
    expect(settings.log).toEqual({
      file: '/var/log/mapexec/audit.log',
      syslog: true,
      syslogSocket: '/dev/log',
      onFailure: 'refuse',
    })
  })

  test('for switching', () => {
    expect(settings.service).toMatchObject({ account: 'mapexec', logOnly: false, allowSystem: false, warm: 'off' })
    expect(settings.authenticate.unix).toBe(false)
  })
})
