/**
 * One RFC 3164 datagram to the system log. Not syslog(3): that is silent when /dev/log is missing and waits for ever when the
 * receiver is stuck; a datagram sent with MSG_DONTWAIT reports both, so that policy can decide.
 */
import { errno, foreign } from '../core/foreign'
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

const libc = foreign({
  socket: ['int', 'int', 'int', 'int'],
  connect: ['int', 'int', 'in', 'uint'],
  send: ['ssize', 'int', 'in', 'size', 'int'],
  close: ['int', 'int'],
  localtime_r: ['ptr', 'place', 'out'],
})

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `<PRI>Mmm dd hh:mm:ss mapexec[pid]: text`, control characters escaped. `now` is in seconds since the epoch. */
export function syslogLine(severity: Severity, text: string, now: number): string {
  return `<${AUTHPRIV | SEVERITY[severity]}>${localStamp(now)} mapexec[${process.pid}]: ${escapeControls(text)}`
}

/** `struct tm` begins with seven ints: seconds, minutes, hours, day, month (from 0), year, …; 56 bytes in all. */
function localStamp(now: number): string {
  const tm = Buffer.alloc(64)
  libc.localtime_r(BigInt64Array.of(BigInt(Math.floor(now))), tm)
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
  if (kept?.path === socketPath && libc.send(kept.fd, bytes, bytes.length, MSG_DONTWAIT_NOSIGNAL) >= 0) return undefined
  if (kept !== undefined) libc.close(kept.fd)
  kept = undefined
  const fd = connected(socketPath)
  if (typeof fd === 'string') return fd
  const trouble = await sendWithin(fd, bytes, budgetMs)
  if (trouble === undefined) keep(socketPath, fd)
  else libc.close(fd)
  return trouble
}

/** Another line may have connected meanwhile. */
function keep(path: string, fd: number): void {
  if (kept !== undefined) libc.close(kept.fd)
  kept = { path, fd }
}

/** A descriptor, or what is wrong. */
function connected(socketPath: string): number | string {
  const path = Buffer.from(socketPath)
  if (path.length > SUN_PATH_MAX) return 'the socket path is too long'
  const address = Buffer.alloc(2 + SUN_PATH_MAX + 1)
  address.writeUInt16LE(AF_UNIX, 0)
  path.copy(address, 2)
  const fd = libc.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0)
  if (fd < 0) return `socket: errno ${errno()}`
  if (libc.connect(fd, address, 2 + path.length + 1) === 0) return fd
  const trouble = `connect: errno ${errno()}`
  libc.close(fd)
  return trouble
}

async function sendWithin(fd: number, bytes: Buffer, budgetMs: number): Promise<string | undefined> {
  const deadline = monotonic() + budgetMs
  for (let message = bytes; ;) {
    if (libc.send(fd, message, message.length, MSG_DONTWAIT_NOSIGNAL) >= 0) return undefined
    const failure = errno()
    if (failure === EMSGSIZE && message.length > 512) message = message.subarray(0, message.length >> 1)
    else if (failure !== EAGAIN || monotonic() > deadline) return `send: errno ${failure}`
    else await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
