/**
 * The values that flow through the pipeline. Each step's result is the next step's argument, branded, so that a
 * skipped step does not compile. Only the owning folder may mint its brand (test/architecture.test.ts).
 */
import type { FileFacts, Account } from './system'
import type { Place } from './errors'
import type { Reason } from './reasons'
import type { CallerSettings } from './settings'
import type { Trace } from './trace'

declare const brand: unique symbol
type Stage<Name extends string> = { readonly [brand]: Name }

/** The fields of a stage without its brand. */
export type Plain<S> = Omit<S, typeof brand>

/** Brands a value. Only the folder that owns the stage may call it (test/architecture.test.ts). */
export const mint = <S>(fields: Plain<S>): S => fields as S

export type CredentialKind = 'x509' | 'oidc' | 'munge' | 'unix'

/** Who started the helper, as the kernel says. */
export interface Caller {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  /** Of the helper process, with its start time (field 22 of /proc/PID/stat, clock ticks). */
  readonly pid: number
  readonly startTime: bigint
}

/** A file read by the helper with the caller's own rights. */
export interface CallerFile {
  readonly path: string
  readonly facts: FileFacts
  readonly bytes: Uint8Array
}

export interface EnvironmentEntry {
  readonly name: string
  readonly value: string
  /** The caller named it on purpose (--env, GLEXEC_ENV), it was not merely inherited. */
  readonly explicit?: true
}

/** `answer`: decided and mapped as for a launch, but only an answer is printed (`mapexec ci config`). */
export type Purpose = 'launch' | 'explain' | 'answer'
export type Frontend = 'run' | 'explain' | 'glexec' | 'ci'
export type GlexecMode = 'lcmaps_get_account' | 'lcmaps_verify_account'

/** Which credential the caller offers; paths are absolute. */
export interface CredentialOffer {
  readonly kind: CredentialKind
  /** Undefined for `unix`. */
  readonly path?: string
  /** The credential itself, where it came in the request (an ID token among CI variables): untrusted bytes. */
  readonly token?: Uint8Array
  /** The caller named no credential at all: its own uid is offered, where it may be used. */
  readonly implied?: true
}

export type CiStage = 'config' | 'prepare' | 'run' | 'cleanup' | 'release'

/** A stage as the runner calls it; paths are absolute. */
export interface CiCall {
  readonly stage: CiStage
  readonly subStage: string | undefined
  readonly scriptPath: string | undefined
  readonly responsePath: string | undefined
}

/** What the job response says of the job (gitlab-runner, common/spec/spec.go), as far as it is needed. */
export interface CiResponse {
  readonly id: string
  readonly projectId: string | undefined
  readonly pipelineId: string | undefined
  readonly userId: string | undefined
  /** `variables[]`, the last of each name; values of secrets are among them. */
  readonly variables: ReadonlyMap<string, string>
}

/** A stage of a CI job. Nothing of it is believed for identity: the token is, and it must fit to the response. */
export interface CiJob {
  readonly stage: CiStage
  /** `build_script`, `after_script` …; only with stage `run`. */
  readonly subStage: string | undefined
  readonly response: CiResponse
  /** Variables of the job as the runner passed them on (`CUSTOM_ENV_` removed): its author chose them. */
  readonly variables: ReadonlyMap<string, string>
  /** With stage `run`: the script's bytes. */
  readonly script: Uint8Array | undefined
  /** What the payload becomes, once the account is known (src/executor/). */
  readonly plan: (target: Target) => StagePlan
}

/** The payload of a CI stage. */
export interface StagePlan {
  readonly command: readonly string[]
  readonly cwd: string
  readonly stdin: Uint8Array | undefined
  /** The launch's own names, besides HOME, USER and the like. */
  readonly environment: readonly EnvironmentEntry[]
  readonly umask: number
}

/** What the caller asks for, parsed from argument vector and environment. Nothing here is believed for identity. */
export interface LaunchRequest extends Stage<'request'> {
  /** 16 lower-case hex digits; names record, log line and error message. */
  readonly ref: string
  readonly purpose: Purpose
  readonly frontend: Frontend
  readonly caller: Caller
  readonly offers: readonly CredentialOffer[]
  /** argv of the payload; [0] is the path as the caller wrote it. Bytes that are not UTF-8 are refused. */
  readonly command: readonly string[]
  /** Payload environment offered by the caller, in order. */
  readonly environment: readonly EnvironmentEntry[]
  /** Entries that were dropped while parsing (no `=`, malformed name, duplicate), for explain. */
  readonly rejectedEnvironment: readonly { readonly name: string; readonly why: string }[]
  /** The caller's working directory, '' when it cannot be told. */
  readonly callerCwd: string
  readonly cwd: string | undefined
  /** The caller's umask, and the one it asks for. */
  readonly callerUmask: number
  readonly umask: number | undefined
  /** Bits 0-2: fd is a terminal; bit 3: the caller has a controlling terminal. */
  readonly terminals: number
  readonly statusFd: number | undefined
  readonly json: boolean
  /** GLEXEC_SOURCE_PROXY: the proxy to copy for the payload, absolute; undefined: the authenticated one. */
  readonly sourceProxy: string | undefined
  /** GLEXEC_TARGET_PROXY / --target-proxy: absolute path, `/dev/null` = none; undefined: a default place. */
  readonly targetProxy: string | undefined
  readonly stdin: 'inherit' | 'null'
  readonly session: 'auto' | 'new' | 'keep' | undefined
  readonly noNewPrivs: boolean
  readonly glexecMode: GlexecMode
  /** A local account the caller asks for (lcmaps_verify_account, --account); it must equal the mapped one. */
  readonly wantedAccount: string | undefined
  /** GLEXEC_ID / --label: free text for the log, newlines stripped. */
  readonly label: string | undefined
  /** With frontend `ci`: as called, and once its files have been read. */
  readonly ciCall?: CiCall
  readonly ci?: CiJob
  readonly trace: Trace
  /** Asks the helper for a file, read as the caller. Errors: `credential-not-found`, `credential-unreadable`, `credential-not-regular`, `credential-too-large`, `credential-changed`. */
  readonly readCallerFile: (path: string, maxBytes: number) => Promise<CallerFile>
}

