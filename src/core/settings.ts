/**
 * The configuration after validation and normalisation: what the steps see. Durations are seconds unless the
 * name says otherwise, sizes bytes, names resolved to numbers only where the name says uid/gid.
 * Written in `/etc/mapexec/mapexec.toml`; `src/config/` turns the one into the other.
 */
import type { CredentialKind } from './stages'
import type { Place } from './errors'
import type { CiSettings, ClaimNames } from './settings-ci'

export type Policy = 'required' | 'if-present' | 'ignore'
export type ProxyGeneration = 'rfc' | 'draft' | 'legacy'

export interface NumberRange {
  readonly first: number
  readonly last: number
}

export interface ServiceSettings {
  readonly account: string
  readonly warm: 'off' | 'prefer' | 'require'
  readonly socket: string
  readonly decisionTimeoutMs: number
  readonly guardianUidOffset: number
  /** Uids that a payload may ever have. */
  readonly targetUids: readonly NumberRange[]
  readonly targetGids: readonly NumberRange[]
  /** Names of groups allowed besides `targetGids`; resolved when helper.conf is written. */
  readonly targetGroups: readonly string[]
  /** Target ids below 1000 and those of `nobody` are allowed; never 0. */
  readonly allowSystem: boolean
  /** Authorise, log, run as the caller: gLExec without its setuid bit. */
  readonly logOnly: boolean
  /** Absolute path of the Node binary the decider runs on. */
  readonly node: string
  /** Extra Node options, e.g. `--jitless`. */
  readonly nodeOptions: readonly string[]
}

/** `[[caller]]`: who may ask at all, and for what. */
export interface CallerSettings {
  readonly name: string
  readonly users: readonly string[]
  readonly groups: readonly string[]
  readonly credentials: readonly CredentialKind[]
  /** Names of `[[map]]` rules this caller may reach; undefined: all. */
  readonly maps: readonly string[] | undefined
  /** Names of `[[pool]]` tables this caller may take accounts from; undefined: all. */
  readonly pools: readonly string[] | undefined
  /** Local accounts (exact names) this caller may reach by static mapping; undefined: all that map. */
  readonly accounts: readonly string[] | undefined
  /** Further environment names and globs passed for this caller. */
  readonly environment: readonly string[]
  /** Absolute commands (fnmatch patterns) this caller may run; undefined: any. */
  readonly commands: readonly string[] | undefined
  /** May give a certificate without its private key (gLExec's omission_private_key_white_list). */
  readonly keyless: boolean
  readonly place: Place | undefined
}

export interface LifetimeLimit {
  /** 0 = first delegation below the end-entity certificate; 'leaf' = the last; it overrides the level's. */
  readonly level: number | 'leaf'
  /** notAfter - notBefore may not be longer than this. */
  readonly seconds: number
}

export interface X509Settings {
  readonly caDirectory: string
  readonly vomsDirectory: string
  readonly crl: Policy
  readonly signingPolicy: Policy
  readonly proxies: readonly ProxyGeneration[]
  /** A plain end-entity certificate without a proxy: refused unless allowed. */
  readonly allowPlainCertificate: boolean
  readonly limited: 'allow' | 'refuse' | 'require'
  /** Each strictness beyond LCMAPS has its switch (reference: LCMAPS verify-proxy accepts these). */
  readonly allowIndependent: boolean
  readonly allowUnknownPolicy: boolean
  readonly lifetimes: readonly LifetimeLimit[]
  readonly maxDelegations: number
  readonly maxFileBytes: number
  readonly minRsaBits: number
  readonly minProxyRsaBits: number
  readonly allowSha1: boolean
  /** Seconds by which clocks may differ. */
  readonly clockSkew: number
  readonly voms: 'require' | 'use' | 'ignore'
  readonly badAttributeCertificate: 'refuse' | 'ignore'
  readonly maxVomsLifetime: number | undefined
  /** Host names this machine answers to for AC targets. Empty: its own host name. */
  readonly hostNames: readonly string[]
}

export interface MungeSettings {
  readonly socket: string | undefined
  /** Seconds. */
  readonly maxAge: number
  /** unmunge(1) program. */
  readonly program: string
  /** Addresses of machines whose credentials are accepted. Empty: any of the realm. */
  readonly hosts: readonly string[]
  /** Credentials that name no machine to run on are accepted, too: each machine's ledger is its own. */
  readonly anyNode: boolean
  /** Where used credentials are remembered: a directory of the service account, 0700. */
  readonly ledger: string
}

export interface OidcSettings {
  readonly name: string
  readonly issuer: string
  readonly audience: readonly string[]
  readonly algorithms: readonly string[]
  readonly jwksFile: string | undefined
  readonly jwksUrl: string | undefined
  readonly caFile: string | undefined
  readonly subjectClaim: string
  readonly userClaim: string | undefined
  readonly groupsClaim: string | undefined
  readonly leeway: number
  /** Values of the header `typ` besides none at all, in small letters. */
  readonly types: readonly string[]
  /** From `iat` to `exp` at most; undefined: any. */
  readonly maxLifetime: number | undefined
  /** Claim → patterns, of which one must match (fnmatch(3); a list, or the words of `scope`, one by one). */
  readonly require: Readonly<Record<string, readonly string[]>>
  readonly claims: ClaimNames
  /** Tokens are good for the stages of CI jobs only: whoever holds one cannot go around the rules of `[ci]`. */
  readonly ciOnly: boolean
  /** Where fetched keys are kept: a directory of the service account, 0700. */
  readonly keysDirectory: string
  /** How long fetched keys are used without asking again, and how long when the issuer does not answer. */
  readonly keysMaxAge: number
  readonly keysMaxStale: number
  readonly fetchTimeoutMs: number
  readonly place: Place | undefined
}

