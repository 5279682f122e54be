/** The real machine behind doctor's questions. */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { connect as connectStream } from 'node:net'
import { request } from 'node:https'
import { release } from 'node:os'
import { errnoOf, messageOf } from '../../core/errors'
import type { Settings } from '../../core/settings'
import { sendSyslog } from '../../record/syslog'
import { cacheFits } from '../install/code-cache'
import { PATHS } from '../install/layout'
import { uidsIn } from '../record/processes'
import type { DryLaunch, Mount, PathFacts, Probe, ProcessStatus, Said } from './probe'

const TOOLS = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }
const TIMEOUT_MS = 10_000

export function liveProbe(now: number, settings: Settings | undefined): Probe {
  return {
    now,
    uid: process.geteuid?.() ?? -1,
    stat: (path) => quiet(() => factsOf(fs.lstatSync(path))),
    resolve: (path) => quiet(() => fs.realpathSync(path)),
    readText: (path) => quiet(() => read(path)?.toString('utf8')),
    readBytes: (path) => quiet(() => read(path)),
    list: (path) => quiet(() => fs.readdirSync(path).sort()),
    capabilities,
    granted,
    mountOf: (path) =>
      mountIn(quiet(() => fs.readFileSync('/proc/self/mountinfo', 'utf8')) ?? '', fs.realpathSync(path)),
    space: (path) =>
      quiet(() => {
        const { bavail, bsize, files, ffree } = fs.statfsSync(path)
        return { freeBytes: bavail * bsize, freeInodes: files === 0 ? undefined : ffree }
      }),
    kernel: release(),
    connect: (path, type) => (type === 'datagram' ? datagram(path) : stream(path)),
    linkWorks,
    processes,
    clockIsSet,
    fetch: fetchKeys,
    ask,
    cacheFits: () =>
      settings !== undefined && [PATHS.decider, PATHS.cli].every((path) => cacheFits(settings.service, path)),
    dryLaunch,
  }
}

/** What cannot be read is not there, for doctor: the finding says which path it was. */
function quiet<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

/** Links are usual among CAs. In a directory of the service account there may be a FIFO: that is not waited for. */
function read(path: string): Buffer | undefined {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY)
  try {
    return fs.fstatSync(fd).isFile() ? fs.readFileSync(fd) : undefined
  } finally {
    fs.closeSync(fd)
  }
}

function factsOf(stat: fs.Stats): PathFacts {
  const type = stat.isFile()
    ? 'file'
    : stat.isDirectory()
      ? 'directory'
      : stat.isSymbolicLink()
        ? 'link'
        : stat.isSocket()
          ? 'socket'
          : 'other'
  return { type, uid: stat.uid, gid: stat.gid, mode: stat.mode & 0o7777, links: stat.nlink, size: stat.size }
}

const PATIENCE_MS = 3000

function ask([program, ...words]: readonly [string, ...string[]], input = ''): Said | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    env: TOOLS,
    encoding: 'utf8',
    input,
    cwd: '/',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  })
  return errnoOf(error) === 'ENOENT' ? undefined : { status, stdout, stderr }
}

/** getfacl(1), numeric: `user:999:rw-`, where the mask takes nothing away (`#effective:`). */
function granted(path: string, uid: number): boolean {
  const { stdout } = spawnSync('getfacl', ['--absolute-names', '--omit-header', '--numeric', '--', path], {
    env: TOOLS,
    encoding: 'utf8',
  })
  return new RegExp(`^user:${uid}:rw.$`, 'm').test(stdout)
}

/** getcap(8) prints `FILE cap_…=p`, older versions `FILE = cap_…+p`, and nothing for a file without capabilities. */
function capabilities(path: string): string | undefined {
  const { error, stdout } = spawnSync('getcap', [path], { env: TOOLS, encoding: 'utf8' })
  if (error !== undefined) return undefined
  const said = stdout.trim()
  return said.startsWith(`${path} `)
    ? said
        .slice(path.length + 1)
        .replace(/^= /, '')
        .replace('+', '=')
    : ''
}

/** proc_pid_mountinfo(5): the last mount whose place is above the path; octal escapes in names. */
export function mountIn(mountinfo: string, path: string): Mount | undefined {
  let found: Mount | undefined
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const words = before.split(' ')
    const place = (words[4] ?? '').replace(/\\([0-7]{3})/g, (_, digits: string) =>
      String.fromCharCode(parseInt(digits, 8)),
    )
    const above = place === '/' || path === place || path.startsWith(`${place}/`)
    if (place === '' || !above || place.length < (found?.place.length ?? 0)) continue
    found = { place, type: after.split(' ')[0] ?? '?', options: (words[5] ?? '').split(',') }
  }
  return found
}

