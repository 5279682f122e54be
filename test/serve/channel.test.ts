import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HELLO, MAX_FRAME, MESSAGE } from '../../src/core/wire'
import { encodeFrame, u32 } from '../../src/launch/frame'
import { Budget, NOBODY_YET, SocketChannel } from '../../src/serve/channel'
import { takeConnections, type Connection } from '../../src/serve/connection'
import { reasonOfAsync } from '../support/reason'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-channel-'))
const path = join(directory, 'socket')
let server: Server
let pair: { readonly service: Connection; readonly helper: Socket }

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const accepted = new Promise<Connection>((resolve) => takeConnections(server, resolve))
  const helper = createConnection(path)
  helper.on('error', () => undefined)
  pair = { helper, service: await accepted }
})
afterEach(async () => {
  pair.helper.destroy()
  pair.service.close()
  await new Promise((resolve) => server.close(resolve))
})
afterAll(() => rmSync(directory, { recursive: true }))

const limits = (change: { milliseconds?: number; bytes?: number } = {}) => ({
  milliseconds: change.milliseconds ?? 2000,
  budget: new Budget(change.bytes ?? 1024 * 1024),
})
const message = (type: number, bytes: Uint8Array = Buffer.from('x')): Buffer => encodeFrame(type, [[1, bytes]])

test('a message that comes byte by byte is received whole', async () => {
  const channel = new SocketChannel(pair.service, limits())
  const frame = message(MESSAGE.HELLO, u32(7))
  const received = channel.receive()
  for (const byte of frame) {
    pair.helper.write(Buffer.from([byte]))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await received).toEqual({ type: MESSAGE.HELLO, body: frame.subarray(5) })
  channel.close()
})

test('what was taken off the socket before is a part of the message', async () => {
  const frame = message(MESSAGE.HELLO, u32(7))
  const channel = new SocketChannel(pair.service, limits(), frame.subarray(0, 4))
  pair.helper.write(frame.subarray(4))
  expect(await channel.receive()).toEqual({ type: MESSAGE.HELLO, body: frame.subarray(5) })
  channel.close()
})

test('what was sent before closing arrives', async () => {
  const channel = new SocketChannel(pair.service, limits())
  const got = new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = []
    pair.helper.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
  })
  const order = message(MESSAGE.LAUNCH, Buffer.alloc(100_000, 1))
  await channel.send(order)
  channel.close()
  expect((await got).equals(order)).toBe(true)
})

test('memory is given back when a message has been taken, and when the conversation ends', async () => {
  const budget = new Budget(100)
  const free = (bytes: number): boolean => {
    const isFree = budget.take(bytes, 1)
    if (isFree) budget.giveBack(bytes, 1)
    return isFree
  }
  const channel = new SocketChannel(pair.service, { milliseconds: 2000, budget })
  pair.helper.write(message(MESSAGE.HELLO, Buffer.alloc(80)))
  await channel.receive()
  expect(free(100)).toBe(true)
  pair.helper.write(message(MESSAGE.FILE, Buffer.alloc(80)).subarray(0, 60))
  await until(() => !free(60))
  channel.close()
  expect(free(100)).toBe(true)
})

describe('a caller', () => {
  const helloOf = (uid: number, bytes = 0): Buffer =>
    encodeFrame(MESSAGE.HELLO, [
      [HELLO.VERSION, u32(1)],
      [HELLO.CALLER_UID, u32(uid)],
      [HELLO.ENVIRON, Buffer.alloc(bytes)],
    ])

  test('holds its own share and nobody else’s, as soon as the message says who it is', async () => {
    const budget = new Budget(1000, 250)
    const channel = new SocketChannel(pair.service, { milliseconds: 2000, budget }, helloOf(7, 500).subarray(0, 10))
    const received = reasonOfAsync(() => channel.receive())
    expect([budget.take(240, NOBODY_YET), budget.take(1, NOBODY_YET)]).toEqual([true, false])
    pair.helper.write(helloOf(7, 500).subarray(10, 210))
    await until(() => budget.take(10, NOBODY_YET))
    expect([budget.take(41, 7), budget.take(40, 7), budget.take(250, 8)]).toEqual([false, true, true])
    pair.helper.write(helloOf(7, 500).subarray(210, 211))
    expect(await received).toBe('protocol')
    expect([budget.take(211, 7), budget.take(210, 7)]).toEqual([false, true])
  })

  test('pays for a conversation that waits, and for one that was said at once as soon as it waits', async () => {
    const budget = new Budget(1000, 250, 100)
    const channel = new SocketChannel(pair.service, { milliseconds: 2000, budget }, helloOf(7, 2000))
    await channel.receive()
    expect(budget.take(250, 7)).toBe(true)
    budget.giveBack(250, 7)
    const received = reasonOfAsync(() => channel.receive())
    expect([budget.take(151, 7), budget.take(150, 7)]).toEqual([false, true])
    channel.close()
    expect(await received).toBe('protocol')
    expect(budget.take(100, 7)).toBe(true)
  })
})

describe('ends the conversation with "protocol"', () => {
  const header = (length: number, type: number): Buffer => Buffer.concat([u32(length), Buffer.from([type])])
  test.each<[string, Buffer]>([
    ['after a frame that is too long', header(MAX_FRAME + 1, MESSAGE.HELLO)],
    ['after a message that a decider sends', header(1, MESSAGE.LAUNCH)],
    ['after an unknown message', header(1, 0x7f)],
    ['after a message out of turn', Buffer.concat([message(MESSAGE.HELLO), message(MESSAGE.HELLO)])],
    ['when all conversations together hold too much', message(MESSAGE.HELLO, Buffer.alloc(2 * 1024 * 1024))],
  ])('%s', async (_why, bytes) => {
    const channel = new SocketChannel(pair.service, limits())
    pair.helper.write(bytes)
    expect(await reasonOfAsync(() => channel.receive())).toBe('protocol')
    await until(() => pair.service.fd === -1)
  })

  test('when the helper went away before its answer', async () => {
    const channel = new SocketChannel(pair.service, limits(), message(MESSAGE.HELLO))
    await channel.receive()
    const gone = new Promise((resolve) => pair.helper.once('close', resolve))
    pair.helper.destroy()
    await gone
    expect(await reasonOfAsync(() => channel.send(message(MESSAGE.LAUNCH)))).toBe('protocol')
  })

  test('after bytes behind the message that was taken off the socket before', async () => {
    const channel = new SocketChannel(pair.service, limits(), Buffer.concat([message(MESSAGE.HELLO), u32(1)]))
    expect(await reasonOfAsync(() => channel.receive())).toBe('protocol')
  })

  test('when the helper goes away', async () => {
    const channel = new SocketChannel(pair.service, limits())
    const received = reasonOfAsync(() => channel.receive())
    pair.helper.destroy()
    expect(await received).toBe('protocol')
  })

  test('when a silent helper has had its time', async () => {
    const channel = new SocketChannel(pair.service, limits({ milliseconds: 30 }))
    expect(await reasonOfAsync(() => channel.receive())).toBe('protocol')
    expect(await reasonOfAsync(() => channel.send(message(MESSAGE.READ)))).toBe('protocol')
    expect(pair.service.fd).toBe(-1)
  })

  test('when a helper does not take its answer in time', async () => {
    const channel = new SocketChannel(pair.service, limits({ milliseconds: 100 }))
    pair.helper.pause()
    expect(await reasonOfAsync(() => channel.send(message(MESSAGE.LAUNCH, Buffer.alloc(6_000_000))))).toBe('protocol')
  })
})

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 300) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
