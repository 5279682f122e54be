/**
 * One RFC 3164 datagram to the system log. Not syslog(3): that is silent when /dev/log is missing and waits for ever when the
 * receiver is stuck; a datagram sent with MSG_DONTWAIT reports both, so that policy can decide.
 */
import { monotonic } from '../core/time'
import { escapeControls } from './json-line'

const AF_UNIX = 1
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000
const MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000
const EAGAIN = 11
const EMSGSIZE = 90
const AUTHPRIV = 10 << 3
const SUN_PATH_MAX = 107
const MAX_MESSAGE = 4096

export type Severity = 'notice' | 'warning' | 'error'
const SEVERITY = { error: 3, warning: 4, notice: 5 } as const satisfies Record<Severity, number>

interface Libc {
  socket(domain: number, type: number, protocol: number): number
  connect(fd: number, address: Buffer, length: number): number
  send(fd: number, bytes: Buffer, length: number, flags: number): number
  close(fd: number): number
  localtime_r(seconds: BigInt64Array, into: Buffer): unknown
  errno(): number
}

let libc: Libc | undefined

function loadLibc(): Libc {
  if (libc !== undefined) return libc
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- with the first line, and `import()` is asynchronous
  const koffi = require('koffi') as typeof import('koffi')
  const library = koffi.load(null)
  libc = {
    socket: library.func('int socket(int, int, int)') as Libc['socket'],
    connect: library.func('int connect(int, const uint8_t *, uint32_t)') as Libc['connect'],
    send: library.func('intptr_t send(int, const uint8_t *, size_t, int)') as Libc['send'],
    close: library.func('int close(int)') as Libc['close'],
    localtime_r: library.func('void *localtime_r(const int64_t *, uint8_t *)') as Libc['localtime_r'],
    errno: () => koffi.errno(),
  }
  return libc
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `<PRI>Mmm dd hh:mm:ss mapexec[pid]: text`, control characters escaped. `now` is in seconds since the epoch. */
export function syslogLine(severity: Severity, text: string, now: number): string {
  return `<${AUTHPRIV | SEVERITY[severity]}>${localStamp(now)} mapexec[${process.pid}]: ${escapeControls(text)}`
}

/** `struct tm` begins with seven ints: seconds, minutes, hours, day, month (from 0), year, …; 56 bytes in all. */
function localStamp(now: number): string {
  const tm = Buffer.alloc(64)
  loadLibc().localtime_r(BigInt64Array.of(BigInt(Math.floor(now))), tm)
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0] = [0, 4, 8, 12, 16].map((at) => tm.readInt32LE(at))
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
  return `${MONTHS[month] ?? ''} ${String(day).padStart(2)} ${time}`
}

/** Connected, for whoever stays. A receiver that was started anew refuses on it once, and is connected to again. */
let kept: { readonly path: string; readonly fd: number } | undefined

/**
 * Sends, or says why not (`ENOENT`-like errno number as text). Waits for a full receiver at most `budgetMs`.
 */
export async function sendSyslog(socketPath: string, line: string, budgetMs = 100): Promise<string | undefined> {
  const bytes = Buffer.from(line).subarray(0, MAX_MESSAGE)
  if (kept?.path === socketPath && loadLibc().send(kept.fd, bytes, bytes.length, MSG_DONTWAIT_NOSIGNAL) >= 0)
    return undefined
  const c = loadLibc()
  if (kept !== undefined) c.close(kept.fd)
  kept = undefined
  const fd = connected(c, socketPath)
  if (typeof fd === 'string') return fd
  const trouble = await sendWithin(c, fd, bytes, budgetMs)
  if (trouble === undefined) keep(c, socketPath, fd)
  else c.close(fd)
  return trouble
}

/** Another line may have connected meanwhile. */
function keep(c: Libc, path: string, fd: number): void {
  if (kept !== undefined) c.close(kept.fd)
  kept = { path, fd }
}

/** A descriptor, or what is wrong. */
function connected(c: Libc, socketPath: string): number | string {
  const path = Buffer.from(socketPath)
  if (path.length > SUN_PATH_MAX) return 'the socket path is too long'
  const address = Buffer.alloc(2 + SUN_PATH_MAX + 1)
  address.writeUInt16LE(AF_UNIX, 0)
  path.copy(address, 2)
  const fd = c.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0)
  if (fd < 0) return `socket: errno ${c.errno()}`
  if (c.connect(fd, address, 2 + path.length + 1) === 0) return fd
  const trouble = `connect: errno ${c.errno()}`
  c.close(fd)
  return trouble
}

async function sendWithin(c: Libc, fd: number, bytes: Buffer, budgetMs: number): Promise<string | undefined> {
  const deadline = monotonic() + budgetMs
  for (let message = bytes; ;) {
    if (c.send(fd, message, message.length, MSG_DONTWAIT_NOSIGNAL) >= 0) return undefined
    const errno = c.errno()
    if (errno === EMSGSIZE && message.length > 512) message = message.subarray(0, message.length >> 1)
    else if (errno !== EAGAIN || monotonic() > deadline) return `send: errno ${errno}`
    else await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
