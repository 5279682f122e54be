/** Real processes that map at the same moment. */
import { buildSync } from 'esbuild'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { WorkerAnswer, WorkerRequest } from '../mapping/worker'

/** One CommonJS file that Node runs as it is; koffi stays outside because it loads a native part. */
export function bundle(entry: string): { readonly file: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-worker-'))
  const file = join(directory, 'worker.cjs')
  buildSync({
    entryPoints: [join(__dirname, '..', entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: file,
    external: ['koffi'],
    logLevel: 'error',
  })
  return { file, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/** Nothing but where the one external module is. */
export const WORKER_ENVIRONMENT = { NODE_PATH: join(__dirname, '../../node_modules') }

export interface Worker {
  ask(request: WorkerRequest): Promise<WorkerAnswer>
  readonly process: ChildProcessWithoutNullStreams
  stop(): Promise<void>
}

export function startWorker(file: string, environment: NodeJS.ProcessEnv = {}): Worker {
  const child = spawn(process.execPath, [file], { stdio: 'pipe', env: { ...WORKER_ENVIRONMENT, ...environment } })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const line = await lines.next()
      if (line.done === true) throw new Error('the worker ended without an answer')
      return JSON.parse(line.value) as WorkerAnswer
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

/** Field 22 of /proc/PID/stat. */
export function startTimeOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
