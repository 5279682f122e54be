/** The messages of the wire as types: what the helper says is parsed here, what the decider says is made here. */
import type { FileFacts } from '../core/system'
import type { CreateEntry, ResourceLimit } from '../core/stages'
import {
  CREATE_KIND,
  CREATE_REMOVE,
  ENDED,
  FILE,
  HELLO,
  LAUNCH,
  MESSAGE,
  PRINT,
  PROTOCOL_VERSION,
  READ,
  REAP,
  SESSION,
  STARTED,
  STDIN,
} from '../core/wire'
import {
  encodeFrame,
  list,
  parseFields,
  protocolError,
  readList,
  readU32,
  readU32s,
  readU64,
  u32,
  u32s,
  type Frame,
} from './frame'

/** HELLO: the caller as the kernel knows it, and what it gave, unfiltered. */
export interface Hello {
  readonly callerUid: number
  readonly callerGid: number
  readonly callerGroups: readonly number[]
  readonly pid: number
  /** Clock ticks since boot. */
  readonly startTime: bigint
  readonly cwd: Buffer
  readonly argv: readonly Buffer[]
  readonly environ: readonly Buffer[]
  readonly umask: number
  readonly terminals: number
}

/** FILE: the answer to READ. */
export interface FileAnswer {
  readonly errno: number
  readonly facts: FileFacts | undefined
  readonly bytes: Buffer | undefined
}

export interface Print {
  readonly stdout?: string
  readonly stderr?: string
  readonly exit: number
  readonly status?: { readonly fd: number; readonly text: string }
}

/** LAUNCH: numbers, bytes and absolute paths; the helper knows nothing else. */
export interface Launch {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  readonly argv: readonly string[]
  readonly environ: readonly string[]
  /** '' = the caller's, through the descriptor opened at the start. */
  readonly cwd: string
  readonly umask: number
  readonly limits: readonly ResourceLimit[]
  readonly create: readonly CreateEntry[]
  readonly stdin: { readonly mode: keyof typeof STDIN; readonly bytes?: Uint8Array }
  readonly session: keyof typeof SESSION
  readonly noNewPrivs: boolean
  readonly execLabel: string | undefined
  readonly reap: keyof typeof REAP
  readonly graceMilliseconds: number
  readonly record: string
  readonly ref: string
  readonly statusFd: number | undefined
  readonly events: boolean
}

export interface Ended {
  readonly status: number
  readonly userMicroseconds: bigint
  readonly systemMicroseconds: bigint
  readonly maxRssKib: bigint
  readonly reason: string | undefined
}

const must = (fields: ReadonlyMap<number, Buffer>, tag: number): Buffer => {
  const bytes = fields.get(tag)
  if (bytes === undefined) throw protocolError(`missing field ${tag}`)
  return bytes
}

function fieldsOf(frame: Frame, type: number, tags: Readonly<Record<string, number>>): ReadonlyMap<number, Buffer> {
  if (frame.type !== type) throw protocolError(`message ${frame.type} where ${type} was due`)
  return parseFields(frame.body, Object.values(tags))
}

/** Errors: `protocol`. */
export function parseHello(frame: Frame): Hello {
  const fields = fieldsOf(frame, MESSAGE.HELLO, HELLO)
  const version = readU32(must(fields, HELLO.VERSION))
  if (version !== PROTOCOL_VERSION) throw protocolError(`protocol version ${version}`)
  return {
    callerUid: readU32(must(fields, HELLO.CALLER_UID)),
    callerGid: readU32(must(fields, HELLO.CALLER_GID)),
    callerGroups: readU32s(must(fields, HELLO.CALLER_GROUPS)),
    pid: readU32(must(fields, HELLO.PID)),
    startTime: readU64(must(fields, HELLO.START_TIME)),
    cwd: must(fields, HELLO.CWD),
    argv: readList(must(fields, HELLO.ARGV)),
    environ: readList(must(fields, HELLO.ENVIRON)),
    umask: readU32(must(fields, HELLO.UMASK)),
    terminals: readU32(must(fields, HELLO.TERMINALS)),
  }
}

/** Errors: `protocol`. */
export function parseFile(frame: Frame): FileAnswer {
  const fields = fieldsOf(frame, MESSAGE.FILE, FILE)
  const errno = readU32(must(fields, FILE.ERRNO))
  const facts = fields.get(FILE.FACTS)
  const bytes = fields.get(FILE.DATA)
  if ((bytes === undefined) !== (errno !== 0)) throw protocolError('FILE has data xor errno 0')
  if (bytes !== undefined && facts === undefined) throw protocolError('FILE has data without facts')
  return { errno, facts: facts && parseFacts(facts), bytes }
}

