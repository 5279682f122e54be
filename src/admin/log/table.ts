/** Lines of the audit log for people. */
import type { Output } from '../../cli/output'
import { commandText, localTime, printable, shortened, shortenedLeft } from '../record/text'
import { numberOf, partOf, textOf, wordsOf, type LogEntry } from './read'

const HEAD = ['TIME', 'EVENT', 'RESULT', 'CALLER', 'IDENTITY', 'ACCOUNT', 'REF', 'WHAT'] as const

export function logTable(output: Output, entries: readonly LogEntry[]): void {
  if (entries.length === 0) output.line('no line matches')
  else
    output.table(
      HEAD,
      entries.map((entry) => rowOf(output, entry)),
    )
}

/** One line, for `log follow`, where no column knows its width. */
export const followLine = (output: Output, entry: LogEntry): string =>
  rowOf(output, entry)
    .filter((cell) => cell !== '-')
    .join('  ')

function rowOf(output: Output, { fields, time, event, ref }: LogEntry): readonly string[] {
  const reason = textOf(fields['reason'])
  const code = numberOf(fields['code'])
  const result = reason === undefined ? (code === undefined ? '-' : 'permitted') : `${code ?? '?'} ${printable(reason)}`
  const said = [textOf(fields['message']), textOf(fields['detail'])].filter((text) => text !== undefined).join(': ')
  const command = commandText(wordsOf(fields['command']))
  return [
    time === 0 ? '?' : localTime(time),
    printable(event),
    reason === undefined ? result : output.paint(code === 202 ? 'red' : 'yellow', result),
    String(numberOf(partOf(fields, 'caller', 'uid')) ?? '-'),
    shortenedLeft(printable(textOf(partOf(fields, 'identity', 'subject')) ?? textOf(fields['identity']) ?? '-'), 44),
    printable(textOf(partOf(fields, 'account', 'name')) ?? textOf(fields['account']) ?? '-'),
    ref === '' ? '-' : printable(ref),
    shortened(said === '' ? command : printable(said), 80),
  ]
}
