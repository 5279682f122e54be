/** `mapexec serve`. */
import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { serve } from '../../serve'
import { createServiceLog } from '../../serve/log'

/** Errors: those of `serve`. */
export function serveCommand(): Promise<number> {
  // V8 translates a function for speed when it has run for a while; here a ninth of that while (of V8's usual 132 KiB of
  // bytecode): few functions, for all of the program's life, and a launch waits for each.
  setFlagsFromString('--interrupt-budget=15000')
  const log = createServiceLog((line) => void writeSync(2, line), process.env['JOURNAL_STREAM'] !== undefined)
  const stop = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
  })
  return serve({
    log,
    environment: process.env,
    pid: process.pid,
    uid: process.geteuid?.() ?? 0,
    stop,
    onReload: (callback) => process.on('SIGHUP', callback),
  })
}
