/** `mapexec metrics`. */
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import { VERSION } from '../../core/version'
import { createPlain, readPlain } from '../../admin/files/plain'
import { shownSettings } from '../../admin/files/settings'
import { listLeases } from '../../admin/lease/view'
import { countLog, emptyCounters, parseState, type State } from '../../admin/metrics/counters'
import { metricsText } from '../../admin/metrics/text'
import { liveProcesses } from '../../admin/record/processes'
import { readCurrent } from '../../admin/record/store'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'

const IDLE = 10 * 86_400

/** Errors: those of configuration, records and pools; `log-failed` where the log, the state or the output fails. */
export function metricsCommand({ options, output }: Invocation): Promise<number> {
  const settings = shownSettings(createSystem())
  const now = Date.now() / 1000
  const stateFile = typeof options['state'] === 'string' ? options['state'] : undefined
  const state = settings.log.file === undefined ? undefined : counted(settings.log.file, stateFile)
  const { entries } = readCurrent(settings.record.directory, liveProcesses(now))
  const count = (wanted: string): number => entries.filter((entry) => entry.state === wanted).length
  const text = metricsText({
    version: VERSION,
    counters: state?.counters ?? emptyCounters(),
    pools: listLeases(settings.pools, new Map(), now - IDLE).pools,
    running: count('running'),
    lost: count('lost'),
    damaged: count('damaged'),
    history: namesIn(`${settings.record.directory}/history`).length,
  })
  const target = options['output']
  if (typeof target === 'string') replace(target, text, 0o644)
  else for (const line of text.trimEnd().split('\n')) output.line(line)
  // Only what has been handed out may be taken for counted.
  if (stateFile !== undefined && state !== undefined) replace(stateFile, `${JSON.stringify(state)}\n`, 0o600)
  return Promise.resolve(0)
}

function counted(log: string, stateFile: string | undefined): State | undefined {
  let before: State | undefined
  try {
    before = stateFile === undefined ? undefined : parseState(readPlain(stateFile).toString('utf8'))
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw failure(stateFile ?? '', error)
  }
  try {
    return countLog(log, before)
  } catch (error) {
    // A fresh installation has not launched anything.
    if (errnoOf(error) === 'ENOENT') return undefined
    throw failure(log, error)
  }
}

const failure = (path: string, error: unknown): LaunchError =>
  new LaunchError('log-failed', `${path} cannot be used`, { detail: messageOf(error), cause: error })

/** The collector reads the old file or the new one, never half of one: its pattern is `*.prom`. */
function replace(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}`
  try {
    rmSync(temporary, { force: true })
    createPlain(temporary, text, mode)
    renameSync(temporary, path)
  } catch (error) {
    throw failure(path, error)
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
