/**
 * The warm end of the wire: one conversation over a connected socket. A helper that is slow, silent or talks out of turn
 * costs memory within a bound and time within a deadline, and nobody else's time.
 */
import type { Socket } from 'node:net'
import { HELLO, MESSAGE } from '../core/wire'
import type { Channel } from '../launch/channel'
import { HEADER_BYTES, parseHeader, protocolError, type Frame } from '../launch/frame'
import type { Connection } from './connection'
import { sendNow } from './sockets'

/** Those who have not said yet who calls share what one caller may have. */
export const NOBODY_YET = -1

/**
 * Bytes that conversations may hold: all together, and those of one caller. One that waits costs some bytes by itself, so
 * that a caller's share of the bytes is a share of the connections, too.
 */
export class Budget {
  private used = 0
  private readonly shares = new Map<number, number>()

  constructor(
    private readonly most: number,
    private readonly perCaller = most,
    readonly perConversation = 0,
  ) {}

  take(bytes: number, caller: number): boolean {
    const share = (this.shares.get(caller) ?? 0) + bytes
    if (this.used + bytes > this.most || share > this.perCaller) return false
    this.used += bytes
    this.shares.set(caller, share)
    return true
  }

  giveBack(bytes: number, caller: number): void {
    const share = (this.shares.get(caller) ?? 0) - bytes
    this.used -= bytes
    if (share > 0) this.shares.set(caller, share)
    else this.shares.delete(caller)
  }
}

export interface ChannelLimits {
  /** For the whole conversation. */
  readonly milliseconds: number
  readonly budget: Budget
}

/** Bytes of a frame's header, and of the first two fields of HELLO, in the order in which a helper sends them. */
const HELLO_START = HEADER_BYTES + 2 * (2 + 4 + 4)

/** Who calls, where this is the beginning of a HELLO; a helper says it before anything that is long. */
function callerIn(start: Buffer): number {
  const at = HEADER_BYTES + 10
  const isHello = start.length >= HELLO_START && start.readUInt8(4) === MESSAGE.HELLO
  const names = isHello && start.readUInt16LE(at) === HELLO.CALLER_UID && start.readUInt32LE(at + 2) === 4
  return names ? start.readUInt32LE(at + 6) : NOBODY_YET
}

interface Waiting {
  readonly resolve: (frame: Frame) => void
  readonly reject: (error: Error) => void
}

/** Errors of both ways: `protocol`. */
export class SocketChannel implements Channel {
  private readonly chunks: Buffer[] = []
  private held = 0
  private header: { readonly length: number; readonly type: number } | undefined
  private waiting: Waiting | undefined
  private failure: Error | undefined
  private stream: Socket | undefined
  private listening = false
  /** Of the budget, in the name of `caller`. */
  private taken = 0
  private caller = NOBODY_YET
  private readonly timer: NodeJS.Timeout

  /** `first`: what has been received already. */
  constructor(
    private readonly connection: Connection,
    private readonly limits: ChannelLimits,
    first?: Buffer,
  ) {
    this.timer = setTimeout(() => this.fail('it took too long'), limits.milliseconds)
    if (first !== undefined) this.collect(first)
  }

  receive(): Promise<Frame> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure)
        return
      }
      this.waiting = { resolve, reject }
      if (!this.deliver()) this.listen()
    })
  }

  /** Resolves when the kernel has all of it: from then on it reaches the helper even if we die. */
  send(frame: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure)
        return
      }
      const sent = sendNow(this.connection.fd, frame)
      if (sent === frame.length) {
        resolve()
        return
      }
      this.streaming().write(frame.subarray(sent), (error) => {
        // Node reports no error for what it has thrown away because the socket was destroyed meanwhile.
        if (this.failure !== undefined) reject(this.failure)
        else if (error != null) reject(protocolError(error.message))
        else resolve()
      })
    })
  }

  /** Frees everything. What has been sent still arrives: there is nothing unread, for which the kernel would reset. */
  close(): void {
    clearTimeout(this.timer)
    this.failure ??= protocolError('the conversation is over')
    this.waiting?.reject(this.failure)
    this.waiting = undefined
    this.limits.budget.giveBack(this.taken, this.caller)
    this.taken = this.held = 0
    this.chunks.length = 0
    this.connection.close()
  }

  private streaming(): Socket {
    if (this.stream === undefined) {
      this.stream = this.connection.stream()
      this.stream.on('error', (error) => this.fail(error.message))
      this.stream.on('close', () => this.fail('the helper closed the conversation'))
    }
    return this.stream
  }

  /** Most conversations are over before anything more than HELLO comes; a helper that has gone shows when it is answered. */
  private listen(): void {
    if (this.listening) return
    this.listening = true
    if (!this.pay()) return
    this.streaming().on('data', (chunk: Buffer) => this.collect(chunk))
    this.streaming().on('end', () => this.fail('the helper closed the conversation'))
  }

  private collect(chunk: Buffer): void {
    if (this.failure !== undefined) return
    this.held += chunk.length
    this.chunks.push(chunk)
    if (this.pay()) this.deliver()
  }

  /** What is here is paid for as soon as more is waited for: a message that was there at once was never held. */
  private pay(): boolean {
    const paid = !this.listening || this.charge(this.limits.budget.perConversation + this.held)
    if (!paid) this.fail('too much is in the making')
    return paid
  }

  private charge(bytes: number): boolean {
    const { budget } = this.limits
    budget.giveBack(this.taken, this.caller)
    this.learnCaller()
    const charged = budget.take(bytes, this.caller)
    this.taken = charged ? bytes : 0
    return charged
  }

  private learnCaller(): void {
    // No chunk is empty.
    if (this.caller === NOBODY_YET) this.caller = callerIn(Buffer.concat(this.chunks.slice(0, HELLO_START)))
  }

  /** False: more is to come. */
  private deliver(): boolean {
    try {
      if (this.header === undefined && this.held >= HEADER_BYTES) this.header = this.parseNextHeader()
      const { header } = this
      if (header === undefined || this.held < HEADER_BYTES + header.length) return false
      // The order of messages leaves no room for a second one behind this (PROTOCOL.md, "Order").
      if (this.held > HEADER_BYTES + header.length) throw protocolError('a message out of turn')
      if (this.waiting === undefined) return true
      const body = Buffer.concat(this.chunks).subarray(HEADER_BYTES)
      this.learnCaller()
      this.chunks.length = 0
      this.held = 0
      if (this.listening) this.charge(this.limits.budget.perConversation)
      this.header = undefined
      const { resolve } = this.waiting
      this.waiting = undefined
      resolve({ type: header.type, body })
    } catch (error) {
      this.failure = error instanceof Error ? error : protocolError(String(error))
      this.close()
    }
    return true
  }

  private parseNextHeader(): { readonly length: number; readonly type: number } {
    const header = parseHeader(Buffer.concat(this.chunks).subarray(0, HEADER_BYTES))
    if (header.type !== MESSAGE.HELLO && header.type !== MESSAGE.FILE)
      throw protocolError(`message ${header.type} from a helper`)
    return header
  }

  private fail(why: string): void {
    if (this.failure !== undefined) return
    this.failure = protocolError(why)
    this.close()
  }
}
