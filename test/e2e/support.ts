/** How the end-to-end tests act: as the accounts of the sandbox, through the installed commands. */
import { execFileSync, spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, chownSync, writeFileSync } from 'node:fs'

export const UID = { pilot: 60001, outsider: 60002, pool001: 61001 } as const
export type Actor = keyof typeof UID

export const HELPER = '/usr/lib/mapexec/mapexec-helper'
export const MAPEXEC = '/usr/bin/mapexec'
export const GRIDMAPDIR = '/var/lib/mapexec/gridmapdir'
export const GRID_MAPFILE = '/etc/mapexec/grid-mapfile'
export const CONFIGURATION = '/etc/mapexec/mapexec.toml'
export const HELPER_CONF = '/etc/mapexec/helper.conf'
export const AUDIT_LOG = '/var/log/mapexec/audit.log'
export const SYSLOG = '/var/log/messages'
export const RECORDS = '/run/mapexec'

const needed = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run these tests through scripts/sandbox`)
  return value
}
export const SANDBOX_PROXY = needed('SANDBOX_PROXY')
export const SANDBOX_CA = needed('SANDBOX_CA')

export interface Result {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

const environmentOf = (actor: Actor): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin',
  HOME: `/home/${actor}`,
  USER: actor,
  LOGNAME: actor,
  LANG: 'C.UTF-8',
})

const asActor = (actor: Actor, options: SpawnOptions): SpawnOptions => ({
  cwd: '/',
  env: environmentOf(actor),
  ...options,
  uid: UID[actor],
  gid: UID[actor],
})

/** Runs a command as an unprivileged account, without a terminal, and waits for it. */
export function runAs(
  actor: Actor,
  argv: readonly [string, ...string[]],
  options: SpawnOptions & { input?: string } = {},
): Result {
  const [command, ...args] = argv
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    ...asActor(actor, options),
    encoding: 'utf8',
    timeout: 50_000,
  })
  // Null, whatever the types say, where the program could not be started at all.
  if ((stdout as string | null) === null) throw error ?? new Error(`${command} did not start`)
  return { code: status, signal, stdout, stderr }
}

/** `mapexec run --proxy P -- command…` as pilot. */
export const launch = (
  proxy: string,
  command: readonly string[],
  options: readonly string[] = [],
  spawnOptions: SpawnOptions & { input?: string } = {},
): Result => runAs('pilot', [MAPEXEC, 'run', '--proxy', proxy, ...options, '--', ...command], spawnOptions)

/** The same in the background. */
export function startLaunch(
  proxy: string,
  command: readonly string[],
  options: readonly string[] = [],
  spawnOptions: SpawnOptions = {},
): ChildProcess {
  return spawn(
    MAPEXEC,
    ['run', '--proxy', proxy, ...options, '--', ...command],
    asActor('pilot', { stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions }),
  )
}

export function finished(child: ChildProcess): Promise<Result> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })))
}

/** The reason token of a refusal line on stderr. */
export const reasonIn = (stderr: string): string | undefined => /^mapexec: \d{3} ([a-z0-9-]+):/m.exec(stderr)?.[1]
export const refIn = (stderr: string): string | undefined => /\(ref ([0-9a-f]{16})\)/.exec(stderr)?.[1]

/** `[code, reason]`: what a refusal is judged by. */
export const verdict = ({ code, stderr }: Result): readonly [number | null, string | undefined] => [
  code,
  reasonIn(stderr),
]

let proxies = 0

/** A proxy of one of the sandbox's users, owned by pilot; options as scripts/sandbox.d/pki says. */
export function makeProxy(user: string, options: readonly string[] = []): string {
  const path = `/home/pilot/${user}-${++proxies}.proxy`
  execFileSync(`${SANDBOX_CA}/make-proxy`, [user, path, '--owner', 'pilot:pilot', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return path
}

/** A user with a certificate of the sandbox's CA; unmapped unless a line is added. */
export const makeUser = (name: string, ...rest: readonly string[]): void => {
  execFileSync(`${SANDBOX_CA}/pki`, ['user', name, ...rest], { stdio: ['ignore', 'ignore', 'pipe'] })
}
export const dnOf = (user: string): string => `/DC=org/DC=mapexec/CN=${user}`
export const mapToPool = (user: string, pool = 'pool'): void =>
  appendFileSync(GRID_MAPFILE, `"${dnOf(user)}" .${pool}\n`)

/** A directory that pool accounts can enter, owned by pilot. */
export function sharedDirectory(name: string): string {
  const path = `/tmp/${name}`
  mkdirSync(path, { mode: 0o755, recursive: true })
  chownSync(path, UID.pilot, UID.pilot)
  return path
}

export function script(path: string, text: string, mode = 0o755): string {
  writeFileSync(path, text, { mode })
  chownSync(path, UID.pilot, UID.pilot)
  return path
}

/** Processes whose real or effective uid is in the range, as `pid comm` (zombies are not counted). */
export function processesOf(uid: number): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        const uids = (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? '').split(/\s+/).map(Number)
        const state = /^State:\s+(\S)/m.exec(status)?.[1]
        return uids.includes(uid) && state !== 'Z' ? [`${pid} ${/^Name:\s+(.*)$/m.exec(status)?.[1] ?? ''}`] : []
      } catch {
        return []
      }
    })
}

export async function until(what: string, condition: () => boolean, milliseconds = 5000): Promise<void> {
  const deadline = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited ${milliseconds} ms in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

export type JsonObject = Readonly<Record<string, unknown>>

/** The lines of a record, wherever it lies by now. */
export function recordOf(ref: string): readonly JsonObject[] {
  const path = [`${RECORDS}/${ref}.jsonl`, `${RECORDS}/history/${ref}.jsonl`].find(existsSync)
  if (path === undefined) throw new Error(`there is no record ${ref}`)
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject)
}

/** Lines of audit log and syslog that name a reference. */
export function logLinesOf(ref: string): readonly string[] {
  return [AUDIT_LOG, SYSLOG]
    .flatMap((path) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []))
    .filter((line) => line.includes(ref))
}

let kept = 0

/** Changes a file for one test and puts it back, owner, mode and capabilities included. */
export async function withFile(path: string, change: () => void, action: () => Promise<void> | void): Promise<void> {
  const keep = `/sandbox/keep-${process.pid}-${++kept}`
  execFileSync('cp', ['-a', path, keep])
  try {
    change()
    await action()
  } finally {
    execFileSync('rm', ['-rf', path])
    execFileSync('mv', [keep, path])
  }
}

/** A payload that leaves a mark, to see that it never ran. */
export const MARK = '/tmp/the-payload-ran'
export const touch = ['/bin/sh', '-c', `touch ${MARK}`] as const

/** Code, token, one line, nothing run, and a log line that the reference finds; the system logger writes in its own time. */
export async function expectRefused(result: Result, code: number, reason: string): Promise<void> {
  expect(verdict(result)).toEqual([code, reason])
  expect(result.stdout).toBe('')
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1)
  const ref = refIn(result.stderr) ?? 'no reference'
  await until(`a log line names ${ref} and ${reason}`, () => logLinesOf(ref).some((line) => line.includes(reason)))
  expect(existsSync(MARK)).toBe(false)
}
