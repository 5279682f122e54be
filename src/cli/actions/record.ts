/** `mapexec record list|tree|history`. */
import { liveProcesses, type Processes } from '../../admin/record/processes'
import { recordDirectory } from '../../admin/record/installed'
import { parseFilter, type Filter } from '../../admin/record/filter'
import { readCurrent, visitAll, type RecordEntry, type Records } from '../../admin/record/store'
import { historyRow, historyTable, listTable } from '../../admin/record/tables'
import { launchTrees, treeLines } from '../../admin/record/tree'
import { rememberingNames, subjectOf, viewOf, viewsOf, type NameOf, type RecordView } from '../../admin/record/view'
import { parseInterval, realScreen, watch } from '../../admin/record/watch'
import { parseLimit } from '../../admin/record/time'
import { nameService } from '../../system/accounts'
import type { Invocation } from '../actions'
import { FORMAT } from '../format'
import type { Output } from '../output'

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
      hiddenNote(output, records.unreadable)
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
  const limit = parseLimit(options['limit'])
  if (output.json) {
    const { found, unreadable } = finished(at, filter, limit, (view) => view)
    output.value({ format: FORMAT, time: at.now, directory: at.directory, unreadable, records: found })
  } else {
    const { found, more, unreadable } = finished(at, filter, limit, (view) => historyRow(output, view))
    historyTable(output, found)
    hiddenNote(output, unreadable)
    if (!filter.empty && more > 0) output.line(`${more} more match; --limit all shows them`)
  }
  return Promise.resolve(0)
}

/** Of each launch only what `keep` makes of it stays in memory. The newest first. */
function finished<T>(at: Scene, filter: Filter, limit: number, keep: (view: RecordView) => T) {
  const kept: { readonly ended: number; readonly value: T }[] = []
  const wish = {
    ...(filter.from === undefined ? {} : { from: filter.from }),
    ...(filter.empty && limit !== Infinity ? { limit } : {}),
    ...(filter.empty ? {} : { mayMatch: filter.mayMatch }),
  }
  const unreadable = visitAll(at.directory, at.processes, wish, (entry) => {
    if (entry.state === 'running' || !(filter.empty || filter.matches(subjectOf(entry)))) return
    kept.push({ ended: entry.end?.time ?? entry.modified, value: keep(viewOf(entry, at.nameOf)) })
  })
  const newest = kept.sort((a, b) => b.ended - a.ended).slice(0, limit)
  return { found: newest.map(({ value }) => value), more: kept.length - newest.length, unreadable }
}

export function selected(
  records: Records,
  filter: Filter,
  wanted: (entry: RecordEntry) => boolean = () => true,
): Records {
  return { ...records, entries: records.entries.filter((entry) => wanted(entry) && filter.matches(subjectOf(entry))) }
}

const summary = ({ directory, unreadable }: Records) => ({ directory, unreadable })

function hiddenNote(output: Output, unreadable: number): void {
  if (unreadable > 0) output.line(`${unreadable} records are not for you to read ([record] mode)`)
}

async function shownOrWatched({ options }: Invocation, show: () => void): Promise<void> {
  const every = options['watch']
  if (typeof every === 'string') await watch(parseInterval(every), realScreen(process.stdout), show)
  else show()
}
