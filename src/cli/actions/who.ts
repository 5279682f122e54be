/** `mapexec who`. */
import { LaunchError } from '../../core/errors'
import { readAll, type Records } from '../../admin/record/store'
import { parseTime } from '../../admin/record/time'
import { commandText, localTime, printable } from '../../admin/record/text'
import { viewOf, viewsOf } from '../../admin/record/view'
import { parseTarget, whoIs, type Answer, type Target } from '../../admin/who'
import { nameService } from '../../system/accounts'
import type { Holder } from '../../admin/lease/holders'
import type { Invocation } from '../actions'
import type { Output } from '../output'
import { FORMAT } from '../format'
import { scene } from './record'

/** 0 with an answer, 1 without. Errors: `usage`. */
export async function whoCommand({ arguments: words, options, output }: Invocation): Promise<number> {
  const [word = ''] = words
  const at = scene()
  const as = options['as']
  const target = parseTarget(word, typeof as === 'string' ? as : undefined, at.processes)
  const time = typeof options['at'] === 'string' ? parseTime(options['at'], at.now) : undefined
  if (time !== undefined && time > at.now) throw new LaunchError('usage', '--at is in the future')
  const records = readAll(at.directory, at.processes, time === undefined ? { limit: 0 } : { from: time })
  const answers = whoIs({ target, at: time, entries: records.entries, processes: at.processes })
  const holders = answers.length > 0 ? [] : await holdersOf(target, time)
  if (output.json) {
    const names = (answer: Answer) => ({ how: answer.how, record: viewOf(answer.entry, at.nameOf) })
    output.value({
      format: FORMAT,
      time: at.now,
      at: time ?? null,
      target,
      answers: answers.map(names),
      leases: holders,
    })
  } else show(output, { answers, holders, records, time: time ?? at.now, target }, at)
  return answers.length > 0 || holders.length > 0 ? 0 : 1
}

interface Findings {
  readonly answers: readonly Answer[]
  readonly holders: readonly Holder[]
  readonly records: Records
  readonly time: number
  readonly target: Target
}

function show(output: Output, found: Findings, { nameOf, processes }: ReturnType<typeof scene>): void {
  const views = viewsOf({ ...found.records, entries: found.answers.map(({ entry }) => entry) }, nameOf, processes)
  for (const [index, view] of views.entries()) {
    const answer = found.answers[index]
    const fqan = view.identity?.fqans?.[0]
    output.line(output.paint('bold', printable(view.identity?.subject ?? '?')))
    if (fqan !== undefined) output.line(`  FQAN     ${printable(fqan)}`)
    output.line(`  account  ${printable(view.account?.name ?? '?')} (uid ${view.account?.uid ?? '?'})`)
    output.line(`  launch   ${view.ref}, ${view.state}, since ${localTime(view.started ?? 0)}`)
    output.line(`  command  ${commandText(view.command ?? [])}`)
    output.line(`  because  ${answer === undefined ? '' : BECAUSE[answer.how]}`)
  }
  for (const { identity, account, pool, lastUse } of found.holders) {
    output.line(output.paint('bold', printable(identity)))
    output.line(`  account  ${printable(account)} of pool ${pool}`)
    output.line(`  because  it is leased to this identity (last use ${localTime(lastUse)}); nothing of it runs`)
  }
  if (views.length === 0 && found.holders.length === 0) {
    output.line(`nobody that mapexec knows of, at ${localTime(found.time)}`)
    if (found.records.unreadable > 0) output.line(`${found.records.unreadable} records are not for you to read`)
  }
}

const BECAUSE = {
  'process-tree': "the process is the launch's own or below it",
  account: 'the launch used this account at that time',
  lease: 'the account is leased to this identity',
} as const

/** An account without a launch may still be somebody's. Leases have no history. */
async function holdersOf(target: Target, time: number | undefined): Promise<readonly Holder[]> {
  if (target.kind === 'pid' || time !== undefined) return []
  const account = target.kind === 'account' ? target.name : nameService.byUid(target.uid)?.name
  if (account === undefined) return []
  const { holdersOfAccount } = await import('../../admin/lease/holders')
  return holdersOfAccount(account)
}
