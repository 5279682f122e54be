/** Uids for payloads and guardians against those that the machine has given to others. */
import type { Place } from '../../core/errors'
import type { NumberRange, Settings } from '../../core/settings'
import type { System } from '../../core/system'
import type { Problem } from '../../config'
import { overlaps, rangeText } from '../../config/rules-identifiers'
import { problemFrom } from './accounts'

const LOGIN_DEFS = '/etc/login.defs'
const SUBORDINATE = [
  ['/etc/subuid', 'uid'],
  ['/etc/subgid', 'gid'],
] as const

/** `place`: of a key of the configuration. */
export function checkIdentifiers(
  settings: Settings,
  system: System,
  place: (pointer: string) => Place,
): readonly Problem[] {
  return [...systemAccounts(settings, system, place), ...subordinates(settings, system, place)]
}

const warn = (place: Place, message: string, remedy: string): Problem => ({
  ...problemFrom({ reason: 'config-invalid', message, remedy }, place),
  severity: 'warning',
})

/** login.defs(5), UID_MIN: below it the machine numbers its own accounts. */
function systemAccounts({ service }: Settings, system: System, place: (pointer: string) => Place): readonly Problem[] {
  const lowest = Number(/^\s*UID_MIN\s+(\d+)\s*$/m.exec(textOf(LOGIN_DEFS, system))?.[1] ?? 0)
  if (service.allowSystem) return []
  return service.targetUids.flatMap((range, index) =>
    range.first >= lowest
      ? []
      : [
          warn(
            place(`/service/target_uids/${index}`),
            `${rangeText(range)} contains uids of the system: ${LOGIN_DEFS} has UID_MIN ${lowest}`,
            `begin at ${lowest}, or set allow_system`,
          ),
        ],
  )
}

/**
 * subuid(5): in a user namespace, whoever has been given such an id has the files and the processes of the account with
 * this number, and of its guardian.
 */
function subordinates({ service }: Settings, system: System, place: (pointer: string) => Place): readonly Problem[] {
  const offset = service.guardianUidOffset
  return SUBORDINATE.flatMap(([file, kind]) => {
    const targets = kind === 'uid' ? service.targetUids : service.targetGids
    const own = [
      ...targets.map((range, index) => ({ range, what: 'payloads', at: `/service/target_${kind}s/${index}` })),
      ...(kind === 'uid' ? targets : []).map(({ first, last }) => ({
        range: { first: first + offset, last: last + offset },
        what: 'guardians',
        at: '/service/guardian_uid_offset',
      })),
    ]
    return own.flatMap(({ range, what, at }) => {
      const hit = parseSubordinates(textOf(file, system)).find((given) => overlaps(given.range, range))
      if (hit === undefined) return []
      const message = `${rangeText(range)}, the ${kind}s of ${what}, overlap ${rangeText(hit.range)}, which ${file} gives to "${hit.owner}"`
      const remedy = what === 'guardians' ? 'choose another offset' : `choose other ${kind}s, or move those in ${file}`
      return [warn(place(at), message, remedy)]
    })
  })
}

/** `name:first:count`; other lines give nobody anything. */
export const parseSubordinates = (text: string): readonly { readonly owner: string; readonly range: NumberRange }[] =>
  [...text.matchAll(/^([^:#\n]+):(\d{1,10}):(\d{1,10})$/gm)].map(([, owner = '', first, count]) => ({
    owner,
    range: { first: Number(first), last: Number(first) + Number(count) - 1 },
  }))

/** A machine without such a file has given nothing away. */
function textOf(path: string, system: System): string {
  try {
    return system.readTrustedFile(path).text
  } catch {
    return ''
  }
}
