/** `mapexec record show`: apart from the other commands, which need no configuration and start sooner without. */
import { LaunchError } from '../../core/errors'
import { logLinesOf } from '../../admin/log/find'
import { findRecords } from '../../admin/record/store'
import { detailLines } from '../../admin/record/tables'
import { viewsOf, type RecordView } from '../../admin/record/view'
import type { Invocation } from '../actions'
import type { Output } from '../output'
import { FORMAT } from '../format'
import { scene } from './record'

/** A record and its lines in the audit log; of a refusal there are only the latter. */
export function recordShow(invocation: Invocation): Promise<number> {
  const { output } = invocation
  const [prefix = ''] = invocation.arguments
  if (!/^[0-9a-f]{4,16}$/.test(prefix))
    throw new LaunchError('usage', `a reference has 16 hexadecimal digits, of which at least 4 are needed`)
  const at = scene()
  const found = findRecords(at.directory, prefix, at.processes)
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
  return Promise.resolve(refs.size === 1 ? 0 : 1)
}

function showOne(output: Output, view: RecordView | undefined, log: readonly string[], now: number): void {
  if (view !== undefined)
    for (const [name, value] of detailLines(view, now)) output.line(`${output.paint('bold', name.padEnd(12))} ${value}`)
  if (view === undefined)
    output.line(log.length === 0 ? 'there is no such launch' : 'no record: the launch was refused')
  for (const line of log) output.line(`${output.paint('bold', 'log'.padEnd(12))} ${line}`)
}
