/** `mapexec serve`. */
import { writeSync } from 'node:fs'
import { serve } from '../../serve'
import { createServiceLog } from '../../serve/log'

/** Errors: those of `serve`. */
export function serveCommand(): Promise<number> {
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
