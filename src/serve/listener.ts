/**
 * Where helpers connect: the socket that systemd passes (sd_listen_fds(3)), else one of our own. The helper accepts only
 * a listener of root or of the service account, and the kernel notes at listen(2) who that is: Node calls listen(2) on a
 * passed socket, too, so that from then on it is us and no longer systemd.
 */
import { chmodSync, lstatSync, unlinkSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { errnoOf, LaunchError, messageOf } from '../core/errors'
import { takeConnections, type Connection } from './connection'
import type { Environment } from './notify'

const FIRST_PASSED_FD = 3
/** Helpers that connect while we are busy; beyond that they start a decider of their own. */
const BACKLOG = 511

export interface Listener {
  readonly server: Server
  /** For the log. */
  readonly where: string
}

/** Undefined: nothing was passed to this process. Errors: `usage` for more sockets than one. */
export function passedSocket(environment: Environment, pid: number): number | undefined {
  const { LISTEN_PID: owner, LISTEN_FDS: count } = environment
  if (owner !== String(pid) || count === undefined) return undefined
  if (count === '1') return FIRST_PASSED_FD
  throw new LaunchError('usage', `one socket is expected from systemd, ${count} were passed`)
}

/** Begins to listen. Errors: `service-unavailable`. */
export async function listen(
  path: string,
  passed: number | undefined,
  accept: (connection: Connection) => void,
): Promise<Listener> {
  // Connections are closed by us, not by a half-closed helper.
  const server = createServer({ allowHalfOpen: true })
  if (passed === undefined) await removeStale(path)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', resolve)
    const umask = process.umask(0o177)
    if (passed === undefined) server.listen({ path, backlog: BACKLOG })
    else server.listen({ fd: passed, backlog: BACKLOG })
    process.umask(umask)
  }).catch((error: unknown) => {
    throw unavailable(path, messageOf(error), error)
  })
  takeConnections(server, accept)
  if (passed === undefined) chmodSync(path, 0o600)
  return { server, where: passed === undefined ? path : `descriptor ${passed} of systemd` }
}

/** A socket that a killed service has left. One that is answered belongs to somebody who is alive. */
async function removeStale(path: string): Promise<void> {
  try {
    if (!lstatSync(path).isSocket()) throw unavailable(path, 'there is something that is no socket')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw error
  }
  if (await isAnswered(path)) throw unavailable(path, 'another service listens there')
  unlinkSync(path)
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path)
    const end = (answered: boolean): void => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

const unavailable = (path: string, detail: string, cause?: unknown): LaunchError =>
  new LaunchError('service-unavailable', `it is not possible to listen on ${path}`, { detail, cause })
