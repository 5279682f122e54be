/**
 * The audit file as a chain: each line carries the hash of the line before it (`prev`) and its own (`hash`), so that a
 * line that is taken out or altered shows (`mapexec log verify`). A chain has no key: whoever may write the file can
 * write it anew from the altered line on; a hash that was noted elsewhere (syslog, another machine) shows that, too.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync, type Stats } from 'node:fs'
import { ERRNO } from '../core/errno'
import { messageOf } from '../core/errors'
import { errno, foreign } from '../core/foreign'
import { monotonic } from '../core/time'
import { jsonLine } from './json-line'

/** What stands in `prev` of the first line of a file. */
export const CHAIN_START = '0'.repeat(64)

/** The end of each line; everything before it is what is hashed, with `}` in its place. */
const HASH_FIELD = /,"hash":"([0-9a-f]{64})"\}$/

const LOCK_EX = 2
const LOCK_NB = 4

/** One append takes some 0.1 ms; whoever holds the lock for longer hangs. */
const PATIENCE_MS = 1000

const c = foreign({ flock: ['int', 'int', 'int'], SHA256: ['ptr', 'in', 'size', 'out'] })

/** The libcrypto inside Node, which is there already: loading node:crypto takes longer than all the rest here. */
function sha256(bytes: Uint8Array): string {
  const digest = Buffer.alloc(32)
  c.SHA256(bytes, bytes.length, digest)
  return digest.toString('hex')
}

/**
 * Appends one line; lines of concurrent decisions do not mix, and each knows the one before it. Undefined: written;
 * else why not, and the file is as it was.
 */
export async function appendChained(
  path: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  let fd: number | undefined
  try {
    fd = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o640)
    if (!(await locked(fd))) return `${path}: locked by another program`
    const facts = fstatSync(fd)
    // What is no file has no end to go on from.
    return facts.isFile() ? append(fd, facts, fields, path) : writeWhole(fd, Buffer.from(jsonLine(fields)), path)
  } catch (error) {
    return messageOf(error)
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

async function locked(fd: number): Promise<boolean> {
  const deadline = monotonic() + PATIENCE_MS
  while (c.flock(fd, LOCK_EX | LOCK_NB) !== 0) {
    const failure = errno()
    if (failure !== ERRNO.EWOULDBLOCK && failure !== ERRNO.EINTR) throw new Error(`flock: errno ${failure}`)
    if (monotonic() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return true
}

/** Where our last line ended: who finds the file as it was left need not read it. */
let end: { readonly file: string; readonly size: number; readonly hash: string } | undefined

function append(
  fd: number,
  { dev, ino, birthtimeMs, size }: Stats,
  fields: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  const file = `${dev} ${ino} ${birthtimeMs}`
  const isOurs = end?.file === file && end.size === size
  const last = isOurs ? undefined : lastLine(fd, size)
  const prev = isOurs ? end?.hash : last && (hashIn(last.text) ?? sha256(Buffer.from(last.text, 'latin1')))
  const open = jsonLine({ ...fields, prev: prev ?? CHAIN_START }).slice(0, -2)
  const hash = sha256(Buffer.from(`${open}}`))
  const line = Buffer.from(`${last?.ended === false ? BREAK : ''}${open},"hash":"${hash}"}\n`)
  const failure = writeWhole(fd, line, path)
  // Half a line that is not ended would be mixed with the next; on a file with chattr +a this fails, and that says so.
  if (failure !== undefined) ftruncateSync(fd, size)
  else end = { file, size: size + line.length, hash }
  return failure
}

/** A writer that was killed has left half a line: it ends here, and stays what it is. */
const BREAK = '\n'

function writeWhole(fd: number, bytes: Buffer, path: string): string | undefined {
  try {
    return writeSync(fd, bytes) === bytes.length ? undefined : `${path}: short write`
  } catch (error) {
    return messageOf(error)
  }
}

/** The hash that a line ends with, as written; whether it is right is another question. */
export const hashIn = (line: string): string | undefined => HASH_FIELD.exec(line)?.[1]

/** What the hash of a line is made of; undefined for a line without one. */
export const hashedPart = (line: string): string | undefined =>
  HASH_FIELD.test(line) ? line.replace(HASH_FIELD, '}') : undefined

/** Latin-1: bytes, whatever they are. Undefined for an empty file. */
function lastLine(fd: number, size: number): { readonly text: string; readonly ended: boolean } | undefined {
  if (size === 0) return undefined
  for (let length = 4096; ; length *= 4) {
    const start = Math.max(0, size - length)
    const bytes = Buffer.alloc(size - start)
    readSync(fd, bytes, 0, bytes.length, start)
    const ended = bytes.at(-1) === 0x0a
    const end = ended ? bytes.length - 1 : bytes.length
    const begin = end === 0 ? -1 : bytes.lastIndexOf(0x0a, end - 1)
    if (begin >= 0 || start === 0) return { text: bytes.toString('latin1', begin + 1, end), ended }
  }
}
