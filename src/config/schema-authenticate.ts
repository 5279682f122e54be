/** `[authenticate]`: how each kind of credential is verified. Defaults are the strict choice. */
import {
  choice,
  choices,
  dictionary,
  flag,
  integer,
  optional,
  optionalWith,
  table,
  tables,
  text,
  texts,
} from './schema-language'

const POLICIES = ['required', 'if-present', 'ignore'] as const

/** RFC 7518 §3.1 without "none" and without HMAC: a shared secret proves nothing about the issuer. */
const SIGNATURE_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

const x509Table = () =>
  table(
    {
      ca_directory: optionalWith(
        text('path', 'Trusted CAs with hash links, CRLs (.r0) and .signing_policy.'),
        '/etc/grid-security/certificates',
      ),
      voms_directory: optionalWith(text('path', 'VOs and their .lsc files.'), '/etc/grid-security/vomsdir'),
      crl: optionalWith(
        choice(POLICIES, 'Whether each CA must have a valid CRL. LCMAPS is content without ("if-present").'),
        'required',
      ),
      signing_policy: optionalWith(
        choice(POLICIES, 'Whether each CA must have a .signing_policy. LCMAPS never reads it ("ignore").'),
        'required',
      ),
      proxies: optionalWith(choices(['rfc', 'draft', 'legacy'] as const, 'Generations of proxies.', 1), ['rfc']),
      allow_plain_certificate: optionalWith(flag('Accept a certificate that is no proxy.'), false),
      limited: optionalWith(choice(['allow', 'refuse', 'require'], 'What holds for limited proxies.'), 'allow'),
      allow_independent: optionalWith(flag('Accept independent proxies (RFC 3820 §3.8.2); LCMAPS does.'), false),
      allow_unknown_policy: optionalWith(
        flag('Accept proxies whose policy language is unknown; RFC 3820 §3.8.2 forbids it, LCMAPS does not.'),
        false,
      ),
      max_lifetime: optionalWith(
        dictionary(
          'level',
          text('duration', 'From notBefore to notAfter.'),
          'Longest lifetime of proxies by delegation: "0" is the first, "leaf" the last and decides alone there (LCMAPS: --max-proxy-level-ttl).',
        ),
        {},
      ),
      max_delegations: optionalWith(integer(0, 50, 'Proxies in one chain.'), 10),
      max_file_size: optionalWith(text('size', 'Largest proxy file; at most 4MiB.'), '1MiB'),
      min_rsa_bits: optionalWith(integer(1024, 16384, 'Shortest RSA key of users and CAs.'), 2048),
      min_proxy_rsa_bits: optionalWith(integer(512, 16384, 'Shortest RSA key of a proxy.'), 2048),
      allow_sha1: optionalWith(flag('Accept SHA-1 signatures below the root.'), false),
      clock_skew: optionalWith(text('duration', 'By how much clocks may differ; at most 1h.'), '1m'),
      voms: optionalWith(
        choice(['require', 'use', 'ignore'], 'VOMS attributes: demanded, used where there are some, or not read.'),
        'use',
      ),
      bad_attribute_certificate: optionalWith(
        choice(['refuse', 'ignore'], 'VOMS attributes that cannot be trusted: refuse, or go on with the DN (LCMAPS).'),
        'refuse',
      ),
      max_voms_lifetime: optional(text('duration', 'Longest lifetime of VOMS attributes.')),
      host_names: optionalWith(texts('host', 'Names of this machine for VOMS targets. Empty: its own host name.'), []),
    },
    'X.509 proxies and VOMS. The table switches them on.',
  )

const mungeTable = () =>
  table(
    {
      socket: optional(text('plainPath', 'Socket of munged, where it is not the usual one.')),
      max_age: optionalWith(text('duration', 'Oldest credential; at most 1h.'), '5m'),
      program: optionalWith(text('plainPath', 'unmunge(1).'), '/usr/bin/unmunge'),
      hosts: optionalWith(
        texts('address', 'Addresses of the machines whose credentials are accepted. Empty: any that has the key.'),
        [],
      ),
      any_node: optionalWith(
        flag(
          'Accept credentials that name no machine to run on (mapexec bind --node "*"); each could be used once on each.',
        ),
        false,
      ),
      ledger: optionalWith(
        text('plainPath', 'Where used credentials are remembered; the directory belongs to the service account.'),
        '/var/lib/mapexec/cache/munge',
      ),
    },
    'MUNGE credentials, bound to a launch by "mapexec bind". The table switches them on.',
  )

