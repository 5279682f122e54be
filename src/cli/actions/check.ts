/** `mapexec check [FILE]`: compiler-style lines for people, the whole report for programs. */
import { check, checkLines } from '../../admin/check'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'
import { FORMAT } from '../format'
import { watched } from '../progress'

export async function checkCommand({ arguments: [path], output }: Invocation): Promise<number> {
  const report = await output.progress('checking', (tick) =>
    check(path === undefined ? {} : { path }, watched(createSystem(), tick)),
  )
  if (output.json) output.value({ format: FORMAT, ...report })
  else for (const line of checkLines(report)) output.line(line)
  return report.errors > 0 ? 1 : 0
}
