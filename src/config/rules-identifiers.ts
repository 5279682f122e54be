/** Uids and gids in [service]: the ranges that the helper will hold every answer against. */
import type { NumberRange } from '../core/settings'
import type { Report } from './problems'
import { HIGHEST_ID, type Configuration } from './schema'
import { range } from './units'

/** login.defs(5) UID_MIN: below are the accounts of the system. */
export const FIRST_ORDINARY_ID = 1000

/** `nobody` of Linux and the 16-bit (uid_t)-1 (kernel: overflowuid). */
const OVERFLOW_IDS: NumberRange = { first: 65534, last: 65535 }

export const overlaps = (a: NumberRange, b: NumberRange): boolean => a.first <= b.last && b.first <= a.last

export const rangeText = ({ first, last }: NumberRange): string => (first === last ? `${first}` : `${first}-${last}`)

/** Why no payload may have these ids; undefined: it may. */
export function objectionToIds(ids: NumberRange, allowSystem: boolean): string | undefined {
  if (ids.first > ids.last) return 'begins after its end'
  if (ids.last > HIGHEST_ID) return `goes beyond ${HIGHEST_ID}, the highest id there is`
  if (ids.first === 0) return 'contains 0, which is root'
  if (allowSystem) return undefined
  if (ids.first < FIRST_ORDINARY_ID) return `contains ids of the system, below ${FIRST_ORDINARY_ID}`
  if (overlaps(ids, OVERFLOW_IDS)) return 'contains 65534 or 65535, which stand for "nobody"'
  return undefined
}

export function judgeIdentifiers({ service }: Configuration, report: Report): void {
  const judgeList = (key: 'target_uids' | 'target_gids') => {
    const ranges = service[key].map(range)
    ranges.forEach((ids, index) => {
      const objection = objectionToIds(ids, service.allow_system)
      const pointer = `/service/${key}/${index}`
      if (objection !== undefined) report.error(pointer, `${rangeText(ids)} ${objection}`)
      else if (ranges.slice(0, index).some((earlier) => overlaps(earlier, ids)))
        report.error(pointer, `${rangeText(ids)} overlaps another range of ${key}`)
    })
    return ranges.filter((ids) => objectionToIds(ids, service.allow_system) === undefined)
  }
  judgeGuardians(judgeList('target_uids'), service.guardian_uid_offset, report)
  judgeList('target_gids')
  if (service.target_gids.length === 0 && service.target_groups.length === 0)
    report.error(
      '/service',
      'no group is allowed for payloads, so that none could start',
      'set [service] target_groups or target_gids',
    )
  if (service.target_groups.includes('root'))
    report.error(`/service/target_groups/${service.target_groups.indexOf('root')}`, 'group root is never allowed')
}

/** A guardian uid that is also a target uid would let a payload kill the guardian of another (design §2, guardian). */
function judgeGuardians(targets: readonly NumberRange[], offset: number, report: Report): void {
  for (const target of targets) {
    const guardians = { first: target.first + offset, last: target.last + offset }
    const hit = targets.find((other) => overlaps(guardians, other))
    if (hit !== undefined)
      report.error(
        '/service/guardian_uid_offset',
        `guardian uids ${rangeText(guardians)} overlap target uids ${rangeText(hit)}`,
        'choose a larger offset',
      )
    else if (guardians.last > HIGHEST_ID)
      report.error(
        '/service/guardian_uid_offset',
        `guardian uids ${rangeText(guardians)} go beyond ${HIGHEST_ID}`,
        'choose a smaller offset',
      )
  }
}