/** Who the credential speaks for. */
export interface Identity extends Stage<'identity'> {
  readonly kind: CredentialKind
  /** Canonical: DN in OpenSSL 3 one-line form, `iss sub` of a token, or a local user name. */
  readonly subject: string
  /** Every spelling under which lists and leases may know the subject, canonical first. */
  readonly spellings: readonly string[]
  /** The one name under which a pool lease is held, where it is not the subject's: a CI job's own. */
  readonly leaseName?: string
  /** VOMS FQANs in the order of the AC (or groups of a WLCG token). */
  readonly fqans: readonly string[]
  readonly vo: string | undefined
  readonly limited: boolean
  /** Token claims, certificate facts: printable, for templates, rules and explain. */
  readonly attributes: Readonly<Record<string, string>>
  /** SHA-256 (hex) of the credential as presented, and where it came from. */
  readonly evidence: { readonly sha256: string; readonly source: string }
  /** Seconds since the epoch. */
  readonly validFrom: number
  readonly validUntil: number
  /** The proxy file as presented (PEM with key), for the payload's copy. */
  readonly proxy: Uint8Array | undefined
}

/** A request whose caller may ask at all: on the list, with this kind of credential, for this command. */
export interface Admitted extends Stage<'admitted'> {
  readonly refused?: undefined
  readonly request: LaunchRequest
  /** The `[[caller]]` table that admitted the caller. */
  readonly caller: CallerSettings
  /** The offer that will be authenticated: the first of the request whose kind the caller may use. */
  readonly offer: CredentialOffer
}

/** An identity that may be mapped, and within which limits. */
export interface Permit extends Stage<'permit'> {
  readonly refused?: undefined
  readonly request: LaunchRequest
  readonly identity: Identity
  /** The `[[caller]]` table that admitted the caller. */
  readonly caller: CallerSettings
}

/** The identity's local account, numbers resolved; a lease is held. */
export interface Target extends Stage<'target'> {
  readonly refused?: undefined
  readonly permit: Permit
  readonly account: Account
  readonly gid: number
  /** Supplementary groups, sorted, without duplicates; never contains 0. */
  readonly groups: readonly number[]
  /** The `[[map]]` rule and the line that decided. */
  readonly rule: { readonly name: string; readonly place: Place | undefined }
  readonly lease: Lease | undefined
  readonly reap: 'account' | 'tree'
}

export interface Lease {
  readonly pool: string
  readonly directory: string
  /** File name of the lease in the gridmapdir. */
  readonly name: string
  readonly account: string
  /** Made by this decision: rolled back when a later step fails. */
  readonly fresh: boolean
  /** Undoes a fresh lease; does nothing otherwise. Never throws. */
  release(): void
}

/** A file or directory to create as the target before the payload starts. */
export interface CreateEntry {
  readonly kind: 'file' | 'directory'
  readonly path: string
  readonly mode: number
  readonly bytes?: Uint8Array
  readonly removeAtEnd: boolean
}

export interface ResourceLimit {
  /** RLIMIT_* number. */
  readonly resource: number
  /** undefined = infinity. */
  readonly soft: bigint | undefined
  readonly hard: bigint | undefined
}

/** Everything the payload will be, complete. */
export interface Job extends Stage<'job'> {
  readonly refused?: undefined
  readonly target: Target
  readonly command: readonly string[]
  readonly environment: readonly EnvironmentEntry[]
  readonly environmentReport: readonly { readonly name: string; readonly kept: boolean; readonly why: string }[]
  readonly cwd: string
  readonly umask: number
  readonly create: readonly CreateEntry[]
  readonly limits: readonly ResourceLimit[]
  readonly stdin: { readonly mode: 'inherit' | 'null' | 'bytes'; readonly bytes?: Uint8Array }
  readonly session: 'keep' | 'new' | 'auto'
  readonly noNewPrivs: boolean
  readonly execLabel: string | undefined
  readonly graceMilliseconds: number
  readonly statusFd: number | undefined
}

/** The record exists on disk and the audit line is out. */
export interface Recorded extends Stage<'recorded'> {
  readonly job: Job
  readonly recordPath: string
}

/** "No" is a value. */
export interface Refusal {
  readonly refused: true
  readonly reason: Reason
  /** One line for the caller. */
  readonly message: string
  readonly detail: string | undefined
  readonly place: Place | undefined
}

export interface LaunchOrder extends Stage<'launch'> {
  readonly refused?: undefined
  readonly recorded: Recorded
}

export type Decision = LaunchOrder | Refusal
