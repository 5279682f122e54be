/** The sixth step: the mapping record and the audit line exist before the payload does. No record, no launch. */
import { closeSync, constants, fchmodSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { LaunchError, messageOf } from '../core/errors'
import { mint, type Job, type Recorded } from '../core/stages'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'
import { launchLine, writeAudit } from './audit'
import { jobFacts } from './facts'
import { moveFinished, pruneHistory } from './history'
import { jsonLine } from './json-line'

export { refusalLine, writeAudit } from './audit'
export { jsonLine } from './json-line'

/**
 * Writes `<directory>/<ref>.jsonl` (first line: the start) and the audit line. Where nothing is launched only the audit line.
 * Errors: `record-failed`, `log-failed`; then nothing is left behind.
 */
export async function record(job: Job, settings: Settings, system: System): Promise<Recorded> {
  const { request } = job.target.permit
  const now = system.clock.now()
  const recordPath = `${settings.record.directory}/${request.ref}.jsonl`
  if (request.purpose !== 'launch') {
    await writeAudit(launchLine(job), settings.log, now)
    return mint<Recorded>({ job, recordPath })
  }
  if (system.stays === true) tidyUpSoon(settings)
  else tidyUp(settings, now)
  createRecord(recordPath, jsonLine({ event: 'start', time: now, ...jobFacts(job) }), settings.record.mode)
  try {
    await writeAudit(launchLine(job), settings.log, now)
  } catch (error) {
    discardRecord(recordPath)
    throw error
  }
  return mint<Recorded>({ job, recordPath })
}

/** Takes a record back whose launch will not happen. Never throws. */
export function discardRecord(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // It is gone or cannot be removed: then it shows as lost, which is what it is.
  }
}

function createRecord(path: string, line: string, mode: number): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_APPEND, O_NOFOLLOW } = constants
  const bytes = Buffer.from(line)
  let fd: number | undefined
  try {
    fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, mode)
    fchmodSync(fd, mode)
    if (writeSync(fd, bytes) !== bytes.length) throw new Error('short write')
  } catch (error) {
    if (fd !== undefined) discardRecord(path)
    throw new LaunchError('record-failed', 'the mapping record cannot be written; tell the administrator', {
      detail: `${path}: ${messageOf(error)}`,
    })
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

/** Milliseconds: by then the decision that asked for it has its answer, and others have joined in. */
const SOON = 20
let isDue = false

/** A decision program that stays tidies up when nobody waits for it. */
function tidyUpSoon(settings: Settings): void {
  if (isDue) return
  isDue = true
  setTimeout(() => {
    isDue = false
    tidyUp(settings, Date.now() / 1000)
  }, SOON).unref()
}

/** One decision in 64 that moved something also prunes. */
function tidyUp({ record: settings }: Settings, now: number): void {
  if (moveFinished(settings.directory) > 0 && Math.random() < 1 / 64) pruneHistory(settings, now)
}
