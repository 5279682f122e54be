/**
 * The real LCMAPS as a process of its own: one JSON request per line on stdin, one answer per line on stdout. Started
 * with LCMAPS_DB_FILE and nss_wrapper in its environment (test/mapping/lcmaps.test.ts).
 */
import koffi from 'koffi'
import { createInterface } from 'node:readline'
import type { WorkerAnswer, WorkerRequest } from './worker'

// RTLD_GLOBAL: the plugins expect the library's symbols.
const lcmaps = koffi.load('liblcmaps.so.0', { global: true })
const init = lcmaps.func('int lcmaps_init_and_logfile(const char *, void *, unsigned short)') as (
  logFile: string,
  stream: null,
  type: number,
) => number
const run = lcmaps.func(
  'int lcmaps_run_without_credentials_and_return_username(const char *, const char *, _Out_ char **, int, const char **)',
) as (dn: Buffer, request: null, name: (string | null)[], policies: number, names: null) => number

/** Log to the file only. */
const DO_USRLOG = 1

function answer({ subject }: WorkerRequest): WorkerAnswer {
  const name: (string | null)[] = [null]
  const result = run(Buffer.from(`${subject}\0`, 'latin1'), null, name, 0, null)
  return result === 0 && typeof name[0] === 'string' ? { account: name[0] } : { reason: 'lcmaps' }
}

async function main(): Promise<void> {
  if (init(process.env['LCMAPS_LOG_FILE'] ?? '/dev/null', null, DO_USRLOG) !== 0) throw new Error('lcmaps_init failed')
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as WorkerRequest))}\n`)
  }
}

void main()