const oidcTable = () =>
  table(
    {
      name: text('name', 'Name of this issuer, for the log.'),
      issuer: text('https', 'The "iss" claim, exactly.'),
      audience: texts('subject', 'Values of the "aud" claim, of which the token must have one.', 1),
      algorithms: optionalWith(choices(SIGNATURE_ALGORITHMS, 'Signature algorithms.', 1), ['RS256', 'ES256']),
      jwks_file: optional(text('path', 'Keys of the issuer, from a file.')),
      jwks_url: optional(text('https', 'Keys of the issuer, from another place than it says itself.')),
      ca_file: optional(text('path', 'CAs for the connection to the issuer, besides those of the system.')),
      subject_claim: optional(
        text('claim', 'Claim that names the subject for lists and leases. Default: user_claim, else "sub".'),
      ),
      user_claim: optional(text('claim', 'Claim that names the user.')),
      groups_claim: optional(text('claim', 'Claim that lists groups.')),
      leeway: optionalWith(text('duration', 'By how much clocks may differ; at most 1h.'), '30s'),
      types: optionalWith(texts('subject', 'Values of the header "typ" that are accepted; none at all is, too.'), [
        'JWT',
        'at+jwt',
      ]),
      max_lifetime: optional(text('duration', 'Longest lifetime of a token, from "iat" to "exp".')),
      require: optionalWith(
        dictionary(
          'claim',
          texts('subject', 'Patterns (fnmatch(3)), of which one must match.', 1),
          'Claims that a token must have: claim = ["pattern", …]. Of a list, and of the words of "scope", one must match.',
        ),
        {},
      ),
      claims: optionalWith(claimsTable(), {} as never),
      ci_only: optionalWith(
        flag('Tokens are good for "mapexec ci" only, so that nobody goes around the rules of [ci] with "mapexec run".'),
        false,
      ),
      keys_directory: optionalWith(
        text('plainPath', 'Where fetched keys are kept; the directory belongs to the service account.'),
        '/var/lib/mapexec/cache/jwks',
      ),
      keys_max_age: optionalWith(
        text('duration', 'How long fetched keys are used; less where the issuer says so.'),
        '1d',
      ),
      keys_max_stale: optionalWith(
        text('duration', 'How much longer they are used while the issuer does not answer; at most 30d.'),
        '1d',
      ),
      fetch_timeout: optionalWith(
        text('shortDuration', 'How long fetching keys may take; less than [service] decision_timeout.'),
        '5s',
      ),
    },
    'One issuer of tokens.',
  )

const claimsTable = () =>
  table(
    {
      user_id: optional(text('claim', 'Number of the user that stays when the name changes, e.g. "user_id".')),
      project: optionalWith(texts('claim', 'Path of the project; the first is the one that runs the job.', 1), [
        'job_project_path',
        'project_path',
      ]),
      project_id: optionalWith(texts('claim', 'Number of the project; the first that a token has counts.', 1), [
        'job_project_id',
        'project_id',
      ]),
      source: optionalWith(text('claim', 'What started the pipeline.'), 'pipeline_source'),
      protected_ref: optionalWith(text('claim', '"true" where the branch or tag is protected.'), 'ref_protected'),
      job: optionalWith(text('claim', 'Number of the job.'), 'job_id'),
      pipeline: optionalWith(text('claim', 'Number of the pipeline.'), 'pipeline_id'),
      runner: optionalWith(text('claim', 'Number of the runner.'), 'runner_id'),
    },
    'Names of the claims that the rules of [ci] ask for; the defaults are those of GitLab.',
  )

export const authenticateTable = () =>
  table(
    {
      x509: optional(x509Table()),
      munge: optional(mungeTable()),
      oidc: tables(oidcTable(), 'Issuers of tokens.'),
      unix: optionalWith(flag('The caller\'s own uid is a credential, for callers who may present "unix".'), false),
    },
    'How credentials are verified.',
  )