/** The 56 bytes of FACTS. */
function parseFacts(bytes: Buffer): FileFacts {
  if (bytes.length !== 56) throw protocolError('file facts of the wrong size')
  return {
    mode: bytes.readUInt32LE(0),
    uid: bytes.readUInt32LE(4),
    gid: bytes.readUInt32LE(8),
    nlink: bytes.readUInt32LE(12),
    size: Number(bytes.readBigUInt64LE(16)),
    mtime: Number(bytes.readBigInt64LE(40)),
  }
}

/** Errors: `protocol`. */
export const parseStarted = (frame: Frame): number =>
  readU32(must(fieldsOf(frame, MESSAGE.STARTED, STARTED), STARTED.PID))

/** Errors: `protocol`. */
export function parseEnded(frame: Frame): Ended {
  const fields = fieldsOf(frame, MESSAGE.ENDED, ENDED)
  const rusage = must(fields, ENDED.RUSAGE)
  if (rusage.length !== 40) throw protocolError('rusage of the wrong size')
  return {
    status: readU32(must(fields, ENDED.STATUS)),
    userMicroseconds: rusage.readBigUInt64LE(0),
    systemMicroseconds: rusage.readBigUInt64LE(8),
    maxRssKib: rusage.readBigUInt64LE(16),
    reason: fields.get(ENDED.REASON)?.toString('latin1'),
  }
}

export const encodeRead = (path: string, cap: number): Buffer =>
  encodeFrame(MESSAGE.READ, [
    [READ.PATH, Buffer.from(path)],
    [READ.CAP, u32(cap)],
  ])

export function encodePrint(print: Print): Buffer {
  const fields: [number, Uint8Array][] = [[PRINT.EXIT, u32(print.exit)]]
  if (print.stdout !== undefined) fields.push([PRINT.STDOUT, Buffer.from(print.stdout)])
  if (print.stderr !== undefined) fields.push([PRINT.STDERR, Buffer.from(print.stderr)])
  if (print.status !== undefined) {
    fields.push([PRINT.STATUS_FD, u32(print.status.fd)], [PRINT.STATUS_TEXT, Buffer.from(print.status.text)])
  }
  return encodeFrame(MESSAGE.PRINT, fields)
}

export function encodeLaunch(launch: Launch): Buffer {
  const fields: [number, Uint8Array][] = [
    [LAUNCH.UID, u32(launch.uid)],
    [LAUNCH.GID, u32(launch.gid)],
    [LAUNCH.GROUPS, u32s(launch.groups)],
    [LAUNCH.ARGV, list(launch.argv)],
    [LAUNCH.ENVIRON, list(launch.environ)],
    [LAUNCH.CWD, Buffer.from(launch.cwd)],
    [LAUNCH.UMASK, u32(launch.umask)],
    [LAUNCH.STDIN, u32(STDIN[launch.stdin.mode])],
    [LAUNCH.SESSION, u32(SESSION[launch.session])],
    [LAUNCH.NO_NEW_PRIVS, u32(launch.noNewPrivs ? 1 : 0)],
    [LAUNCH.REAP, u32(REAP[launch.reap])],
    [LAUNCH.GRACE, u32(launch.graceMilliseconds)],
    [LAUNCH.RECORD, Buffer.from(launch.record)],
    [LAUNCH.REF, Buffer.from(launch.ref)],
    [LAUNCH.EVENTS, u32(launch.events ? 1 : 0)],
  ]
  if (launch.stdin.bytes !== undefined) fields.push([LAUNCH.STDIN_DATA, launch.stdin.bytes])
  if (launch.limits.length > 0) fields.push([LAUNCH.LIMITS, Buffer.concat(launch.limits.map(encodeLimit))])
  if (launch.create.length > 0) fields.push([LAUNCH.CREATE, Buffer.concat(launch.create.map(encodeCreate))])
  if (launch.execLabel !== undefined) fields.push([LAUNCH.EXEC_LABEL, Buffer.from(launch.execLabel)])
  if (launch.statusFd !== undefined) fields.push([LAUNCH.STATUS_FD, u32(launch.statusFd)])
  return encodeFrame(MESSAGE.LAUNCH, fields)
}

const INFINITY = 0xffff_ffff_ffff_ffffn

function encodeLimit(limit: ResourceLimit): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.writeUInt32LE(limit.resource, 0)
  bytes.writeBigUInt64LE(limit.soft ?? INFINITY, 4)
  bytes.writeBigUInt64LE(limit.hard ?? INFINITY, 12)
  return bytes
}

function encodeCreate(entry: CreateEntry): Buffer {
  const path = Buffer.from(entry.path)
  const data = entry.bytes ?? new Uint8Array()
  const head = Buffer.from([CREATE_KIND[entry.kind], entry.removeAtEnd ? CREATE_REMOVE : 0])
  return Buffer.concat([head, u32(entry.mode), u32(path.length), path, u32(data.length), data])
}
