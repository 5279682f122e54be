/** Constants of the helper's wire (native-helper/PROTOCOL.md). `native-helper/protocol.h` holds the same numbers; test/launch/protocol.test.ts compares them. */

export const PROTOCOL_VERSION = 1
export const MAX_FRAME = 8 * 1024 * 1024
export const MAX_FIELD = 8 * 1024 * 1024 - 64

/** Message types. Helper → decider below 0x80, decider → helper from 0x80. */
export const MESSAGE = {
  HELLO: 0x01,
  FILE: 0x02,
  STARTED: 0x03,
  ENDED: 0x04,
  READ: 0x81,
  PRINT: 0x82,
  LAUNCH: 0x83,
} as const

export const HELLO = {
  VERSION: 1,
  CALLER_UID: 2,
  CALLER_GID: 3,
  CALLER_GROUPS: 4,
  PID: 5,
  START_TIME: 6,
  CWD: 7,
  ARGV: 8,
  ENVIRON: 9,
  UMASK: 10,
  TERMINALS: 11,
} as const
export const FILE = { ERRNO: 1, FACTS: 2, DATA: 3 } as const
export const STARTED = { PID: 1 } as const
export const ENDED = { STATUS: 1, RUSAGE: 2, REASON: 3 } as const
export const READ = { PATH: 1, CAP: 2 } as const
export const PRINT = { STDOUT: 1, STDERR: 2, EXIT: 3, STATUS_FD: 4, STATUS_TEXT: 5 } as const
export const LAUNCH = {
  UID: 1,
  GID: 2,
  GROUPS: 3,
  ARGV: 4,
  ENVIRON: 5,
  CWD: 6,
  UMASK: 7,
  LIMITS: 8,
  CREATE: 9,
  STDIN: 10,
  STDIN_DATA: 11,
  SESSION: 12,
  NO_NEW_PRIVS: 13,
  EXEC_LABEL: 14,
  REAP: 15,
  GRACE: 16,
  RECORD: 17,
  REF: 18,
  STATUS_FD: 19,
  EVENTS: 20,
} as const

export const STDIN = { inherit: 0, null: 1, bytes: 2 } as const
export const SESSION = { keep: 0, new: 1, auto: 2 } as const
export const REAP = { account: 0, tree: 1 } as const
export const CREATE_KIND = { file: 1, directory: 2 } as const
export const CREATE_REMOVE = 1
