/** `[ci]` and `[ci.runas]` after validation: the rules and places of CI jobs. Durations are seconds, sizes bytes. */
import type { Place } from './errors'

export interface CiRunAsSettings {
  /** Root-owned program that may refuse a job or choose its account. */
  readonly script: string
  /** SHA-256 (hex) that the program must have. */
  readonly sha256: string | undefined
  /** CI variable in which a job names the account it wants. */
  readonly userVariable: string | undefined
  /** Fixed variables for the program; the token's claims win over them. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeout: number
}

export interface CiSettings {
  /** CI variables that may hold the ID token, in order. */
  readonly tokenVariables: readonly string[]
  /** Ids of the runners (claim `runner_id`) that this machine serves; empty: any. */
  readonly runners: readonly string[]
  /** Seconds for which `cleanup` accepts a token that has expired. */
  readonly expiredCleanup: number
  /** Template of an absolute path: `{home}`, `{user}`. */
  readonly dataDirectory: string
  /** `job`: a directory for each job. `project`: one for each runner slot, used again (git fetch instead of clone). */
  readonly builds: 'job' | 'project'
  /** Age after which builds are removed; 0: this job's own, in its cleanup. */
  readonly retention: number
  readonly directoryMode: number
  /** Absolute path of bash; scripts run in it as a login shell. */
  readonly shell: string
  readonly message: string | undefined
  /** PATH of jobs; undefined: that of `[environment]`. */
  readonly path: string | undefined
  /** `hard`: the soft stack limit is raised to the hard one; executing the helper lowers it to 8 MiB (execve(2)). */
  readonly stack: 'hard' | 'keep'
  /** Between the SIGTERM of a cancelled job and its SIGKILL. */
  readonly killTimeout: number
  /** Largest value of one CI variable. */
  readonly maxVariable: number
  /** Whose a pool account is: this job's, until its cleanup, or the identity's. */
  readonly lease: 'job' | 'identity'

  readonly usersAllow: readonly string[]
  readonly usersBlock: readonly string[]
  readonly groupsAllow: readonly string[]
  readonly groupsBlock: readonly string[]
  /** Acceptable login shells; empty: any. */
  readonly shells: readonly string[]
  readonly minimumUid: number
  readonly allowBots: boolean
  /** Acceptable pipeline sources; empty: any. */
  readonly sources: readonly string[]
  readonly protectedRefs: boolean
  readonly projectsAllow: readonly string[]
  readonly projectsBlock: readonly string[]
  /** A pipeline whose code comes from another project (a fork) needs only the project that runs it to be allowed. */
  readonly forkPipelines: boolean
  readonly nologin: boolean
  /** Run stages that are executed; others are skipped with a warning. Empty: all. */
  readonly stages: readonly string[]
  /** The lists of users, groups and shells hold for the account before RunAs, too. */
  readonly listsBeforeRunAs: boolean
  readonly runAs: CiRunAsSettings | undefined
  /** Where the keys stand in the configuration. */
  readonly places: Readonly<Record<string, Place>>
}

/** Names of the claims that say what `[ci]` rules ask for; the defaults are GitLab's. The first that a token has counts. */
export interface ClaimNames {
  readonly userId: string | undefined
  readonly project: readonly string[]
  readonly projectId: readonly string[]
  readonly source: string
  readonly protectedRef: string
  readonly job: string
  readonly pipeline: string
  readonly runner: string
}
