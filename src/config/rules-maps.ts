/** [[map]] and [[pool]]: which keys belong to which kind of rule, and whether the pools are there. */
import { pointerTo } from './locate'
import type { Report } from './problems'
import { unique } from './rules'
import type { Configuration } from './schema'

type MapTable = Configuration['map'][number]
type Source = MapTable['from']

/** Keys that depend on `from`: needed, or merely possible. Elsewhere they would be read by nobody. */
const KEYS_OF: Readonly<
  Record<Source, { readonly needed: readonly (keyof MapTable)[]; readonly may: readonly (keyof MapTable)[] }>
> = {
  'grid-mapfile': { needed: ['file'], may: ['wildcards', 'lease_suffix'] },
  'voms-mapfile': { needed: ['file'], may: ['wildcards', 'lease_suffix'] },
  account: { needed: ['account'], may: ['subject'] },
  template: { needed: ['template'], may: [] },
  pool: { needed: ['pool'], may: ['lease_suffix'] },
}
const DEPENDENT = ['file', 'wildcards', 'subject', 'account', 'template', 'pool', 'lease_suffix'] as const

export function judgeMaps({ map, pool }: Configuration, report: Report): void {
  if (map.length === 0) report.error('', 'nobody maps: there is no [[map]]', 'add a [[map]] table')
  unique(map, '/map', 'name', report)
  const pools = new Set(pool.map(({ name }) => name))
  map.forEach((rule, index) => {
    const at = pointerTo('/map', index)
    judgeKeys(rule, at, report)
    judgeGroups(rule, at, report)
    if (rule.pool !== undefined && !pools.has(rule.pool))
      report.error(`${at}/pool`, `there is no [[pool]] "${rule.pool}"`)
    if (rule.account === 'root') report.error(`${at}/account`, 'nobody maps to root')
    if (rule.template !== undefined && !rule.template.includes('{'))
      report.error(
        `${at}/template`,
        'the template has no claim in it',
        'use from = "account", or e.g. "ci_{user_login}"',
      )
    if (rule.from === 'account' && rule.subject === undefined)
      report.warning(at, `[[map]] "${rule.name}" gives everybody the same account`, 'set subject')
  })
}

function judgeKeys(rule: MapTable, at: string, report: Report): void {
  const { needed, may } = KEYS_OF[rule.from]
  for (const key of needed) {
    if (rule[key] === undefined) report.error(at, `from = "${rule.from}" needs ${key}`, `write ${key} = …`)
  }
  for (const key of DEPENDENT) {
    if (rule[key] !== undefined && !needed.includes(key) && !may.includes(key))
      report.error(`${at}/${key}`, `${key} means nothing with from = "${rule.from}"`, 'take it out')
  }
}

const GROUP_KEYS = ['groupmapfile', 'map_all', 'map_minimum', 'to_secondary'] as const

function judgeGroups(rule: MapTable, at: string, report: Report): void {
  if (rule.groups !== 'account') {
    if (rule.groupmapfile === undefined)
      report.error(at, `groups = "${rule.groups}" needs groupmapfile`, 'write groupmapfile = …')
    if (rule.groups === 'fqan' && rule.to_secondary === true)
      report.error(`${at}/to_secondary`, 'nothing gives a primary group', 'use groups = "fqan+account"')
    return
  }
  for (const key of GROUP_KEYS) {
    if (rule[key] !== undefined)
      report.error(
        `${at}/${key}`,
        `${key} means nothing with groups = "account"`,
        'use groups = "fqan" or "fqan+account"',
      )
  }
}

export function judgePools({ pool }: Configuration, report: Report): void {
  unique(pool, '/pool', 'name', report)
  unique(pool, '/pool', 'prefix', report)
  judgePrefixes(pool, report)
  pool.forEach((table, index) => {
    if (table.sharing === 'identity' && table.max_per_identity !== undefined)
      report.error(
        `${pointerTo('/pool', index)}/max_per_identity`,
        'max_per_identity means nothing with sharing = "identity"',
        'take it out, or use sharing = "launch"',
      )
  })
}

/** `pool` and `pool1`: pool101 would be an account of both, and be leased by the rules of either. */
function judgePrefixes(pools: Configuration['pool'], report: Report): void {
  pools.forEach((longer, index) => {
    const shorter = pools.find(
      ({ prefix, directory, strict_prefix: strict }) =>
        longer.prefix !== prefix &&
        longer.prefix.startsWith(prefix) &&
        longer.directory === directory &&
        (!strict || /^[0-9]+$/.test(longer.prefix.slice(prefix.length))),
    )
    if (shorter !== undefined)
      report.warning(
        `${pointerTo('/pool', index)}/prefix`,
        `accounts of [[pool]] "${longer.name}" are accounts of "${shorter.name}", too: "${longer.prefix}" begins with "${shorter.prefix}"`,
        'give it a directory of its own, or another prefix',
      )
  })
}
