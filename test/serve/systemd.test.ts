import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen, passedSocket } from '../../src/serve/listener'
import type { Connection } from '../../src/serve/connection'
import { createServiceLog } from '../../src/serve/log'
import { createNotifier, watchdogMilliseconds } from '../../src/serve/notify'
import { peerOf, receivedOn, sendDatagram } from '../../src/serve/sockets'
import { reasonOf, reasonOfAsync } from '../support/reason'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-systemd-'))
afterAll(() => rmSync(directory, { recursive: true }))
const path = join(directory, 'decider.sock')

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const RECEIVER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1].replace('@', chr(0), 1))
open(sys.argv[2] + '.ready', 'w'); open(sys.argv[2], 'wb').write(s.recv(65536))
`

describe('the notifier', () => {
  test.each(['/notify', '@mapexec-test-notify'])('tells %s', async (name) => {
    const socket = name.startsWith('@') ? `${name}-${process.pid}` : join(directory, name)
    const out = join(directory, `${name.slice(1)}.out`)
    spawn('python3', ['-c', RECEIVER, socket, out], { stdio: 'ignore' })
    await until(() => existsSync(`${out}.ready`))
    const notifier = createNotifier({ NOTIFY_SOCKET: socket }, 1)
    notifier.tell('READY=1', 'STATUS=serving')
    await until(() => existsSync(out) && readFileSync(out, 'utf8') !== '')
    expect(readFileSync(out, 'utf8')).toBe('READY=1\nSTATUS=serving')
  })

  test('is silent where nobody listens', () => {
    expect(() => createNotifier({}, 1).tell('READY=1')).not.toThrow()
    expect(sendDatagram(join(directory, 'absent'), 'x')).toBe(false)
    expect(sendDatagram('relative', 'x')).toBe(false)
    expect(sendDatagram(`/${'x'.repeat(200)}`, 'x')).toBe(false)
  })

  test.each<[string | undefined, string | undefined, number | undefined]>([
    ['30000000', undefined, 30_000],
    ['30000000', '7', 30_000],
    ['30000000', '8', undefined],
    ['0', undefined, undefined],
    ['-5', undefined, undefined],
    [undefined, undefined, undefined],
  ])('WATCHDOG_USEC=%s WATCHDOG_PID=%s means %s ms', (time, owner, expected) => {
    expect(watchdogMilliseconds({ WATCHDOG_USEC: time, WATCHDOG_PID: owner }, 7)).toBe(expected)
  })
})

describe('what has come on a socket', () => {
  const fdOf = (socket: Socket): number => (socket as unknown as { _handle: { fd: number } })._handle.fd

  test('is taken at once, and waited for no longer than said', async () => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true })
    await new Promise<void>((resolve) => server.listen(join(directory, 'received'), resolve))
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const client = createConnection(join(directory, 'received'))
    const service = await accepted
    const from = process.hrtime.bigint()
    expect(receivedOn(fdOf(service), 20)).toBeUndefined()
    expect(Number(process.hrtime.bigint() - from) / 1e6).toBeGreaterThan(15)
    await new Promise((resolve) => client.write('hello', resolve))
    expect(receivedOn(fdOf(service), 20)?.toString()).toBe('hello')
    client.destroy()
    await new Promise((resolve) => client.once('close', resolve))
    expect(receivedOn(fdOf(service), 20)).toBeUndefined()
    service.destroy()
    await new Promise((resolve) => server.close(resolve))
  })

  test('is nothing where there is no descriptor', () => expect(receivedOn(-1, 0)).toBeUndefined())
})

describe('passedSocket', () => {
  test.each<[Record<string, string>, number | undefined]>([
    [{ LISTEN_PID: '7', LISTEN_FDS: '1' }, 3],
    [{ LISTEN_PID: '8', LISTEN_FDS: '1' }, undefined],
    [{ LISTEN_FDS: '1' }, undefined],
    [{}, undefined],
  ])('%j', (environment, fd) => expect(passedSocket(environment, 7)).toBe(fd))

  test('refuses more than one', () => {
    expect(reasonOf(() => passedSocket({ LISTEN_PID: '7', LISTEN_FDS: '2' }, 7))).toBe('usage')
  })
})

describe('listen', () => {
  test('makes a socket for the service alone, and knows its peer', async () => {
    const accepted: Connection[] = []
    const { server } = await listen(path, undefined, (connection) => void accepted.push(connection))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const client = createConnection(path)
    await until(() => accepted.length === 1)
    expect(peerOf(accepted[0]?.fd ?? -1)).toEqual({
      pid: process.pid,
      uid: process.geteuid?.(),
      gid: process.getegid?.(),
    })
    client.destroy()
    accepted[0]?.close()
    await new Promise((resolve) => server.close(resolve))
  })

  test('takes the place of a service that was killed', async () => {
    const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
    const child = spawn(process.execPath, ['-e', script])
    await new Promise((resolve) => child.on('close', resolve))
    expect(statSync(path).isSocket()).toBe(true)
    const { server } = await listen(path, undefined, () => undefined)
    await new Promise((resolve) => server.close(resolve))
  })

  test('but not of one that answers', async () => {
    const { server } = await listen(path, undefined, (connection) => connection.close())
    expect(await reasonOfAsync(() => listen(path, undefined, () => undefined))).toBe('service-unavailable')
    await new Promise((resolve) => server.close(resolve))
  })

  test('nor of something that is no socket', async () => {
    const file = join(directory, 'file')
    writeFileSync(file, 'x')
    expect(await reasonOfAsync(() => listen(file, undefined, () => undefined))).toBe('service-unavailable')
    expect(readFileSync(file, 'utf8')).toBe('x')
  })

  test('peerOf knows nothing of what is no socket', () => expect(peerOf(0x7fff)).toBeUndefined())
})

test('the log has one line for each message, with the priority that the journal reads', () => {
  const lines: string[] = []
  const log = createServiceLog((line) => void lines.push(line), true)
  log.warn('a\nb\u009b', { peer: 'x' })
  expect(lines).toEqual(['<4>{"level":"warn","message":"a\\nb\\u009b","peer":"x"}\n'])
})
