/** `mapexec check [FILE]`: compiler-style lines for people, the whole report for programs. */
import { check, checkLines } from '../../admin/check'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'
import { FORMAT } from '../format'

export function checkCommand({ arguments: [path], output }: Invocation): Promise<number> {
  const report = check(path === undefined ? {} : { path }, createSystem())
  if (output.json) output.value({ format: FORMAT, ...report })
  else for (const line of checkLines(report)) output.line(line)
  return Promise.resolve(report.errors > 0 ? 1 : 0)
}
