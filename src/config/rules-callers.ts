/** [[caller]]: who may ask, whether what it names exists, and whether it can ever succeed. */
import type { CredentialKind } from '../core/stages'
import { pointerTo } from './locate'
import type { Report } from './problems'
import { unique } from './rules'
import type { Configuration } from './schema'

export function judgeCallers({ caller, map, pool }: Configuration, report: Report): void {
  if (caller.length === 0) report.error('', 'nobody may ask: there is no [[caller]]', 'add a [[caller]] table')
  unique(caller, '/caller', 'name', report)
  const maps = new Set(map.map(({ name }) => name))
  const pools = new Set(pool.map(({ name }) => name))
  caller.forEach((table, index) => {
    const at = pointerTo('/caller', index)
    if (table.users.length + table.groups.length === 0)
      report.error(at, `[[caller]] "${table.name}" is nobody`, 'set users or groups')
    for (const key of ['users', 'groups'] as const) {
      const root = table[key].indexOf('root')
      // root needs no launcher to become another account, and its environment and descriptors are worth stealing.
      if (root !== -1) report.error(`${at}/${key}/${root}`, 'root is never a caller', 'use the account of the service')
    }
    judgeReferences(`${at}/maps`, table.maps, maps, 'map', report)
    judgeReferences(`${at}/pools`, table.pools, pools, 'pool', report)
    if (table.keyless)
      report.warning(
        `${at}/keyless`,
        `[[caller]] "${table.name}" may act for anybody whose public certificate it has`,
        'only for services that authenticate users themselves',
      )
  })
}

function judgeReferences(
  pointer: string,
  names: readonly string[] | undefined,
  known: ReadonlySet<string>,
  table: string,
  report: Report,
): void {
  names?.forEach((name, index) => {
    if (!known.has(name)) report.error(pointerTo(pointer, index), `there is no [[${table}]] "${name}"`, listed(known))
  })
}

const listed = (known: ReadonlySet<string>): string =>
  known.size === 0 ? 'there are none at all' : `there are: ${[...known].join(', ')}`

/** What switches a kind of credential on. */
const SWITCH: Readonly<Record<CredentialKind, string>> = {
  x509: 'add the table [authenticate.x509]',
  munge: 'add the table [authenticate.munge]',
  oidc: 'add a table [[authenticate.oidc]]',
  unix: 'set unix = true in [authenticate]',
}

const isOn = (kind: CredentialKind, { x509, munge, oidc, unix }: Configuration['authenticate']): boolean =>
  ({ x509: x509 !== undefined, munge: munge !== undefined, oidc: oidc.length > 0, unix })[kind]

export function judgeCredentials({ caller, authenticate, map }: Configuration, report: Report): void {
  caller.forEach((table, index) => {
    const rules = map.filter(({ name }) => table.maps?.includes(name) ?? true)
    table.credentials.forEach((kind, place) => {
      const pointer = `${pointerTo('/caller', index)}/credentials/${place}`
      if (!isOn(kind, authenticate))
        report.error(pointer, `credentials of kind "${kind}" are switched off`, SWITCH[kind])
      else if (!rules.some(({ credentials }) => credentials.length === 0 || credentials.includes(kind)))
        report.warning(pointer, `no [[map]] of this caller is for "${kind}": all of them end with no-mapping`)
    })
  })
  const used = new Set(caller.flatMap(({ credentials }) => credentials))
  for (const kind of ['x509', 'munge', 'oidc', 'unix'] as const) {
    if (isOn(kind, authenticate) && !used.has(kind) && caller.length > 0)
      report.warning(`/authenticate/${kind}`, `no [[caller]] may present "${kind}"`)
  }
}
