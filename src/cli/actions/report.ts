/** `mapexec report`. */
import { hostname } from 'node:os'
import { loadSettings } from '../../config'
import { LaunchError, messageOf } from '../../core/errors'
import { VERSION } from '../../core/version'
import { writePlain } from '../../admin/files/plain'
import { listLeases, type PoolView } from '../../admin/lease/view'
import { readingLog } from '../../admin/log/access'
import { auditLog } from '../../admin/log/place'
import { entriesOf, logFiles } from '../../admin/log/read'
import { liveProcesses } from '../../admin/record/processes'
import { visitAll, type RecordEntry } from '../../admin/record/store'
import { parseTime } from '../../admin/record/time'
import { collect } from '../../admin/report/collect'
import { reportPage } from '../../admin/report/page'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'
import { ticking } from '../progress'

/** Errors: `usage` (times), `log-failed`, those of the configuration. */
export async function reportCommand({ options, output }: Invocation): Promise<number> {
  const now = Date.now() / 1000
  const period = { from: parseTime(String(options['from']), now), to: parseTime(String(options['to']), now) }
  if (period.from >= period.to) throw new LaunchError('usage', '--from is not before --to')
  const settings = loadSettings(createSystem())
  const path = auditLog(typeof options['file'] === 'string' ? options['file'] : undefined)
  const pools: readonly PoolView[] = listLeases(settings.pools, new Map(), 0).pools
  const report = await output.progress('counting launches', (tick) => {
    const records: RecordEntry[] = []
    visitAll(settings.record.directory, liveProcesses(now), { from: period.from }, (entry) => {
      tick()
      records.push(entry)
    })
    return readingLog(path, () =>
      collect(period, ticking(entriesOf(logFiles(path, period.from)), tick), records, pools),
    )
  })
  const page = reportPage(report, { host: hostname(), version: VERSION, made: now })
  const target = options['output']
  if (typeof target === 'string') write(target, page)
  else output.line(page.trimEnd())
  return 0
}

/** It names people: for its owner and group. */
function write(path: string, page: string): void {
  try {
    writePlain(path, page, 0o640)
  } catch (error) {
    throw new LaunchError('log-failed', `${path} cannot be written`, { detail: messageOf(error), cause: error })
  }
}
