/** The warm decider inside the sandbox, started as systemd would start it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { HELPER_CONF, RECORDS, until } from './support'

export const SOCKET = `${RECORDS}/decider.sock`

const idOf = (option: string): number => Number(execFileSync('id', [option, 'mapexec'], { encoding: 'utf8' }))
export const SERVICE = { uid: idOf('-u'), gid: idOf('-g') }

/** What helper.conf says; mapexec.toml stays as it is. */
export function setWarm(warm: 'off' | 'prefer' | 'require'): void {
  const text = readFileSync(HELPER_CONF, 'utf8')
  writeFileSync(HELPER_CONF, text.replace(/^warm = .*$/m, `warm = ${warm}`))
}

export interface Service {
  readonly process: ChildProcess
  readonly pid: number
  /** All lines that it has written. */
  readonly log: () => string
}

export interface Start {
  /** A listening socket that systemd made. */
  readonly socket?: Server
  readonly environment?: NodeJS.ProcessEnv
}

/** Resolves when it serves. */
export async function startService({ socket, environment }: Start = {}): Promise<Service> {
  const handle = (socket as unknown as { _handle?: { fd: number } } | undefined)?._handle
  const passed = handle === undefined ? '' : 'LISTEN_PID=$$ LISTEN_FDS=1 '
  const child = spawn('/bin/sh', ['-c', `${passed}exec /usr/bin/mapexec serve`], {
    ...SERVICE,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', handle?.fd ?? 'ignore'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until('the service serves', () => said.includes('"serving"') || child.exitCode !== null, 15_000)
  if (child.exitCode !== null) throw new Error(`mapexec serve ended with ${child.exitCode}: ${said}`)
  return { process: child, pid: child.pid ?? 0, log: () => said }
}

export async function stopService({ process: child }: Service, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill(signal)
  await closed
}

/** A socket as mapexec.socket makes it: root listens, the service account may connect. */
export async function systemdSocket(): Promise<Server> {
  rmSync(SOCKET, { force: true })
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(SOCKET, resolve))
  execFileSync('chown', [`${SERVICE.uid}:${SERVICE.gid}`, SOCKET])
  execFileSync('chmod', ['0600', SOCKET])
  return server
}

/** Records that are neither ended nor of a running helper. */
export function openRecords(): readonly string[] {
  return readdirSync(RECORDS)
    .filter((name) => name.endsWith('.jsonl'))
    .filter((name) => {
      const path = `${RECORDS}/${name}`
      return existsSync(path) && readFileSync(path, 'utf8').trimEnd().split('\n').length < 2
    })
}