/** As the decision program does it, with a line that says what it is. */
async function datagram(path: string): Promise<string | undefined> {
  // RFC 3164: authpriv.debug
  return sendSyslog(path, '<87>mapexec: doctor looks whether the system log listens')
}

function stream(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connectStream(path, () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.setTimeout(TIMEOUT_MS, () => {
      socket.destroy()
      resolve('ETIMEDOUT')
    })
    socket.once('error', (error) => resolve(errnoOf(error) ?? error.message))
  })
}

/** In the index directory, where neither LCMAPS nor mapexec looks for accounts. */
function linkWorks(directory: string): string | undefined {
  const [file, link] = [`${directory}/.doctor-${process.pid}`, `${directory}/.doctor-${process.pid}-link`]
  const made: string[] = []
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600))
    made.push(file)
    fs.linkSync(file, link)
    made.unshift(link)
    return fs.lstatSync(link).nlink === 2 ? undefined : 'the link count is not 2'
  } catch (error) {
    // Who may not write there cannot try; the mode of the directory is judged by itself.
    return errnoOf(error) === 'EACCES' ? undefined : messageOf(error)
  } finally {
    for (const path of made) fs.rmSync(path, { force: true })
  }
}

function processes(): readonly ProcessStatus[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const status = quiet(() => fs.readFileSync(`/proc/${name}/status`, 'latin1')) ?? ''
      const [uid] = uidsIn(status)
      if (uid === undefined) return []
      const comm = /^Name:\t(.*)$/m.exec(status)?.[1] ?? '?'
      return [{ pid: Number(name), name: comm, uid, noNewPrivs: /^NoNewPrivs:\t1$/m.test(status) }]
    })
}

function clockIsSet(): boolean | undefined {
  const { status, stdout } = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    env: TOOLS,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  })
  return status === 0 ? stdout.trim() === 'yes' : undefined
}

function fetchKeys(url: string, caFile: string | undefined): Promise<{ trouble?: string; date?: number }> {
  return new Promise((resolve) => {
    let ca: Buffer | undefined
    try {
      ca = caFile === undefined ? undefined : fs.readFileSync(caFile)
      const options = { timeout: TIMEOUT_MS, ...(ca === undefined ? {} : { ca }) }
      const asked = request(url, options, (response) => {
        const date = Date.parse(response.headers.date ?? '') / 1000
        response.resume()
        resolve({
          ...(response.statusCode === 200 ? {} : { trouble: `${url}: HTTP status ${response.statusCode ?? '?'}` }),
          ...(Number.isFinite(date) ? { date } : {}),
        })
      })
      asked.once('timeout', () => asked.destroy(new Error('no answer in 10 s')))
      asked.once('error', (error) => resolve({ trouble: `${url}: ${messageOf(error)}` }))
      asked.end()
    } catch (error) {
      resolve({ trouble: `${url}: ${messageOf(error)}` })
    }
  })
}

/** Exactly what a caller would start, in an environment without anything of ours. */
function dryLaunch(uid: number, gid: number, groups: readonly number[]): DryLaunch {
  const before = process.getgroups?.() ?? []
  process.setgroups?.([...groups])
  try {
    const { status, stdout, stderr, error } = spawnSync(
      PATHS.door,
      ['run', '--explain', '--json', '--unix', '--', '/bin/true'],
      {
        uid,
        gid,
        cwd: '/',
        env: TOOLS,
        encoding: 'utf8',
        timeout: 6 * TIMEOUT_MS,
      },
    )
    const { reason, message } = verdictIn(stdout)
    return { code: status, reason, said: error?.message ?? message ?? stderr.trim().split('\n').at(-1) ?? '' }
  } finally {
    process.setgroups?.(before)
  }
}

/** Nothing where the answer is no explanation: then the helper itself refused, on standard error. */
function verdictIn(json: string): { readonly reason?: string; readonly message?: string } {
  try {
    const { reason, message } = JSON.parse(json) as { reason?: unknown; message?: unknown }
    return {
      ...(typeof reason === 'string' ? { reason } : {}),
      ...(typeof message === 'string' ? { message } : {}),
    }
  } catch {
    return {}
  }
}
