/**
 * Lists of local users, groups and login shells, with the precedence that Jacamar CI documents: user_allowlist beats
 * user_blocklist beats group_blocklist beats group_allowlist; shell_allowlist and minimum_uid hold besides.
 */
import type { CiSettings } from '../../core/settings-ci'
import type { LaunchRequest, Refusal } from '../../core/stages'
import type { Account, System } from '../../core/system'

export interface JudgedAccount {
  readonly account: Account
  /** The name that the lists of users mean. */
  readonly listed: string
  readonly groups: readonly number[]
}

interface Finding {
  readonly key: string
  readonly good: boolean
  readonly found: string
  readonly reason: Refusal['reason']
  readonly message: string
}

/** Refusals: `account-forbidden`, `shell-not-allowed`, `user-blocked`, `user-not-allowed`. */
export function judgeAccount(
  judged: JudgedAccount,
  request: LaunchRequest,
  ci: CiSettings,
  system: System,
): Refusal | undefined {
  const findings = [judgeUid(judged, ci), judgeShell(judged, ci), judgeLists(judged, ci, system)]
  let refusal: Refusal | undefined
  for (const finding of findings) {
    if (finding === undefined) continue
    const { key, good, found, reason, message } = finding
    const place = ci.places[key]
    const check = `[ci] ${key}: account ${judged.account.name}`
    request.trace.add({ step: 'authorize', check, outcome: good ? 'pass' : 'fail', found, ...(place && { place }) })
    if (!good) refusal ??= { refused: true, reason, message, detail: `${key}: ${found}`, place }
  }
  return refusal
}

const judgeUid = ({ account }: JudgedAccount, { minimumUid }: CiSettings): Finding => ({
  key: 'minimum_uid',
  good: account.uid >= minimumUid,
  found: `uid ${account.uid}, lowest ${minimumUid}`,
  reason: 'account-forbidden',
  message: 'jobs are not run as this account',
})

const judgeShell = ({ account }: JudgedAccount, { shells }: CiSettings): Finding | undefined =>
  shells.length === 0
    ? undefined
    : {
        key: 'shell_allowlist',
        good: shells.includes(account.shell),
        found: account.shell === '' ? 'no shell' : account.shell,
        reason: 'shell-not-allowed',
        message: 'your account does not have one of the login shells that are accepted here',
      }

/** The first list that names the account decides; with any allow list, to be on none of the lists is a no. */
function judgeLists({ listed, groups }: JudgedAccount, ci: CiSettings, system: System): Finding | undefined {
  const { usersAllow, usersBlock, groupsBlock, groupsAllow } = ci
  if ([usersAllow, usersBlock, groupsBlock, groupsAllow].every((list) => list.length === 0)) return undefined
  const memberOf = (names: readonly string[]): string | undefined =>
    names.find((name) => {
      const gid = system.accounts.groupByName(name)
      return gid !== undefined && groups.includes(gid)
    })
  const allowed = { reason: 'user-not-allowed', message: 'your account may not run jobs here' } as const
  const blocked = { reason: 'user-blocked', message: 'your account is blocked here' } as const
  if (usersAllow.includes(listed)) return { key: 'user_allowlist', good: true, found: listed, ...allowed }
  if (usersBlock.includes(listed)) return { key: 'user_blocklist', good: false, found: listed, ...blocked }
  const badGroup = memberOf(groupsBlock)
  if (badGroup !== undefined) return { key: 'group_blocklist', good: false, found: `group ${badGroup}`, ...blocked }
  // A blocked group that does not exist is a mistake in the list; its members cannot be told, so nobody passes.
  const unknown = groupsBlock.find((name) => system.accounts.groupByName(name) === undefined)
  if (unknown !== undefined)
    return { key: 'group_blocklist', good: false, found: `group ${unknown} does not exist`, ...blocked }
  const goodGroup = memberOf(groupsAllow)
  if (goodGroup !== undefined) return { key: 'group_allowlist', good: true, found: `group ${goodGroup}`, ...allowed }
  const key = usersAllow.length > 0 ? 'user_allowlist' : 'group_allowlist'
  const open = usersAllow.length + groupsAllow.length === 0
  return open
    ? { key: 'user_blocklist', good: true, found: `${listed} is on no list`, ...allowed }
    : { key, good: false, found: `${listed} is on no list`, ...allowed }
}
