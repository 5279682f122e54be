/** The socket calls that Node does not have: who is at the other end, what has come already, a datagram to systemd. */
import type { Socket } from 'node:net'
import { foreign } from '../core/foreign'

const SOL_SOCKET = 1
const SO_PEERCRED = 17
const AF_UNIX = 1
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000
const MSG_DONTWAIT = 0x40
const MSG_NOSIGNAL = 0x4000
const POLLIN = 1
const SUN_PATH_SIZE = 108

const libc = foreign({
  getsockopt: ['int', 'int', 'int', 'int', 'place', 'place'],
  socket: ['int', 'int', 'int', 'int'],
  sendto: ['ssize', 'int', 'in', 'size', 'int', 'in', 'uint'],
  poll: ['int', 'place', 'ulong', 'int'],
  recv: ['ssize', 'int', 'place', 'size', 'int'],
  send: ['ssize', 'int', 'in', 'size', 'int'],
  close: ['int', 'int'],
  sched_yield: ['int'],
})

export interface Peer {
  readonly pid: number
  /** Effective ids when it connected (unix(7), SO_PEERCRED). */
  readonly uid: number
  readonly gid: number
}

/** Undefined where the kernel does not say. */
export function peerOf(fd: number): Peer | undefined {
  const credentials = Buffer.alloc(12)
  const length = Uint32Array.of(credentials.length)
  const failed = libc.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, credentials, length) !== 0
  if (failed || length[0] !== credentials.length) return undefined
  const [pid, uid, gid] = [credentials.readInt32LE(0), credentials.readUInt32LE(4), credentials.readUInt32LE(8)]
  // "No peer credentials" is (uid_t)-1 in all three.
  return uid === 0xffffffff ? undefined : { pid, uid, gid }
}

const received = Buffer.alloc(64 * 1024)
/** The descriptor is the handle's; -1 where there is none, which no call takes for one. */
export function fdOf(socket: Socket): number {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly fd?: unknown } | null }
  return typeof handle?.fd === 'number' ? handle.fd : -1
}

/** struct pollfd. */
const polled = Buffer.alloc(8)
polled.writeInt16LE(POLLIN, 4)

/**
 * What has come on a connected stream socket, after at most so many milliseconds of waiting; undefined: nothing yet, or
 * nothing ever. Much cheaper than Node's streams where the message is there before anybody asks for it.
 */
export function receivedOn(fd: number, milliseconds: number): Buffer | undefined {
  polled.writeInt32LE(fd, 0)
  if (libc.poll(polled, 1, milliseconds) !== 1) return undefined
  const got = libc.recv(fd, received, received.length, MSG_DONTWAIT)
  return got > 0 ? Buffer.from(received.subarray(0, got)) : undefined
}

/**
 * Sends what a connected stream socket takes without waiting; returns how many bytes that were. Whoever waits for them
 * goes on before us where we share a processor.
 */
export function sendNow(fd: number, bytes: Buffer): number {
  const sent = libc.send(fd, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL)
  libc.sched_yield()
  return Math.max(0, sent)
}

/** One datagram. `path` begins with `/`, or with `@` for an abstract name. False: it was not taken. */
export function sendDatagram(path: string, text: string): boolean {
  const name = Buffer.from(path)
  if (name.length >= SUN_PATH_SIZE || !/^[/@]/.test(path)) return false
  if (path.startsWith('@')) name[0] = 0
  const address = Buffer.alloc(2 + name.length + (path.startsWith('@') ? 0 : 1))
  address.writeUInt16LE(AF_UNIX, 0)
  name.copy(address, 2)
  const bytes = Buffer.from(text)
  const fd = libc.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0)
  if (fd < 0) return false
  try {
    return libc.sendto(fd, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL, address, address.length) === bytes.length
  } finally {
    libc.close(fd)
  }
}
