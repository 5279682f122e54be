/** Which [[map]] rules can ever give an account to anybody: what no caller reaches, or an earlier rule always takes, is a mistake. */
import type { CredentialKind } from '../core/stages'
import { pointerTo } from './locate'
import type { Report } from './problems'
import type { Configuration } from './schema'

type MapTable = Configuration['map'][number]
type CallerTable = Configuration['caller'][number]

const KINDS = ['x509', 'munge', 'oidc', 'unix'] as const satisfies readonly CredentialKind[]

export function judgeReach({ caller, map }: Configuration, report: Report): void {
  if (caller.length === 0) return
  map.forEach((rule, index) => {
    const at = pointerTo('/map', index)
    if (rule.from === 'voms-mapfile' && !kindsOf(rule).includes('x509')) {
      report.warning(`${at}/credentials`, `[[map]] "${rule.name}" can never match`, 'only x509 credentials have FQANs')
      return
    }
    const asked = caller.flatMap((table) => kindsFor(table, rule).map((kind) => ({ table, kind })))
    if (asked.length === 0) {
      report.warning(
        at,
        `[[map]] "${rule.name}" can never match: no [[caller]] may present what it is for`,
        'name it in maps of a [[caller]], set its credentials, or take it out',
      )
      return
    }
    const earlier = map.slice(0, index)
    const taken = asked.map(({ table, kind }) => earlier.find((one) => takes(one, rule, table, kind)))
    const [first] = taken
    if (first !== undefined && !taken.includes(undefined))
      report.warning(
        at,
        `[[map]] "${rule.name}" can never match: "${first.name}" before it takes everything`,
        'put it before that rule, or take it out',
      )
  })
}

const kindsOf = ({ credentials }: MapTable): readonly CredentialKind[] =>
  credentials.length === 0 ? KINDS : credentials

/** What this caller may present and the rule is for. */
const kindsFor = (table: CallerTable, rule: MapTable): readonly CredentialKind[] =>
  (table.maps?.includes(rule.name) ?? true) ? kindsOf(rule).filter((kind) => table.credentials.includes(kind)) : []

/** Whether the earlier rule gives this caller an account whenever the later one might. */
function takes(earlier: MapTable, later: MapTable, table: CallerTable, kind: CredentialKind): boolean {
  if (!kindsFor(table, earlier).includes(kind)) return false
  switch (earlier.from) {
    case 'pool':
      return table.pools?.includes(earlier.pool ?? '') ?? true
    case 'account':
      return (
        (earlier.subject === undefined || (later.from === 'account' && later.subject === earlier.subject)) &&
        (table.accounts?.includes(earlier.account ?? '') ?? true)
      )
    case 'template':
      return later.from === 'template' && later.template === earlier.template
    case 'grid-mapfile':
    case 'voms-mapfile':
      return later.from === earlier.from && later.file === earlier.file && later.wildcards === earlier.wildcards
  }
}
