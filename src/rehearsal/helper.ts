/** The helper's side of the wire, as far as a rehearsal needs it. */
import { FILE, HELLO, MESSAGE, PROTOCOL_VERSION, READ } from '../core/wire'
import { encodeFrame, HEADER_BYTES, list, parseFields, u32, type Frame } from '../launch/frame'

interface Ids {
  readonly uid: number
  readonly gid: number
}

const frameOf = (encoded: Buffer): Frame => ({ type: encoded[4] ?? 0, body: encoded.subarray(HEADER_BYTES) })

/** HELLO of a helper that this process might have started. */
export function helloOf({ uid, gid }: Ids, argv: readonly string[]): Frame {
  return frameOf(
    encodeFrame(MESSAGE.HELLO, [
      [HELLO.VERSION, u32(PROTOCOL_VERSION)],
      [HELLO.CALLER_UID, u32(uid)],
      [HELLO.CALLER_GID, u32(gid)],
      [HELLO.CALLER_GROUPS, u32(gid)],
      [HELLO.PID, u32(process.pid)],
      [HELLO.START_TIME, Buffer.alloc(8)],
      [HELLO.CWD, Buffer.from('/')],
      [HELLO.ARGV, list(argv)],
      [HELLO.ENVIRON, list(['PATH=/usr/bin:/bin', 'HOME=/', 'LANG=C.UTF-8'])],
      [HELLO.UMASK, u32(0o022)],
      [HELLO.TERMINALS, u32(0)],
    ]),
  )
}

/** FILE with a private file of the caller; undefined: there is no such file. */
export function answerOf({ uid, gid }: Ids, bytes: Buffer | undefined): Frame {
  if (bytes === undefined) return frameOf(encodeFrame(MESSAGE.FILE, [[FILE.ERRNO, u32(2)]]))
  const facts = Buffer.alloc(56)
  for (const [index, value] of [0o100600, uid, gid, 1].entries()) facts.writeUInt32LE(value, 4 * index)
  facts.writeBigUInt64LE(BigInt(bytes.length), 16)
  return frameOf(
    encodeFrame(MESSAGE.FILE, [
      [FILE.ERRNO, u32(0)],
      [FILE.FACTS, facts],
      [FILE.DATA, bytes],
    ]),
  )
}

/** The path of a READ. */
export const requestedPath = (frame: Buffer): string | undefined =>
  parseFields(frame.subarray(HEADER_BYTES), Object.values(READ)).get(READ.PATH)?.toString()
