/** Accounts and groups that the configuration and its lists name: whether they exist and a payload may have them. */
import type { Place } from '../../core/errors'
import type { Reason } from '../../core/reasons'
import type { NumberRange, Settings } from '../../core/settings'
import type { Account, System } from '../../core/system'
import type { Problem } from '../../config'

export interface Objection {
  readonly reason: Reason
  readonly message: string
  readonly remedy: string
}

/** Remembers each name: a grid-mapfile names the same few accounts in many lines. */
export class Directory {
  private readonly accounts = new Map<string, Objection | undefined>()
  private readonly groups = new Map<string, Objection | undefined>()
  private readonly targetGids: readonly NumberRange[]

  constructor(
    private readonly system: System,
    private readonly settings: Settings,
  ) {
    const named = settings.service.targetGroups.map((name) => system.accounts.groupByName(name))
    this.targetGids = [
      ...settings.service.targetGids,
      ...named.filter((gid) => gid !== undefined).map((gid) => ({ first: gid, last: gid })),
    ]
  }

  /** Why no payload can run as this account; undefined: it can. */
  account(name: string): Objection | undefined {
    if (!this.accounts.has(name)) this.accounts.set(name, this.judge(name))
    return this.accounts.get(name)
  }

  group(name: string): Objection | undefined {
    if (!this.groups.has(name)) {
      const gid = this.system.accounts.groupByName(name)
      this.groups.set(name, gid === undefined ? unknown('group', name) : this.judgeGid(gid, `group "${name}"`))
    }
    return this.groups.get(name)
  }

  /** Of the accounts that [[map]] and [[caller]] tables name themselves. */
  problems({ maps, callers, path }: Settings): readonly Problem[] {
    const named = [
      ...maps.map(({ from, place }) => ({ names: from.type === 'account' ? [from.account] : [], place })),
      ...callers.map(({ accounts = [], place }) => ({ names: accounts, place })),
    ]
    return named.flatMap(({ names, place }) =>
      names
        .map((name) => this.account(name))
        .filter((objection) => objection !== undefined)
        .map((objection) => problemFrom(objection, place ?? { file: path })),
    )
  }

  private judge(name: string): Objection | undefined {
    const account = this.system.accounts.byName(name)
    if (account === undefined) return unknown('account', name)
    const { service } = this.settings
    if (!contains(service.targetUids, account.uid))
      return {
        reason: 'out-of-bounds',
        message: `account "${name}" has uid ${account.uid}, which is not in [service] target_uids`,
        remedy: 'the helper will refuse it',
      }
    return this.judgeGid(account.gid, `the primary group of "${name}"`) ?? this.judgeGuardian(account)
  }

  private judgeGid(gid: number, what: string): Objection | undefined {
    if (contains(this.targetGids, gid)) return undefined
    return {
      reason: 'out-of-bounds',
      message: `${what} has gid ${gid}, which is in neither target_groups nor target_gids of [service]`,
      remedy: 'the helper will refuse it',
    }
  }

  /** The uid that ends what the account leaves behind has to be nobody's: its owner would be killed, too. */
  private judgeGuardian({ name, uid }: Account): Objection | undefined {
    const guardian = uid + this.settings.service.guardianUidOffset
    const owner = this.system.accounts.byUid(guardian)
    if (owner === undefined) return undefined
    return {
      reason: 'config-invalid',
      message: `the guardian of "${name}" would have uid ${guardian}, which belongs to "${owner.name}"`,
      remedy: 'choose another [service] guardian_uid_offset',
    }
  }
}

export const problemFrom = (objection: Objection, { file, line, column }: Place): Problem => ({
  file,
  line,
  column,
  severity: 'error',
  ...objection,
})

const contains = (ranges: readonly NumberRange[], id: number): boolean =>
  ranges.some(({ first, last }) => id >= first && id <= last)

const unknown = (kind: 'account' | 'group', name: string): Objection => ({
  reason: `${kind}-unknown`,
  message: `there is no ${kind} "${name}"`,
  remedy: kind === 'account' ? `create it, e.g. useradd ${name}` : `create it, e.g. groupadd ${name}`,
})