export interface AuthenticateSettings {
  readonly x509: X509Settings | undefined
  readonly munge: MungeSettings | undefined
  readonly oidc: readonly OidcSettings[]
  /** The caller's own uid is the credential, for callers whose `credentials` list holds `unix`. */
  readonly unix: boolean
}

export interface AuthorizeSettings {
  readonly banDn: readonly string[]
  readonly banFqan: readonly string[]
  readonly banSubject: readonly string[]
  /** Empty: everybody who maps. */
  readonly allowDn: readonly string[]
  readonly allowFqan: readonly string[]
}

/** `[[map]]`: rules in order, the first that yields an account wins. */
export interface MapRule {
  readonly name: string
  /** Credential kinds the rule is for; empty: all. */
  readonly kinds: readonly CredentialKind[]
  readonly from:
    /** DN → account or `.pool`, LCMAPS grid-mapfile. */
    | { readonly type: 'grid-mapfile'; readonly file: string; readonly wildcards: boolean }
    /** FQAN → account or `.pool`; FQANs are tried in AC order. */
    | { readonly type: 'voms-mapfile'; readonly file: string; readonly wildcards: boolean }
    /** Exact subject (DN, unix name, token subject) → account. */
    | { readonly type: 'account'; readonly subject: string | undefined; readonly account: string }
    /** `{claim}` template → account name. */
    | { readonly type: 'template'; readonly template: string }
    /** Everybody the rule is for → pool. */
    | { readonly type: 'pool'; readonly pool: string }
  /** Where primary and secondary groups come from. */
  readonly groups: {
    /** `account`: all groups of the account. `fqan`: groupmapfile decides. `fqan+account`: both, FQAN first. */
    readonly source: 'account' | 'fqan' | 'fqan+account'
    readonly groupmapfile: string | undefined
    /** Every FQAN must map (LCMAPS -mapall). */
    readonly mapAll: boolean
    readonly mapMinimum: number
    /** The first FQAN, too, gives only a secondary group. */
    readonly toSecondary: boolean
  }
  /** Which kind of lease name: `dn` (poolaccount) or `dn+groups` (voms_poolaccount). */
  readonly leaseSuffix: 'none' | 'groups' | 'primary-group'
  /** Kill everything of the account at the end (`account`), or only the launch's own process tree. */
  readonly reap: 'account' | 'tree'
  readonly place: Place | undefined
}

export interface PoolSettings {
  readonly name: string
  /** Account names are prefix + digits. */
  readonly prefix: string
  readonly directory: string
  readonly sharing: 'identity' | 'launch'
  /** With sharing = "launch": how many accounts one identity may hold at once (LCMAPS max 9999). */
  readonly maxPerIdentity: number
  readonly strictPrefix: boolean
  /** A lease that points to another pool is replaced instead of refused (LCMAPS -override_inconsistency). */
  readonly overrideInconsistency: boolean
  /** Program that cleans an account before it goes back to the pool (mapexec-admin(8), "Cleaning"); absent: none. */
  readonly clean?: string
  readonly place: Place | undefined
}

export interface EnvironmentSettings {
  /** Names and globs (`*`, `?`) passed from the caller. The built-in deny list wins. */
  readonly allow: readonly string[]
  readonly deny: readonly string[]
  readonly set: Readonly<Record<string, string>>
  readonly path: string
  readonly onMalformed: 'drop' | 'refuse'
  /** Variables that the caller names itself (--env, GLEXEC_ENV): `any` name off the deny list, or only `listed` ones. */
  readonly explicit: 'any' | 'listed'
  readonly maxBytes: number
}

export interface LaunchSettings {
  /** keep: the caller's; home; temp: fresh 0700 directory of the target, removed at the end; or an absolute path. */
  readonly cwd: string
  readonly tempDirectory: string
  readonly umask: number | 'keep'
  readonly limits: readonly {
    readonly name: string
    readonly soft: bigint | undefined
    readonly hard: bigint | undefined
  }[]
  readonly session: 'auto' | 'new' | 'keep'
  readonly noNewPrivs: boolean
  readonly graceMilliseconds: number
  readonly targetProxy: 'copy' | 'none'
  /** e.g. `selinux:system_u:...` or `apparmor:profile`. */
  readonly execLabel: string | undefined
}

export interface RecordSettings {
  readonly directory: string
  readonly historyMaxFiles: number
  readonly historyMaxAge: number
  /** Permission bits of record files: 0644 unless configured. */
  readonly mode: number
}

export interface LogSettings {
  readonly file: string | undefined
  readonly syslog: boolean
  readonly syslogSocket: string
  /** `required`: no log, no launch. */
  readonly onFailure: 'refuse' | 'continue'
}

export interface Settings {
  readonly path: string
  readonly service: ServiceSettings
  readonly callers: readonly CallerSettings[]
  readonly authenticate: AuthenticateSettings
  readonly authorize: AuthorizeSettings
  readonly maps: readonly MapRule[]
  readonly pools: readonly PoolSettings[]
  readonly environment: EnvironmentSettings
  readonly launch: LaunchSettings
  /** Undefined: no CI jobs here. */
  readonly ci?: CiSettings
  readonly record: RecordSettings
  readonly log: LogSettings
}
