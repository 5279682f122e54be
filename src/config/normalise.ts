/** A valid configuration → the settings that the steps see. */
import type {
  AuthenticateSettings,
  CallerSettings,
  MapRule,
  MungeSettings,
  PoolSettings,
  ServiceSettings,
  Settings,
  X509Settings,
} from '../core/settings'
import type { Place } from '../core/errors'
import { pointerTo } from './locate'
import { ciOf, oidcOf } from './normalise-ci'
import type { Configuration } from './schema'
import { bytes, limit, milliseconds, octal, range, seconds } from './units'

type Item<L> = L extends readonly (infer T)[] ? T : never
type MapTable = Item<Configuration['map']>
type PoolTable = Item<Configuration['pool']>
type X509Table = NonNullable<Configuration['authenticate']['x509']>
type MungeTable = NonNullable<Configuration['authenticate']['munge']>

/** `placeOf` tells where a table (JSON pointer) stands. MUST only be called after src/config/rules.ts found no error. */
export function normalise(
  { service, caller, authenticate, authorize, map, pool, environment, launch, ci, record, log }: Configuration,
  path: string,
  placeOf: (pointer: string) => Place,
): Settings {
  const placed = (table: string, index: number) => placeOf(pointerTo(`/${table}`, index))
  return {
    path,
    service: serviceOf(service),
    callers: caller.map((table, index): CallerSettings => ({ ...table, place: placed('caller', index) })),
    authenticate: authenticateOf(authenticate, (index) => placeOf(pointerTo('/authenticate/oidc', index))),
    authorize: {
      banDn: authorize.ban_dn,
      banFqan: authorize.ban_fqan,
      banSubject: authorize.ban_subject,
      allowDn: authorize.allow_dn,
      allowFqan: authorize.allow_fqan,
    },
    maps: map.map((table, index) => mapOf(table, placed('map', index))),
    pools: pool.map((table, index) => poolOf(table, placed('pool', index))),
    environment: {
      allow: environment.allow,
      deny: environment.deny,
      set: environment.set,
      path: environment.path,
      onMalformed: environment.on_malformed,
      explicit: environment.explicit,
      maxBytes: bytes(environment.max_size),
    },
    launch: {
      cwd: launch.cwd,
      tempDirectory: launch.temp_directory,
      umask: launch.umask === 'keep' ? 'keep' : octal(launch.umask),
      limits: Object.entries(launch.limits).map(([name, value]) => ({ name, ...limit(value) })),
      session: launch.session,
      noNewPrivs: launch.no_new_privs,
      graceMilliseconds: milliseconds(launch.grace),
      targetProxy: launch.target_proxy,
      execLabel: launch.exec_label,
    },
    ...(ci === undefined ? {} : { ci: ciOf(ci, placeOf) }),
    record: {
      directory: record.directory,
      historyMaxFiles: record.history_max_files,
      historyMaxAge: seconds(record.history_max_age),
      mode: octal(record.mode),
    },
    log: {
      file: log.file === 'none' ? undefined : log.file,
      syslog: log.syslog,
      syslogSocket: log.syslog_socket,
      onFailure: log.on_failure,
    },
  }
}

const serviceOf = (service: Configuration['service']): ServiceSettings => ({
  account: service.account,
  warm: service.warm,
  socket: service.socket,
  decisionTimeoutMs: milliseconds(service.decision_timeout),
  guardianUidOffset: service.guardian_uid_offset,
  targetUids: service.target_uids.map(range),
  targetGids: service.target_gids.map(range),
  targetGroups: service.target_groups,
  allowSystem: service.allow_system,
  logOnly: service.log_only,
  node: service.node,
  nodeOptions: service.node_options,
})

const authenticateOf = (
  { x509, munge, oidc, unix }: Configuration['authenticate'],
  placeOfIssuer: (index: number) => Place,
): AuthenticateSettings => ({
  x509: x509 === undefined ? undefined : x509Of(x509),
  munge: munge === undefined ? undefined : mungeOf(munge),
  oidc: oidc.map((issuer, index) => oidcOf(issuer, placeOfIssuer(index))),
  unix,
})

const mungeOf = (munge: MungeTable): MungeSettings => ({
  socket: munge.socket,
  maxAge: seconds(munge.max_age),
  program: munge.program,
  hosts: munge.hosts,
  anyNode: munge.any_node,
  ledger: munge.ledger,
})

const x509Of = (x509: X509Table): X509Settings => ({
  caDirectory: x509.ca_directory,
  vomsDirectory: x509.voms_directory,
  crl: x509.crl,
  signingPolicy: x509.signing_policy,
  proxies: x509.proxies,
  allowPlainCertificate: x509.allow_plain_certificate,
  limited: x509.limited,
  allowIndependent: x509.allow_independent,
  allowUnknownPolicy: x509.allow_unknown_policy,
  lifetimes: Object.entries(x509.max_lifetime).map(([level, text]) => ({
    level: level === 'leaf' ? 'leaf' : Number(level),
    seconds: seconds(text),
  })),
  maxDelegations: x509.max_delegations,
  maxFileBytes: bytes(x509.max_file_size),
  minRsaBits: x509.min_rsa_bits,
  minProxyRsaBits: x509.min_proxy_rsa_bits,
  allowSha1: x509.allow_sha1,
  clockSkew: seconds(x509.clock_skew),
  voms: x509.voms,
  badAttributeCertificate: x509.bad_attribute_certificate,
  maxVomsLifetime: x509.max_voms_lifetime === undefined ? undefined : seconds(x509.max_voms_lifetime),
  hostNames: x509.host_names,
})

function mapOf(rule: MapTable, place: Place): MapRule {
  return {
    name: rule.name,
    kinds: rule.credentials,
    from: sourceOf(rule),
    groups: {
      source: rule.groups,
      groupmapfile: rule.groupmapfile,
      mapAll: rule.map_all ?? false,
      mapMinimum: rule.map_minimum ?? 0,
      toSecondary: rule.to_secondary ?? false,
    },
    leaseSuffix: rule.lease_suffix ?? 'none',
    // A person's own account may be in use beside the launch: what the launch did not start is not its to kill.
    reap: rule.reap ?? (rule.from === 'account' || rule.from === 'template' ? 'tree' : 'account'),
    place,
  }
}

/** src/config/rules.ts has seen that the keys are there which `from` needs. */
function sourceOf({ from, file = '', wildcards = true, subject, account = '', template = '', pool = '' }: MapTable) {
  switch (from) {
    case 'grid-mapfile':
    case 'voms-mapfile':
      return { type: from, file, wildcards }
    case 'account':
      return { type: from, subject, account }
    case 'template':
      return { type: from, template }
    case 'pool':
      return { type: from, pool }
  }
}

const DEFAULT_PER_IDENTITY = 100

const poolOf = (pool: PoolTable, place: Place): PoolSettings => ({
  name: pool.name,
  prefix: pool.prefix,
  directory: pool.directory,
  sharing: pool.sharing,
  maxPerIdentity: pool.sharing === 'identity' ? 1 : (pool.max_per_identity ?? DEFAULT_PER_IDENTITY),
  strictPrefix: pool.strict_prefix,
  overrideInconsistency: pool.override_inconsistency,
  ...(pool.clean === undefined ? {} : { clean: pool.clean }),
  place,
})
