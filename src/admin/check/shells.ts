/** Login shells of the accounts that CI jobs may get. */
import type { Settings } from '../../core/settings'
import type { System } from '../../core/system'
import type { Problem } from '../../config'
import { problemFrom } from './accounts'

const NO_SHELL = /(?:^|\/)(?:nologin|false|true|sync)$|^$/

/** `members`: pool → its accounts. Of one pool one account speaks for all. */
export function checkShells(
  { ci, maps, pools, path }: Settings,
  { accounts }: System,
  members: ReadonlyMap<string, readonly string[]>,
): readonly Problem[] {
  if (ci === undefined) return []
  const forTokens = maps.filter(({ kinds }) => kinds.length === 0 || kinds.includes('oidc'))
  const named = forTokens.flatMap(({ from, place }) =>
    from.type === 'account' ? [{ names: [from.account], what: 'account', place }] : [],
  )
  const pooled = pools
    .filter(({ name }) => forTokens.some(({ from }) => from.type === 'pool' && from.pool === name))
    .map(({ name, place }) => ({ names: members.get(name) ?? [], what: `[[pool]] "${name}": account`, place }))
  return [...named, ...pooled].flatMap(({ names, what, place }) => {
    const bad = names.flatMap((name) => {
      const objection = objectionTo(accounts.byName(name)?.shell, ci.shells)
      return objection === undefined ? [] : [{ name, objection }]
    })
    const [first] = bad
    if (first === undefined) return []
    const more = bad.length === 1 ? '' : ` (and ${bad.length - 1} more)`
    return [
      {
        ...problemFrom(
          {
            reason: 'shell-not-allowed',
            message: `${what} "${first.name}"${more} ${first.objection}`,
            remedy: `usermod -s /bin/bash ${first.name}`,
          },
          place ?? { file: path },
        ),
        severity: 'warning' as const,
      },
    ]
  })
}

function objectionTo(shell: string | undefined, accepted: readonly string[]): string | undefined {
  if (shell === undefined) return undefined
  const own = shell === '' ? 'no shell' : `the shell ${shell}`
  if (accepted.length > 0 && !accepted.includes(shell))
    return `has ${own}, which [ci] shell_allowlist does not accept: its jobs are refused`
  return NO_SHELL.test(shell) ? `has ${own}: CI jobs that use $SHELL fail` : undefined
}
