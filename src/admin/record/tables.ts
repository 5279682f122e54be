/** Records as tables. */
import type { Output } from '../../cli/output'
import type { RecordView } from './view'
import { age, commandText, localTime, printable, shortened, shortenedLeft, size } from './text'

/** Wide enough for a name, narrow enough for a line of 160 characters. */
const IDENTITY_WIDTH = 44
const COMMAND_WIDTH = 60

/** Who runs as whom. */
export function listTable(output: Output, views: readonly RecordView[], now: number): void {
  if (views.length === 0) {
    output.line('nothing runs')
    return
  }
  output.table(
    ['REF', 'STATE', 'CALLER', 'IDENTITY', 'ACCOUNT', 'SINCE', 'CPU', 'MEMORY', 'PROCS', 'COMMAND'],
    views.map((view) => [
      view.ref,
      paintedState(output, view),
      callerText(view),
      identityText(view, IDENTITY_WIDTH),
      view.account === null ? '?' : printable(view.account.name),
      view.started === null ? '?' : age(now - view.started),
      view.now === null ? '-' : age(view.now.cpu),
      view.now === null ? '-' : size(view.now.memory),
      view.now === null ? '-' : String(view.now.processes),
      commandOf(view, COMMAND_WIDTH),
    ]),
  )
}

/** What ran before: rows of `historyRow`, each made as soon as its record is read. */
export function historyTable(output: Output, rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) output.line('no launch matches')
  else
    output.table(
      ['REF', 'STARTED', 'TOOK', 'RESULT', 'CALLER', 'IDENTITY', 'ACCOUNT', 'CPU', 'MAXRSS', 'COMMAND'],
      rows,
    )
}

export const historyRow = (output: Output, view: RecordView): readonly string[] => [
  view.ref,
  view.started === null ? '?' : localTime(view.started),
  view.started === null || view.ended === null ? '-' : age(view.ended - view.started),
  paintedResult(output, view),
  callerText(view),
  identityText(view, IDENTITY_WIDTH),
  view.account === null ? '?' : printable(view.account.name),
  view.result?.user == null ? '-' : age(view.result.user + (view.result.system ?? 0)),
  view.result?.maxrss == null ? '-' : size(view.result.maxrss),
  commandOf(view, COMMAND_WIDTH),
]

/** Everything about one launch, a line each. */
export function detailLines(view: RecordView, now: number): readonly (readonly [name: string, value: string])[] {
  const { identity, account, result } = view
  const lines: (readonly [string, string | undefined])[] = [
    ['reference', view.ref],
    ['state', view.damaged ? `${view.state} (the file is cut off, or not as mapexec writes it)` : view.state],
    ['identity', identity === null ? undefined : `${identity.kind} ${printable(identity.subject)}`],
    ['FQANs', identity?.fqans?.map(printable).join(', ')],
    ['VO', identity?.vo === undefined ? undefined : printable(identity.vo)],
    ['limited', identity?.limited === true ? 'yes' : undefined],
    ['valid until', identity?.validUntil === undefined ? undefined : localTime(identity.validUntil)],
    ['evidence', evidenceText(view)],
    ['caller', view.caller === null ? undefined : `${callerText(view)} (uid ${view.caller.uid})`],
    [
      'account',
      account === null
        ? undefined
        : `${printable(account.name)} (uid ${account.uid}, gid ${account.gid}, groups ${account.groups.join(' ')})`,
    ],
    ['rule', view.rule == null ? undefined : `${printable(view.rule.name)} ${printable(view.rule.place ?? '')}`.trim()],
    ['lease', view.lease == null ? undefined : `${printable(view.lease.pool)}: ${printable(view.lease.name)}`],
    ['command', view.command === null ? undefined : commandText(view.command)],
    ['label', view.label === null ? undefined : printable(view.label)],
    ['front end', view.frontend === null ? undefined : printable(view.frontend)],
    ['helper', view.helper === null ? undefined : `pid ${view.helper.pid}`],
    ['started', view.started === null ? undefined : `${localTime(view.started)} (${age(now - view.started)} ago)`],
    ['ended', view.ended === null ? undefined : localTime(view.ended)],
    ['took', view.started === null || view.ended === null ? undefined : age(view.ended - view.started)],
    ['result', result === null ? undefined : resultText(view)],
    [
      'used',
      result?.user == null
        ? undefined
        : `${result.user.toFixed(2)} s user, ${(result.system ?? 0).toFixed(2)} s system, ${size(result.maxrss ?? 0)} largest process`,
    ],
    [
      'uses now',
      view.now === null
        ? undefined
        : `${age(view.now.cpu)} CPU, ${size(view.now.memory)}, ${view.now.processes} processes`,
    ],
    ['record', view.path],
  ]
  return lines.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]))
}

const evidenceText = ({ evidence }: RecordView): string | undefined =>
  evidence == null
    ? undefined
    : `${printable(evidence.source)}${evidence.sha256 === '' ? '' : ` sha256 ${printable(evidence.sha256)}`}`

export const callerText = ({ caller }: RecordView): string =>
  caller === null ? '?' : caller.name === null ? String(caller.uid) : printable(caller.name)

export const identityText = ({ identity }: RecordView, width: number): string =>
  identity === null ? '?' : shortenedLeft(printable(identity.subject), width)

export const commandOf = ({ command }: RecordView, width: number): string =>
  command === null ? '?' : shortened(commandText(command), width)

export function resultText({ result, state }: RecordView): string {
  if (result === null) return state
  if (result.reason !== null) return `${result.code} ${printable(result.reason)}`
  if (result.signal !== null) return `signal ${result.signal}`
  return result.exit === null ? String(result.code) : String(result.exit)
}

function paintedResult(output: Output, view: RecordView): string {
  const text = resultText(view)
  if (view.result === null) return output.paint('yellow', text)
  return view.result.exit === 0 ? text : output.paint('red', text)
}

const paintedState = (output: Output, { state, damaged }: RecordView): string =>
  state === 'running' && !damaged ? output.paint('green', state) : output.paint('yellow', damaged ? 'damaged' : state)
