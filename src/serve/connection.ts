/**
 * Connections as the listening socket gives them. Most conversations are over before anybody has to wait for anything;
 * making a stream of their descriptor costs Node more than a quarter of the decision, so that is left to who waits.
 */
import { Socket, type Server } from 'node:net'
import { fdOf } from './sockets'

export interface Connection {
  /** -1: it is closed. */
  readonly fd: number
  /** Made by the first call. An error of a connection ends nothing but that connection. */
  stream(): Socket
  close(): void
}

/** What `node:net` itself holds of a connection. It has no name in the documentation, and the same form in Node 10 to 24. */
interface Handle {
  readonly fd: number
  close(): void
}

interface Taker {
  onconnection?: (status: number, handle: unknown) => void
}

/** `server` is listening. */
export function takeConnections(server: Server, accept: (connection: Connection) => void): void {
  server.on('connection', (socket: Socket) => accept(connectionOf(socket)))
  const { _handle: taker } = server as unknown as { readonly _handle?: Taker | null }
  const usual = taker?.onconnection
  // Another Node may do it in another way: then every connection is a stream from the beginning.
  if (taker == null || typeof usual !== 'function') return
  taker.onconnection = (status, handle) => {
    if (status === 0 && isHandle(handle)) accept(connectionTo(handle))
    else usual.call(taker, status, handle)
  }
}

const isHandle = (value: unknown): value is Handle => {
  const { fd, close } = (value ?? {}) as { readonly fd?: unknown; readonly close?: unknown }
  return typeof fd === 'number' && typeof close === 'function'
}

export function connectionOf(socket: Socket): Connection {
  socket.on('error', ignore)
  return {
    get fd() {
      return fdOf(socket)
    },
    stream: () => socket,
    close: () => void socket.destroy(),
  }
}

function connectionTo(handle: Handle): Connection {
  let made: Connection | undefined
  let closed = false
  return {
    get fd() {
      return made?.fd ?? (closed ? -1 : handle.fd)
    },
    stream() {
      made ??= connectionOf(streamOf(handle))
      return made.stream()
    },
    close() {
      if (made !== undefined) made.close()
      else if (!closed) handle.close()
      closed = true
    },
  }
}

/** As `node:net` makes one for its event 'connection'. */
const streamOf = (handle: Handle): Socket => {
  const options = { handle, allowHalfOpen: true, readable: true, writable: true }
  return new Socket(options)
}

const ignore = (): void => undefined
