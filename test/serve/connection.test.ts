import { createConnection, createServer, Socket, type Server } from 'node:net'
import { fstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeConnections, type Connection } from '../../src/serve/connection'
import { peerOf, receivedOn, sendNow } from '../../src/serve/sockets'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-connection-'))
const path = join(directory, 'socket')
let server: Server
let client: Socket

/** `withoutHandle`: as on a Node that holds its connections in another way. */
async function connect(withoutHandle: boolean): Promise<Connection> {
  server = createServer({ allowHalfOpen: true })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const hidden = withoutHandle ? hideHandle(server) : undefined
  const taken = new Promise<Connection>((resolve) => takeConnections(server, resolve))
  hidden?.()
  client = createConnection(path)
  return taken
}

function hideHandle(of: Server): () => void {
  const holder = of as unknown as { _handle: unknown }
  const handle = holder._handle
  holder._handle = null
  return () => void (holder._handle = handle)
}

afterEach(async () => {
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})
afterAll(() => rmSync(directory, { recursive: true }))

const closed = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve))
const isOpen = (fd: number): boolean => {
  try {
    return fstatSync(fd).isSocket()
  } catch {
    return false
  }
}

test('this Node gives connections without making streams of them', async () => {
  const made = jest.spyOn(Socket.prototype, 'on')
  const connection = await connect(false)
  const listeners = made.mock.contexts.filter((socket) => socket !== client)
  made.mockRestore()
  expect(listeners).toEqual([])
  connection.close()
})

describe.each([
  ['a handle', false],
  ['a stream', true],
])('a connection that begins as %s', (_what, withoutHandle) => {
  test('has a descriptor at once, and none when it is closed', async () => {
    const connection = await connect(withoutHandle)
    const { fd } = connection
    expect(peerOf(fd)?.pid).toBe(process.pid)
    client.write('hello')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(receivedOn(fd, 100)?.toString()).toBe(withoutHandle ? undefined : 'hello')
    const end = closed(client.resume())
    connection.close()
    connection.close()
    await end
    expect(connection.fd).toBe(-1)
    expect(isOpen(fd)).toBe(false)
  })

  test('is a stream for who waits, with what comes meanwhile', async () => {
    const connection = await connect(withoutHandle)
    const stream = connection.stream()
    expect(connection.stream()).toBe(stream)
    const said = new Promise<string>((resolve) => stream.once('data', (chunk: Buffer) => resolve(chunk.toString())))
    client.write('later')
    expect(await said).toBe('later')
    const answer = new Promise<string>((resolve) => client.once('data', (chunk: Buffer) => resolve(chunk.toString())))
    expect(sendNow(connection.fd, Buffer.from('answer'))).toBe(6)
    expect(await answer).toBe('answer')
    const end = closed(client.resume())
    connection.close()
    await end
    expect(connection.fd).toBe(-1)
  })

  test('ends by an error without ending anything else', async () => {
    const connection = await connect(withoutHandle)
    const end = closed(connection.stream())
    connection.stream().destroy(new Error('reset'))
    await end
    expect(connection.fd).toBe(-1)
  })
})
