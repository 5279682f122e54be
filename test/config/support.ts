/** A good configuration that tests spoil, and what the loader says to it. */
import { checkSettings } from '../../src/config'
import type { Settings } from '../../src/core/settings'
import { fakeSystem } from '../support/fake-system'

export const PATH = '/etc/mapexec/mapexec.toml'

/** Line numbers in the tests count from here: "[service]" is line 1. */
export const GOOD = `[service]
target_uids = ["61001-61999"]
target_groups = ["pool"]

[[caller]]
name = "pilots"
users = ["pilot"]
credentials = ["x509"]

[authenticate.x509]
voms = "use"

[[map]]
name = "grid"
from = "grid-mapfile"
file = "/etc/mapexec/grid-mapfile"

[[pool]]
name = "pool"
prefix = "pool"
directory = "/var/lib/mapexec/gridmapdir"
`

export const inspect = (text: string) => checkSettings(fakeSystem({ files: { [PATH]: text } }), PATH)

/** `line:column severity reason`, in the order of the file. */
export const findings = (text: string): readonly string[] =>
  inspect(text).problems.map(
    ({ line, column, severity, reason }) => `${line ?? '-'}:${column ?? '-'} ${severity} ${reason}`,
  )

export function settingsOf(text: string): Settings {
  const { settings, problems } = inspect(text)
  if (settings === undefined) throw new Error(JSON.stringify(problems))
  return settings
}

/** GOOD with one text in it replaced; a test that replaces nothing would test nothing. */
export function good(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not in the good configuration: ${from}`)
    return text.replace(from, () => to)
  }, GOOD)
}

/** GOOD with lines added behind line `after`; the first of them is line `after` + 1. */
export const added = (after: number, ...lines: readonly string[]): string =>
  GOOD.split('\n')
    .toSpliced(after, 0, ...lines)
    .join('\n')
