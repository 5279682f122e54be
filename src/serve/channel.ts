/**
 * The warm end of the wire: one conversation over a connected socket. A helper that is slow, silent or talks out of turn
 * costs memory within a bound and time within a deadline, and nobody else's time.
 */
import type { Socket } from 'node:net'
import { MESSAGE } from '../core/wire'
import type { Channel } from '../launch/channel'
import { HEADER_BYTES, parseHeader, protocolError, type Frame } from '../launch/frame'
import { fdOf, sendNow } from './sockets'

/** Bytes that all conversations together may hold. */
export class Budget {
  private used = 0

  constructor(private readonly most: number) {}

  take(bytes: number): boolean {
    if (this.used + bytes > this.most) return false
    this.used += bytes
    return true
  }

  giveBack(bytes: number): void {
    this.used -= bytes
  }
}

export interface ChannelLimits {
  /** For the whole conversation. */
  readonly milliseconds: number
  readonly budget: Budget
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
  private listening = false
  private readonly timer: NodeJS.Timeout

  /** `first`: what was taken off the socket already. */
  constructor(
    private readonly socket: Socket,
    private readonly limits: ChannelLimits,
    first?: Buffer,
  ) {
    this.timer = setTimeout(() => this.fail('it took too long'), limits.milliseconds)
    socket.on('error', (error) => this.fail(error.message))
    socket.on('close', () => this.fail('the helper closed the conversation'))
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
      const sent = sendNow(fdOf(this.socket), frame)
      if (sent === frame.length) {
        resolve()
        return
      }
      this.socket.write(frame.subarray(sent), (error) => {
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
    this.limits.budget.giveBack(this.held)
    this.held = 0
    this.chunks.length = 0
    this.socket.destroy()
  }

  /** Most conversations are over before anything more than HELLO comes; a helper that has gone shows when it is answered. */
  private listen(): void {
    if (this.listening) return
    this.listening = true
    this.socket.on('data', (chunk: Buffer) => this.collect(chunk))
    this.socket.on('end', () => this.fail('the helper closed the conversation'))
  }

  private collect(chunk: Buffer): void {
    if (this.failure !== undefined) return
    if (!this.limits.budget.take(chunk.length)) {
      this.fail('too much is in the making')
      return
    }
    this.held += chunk.length
    this.chunks.push(chunk)
    this.deliver()
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
      this.chunks.length = 0
      this.limits.budget.giveBack(this.held)
      this.held = 0
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
