/**
 * What a killed service leaves behind, and how its successor clears it away. A record exists before its launch does; where
 * the service dies in between, the helper starts a decider of its own, or ends with 202, and the first record would for
 * ever speak of a launch that never was. `<record.directory>/.serving` holds a line for each conversation:
 * `begin REF`, and `order REF` immediately before the helper gets its order.
 */
import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import type { Journal } from '../conversation'
import { errnoOf } from '../core/errors'

/** Then it is written anew, with what is still open. */
const LARGEST = 256 * 1024

const pathIn = (recordDirectory: string): string => `${recordDirectory}/.serving`

/**
 * Begins a journal, in place of the last one. `directory` is asked each time: a new configuration may name another.
 * A journal that cannot be written is no reason to refuse anybody: at worst a record stays that shows as lost.
 */
export function createJournal(directory: () => string): Journal {
  const open = new Map<string, 'begin' | 'order'>()
  let file: { readonly path: string; readonly descriptor: number; size: number } | undefined
  const renew = (path: string): void => {
    const old = file?.descriptor
    file = undefined
    if (old !== undefined) closeSync(old)
    file = { path: '', descriptor: openSync(`${path}.new`, 'w', 0o600), size: 0 }
    const lines = [...open].map(([one, was]) => `${was} ${one}\n`).join('')
    const size = writeSync(file.descriptor, lines)
    renameSync(`${path}.new`, path)
    file = { ...file, path, size }
  }
  const note = (state: 'begin' | 'order', ref: string): void => {
    open.set(ref, state)
    try {
      const path = pathIn(directory())
      if (file?.path !== path || file.size > LARGEST) renew(path)
      else file.size += writeSync(file.descriptor, `${state} ${ref}\n`)
    } catch {
      // see above
    }
  }
  return {
    begin: (ref) => note('begin', ref),
    order: (ref) => note('order', ref),
    end: (ref) => void open.delete(ref),
  }
}

export interface Leftovers {
  /** No helper ever heard of these. */
  readonly unordered: readonly string[]
  /** These were handed over, or nearly. */
  readonly ordered: readonly string[]
}

/** Reads and removes the journal of a service that is gone. */
export function takeJournal(recordDirectory: string): Leftovers {
  const states = new Map<string, string>()
  try {
    for (const line of readFileSync(pathIn(recordDirectory), 'latin1').split('\n')) {
      const found = /^(begin|order) ([0-9a-f]{16})$/.exec(line)
      if (found?.[1] !== undefined && found[2] !== undefined) states.set(found[2], found[1])
    }
    unlinkSync(pathIn(recordDirectory))
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
  }
  const refs = (state: string): string[] => [...states].flatMap(([ref, was]) => (was === state ? [ref] : []))
  return { unordered: refs('begin'), ordered: refs('order') }
}

/** Removes records of launches that never were. Returns their references. */
export function clearUnordered(recordDirectory: string, { unordered }: Leftovers): readonly string[] {
  return unordered.filter((ref) => !hasEnd(startsIn(recordDirectory, ref)) && remove(`${recordDirectory}/${ref}.jsonl`))
}

/**
 * Of the launches that were nearly handed over, those whose helper has turned to another decider: the same helper (pid
 * and start time) has a younger record. To be asked some seconds after `takeJournal`, when the other decider is done.
 */
export function clearSuperseded(
  recordDirectory: string,
  { ordered }: Leftovers,
  names: readonly string[],
): readonly string[] {
  const suspects = ordered.filter((ref) => !hasEnd(startsIn(recordDirectory, ref)))
  if (suspects.length === 0) return []
  const newest = new Map<string, number>()
  for (const name of names) {
    const start = startOf(startsIn(recordDirectory, name.replace(/\.jsonl$/, '')))
    if (start !== undefined) newest.set(start.helper, Math.max(start.time, newest.get(start.helper) ?? 0))
  }
  return suspects.filter((ref) => {
    const start = startOf(startsIn(recordDirectory, ref))
    const isSuperseded = start !== undefined && (newest.get(start.helper) ?? 0) > start.time
    return isSuperseded && remove(`${recordDirectory}/${ref}.jsonl`)
  })
}

function startsIn(recordDirectory: string, ref: string): readonly string[] {
  for (const path of [`${recordDirectory}/${ref}.jsonl`, `${recordDirectory}/history/${ref}.jsonl`]) {
    try {
      return readFileSync(path, 'utf8').split('\n')
    } catch {
      // not there; perhaps in the other place
    }
  }
  return []
}

/** Start line, end line, and nothing behind the last newline. */
const hasEnd = (lines: readonly string[]): boolean => lines.length > 2

function startOf([line = '']: readonly string[]): { readonly helper: string; readonly time: number } | undefined {
  try {
    const { time, helper } = JSON.parse(line) as { time?: unknown; helper?: { pid?: unknown; start?: unknown } }
    if (typeof time !== 'number' || helper === undefined) return undefined
    return { time, helper: `${String(helper.pid)}:${String(helper.start)}` }
  } catch {
    return undefined
  }
}

function remove(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
}
