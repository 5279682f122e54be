/**
 * The warm decider: helpers connect, each gets a conversation like the one of the cold decider, and nothing that one of
 * them does holds up another.
 */
import type { Server } from 'node:net'
import { answerHello, type Host } from '../conversation'
import { messageOf } from '../core/errors'
import { parseHello } from '../launch/protocol'
import { Callers } from './callers'
import { Budget, SocketChannel } from './channel'
import type { Connection } from './connection'
import type { ServiceLog } from './log'
import { peerOf, receivedOn, type Peer } from './sockets'

export interface ServiceLimits {
  /** Conversations of one caller, and of all, at the same time. */
  readonly perCaller: number
  readonly inAll: number
  /** Bytes of unanswered messages, of all conversations together; a quarter of them for one caller. */
  readonly bytes: number
}

/**
 * A batch node starts some dozens of payloads at once, from one pilot account. Whoever wants more at once starts cold
 * deciders. Two of the largest messages fit into a caller's quarter of the bytes, and thousands of usual ones; a
 * conversation that waits costs a part of them, so that nobody has more than half of the connections, either.
 */
export const SERVICE_LIMITS: ServiceLimits = { perCaller: 128, inAll: 1024, bytes: 64 * 1024 * 1024 }

/**
 * Milliseconds. The helper connects and says HELLO in one breath, but may have been put off its CPU between the two; who
 * has been stopped there costs the others no more than this.
 */
const FIRST_WAIT = 1

export interface Serving {
  readonly host: Host
  readonly log: ServiceLog
  /** Effective uid that a helper has: the service account's. */
  readonly uid: number
  readonly limits?: ServiceLimits
  /** Milliseconds for a conversation, asked for each one. */
  deadline(): number
  /** Who is at the other end; the kernel's answer. */
  readonly peer?: (connection: Connection) => Peer | undefined
}

export interface Service {
  readonly accept: (connection: Connection) => void
  /** Conversations at this moment. */
  readonly open: number
  /** Resolves when the last conversation is over. */
  idle(): Promise<void>
}

export function createService(serving: Serving): Service {
  const { log, limits = SERVICE_LIMITS, peer = ofKernel } = serving
  const callers = new Callers(limits)
  const budget = new Budget(limits.bytes, limits.bytes / 4, limits.bytes / (2 * limits.inAll))
  const waiting: (() => void)[] = []

  const leave = (): void => {
    callers.leave()
    if (callers.conversations === 0) for (const resolve of waiting.splice(0)) resolve()
  }

  /**
   * Only a helper is believed: its HELLO says who calls, and nobody else can have the service account's effective uid.
   */
  const accept = (connection: Connection): void => {
    const who = peer(connection)
    if (who?.uid !== serving.uid) {
      log.warn('a connection was refused', { peer: who ?? null })
      connection.close()
      return
    }
    if (!callers.enter()) {
      log.warn('a connection was refused: too many at once', { most: limits.inAll })
      connection.close()
      return
    }
    const first = receivedOn(connection.fd, FIRST_WAIT)
    const channel = new SocketChannel(connection, { milliseconds: serving.deadline(), budget }, first)
    void serve(channel, serving, callers)
      .catch((error: unknown) => log.warn('a conversation failed', { error: messageOf(error), helper: who.pid }))
      .finally(() => {
        channel.close()
        leave()
      })
  }

  return {
    accept,
    get open() {
      return callers.conversations
    },
    idle: () => (callers.conversations === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}

/** Errors: those of `answerHello`. */
async function serve(channel: SocketChannel, { host, log }: Serving, callers: Callers): Promise<void> {
  const hello = parseHello(await channel.receive())
  const { callerUid } = hello
  if (!callers.begin(callerUid)) {
    // The helper starts a decider of its own, which costs the caller more than us.
    log.warn('a caller has too many conversations', { caller: callerUid })
    return
  }
  try {
    await answerHello(hello, channel, host)
  } finally {
    callers.end(callerUid)
  }
}

/** Node does not say who is at the other end. */
const ofKernel = ({ fd }: Connection): Peer | undefined => (fd >= 0 ? peerOf(fd) : undefined)

/** Stops taking connections; resolves when every conversation is over, or after so many milliseconds. */
export async function drain(server: Server, service: Service, milliseconds: number): Promise<boolean> {
  server.close()
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)))
  const done = await Promise.race([service.idle().then(() => true), timeout])
  clearTimeout(timer)
  return done
}
