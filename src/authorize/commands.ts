/** Command filters: which program a caller may start through mapexec. */
import { byteString, compilePattern } from '../core/fnmatch'
import type { LaunchRequest } from '../core/stages'
import type { CallerSettings } from '../core/settings'

/**
 * The whole normalised path must match one pattern; wildcards do not match `/`. The basename alone never counts, and
 * arguments are no part of it: what is judged is what will be executed (rootwrap's chaining filters judged one and
 * ran the other). Where there is a filter, a relative path and one with `..` are refused.
 */
export function commandIsAllowed(request: LaunchRequest, caller: CallerSettings): boolean {
  if (caller.commands === undefined) return true
  const path = normalise(request.command[0] ?? '')
  const allowed =
    path !== undefined &&
    caller.commands.some((pattern) => compilePattern(byteString(pattern), { pathname: true })?.(byteString(path)))
  request.trace.add({
    step: 'authorize',
    check: 'command filter',
    outcome: allowed ? 'pass' : 'fail',
    found: request.command[0] ?? 'no command',
    place: caller.place,
  })
  return allowed
}

/** Repeated slashes and `.` components go; undefined for what cannot be judged by its text. */
function normalise(path: string): string | undefined {
  if (!path.startsWith('/') || path.includes('\0')) return undefined
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  // `/opt/link/../x` depends on where a link leads.
  if (parts.includes('..') || path.endsWith('/')) return undefined
  return `/${parts.join('/')}`
}
