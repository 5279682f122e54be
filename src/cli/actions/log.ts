/** `mapexec log show|follow|verify`. */
import { LaunchError } from '../../core/errors'
import { followFile } from '../../admin/log/follow'
import { auditLog } from '../../admin/log/place'
import { entriesOf, logFiles, parseEntry, subjectOfEntry, type LogEntry } from '../../admin/log/read'
import { followLine, logTable } from '../../admin/log/table'
import { verifyFile } from '../../admin/log/verify'
import { parseLimit } from '../../admin/record/time'
import { realScreen } from '../../admin/record/watch'
import { readingLog } from '../../admin/log/access'
import type { Invocation } from '../actions'
import { FORMAT } from '../format'
import { ticking } from '../progress'
import { filterOf } from './record'

const fileOf = ({ options }: Invocation): string =>
  auditLog(typeof options['file'] === 'string' ? options['file'] : undefined)

export async function logShow(invocation: Invocation): Promise<number> {
  const { options, output } = invocation
  const now = Date.now() / 1000
  const filter = filterOf(invocation, now)
  const limit = parseLimit(options['limit'])
  const event = options['event']
  const path = fileOf(invocation)
  const entries = await output.progress(`reading ${path}`, (tick) =>
    readingLog(path, () =>
      newest(ticking(entriesOf(logFiles(path, filter.from)), tick), limit, (entry) => {
        return (event === undefined || entry.event === event) && (filter.empty || filter.matches(subjectOfEntry(entry)))
      }),
    ),
  )
  if (output.json) output.value({ format: FORMAT, time: now, file: path, entries: entries.map(({ fields }) => fields) })
  else logTable(output, entries)
  return 0
}

/** The last `limit` that match, in the order of time; memory stays bounded. */
function newest(entries: Iterable<LogEntry>, limit: number, wanted: (entry: LogEntry) => boolean): readonly LogEntry[] {
  let kept: LogEntry[] = []
  for (const entry of entries) {
    if (!wanted(entry)) continue
    kept.push(entry)
    if (kept.length > 2 * limit + 1000) kept = kept.slice(-limit)
  }
  return limit === 0 ? [] : kept.slice(-limit)
}

export async function logFollow(invocation: Invocation): Promise<number> {
  const { output } = invocation
  const filter = filterOf(invocation, Date.now() / 1000)
  const path = fileOf(invocation)
  const follower = readingLog(path, () => followFile(path, 'end'))
  const screen = realScreen(process.stdout)
  try {
    do {
      for (const text of follower.next()) {
        const entry = parseEntry({ file: '', line: 0, text })
        if (entry === undefined || !filter.matches(subjectOfEntry(entry))) continue
        output.line(output.json ? text : followLine(output, entry))
      }
    } while (await screen.wait(0.25))
  } finally {
    follower.close()
  }
  return 0
}

/** 0: whole; 1: not. A torn line, as a crash leaves it, is named and is no reason for 1. */
export async function logVerify(invocation: Invocation): Promise<number> {
  const { options, output } = invocation
  const path = fileOf(invocation)
  const head = options['head']
  if (typeof head === 'string' && !/^[0-9a-f]{64}$/.test(head))
    throw new LaunchError('usage', '--head takes the 64 hexadecimal digits that an earlier "log verify" printed')
  let found = false
  const verdicts = await output.progress(`verifying ${path}`, (tick) =>
    readingLog(path, () =>
      logFiles(path).map((file) =>
        verifyFile(file, (hash) => {
          tick()
          if (hash === head) found = true
        }),
      ),
    ),
  )
  const bad = verdicts.some(({ faults }) => faults.some(({ kind }) => kind !== 'torn'))
  const headLost = typeof head === 'string' && !found
  if (output.json)
    output.value({ format: FORMAT, files: verdicts, head: head === undefined ? null : { hash: head, found } })
  else {
    for (const { file, lines, faults, head: last } of verdicts) {
      for (const { line, kind } of faults) output.line(`${file}:${line}: ${output.paint('red', kind)}: ${SAY[kind]}`)
      output.line(`${file}: ${lines} lines, ${faults.length} faults, head ${last ?? 'none'}`)
    }
    if (headLost) output.line(output.paint('red', `the line with hash ${head} is gone`))
  }
  return bad || headLost ? 1 : 0
}

const SAY = {
  altered: 'the line is not what was written',
  gap: 'lines before it are missing, or were put in',
  'beginning-missing': 'the lines before it are missing',
  unchained: 'a line without hash was put in',
  torn: 'half a line; its writer was killed',
} as const
