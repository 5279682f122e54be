/** The decider's end of the wire. The cold decider talks over descriptor 3, blocking, without an event loop. */
import { readSync, writeSync } from 'node:fs'
import { HEADER_BYTES, parseHeader, protocolError, type Frame } from './frame'

/** One conversation. Both ways throw LaunchError `protocol` when the other side is gone or talks nonsense. */
export interface Channel {
  receive(): Promise<Frame>
  send(frame: Buffer): Promise<void>
}

/** A blocking channel over an inherited stream descriptor. */
export class DescriptorChannel implements Channel {
  constructor(private readonly fd: number) {}

  receive(): Promise<Frame> {
    const { length, type } = parseHeader(this.readExactly(HEADER_BYTES))
    return Promise.resolve({ type, body: this.readExactly(length) })
  }

  send(frame: Buffer): Promise<void> {
    let at = 0
    while (at < frame.length) at += writeSync(this.fd, frame, at)
    return Promise.resolve()
  }

  private readExactly(length: number): Buffer {
    const bytes = Buffer.alloc(length)
    let at = 0
    while (at < length) {
      const got = readSync(this.fd, bytes, at, length - at, null)
      if (got === 0) throw protocolError('the helper closed the conversation')
      at += got
    }
    return bytes
  }
}
