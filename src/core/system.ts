/**
 * The system port: everything the steps need from the machine, so that tests can hold it.
 * The real one is src/core-independent: `src/launch/` never imports it and the steps only see this type.
 */

/** One passwd entry, numbers resolved (getpwnam(3)). */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly home: string
  readonly shell: string
}

/** Facts of fstat(2) on an opened descriptor. */
export interface FileFacts {
  /** st_mode with type bits. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly nlink: number
  readonly size: number
  /** Seconds since the epoch. */
  readonly mtime: number
}

/** Name service look-ups. They throw LaunchError `account-unknown` / `group-unknown` only through the callers:
 *  undefined means "no such entry", an error of the name service itself is thrown as `internal`. */
export interface Accounts {
  byName(name: string): Account | undefined
  byUid(uid: number): Account | undefined
  groupByName(name: string): number | undefined
  groupByGid(gid: number): string | undefined
  /** getgrouplist(3): all groups of the account, the given primary one included, sorted, without duplicates. */
  groupsOf(account: Account): readonly number[]
}

/** A file of ours (configuration, lists, certificates), read once. */
export interface ListFile {
  readonly path: string
  readonly text: string
  readonly facts: FileFacts
}

export interface TrustedFileOptions {
  /**
   * A final link is followed, and the path it leads to is judged in the same way. CA directories are made of such
   * links (`<hash>.0 -> NAME.pem`, c_rehash(1)).
   */
  readonly followLinks?: boolean
}

export interface Clock {
  /** Seconds since the epoch, with fraction. */
  now(): number
}

export interface System {
  readonly clock: Clock
  readonly accounts: Accounts
  /**
   * Reads a root-owned file that decides something: every path component root-owned (or the service
   * account's own where `owner` says so) and not writable by group or others; opened without following a final link; judged on the descriptor.
   * Errors: `list-absent` (ENOENT), `config-untrusted` (owner, mode, type), `internal` (anything else).
   */
  readTrustedFile(path: string, maxBytes?: number, options?: TrustedFileOptions): ListFile
  /**
   * Names in a directory that decides something, sorted; judged like a file. For certificates in a vomsdir.
   * Errors: as `readTrustedFile`.
   */
  listTrustedDirectory(path: string): readonly string[]
  /** This machine's own name, as gethostname(2) has it. */
  hostName(): string
  /** Random bytes for shuffles, references and back-off. */
  random(bytes: number): Uint8Array
  /** The process stays and may remember what it has verified; absent: it decides once. */
  readonly stays?: true
  /** Sleep, for lease back-off. */
  sleep(milliseconds: number): Promise<void>
}
