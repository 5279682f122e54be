/** Which accounts and groups a payload may ever have. The helper holds the same bounds; here the refusal has a name. */
import type { NumberRange, Settings } from '../core/settings'
import type { Refusal } from '../core/stages'
import type { Account, System } from '../core/system'
import type { Place } from '../core/errors'

const within = (ranges: readonly NumberRange[], number: number): boolean =>
  ranges.some(({ first, last }) => number >= first && number <= last)

/** Refusal `account-forbidden`: root under any name, system accounts, everything outside `service.target_uids`. */
export function checkAccount(account: Account, settings: Settings, place: Place | undefined): Refusal | undefined {
  if (account.uid !== 0 && account.name !== 'root' && within(settings.service.targetUids, account.uid)) return undefined
  return forbidden(`account ${account.name}: uid ${account.uid} is not in service.target_uids`, place)
}

/**
 * Refusal `account-forbidden`: gid 0, and everything outside `service.target_gids` and `service.target_groups`. A
 * group is not silently left out: that the account is in `docker` or `disk` is for the administrator to settle.
 */
export function checkGroups(
  gids: readonly number[],
  settings: Settings,
  system: System,
  place: Place | undefined,
): Refusal | undefined {
  const { targetGids, targetGroups } = settings.service
  const named = new Set(targetGroups.map((name) => system.accounts.groupByName(name)))
  const outside = gids.find((gid) => gid === 0 || !(within(targetGids, gid) || named.has(gid)))
  if (outside === undefined) return undefined
  const name = system.accounts.groupByGid(outside) ?? 'unknown'
  return forbidden(`group ${name} (gid ${outside}) is not in service.target_gids or service.target_groups`, place)
}

const forbidden = (detail: string, place: Place | undefined): Refusal => ({
  refused: true,
  reason: 'account-forbidden',
  message: 'the account that this identity maps to may not be used',
  detail,
  place,
})
