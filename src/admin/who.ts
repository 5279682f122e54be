/** `mapexec who`: which grid or CI identity is behind a process, a uid or an account, now or at a time. */
import { LaunchError } from '../core/errors'
import type { Processes, ProcessFacts } from './record/processes'
import type { RecordEntry } from './record/store'

/** How sure the answer is, the surest first. */
export type How =
  /** The process is below the helper of this launch. */
  | 'process-tree'
  /** The account was used by this launch at that time. */
  | 'account'
  /** No launch, but the account is leased to this identity. */
  | 'lease'

export interface Answer {
  readonly how: How
  readonly entry: RecordEntry
}

export type Target =
  | { readonly kind: 'pid'; readonly pid: number }
  | { readonly kind: 'uid'; readonly uid: number }
  | { readonly kind: 'account'; readonly name: string }

/** A number is a process where there is one of that number, else a uid. Errors: `usage`. */
export function parseTarget(text: string, as: string | undefined, processes: Processes): Target {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : undefined
  if (number === undefined) {
    if (as !== undefined && as !== 'account') throw new LaunchError('usage', `--as ${as} needs a number`)
    return { kind: 'account', name: text }
  }
  if (as === 'account') return { kind: 'account', name: text }
  if (as === 'uid' || (as === undefined && !processes.exists(number))) return { kind: 'uid', uid: number }
  return { kind: 'pid', pid: number }
}

export interface Question {
  readonly target: Target
  /** Seconds since the epoch; undefined: now. */
  readonly at: number | undefined
  readonly entries: readonly RecordEntry[]
  readonly processes: Processes
}

/**
 * Launches that answer, the surest and newest first; empty: nobody knows. At a time in the past a pid can only be that
 * of a helper: the kernel uses pids again and keeps no history.
 */
export function whoIs({ target, at, entries, processes }: Question): readonly Answer[] {
  const then = entries.filter((entry) => (at === undefined ? entry.state === 'running' : ranAt(entry, at)))
  const answers: Answer[] =
    target.kind === 'pid' && at === undefined
      ? byProcess(target.pid, then, processes)
      : target.kind === 'pid'
        ? then.filter(({ start }) => start?.helper.pid === target.pid).map((entry) => ({ how: 'process-tree', entry }))
        : then.filter((entry) => usesAccount(entry, target)).map((entry) => ({ how: 'account', entry }))
  return answers.sort((a, b) => (b.entry.start?.time ?? 0) - (a.entry.start?.time ?? 0))
}

const usesAccount = ({ start }: RecordEntry, target: Exclude<Target, { kind: 'pid' }>): boolean =>
  target.kind === 'uid' ? start?.account.uid === target.uid : start?.account.name === target.name

/** Damaged records have no start; a lost launch ended at some time after its last sign of life. */
function ranAt({ start, end, state, modified }: RecordEntry, at: number): boolean {
  if (start === undefined || start.time > at) return false
  if (state === 'running') return true
  return (end?.time ?? Math.max(modified, start.time)) >= at
}

/** Up the tree to a helper; a daemon that was adopted by process 1 is known by its account alone. */
function byProcess(pid: number, running: readonly RecordEntry[], processes: Processes): Answer[] {
  const helpers = new Map(running.map((entry) => [entry.start?.helper.pid, entry]))
  const seen = new Set<number>()
  let facts: ProcessFacts | undefined = processes.find(pid)
  if (facts === undefined && !processes.exists(pid)) throw new LaunchError('usage', `there is no process ${pid}`)
  for (; facts !== undefined && !seen.has(facts.pid); facts = processes.find(facts.parent)) {
    seen.add(facts.pid)
    const entry = helpers.get(facts.pid)
    if (entry?.start?.helper.start === facts.start) return [{ how: 'process-tree', entry }]
  }
  const uids = processes.uidsOf(pid)
  return running
    .filter(({ start }) => start !== undefined && uids.includes(start.account.uid))
    .map((entry) => ({ how: 'account', entry }))
}
