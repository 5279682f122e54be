/** `mapexec report`. */
import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { loadSettings } from '../../config'
import { LaunchError, messageOf } from '../../core/errors'
import { VERSION } from '../../core/version'
import { listLeases, type PoolView } from '../../admin/lease/view'
import { readingLog } from '../../admin/log/access'
import { auditLog } from '../../admin/log/place'
import { entriesOf, logFiles } from '../../admin/log/read'
import { liveProcesses } from '../../admin/record/processes'
import { readAll } from '../../admin/record/store'
import { parseTime } from '../../admin/record/time'
import { collect } from '../../admin/report/collect'
import { reportPage } from '../../admin/report/page'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'

/** Errors: `usage` (times), `log-failed`, those of the configuration. */
export function reportCommand({ options, output }: Invocation): Promise<number> {
  const now = Date.now() / 1000
  const period = { from: parseTime(String(options['from']), now), to: parseTime(String(options['to']), now) }
  if (period.from >= period.to) throw new LaunchError('usage', '--from is not before --to')
  const settings = loadSettings(createSystem())
  const path = auditLog(typeof options['file'] === 'string' ? options['file'] : undefined)
  const records = readAll(settings.record.directory, liveProcesses(now), { from: period.from })
  const pools: readonly PoolView[] = listLeases(settings.pools, new Map(), 0).pools
  const report = readingLog(path, () => collect(period, entriesOf(logFiles(path, period.from)), records.entries, pools))
  const page = reportPage(report, { host: hostname(), version: VERSION, made: now })
  const target = options['output']
  if (typeof target === 'string') write(target, page)
  else output.line(page.trimEnd())
  return Promise.resolve(0)
}

/** It names people: for its owner and group. */
function write(path: string, page: string): void {
  try {
    writeFileSync(path, page, { mode: 0o640 })
  } catch (error) {
    throw new LaunchError('log-failed', `${path} cannot be written`, { detail: messageOf(error), cause: error })
  }
}
