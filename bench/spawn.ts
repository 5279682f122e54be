/**
 * Starts programs the cheap way and times them: posix_spawn(3) and waitpid(2) called directly. Node's own `spawn` costs
 * more than some of what is measured here, and takes turns with everything else in its event loop.
 */
import koffi from 'koffi'

export interface Program {
  /** [0] is the absolute path to execute. */
  readonly argv: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
}

const libc = koffi.load(null)
const posixSpawn = libc.func(
  'int posix_spawn(_Out_ int *pid, const char *path, void *actions, void *attributes, const char **argv, const char **envp)',
) as (
  pid: [number],
  path: string,
  actions: Buffer,
  attributes: null,
  argv: readonly (string | null)[],
  environment: readonly (string | null)[],
) => number
const waitpid = libc.func('int waitpid(int pid, _Out_ int *status, int options)') as (
  pid: number,
  status: [number],
  options: number,
) => number

/** Node closes its own standard descriptors on exec; programs get /dev/null for all three. */
const QUIET = Buffer.alloc(256)
const init = libc.func('int posix_spawn_file_actions_init(uint8_t *)') as (actions: Buffer) => number
const addOpen = libc.func('int posix_spawn_file_actions_addopen(uint8_t *, int, const char *, int, unsigned int)') as (
  actions: Buffer,
  fd: number,
  path: string,
  flags: number,
  mode: number,
) => number
const O_RDWR = 2
if (init(QUIET) !== 0 || [0, 1, 2].some((fd) => addOpen(QUIET, fd, '/dev/null', O_RDWR, 0) !== 0))
  throw new Error('posix_spawn_file_actions')

/** Returns the process id. */
export function start({ argv, environment = {} }: Program): number {
  const pid: [number] = [0]
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  const error = posixSpawn(pid, argv[0], QUIET, null, [...argv, null], [...variables, null])
  if (error !== 0) throw new Error(`posix_spawn ${argv[0]}: errno ${error}`)
  return pid[0]
}

/** Waits for one child, or with -1 for any. Returns who ended, and the exit status (128+N after signal N). */
export function wait(pid: number): { readonly pid: number; readonly code: number } {
  const status: [number] = [0]
  const ended = waitpid(pid, status, 0)
  if (ended < 0) throw new Error(`waitpid: errno ${koffi.errno()}`)
  const signal = status[0] & 0x7f
  return { pid: ended, code: signal === 0 ? (status[0] >> 8) & 0xff : 128 + signal }
}

/** Milliseconds from start to end. Errors: a status that is not 0, because then something else was measured. */
export function time(program: Program): number {
  const from = performance.now()
  const { code } = wait(start(program))
  const elapsed = performance.now() - from
  if (code !== 0) throw new Error(`${program.argv.join(' ')} ended with ${code}`)
  return elapsed
}

export interface Crowd {
  /** Of each launch, milliseconds, in the order in which they ended. */
  readonly latencies: readonly number[]
  readonly seconds: number
}

/** `count` launches, `concurrency` of them running at any time. `next` gives the program for each. */
export function crowd(next: (index: number) => Program, count: number, concurrency: number): Crowd {
  const running = new Map<number, { readonly from: number; readonly what: Program }>()
  const latencies: number[] = []
  let started = 0
  const from = performance.now()
  while (latencies.length < count) {
    while (running.size < concurrency && started < count) {
      const what = next(started)
      started += 1
      const at = performance.now()
      running.set(start(what), { from: at, what })
    }
    const { pid, code } = wait(-1)
    const ended = running.get(pid)
    if (ended === undefined) continue
    running.delete(pid)
    if (code !== 0) throw new Error(`${ended.what.argv.join(' ')} ended with ${code}`)
    latencies.push(performance.now() - ended.from)
  }
  return { latencies, seconds: (performance.now() - from) / 1000 }
}

const setresuid = libc.func('int setresuid(uint32_t, uint32_t, uint32_t)') as Ids
const setresgid = libc.func('int setresgid(uint32_t, uint32_t, uint32_t)') as Ids
type Ids = (real: number, effective: number, saved: number) => number

/** Does something as an unprivileged account, whose programs cannot come back from there: exec replaces the saved uid. */
export function as<T>(uid: number, action: () => T): T {
  const check = (result: number): void => {
    if (result !== 0) throw new Error(`changing to uid ${uid} failed: errno ${koffi.errno()}`)
  }
  process.setgroups?.([uid])
  check(setresgid(uid, uid, 0))
  check(setresuid(uid, uid, 0))
  try {
    return action()
  } finally {
    check(setresuid(0, 0, 0))
    check(setresgid(0, 0, 0))
    process.setgroups?.([0])
  }
}
