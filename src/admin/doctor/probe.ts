/** What doctor asks the machine; tests hold one made of values. Nothing here changes anything but `linkWorks`. */
export interface PathFacts {
  readonly type: 'file' | 'directory' | 'link' | 'socket' | 'other'
  readonly uid: number
  readonly gid: number
  /** Permission bits. */
  readonly mode: number
  readonly links: number
  readonly size: number
}

export interface Mount {
  readonly place: string
  readonly type: string
  readonly options: readonly string[]
}

export interface Space {
  readonly freeBytes: number
  /** undefined: the file system does not count inodes. */
  readonly freeInodes: number | undefined
}

export interface ProcessStatus {
  readonly pid: number
  readonly name: string
  readonly uid: number
  readonly noNewPrivs: boolean
}

export interface DryLaunch {
  readonly code: number | null
  /** Reason token of a refusal. */
  readonly reason: string | undefined
  /** The verdict in words. */
  readonly said: string
}

export interface Said {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Probe {
  /** Seconds since the epoch. */
  readonly now: number
  readonly uid: number
  /** lstat(2). */
  stat(path: string): PathFacts | undefined
  /** realpath(3); undefined: it leads nowhere. */
  resolve(path: string): string | undefined
  readText(path: string): string | undefined
  readBytes(path: string): Buffer | undefined
  list(path: string): readonly string[] | undefined
  /** As getcap(8) has it: `cap_setgid,cap_setuid=p`, '' for none; undefined where the tool is missing. */
  capabilities(path: string): string | undefined
  /** Whether an ACL (acl(5)) lets this uid read and write the file; absent: no ACLs here. */
  readonly granted?: (path: string, uid: number) => boolean
  mountOf(path: string): Mount | undefined
  space(path: string): Space | undefined
  /** uname -r */
  readonly kernel: string
  /** connect(2) to a datagram or stream socket: undefined or the errno's name. */
  connect(path: string, type: 'datagram' | 'stream'): Promise<string | undefined>
  /** Makes and removes a file and a hard link to it; undefined: it works. */
  linkWorks(directory: string): string | undefined
  processes(): readonly ProcessStatus[]
  /** Whether something sets this machine's clock; undefined: cannot be told. */
  clockIsSet(): boolean | undefined
  /** Fetches an issuer's keys: what is wrong, and the server's own clock (seconds). */
  fetch(url: string, caFile: string | undefined): Promise<{ readonly trouble?: string; readonly date?: number }>
  /** Runs a program of the system for three seconds at most; undefined: there is none. Status null: it was ended. */
  ask(words: readonly [string, ...string[]], input?: string): Said | undefined
  /** Whether the installed code cache fits the installed Node. */
  cacheFits(): boolean
  /** `mapexec explain -- /bin/true` as this account. */
  dryLaunch(uid: number, gid: number, groups: readonly number[]): DryLaunch
}
