import { sendSyslog, syslogLine } from '../../src/record/syslog'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-syslog-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

const RECEIVER = `
import socket, sys, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1])
if sys.argv[2] == 'stuck': time.sleep(60)
open(sys.argv[3], 'wb').write(s.recv(65536))
`

async function receiver(name: string, mode: 'reads' | 'stuck'): Promise<string> {
  const socket = join(directory, name)
  children.push(spawn('python3', ['-c', RECEIVER, socket, mode, `${socket}.out`], { stdio: 'ignore' }))
  await until(() => existsSync(socket))
  return socket
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('syslogLine', () => {
  test('is RFC 3164 with facility authpriv', () => {
    expect(syslogLine('warning', 'text', 0)).toMatch(/^<84>Jan {2}1 \d\d:00:00 mapexec\[\d+\]: text$/)
  })

  test('escapes what would start a new line or move a cursor', () => {
    expect(syslogLine('notice', 'a\nb\u001b[2J\u007f', 0)).toMatch(/: a\\u000ab\\u001b\[2J\\u007f$/)
  })
})

describe('sendSyslog', () => {
  test('delivers one datagram', async () => {
    const socket = await receiver('log', 'reads')
    expect(await sendSyslog(socket, '<85>hello')).toBeUndefined()
    await until(() => existsSync(`${socket}.out`) && readFileSync(`${socket}.out`).length > 0)
    expect(readFileSync(`${socket}.out`, 'utf8')).toBe('<85>hello')
  })

  test('finds a receiver that was started anew', async () => {
    const socket = await receiver('anew', 'reads')
    expect(await sendSyslog(socket, 'one')).toBeUndefined()
    await until(() => existsSync(`${socket}.out`) && readFileSync(`${socket}.out`).length > 0)
    rmSync(socket)
    rmSync(`${socket}.out`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await sendSyslog(socket, 'nobody listens')).toBe('connect: errno 2')
    await receiver('anew', 'reads')
    expect(await sendSyslog(socket, 'two')).toBeUndefined()
    await until(() => existsSync(`${socket}.out`) && readFileSync(`${socket}.out`).length > 0)
    expect(readFileSync(`${socket}.out`, 'utf8')).toBe('two')
  })

  test('says that nobody listens', async () => {
    expect(await sendSyslog(join(directory, 'absent'), 'x')).toBe('connect: errno 2')
  })

  test('does not wait for a receiver that is stuck', async () => {
    const socket = await receiver('stuck', 'stuck')
    const started = performance.now()
    let trouble: string | undefined
    for (let sent = 0; trouble === undefined && sent < 2000; sent += 1) trouble = await sendSyslog(socket, 'x', 50)
    expect(trouble).toBe('send: errno 11')
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('refuses a socket path that does not fit', async () => {
    expect(await sendSyslog(`/${'x'.repeat(108)}`, 'x')).toBeDefined()
  })
})
