import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAX_FRAME, MESSAGE } from '../../src/core/wire'
import { encodeFrame, u32 } from '../../src/launch/frame'
import { Budget, SocketChannel } from '../../src/serve/channel'
import { reasonOfAsync } from '../support/reason'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-channel-'))
const path = join(directory, 'socket')
let server: Server
let pair: { readonly service: Socket; readonly helper: Socket }

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const helper = createConnection(path)
  helper.on('error', () => undefined)
  pair = { helper, service: await accepted }
})
afterEach(async () => {
  pair.helper.destroy()
  pair.service.destroy()
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
  const channel = new SocketChannel(pair.service, { milliseconds: 2000, budget })
  pair.helper.write(message(MESSAGE.HELLO, Buffer.alloc(80)))
  await channel.receive()
  expect(budget.take(100)).toBe(true)
  budget.giveBack(100)
  pair.helper.write(message(MESSAGE.FILE, Buffer.alloc(80)).subarray(0, 60))
  await until(() => {
    const free = budget.take(60)
    if (free) budget.giveBack(60)
    return !free
  })
  channel.close()
  expect(budget.take(100)).toBe(true)
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
    await until(() => pair.service.destroyed)
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
    expect(pair.service.destroyed).toBe(true)
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
