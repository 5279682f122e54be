import { spawn } from 'node:child_process'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '../../src/conversation'
import { MESSAGE } from '../../src/core/wire'
import type { X509Settings } from '../../src/core/settings'
import { encodeFrame, HEADER_BYTES } from '../../src/launch/frame'
import { helloOf } from '../../src/rehearsal/helper'
import { takeConnections } from '../../src/serve/connection'
import { createService, drain, type Service, type ServiceLimits } from '../../src/serve/service'
import type { Peer } from '../../src/serve/sockets'
import { account, fakeSystem } from '../support/fake-system'
import { sampleSettings } from '../support/samples'

const UID = process.geteuid?.() ?? 0
const directory = mkdtempSync(join(tmpdir(), 'mapexec-service-'))
for (const name of ['ended', 'history']) mkdirSync(join(directory, name))
const path = join(directory, 'socket')
let warnings: string[] = []
let server: Server
let service: Service
const helpers: Socket[] = []

const base = sampleSettings()
const settings = {
  ...base,
  // As far as the first question: a file of the caller.
  authenticate: { ...base.authenticate, x509: { maxFileBytes: 1000 } as X509Settings },
  maps: [
    {
      name: 'fixed',
      kinds: [],
      from: { type: 'account' as const, subject: undefined, account: 'worker' },
      groups: { source: 'account' as const, groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
      leaseSuffix: 'none' as const,
      reap: 'tree' as const,
      place: undefined,
    },
  ],
  record: { ...base.record, directory },
  log: { ...base.log, file: join(directory, 'audit.log') },
}
const host: Host = {
  system: fakeSystem({
    accounts: [account('pilot', 60001), account('worker', 61001, 61000)],
    groups: { pool: 61000 },
  }),
  events: false,
  loadSettings: () => settings,
}

async function begin(change: { limits?: ServiceLimits; peer?: () => Peer | undefined; deadline?: number }) {
  // Conversations of the test before may still end.
  const said: string[] = []
  warnings = said
  const log = { info: jest.fn(), error: jest.fn(), warn: jest.fn((text: string) => void said.push(text)) }
  service = createService({
    host,
    log: log as never,
    uid: UID,
    deadline: () => change.deadline ?? 2000,
    ...(change.limits && { limits: change.limits }),
    ...(change.peer && { peer: change.peer }),
  })
  server = createServer({ allowHalfOpen: true })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  takeConnections(server, service.accept)
}

afterEach(async () => {
  for (const helper of helpers.splice(0)) helper.destroy()
  if (server.listening) await new Promise((resolve) => server.close(resolve))
  for (const name of readdirSync(directory)) if (name.endsWith('.jsonl')) rmSync(join(directory, name))
})
afterAll(() => rmSync(directory, { recursive: true }))

function connect(): Socket {
  const helper = createConnection(path)
  helper.on('error', () => undefined)
  helpers.push(helper)
  return helper
}

const hello = (uid = 60001): Buffer => {
  const { type, body } = helloOf({ uid, gid: 60001 }, ['mapexec-helper', 'run', '--unix', '--', '/bin/true'])
  const head = Buffer.alloc(HEADER_BYTES)
  head.writeUInt32LE(body.length)
  head.writeUInt8(type, 4)
  return Buffer.concat([head, body])
}

/** Type of the answer, or undefined where the connection ends without one. */
const answer = (helper: Socket): Promise<number | undefined> =>
  new Promise((resolve) => {
    helper.once('data', (chunk: Buffer) => resolve(chunk[4]))
    helper.once('close', () => resolve(undefined))
  })

async function ask(uid?: number): Promise<number | undefined> {
  const helper = connect()
  helper.write(hello(uid))
  return answer(helper)
}

test('a helper of our own uid gets its order, and the record is there', async () => {
  await begin({})
  expect(await ask()).toBe(MESSAGE.LAUNCH)
  expect(readdirSync(directory).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1)
  await service.idle()
  expect(service.open).toBe(0)
})

test.each<[string, Peer | undefined]>([
  ['another uid', { pid: 1, uid: UID + 1, gid: 0 }],
  ['a peer that the kernel does not name', undefined],
])('%s is not served', async (_who, peer) => {
  await begin({ peer: () => peer })
  expect(await ask()).toBeUndefined()
  expect(warnings).toEqual(['a connection was refused'])
  expect(readdirSync(directory).filter((name) => name.endsWith('.jsonl'))).toHaveLength(0)
})

test('helpers that say nothing delay nobody', async () => {
  await begin({})
  for (let count = 0; count < 50; count += 1) connect()
  const half = connect()
  half.write(hello().subarray(0, 20))
  const from = performance.now()
  expect(await ask()).toBe(MESSAGE.LAUNCH)
  expect(performance.now() - from).toBeLessThan(1000)
  expect(service.open).toBeGreaterThanOrEqual(50)
})

test('silent helpers are let go after their time', async () => {
  await begin({ deadline: 50 })
  const silent = connect()
  expect(await answer(silent)).toBeUndefined()
  await service.idle()
})

test('one caller with too many conversations does not keep others out', async () => {
  await begin({ limits: { perCaller: 2, inAll: 100, bytes: 1_000_000 } })
  const { type, body } = helloOf({ uid: 60001, gid: 60001 }, ['h', 'run', '--proxy', '/p', '--', '/bin/true'])
  const waitsForItsFile = encodeHello(type, body)
  const held = [connect(), connect()]
  for (const helper of held) {
    helper.write(waitsForItsFile)
    await answerOrWait(helper)
  }
  expect(service.open).toBe(2)
  expect(await ask(60001)).toBeUndefined()
  expect(warnings).toContain('a caller has too many conversations')
  expect(await ask(60002)).toBe(MESSAGE.PRINT)
})

test('helpers that say nothing have half of the connections, those that do find room', async () => {
  await begin({ limits: { perCaller: 4, inAll: 8, bytes: 1_000_000 } })
  const silent = Array.from({ length: 5 }, () => answer(connect()))
  expect(await Promise.race(silent)).toBeUndefined()
  await until(() => service.open === 4)
  const script = `require('net').connect('${path}', function () { this.write(Buffer.from('${hello().toString('hex')}', 'hex')) })
    .on('data', (answer) => process.exit(answer[4])).on('close', () => process.exit(1))`
  const asker = spawn(process.execPath, ['-e', script])
  const code = new Promise((resolve) => asker.once('close', resolve))
  // Its words are there before we look.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  expect(await code).toBe(MESSAGE.LAUNCH)
})

test('connections beyond all limits are closed at once', async () => {
  await begin({ limits: { perCaller: 2, inAll: 8, bytes: 1_000_000 } })
  for (let uid = 1; uid <= 8; uid += 1) {
    connect().write(hello(uid).subarray(0, 30))
    await until(() => service.open === uid)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await ask()).toBeUndefined()
  expect(warnings).toEqual(['a connection was refused: too many at once'])
})

test('a message of another kind than HELLO is no conversation', async () => {
  await begin({})
  const helper = connect()
  helper.write(encodeFrame(MESSAGE.FILE, [[1, Buffer.alloc(4)]]))
  expect(await answer(helper)).toBeUndefined()
  expect(warnings).toEqual(['a conversation failed'])
})

describe('drain', () => {
  test('waits for the conversations that have begun', async () => {
    await begin({})
    const slow = connect()
    slow.write(hello().subarray(0, 10))
    await until(() => service.open === 1)
    const drained = drain(server, service, 2000)
    slow.write(hello().subarray(10))
    expect(await answer(slow)).toBe(MESSAGE.LAUNCH)
    expect(await drained).toBe(true)
  })

  test('but not for ever', async () => {
    await begin({})
    connect()
    await until(() => service.open === 1)
    expect(await drain(server, service, 30)).toBe(false)
  })
})

function encodeHello(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES)
  head.writeUInt32LE(body.length)
  head.writeUInt8(type, 4)
  return Buffer.concat([head, body])
}

/** A READ, which this helper leaves unanswered. */
async function answerOrWait(helper: Socket): Promise<void> {
  expect(await answer(helper)).toBe(MESSAGE.READ)
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 300) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
