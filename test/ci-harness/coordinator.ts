/** As much of GitLab as a runner needs to fetch one job, report on it, and be told to cancel it (HTTP, for the test only). */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Report {
  readonly state: string
  readonly failureReason: string | undefined
  readonly exitCode: number | undefined
}

export interface Coordinator {
  readonly url: string
  /** Resolves when the runner has reported the end of the job. */
  run(job: Readonly<Record<string, unknown>>): Promise<Report>
  /** What the runner is told with its next report: `canceled` or `canceling`. */
  cancel(how: 'canceled' | 'canceling'): void
  readonly trace: () => string
  stop(): Promise<void>
}

export async function startCoordinator(): Promise<Coordinator> {
  let waiting: Readonly<Record<string, unknown>> | undefined
  let status = 'running'
  let trace = Buffer.alloc(0)
  let end: ((report: Report) => void) | undefined
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? ''
      const answer = (code: number, headers: Readonly<Record<string, string>> = {}, json?: unknown): void => {
        response.writeHead(code, { 'content-type': 'application/json', ...headers })
        response.end(json === undefined ? undefined : JSON.stringify(json))
      }
      if (path.endsWith('/jobs/request')) {
        const job = waiting
        waiting = undefined
        if (job === undefined) answer(204)
        else answer(201, {}, job)
      } else if (path.includes('/trace')) {
        const start = Number(/^(\d+)-/.exec(request.headers['content-range'] ?? '')?.[1] ?? trace.length)
        trace = Buffer.concat([trace.subarray(0, start), body])
        const range = `0-${trace.length}`
        answer(202, { 'Job-Status': status, Range: range, 'X-GitLab-Trace-Update-Interval': '1' })
      } else if (request.method === 'PUT' && /\/jobs\/\d+$/.test(path)) {
        const update = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>
        answer(200, { 'Job-Status': status })
        if (update['state'] !== 'running') end?.(reportOf(update))
      } else if (path.endsWith('/runners/verify')) answer(200, {}, { id: 3, token: 'glrt-test' })
      else answer(404)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    run: (job) => {
      trace = Buffer.alloc(0)
      status = 'running'
      waiting = job
      return new Promise((resolve) => (end = resolve))
    },
    cancel: (how) => (status = how),
    trace: () => trace.toString('utf8'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const reportOf = (update: Readonly<Record<string, unknown>>): Report => ({
  state: String(update['state']),
  failureReason: typeof update['failure_reason'] === 'string' ? update['failure_reason'] : undefined,
  exitCode: typeof update['exit_code'] === 'number' ? update['exit_code'] : undefined,
})

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
