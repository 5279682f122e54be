/** `mapexec explain` where root asks (bin/mapexec sends everybody else to the helper). */
import { readFileSync } from 'node:fs'
import { explanationText } from '../../admin/explain'
import { explainFor, type Rights } from '../../admin/explain-for'
import { loadSettings } from '../../config'
import { LaunchError } from '../../core/errors'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'

export async function explainCommand({ options, words, output }: Invocation): Promise<number> {
  const system = createSystem()
  const name = typeof options['caller'] === 'string' ? options['caller'] : 'root'
  const caller = system.accounts.byName(name)
  if (caller === undefined) throw new LaunchError('usage', `there is no local account ${JSON.stringify(name)}`)
  if (process.geteuid?.() !== 0) throw new LaunchError('not-root', 'only root can ask for others')
  const explanation = await explainFor(
    { caller, words: withoutCaller(words), cwd: process.cwd(), umask: currentUmask(), environment: process.env },
    { system, settings: loadSettings(system), become },
  )
  if (output.json) output.value(explanation)
  else output.line(explanationText(explanation, { colour: output.paint('bold', 'x') !== 'x' }).trimEnd())
  return explanation.code
}

/** Node's process.umask() sets it for a moment to learn it, and says so; /proc tells without that (proc(5)). */
function currentUmask(): number {
  const line = /^Umask:\s*([0-7]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))
  return line?.[1] === undefined ? 0o022 : parseInt(line[1], 8)
}

/** --caller is this program's; everything else is parsed by the code that parses it for callers. */
function withoutCaller(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  const at = words.findIndex((word, index) => /^--caller(=|$)/.test(word) && (end === -1 || index < end))
  if (at === -1) return words
  return [...words.slice(0, at), ...words.slice(at + (words[at] === '--caller' ? 2 : 1))]
}

/** Through root each time: only root may take on somebody's groups. */
function become({ uid, gid, groups }: Rights): void {
  process.seteuid?.(0)
  process.setgroups?.([...groups])
  process.setegid?.(gid)
  process.seteuid?.(uid)
}
