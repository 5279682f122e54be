/** `mapexec record list|show|tree|history`. */
import { LaunchError } from '../../core/errors'
import { liveProcesses, type Processes } from '../../admin/record/processes'
import { recordDirectory } from '../../admin/record/installed'
import { parseFilter, type Filter } from '../../admin/record/filter'
import { findRecords, readAll, readCurrent, type RecordEntry, type Records } from '../../admin/record/store'
import { detailLines, historyTable, listTable } from '../../admin/record/tables'
import { launchTrees, treeLines } from '../../admin/record/tree'
import { rememberingNames, subjectOf, viewsOf, type NameOf, type RecordView } from '../../admin/record/view'
import { parseInterval, realScreen, watch } from '../../admin/record/watch'
import { parseCount } from '../../admin/record/time'
import { nameService } from '../../system/accounts'
import type { Invocation } from '../actions'
import type { Output } from '../output'

/** Of the JSON forms (docs/schemas/): a field may be added, none is taken away or changed under the same number. */
export const FORMAT = 1

interface Scene {
  readonly now: number
  readonly processes: Processes
  readonly nameOf: NameOf
  readonly directory: string
}

export function scene(): Scene {
  const now = Date.now() / 1000
  return {
    now,
    processes: liveProcesses(now),
    nameOf: rememberingNames((uid) => nameService.byUid(uid)?.name),
    directory: recordDirectory(),
  }
}

export const filterOf = ({ options }: Invocation, now: number): Filter =>
  parseFilter(options, now, (name) => nameService.byName(name)?.uid)

export async function recordList(invocation: Invocation): Promise<number> {
  const { options, output } = invocation
  const show = (): void => {
    const at = scene()
    const records = selected(readCurrent(at.directory, at.processes), filterOf(invocation, at.now), (entry) =>
      options['all'] === true ? true : entry.state !== 'ended',
    )
    const views = viewsOf(records, at.nameOf, at.processes).toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0))
    if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(records), records: views })
    else {
      listTable(output, views, at.now)
      hiddenNote(output, records)
    }
  }
  await shownOrWatched(invocation, show)
  return 0
}

export async function recordTree(invocation: Invocation): Promise<number> {
  const { output } = invocation
  const show = (): void => {
    const at = scene()
    const records = selected(readCurrent(at.directory, at.processes), filterOf(invocation, at.now))
    const trees = launchTrees(records, at.nameOf, at.processes)
    if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(records), launches: trees })
    else for (const line of treeLines(trees, at.now)) output.line(line)
  }
  await shownOrWatched(invocation, show)
  return 0
}

/** The newest launches where nothing is asked for; a filter looks at all of them. */
export function recordHistory(invocation: Invocation): Promise<number> {
  const { options, output } = invocation
  const at = scene()
  const filter = filterOf(invocation, at.now)
  const limit = options['limit'] === 'all' ? undefined : parseCount(String(options['limit']), '--limit', 1_000_000)
  const all = readAll(at.directory, at.processes, {
    ...(filter.from === undefined ? {} : { from: filter.from }),
    ...(filter.empty && limit !== undefined ? { limit } : {}),
  })
  const finished = selected(all, filter, ({ state }) => state !== 'running')
  const newest = [...finished.entries]
    .sort((a, b) => (b.end?.time ?? b.modified) - (a.end?.time ?? a.modified))
    .slice(0, limit)
  const views = viewsOf({ ...finished, entries: newest }, at.nameOf, at.processes)
  if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(finished), records: views })
  else {
    historyTable(output, views)
    hiddenNote(output, finished)
    if (!filter.empty && finished.entries.length > newest.length)
      output.line(`${finished.entries.length - newest.length} more match; --limit all shows them`)
  }
  return Promise.resolve(0)
}

/** A record and its lines in the audit log; of a refusal there are only the latter. */
export async function recordShow(invocation: Invocation): Promise<number> {
  const { output } = invocation
  const [prefix = ''] = invocation.arguments
  if (!/^[0-9a-f]{4,16}$/.test(prefix))
    throw new LaunchError('usage', `a reference has 16 hexadecimal digits, of which at least 4 are needed`)
  const at = scene()
  const found = findRecords(at.directory, prefix, at.processes)
  const { logLinesOf } = await import('../../admin/log/find')
  const log = logLinesOf(prefix)
  const refs = new Set([...found.map(({ ref }) => ref), ...log.lines.map(({ ref }) => ref)])
  if (refs.size > 1)
    throw new LaunchError('usage', `more than one launch begins with ${prefix}: ${[...refs].join(' ')}`)
  const [view] = viewsOf({ directory: at.directory, entries: found, unreadable: 0 }, at.nameOf, at.processes)
  if (output.json)
    output.value({ format: FORMAT, time: at.now, record: view ?? null, log: log.lines.map((l) => l.fields) })
  else
    showOne(
      output,
      view,
      log.lines.map(({ text }) => text),
      at.now,
    )
  if (log.trouble !== undefined) output.complain(`mapexec: the audit log was not searched: ${log.trouble}`)
  return refs.size === 1 ? 0 : 1
}

function showOne(output: Output, view: RecordView | undefined, log: readonly string[], now: number): void {
  if (view !== undefined)
    for (const [name, value] of detailLines(view, now)) output.line(`${output.paint('bold', name.padEnd(12))} ${value}`)
  if (view === undefined)
    output.line(log.length === 0 ? 'there is no such launch' : 'no record: the launch was refused')
  for (const line of log) output.line(`${output.paint('bold', 'log'.padEnd(12))} ${line}`)
}

export function selected(
  records: Records,
  filter: Filter,
  wanted: (entry: RecordEntry) => boolean = () => true,
): Records {
  return { ...records, entries: records.entries.filter((entry) => wanted(entry) && filter.matches(subjectOf(entry))) }
}

const summary = ({ directory, unreadable }: Records) => ({ directory, unreadable })

function hiddenNote(output: Output, { unreadable }: Records): void {
  if (unreadable > 0) output.line(`${unreadable} records are not for you to read ([record] mode)`)
}

async function shownOrWatched({ options }: Invocation, show: () => void): Promise<void> {
  const every = options['watch']
  if (typeof every === 'string') await watch(parseInterval(every), realScreen(process.stdout), show)
  else show()
}
