/** Which `[[caller]]` table a caller is on: by the real ids that the kernel gave, never by a name it claims. */
import type { LaunchRequest } from '../core/stages'
import type { CallerSettings } from '../core/settings'
import type { System } from '../core/system'

/** A name that the name service does not know lists nobody; it is noted, because it is a mistake more often than not. */
export function isListed(request: LaunchRequest, table: CallerSettings, system: System): boolean {
  const { uid, gid, groups } = request.caller
  const unknown = (what: string): void =>
    request.trace.add({
      step: 'authorize',
      check: 'caller list',
      outcome: 'note',
      found: `"${table.name}" names ${what}, which does not exist`,
      place: table.place,
    })
  const byUser = table.users.some((name) => {
    const account = system.accounts.byName(name)
    if (account === undefined) unknown(`user ${name}`)
    return account?.uid === uid
  })
  if (byUser) return true
  return table.groups.some((name) => {
    const number = system.accounts.groupByName(name)
    if (number === undefined) unknown(`group ${name}`)
    return number !== undefined && (number === gid || groups.includes(number))
  })
}
