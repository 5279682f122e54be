/** What a launch with warm = "prefer" costs where the service is no help, beside a cold one of the same rounds. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { quantile, type Fallback } from './report'
import { launches, NODE, PILOT, serviceIds, SOCKET, startService, stopService, useDecider } from './site'
import { as, start, time, wait } from './spawn'

/** Puts something at the socket; returns what takes it away. */
type Scene = () => Promise<() => Promise<void>>

const SCENES: Readonly<Record<string, Scene>> = {
  'no socket': () => Promise.resolve(() => Promise.resolve()),
  'nobody behind the socket': () => ended(listenerOf('process.kill(process.pid, "SIGKILL")')).then(() => clear),
  'another account listens': () => foreign((connection) => connection.destroy()),
  'nobody takes connections, and their queue is full': fullQueue,
  'it hangs up at once': () => running('(c) => c.destroy()'),
  'it dies after the question': () => running('(c) => c.on("error", () => 0).once("data", () => c.destroy())'),
}

/** No service may run. Medians of the differences to a cold launch in the same round. */
export async function measureFallback(rounds: number): Promise<readonly Fallback[]> {
  const { unix } = launches()
  const launch = (decider: 'cold' | 'prefer'): number => {
    useDecider(decider)
    return as(PILOT, () => time(unix))
  }
  const rows: Fallback[] = []
  for (const [when, scene] of Object.entries(SCENES)) {
    const end = await scene()
    launch('prefer')
    const more = Array.from({ length: rounds }, () => {
      const cold = launch('cold')
      return launch('prefer') - cold
    })
    rows.push({ when, code: 0, more: quantile(more, 0.5) })
    await end()
  }
  rows.push(await stopped())
  return rows
}

/** A service that takes the connection and then says nothing, for as long as it is stopped. */
async function stopped(): Promise<Fallback> {
  const service = await startService()
  service.kill('SIGSTOP')
  useDecider('prefer')
  const from = performance.now()
  const { code } = as(PILOT, () => wait(start(launches().unix)))
  const more = performance.now() - from
  service.kill('SIGCONT')
  await stopService(service)
  return { when: 'it is stopped, without the watchdog of systemd', code, more }
}

async function clear(): Promise<void> {
  await rm(SOCKET, { force: true })
}

/** A listener of the service account; `then` is what it does when it listens. */
const listenerOf = (then: string, serve = '() => 0'): ChildProcess =>
  spawn(
    NODE,
    ['-e', `require('net').createServer(${serve}).listen({ path: '${SOCKET}', backlog: 1 }, () => (${then}))`],
    {
      ...{ ...serviceIds(), cwd: '/', env: {} },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('close', () => resolve()))

async function running(serve: string, then = ''): Promise<() => Promise<void>> {
  const child = listenerOf(`console.log("listening")${then}`, serve)
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return async () => {
    const end = ended(child)
    child.kill('SIGKILL')
    await end
    await clear()
  }
}

/** connect(2) waits here, for 50 ms. */
async function fullQueue(): Promise<() => Promise<void>> {
  const end = await running('() => 0', ', process.kill(process.pid, "SIGSTOP")')
  const waiting = [1, 2, 3].map(() => createConnection(SOCKET).on('error', () => undefined))
  await new Promise((resolve) => setTimeout(resolve, 100))
  return () => {
    for (const socket of waiting) socket.destroy()
    return end()
  }
}

/** The pilot listens: the kernel keeps whose listen(2) it was. */
async function foreign(serve: (connection: Socket) => void): Promise<() => Promise<void>> {
  const server: Server = createServer(serve)
  // A rename does not leave its file system, and the directory of the real socket is not the pilot's to write to.
  const place = mkdtempSync('/run/mapexec-bench-')
  const elsewhere = `${place}/socket`
  chownSync(place, PILOT, PILOT)
  await new Promise<void>((resolve) => as(PILOT, () => server.listen(elsewhere, resolve)))
  const { uid, gid } = serviceIds()
  chownSync(elsewhere, uid, gid)
  renameSync(elsewhere, SOCKET)
  return async () => {
    await new Promise((resolve) => server.close(resolve))
    await clear()
    rmSync(place, { recursive: true })
  }
}
