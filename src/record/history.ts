/**
 * Finished records leave the directory of running ones. The helper marks an ended record by a hard link in `ended/`, so that the
 * work here grows with what has ended since the last decision, not with what is running.
 */
import { readdirSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { errnoOf } from '../core/errors'
import type { RecordSettings } from '../core/settings'

/** Moves every marked record to `history/`. Never throws: a decision does not hang on tidying up. */
export function moveFinished(directory: string): number {
  let moved = 0
  for (const name of namesIn(`${directory}/ended`)) {
    if (tolerant(() => renameSync(`${directory}/${name}`, `${directory}/history/${name}`))) moved += 1
    tolerant(() => unlinkSync(`${directory}/ended/${name}`))
  }
  return moved
}

/** Keeps history within its bounds: at most `historyMaxFiles`, none older than `historyMaxAge` seconds. */
export function pruneHistory({ directory, historyMaxFiles, historyMaxAge }: RecordSettings, now: number): void {
  const files = namesIn(`${directory}/history`)
    .map((name) => ({ path: `${directory}/history/${name}`, mtime: mtimeOf(`${directory}/history/${name}`) }))
    .sort((a, b) => b.mtime - a.mtime)
  for (const [index, { path, mtime }] of files.entries()) {
    if (index >= historyMaxFiles || mtime < now - historyMaxAge) tolerant(() => unlinkSync(path))
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.jsonl'))
  } catch {
    return []
  }
}

function mtimeOf(path: string): number {
  try {
    return statSync(path).mtimeMs / 1000
  } catch {
    return 0
  }
}

/** Two decisions may tidy up at once: what the other one did already is fine. True when this one did it. */
function tolerant(action: () => void): boolean {
  try {
    action()
    return true
  } catch (error) {
    return errnoOf(error) === undefined
  }
}
