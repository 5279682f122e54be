/**
 * Identity to local account. Rules in order, the first that yields an account or a pool decides; names are resolved
 * to numbers before a lease is linked, and nothing outside the configured bounds comes out.
 */
import { LaunchError, type Place } from '../core/errors'
import type { MapRule, PoolSettings, Settings } from '../core/settings'
import { mint, type Permit, type Refusal, type Target } from '../core/stages'
import type { Account, System } from '../core/system'
import { checkAccount, checkGroups } from './bounds'
import { groupsOfFqans, leaseGroups, payloadGroups, type FqanGroups } from './groups'
import { leaseSubjects, openPool, takeLease, type Usable } from './lease'
import { choose } from './rules'

/**
 * Refusals: `no-mapping`, `caller-target`, `account-forbidden`, `account-mismatch`, `group-unmapped`,
 * `no-primary-group`, `pool-full`, `lease-limit`, `lease-other-pool`, `lease-conflict`, `lease-name-too-long`.
 * Errors: `pool-unknown`, `account-unknown`, `group-unknown`, `dn-unrepresentable`, `lease-directory`, `lease-conflict`
 * (lock), and those of list files: `list-absent`, `config-untrusted`, `map-syntax`.
 */
export async function map(permit: Permit, settings: Settings, system: System): Promise<Target | Refusal> {
  const { request, caller } = permit
  if (request.glexecMode === 'lcmaps_verify_account' && request.wantedAccount === undefined) {
    return refusal('account-mismatch', 'an account to verify is needed', 'lcmaps_verify_account without an account')
  }
  let unreachable: { what: string; place: Place | undefined } | undefined
  for (const rule of settings.maps) {
    const skipped = whySkipped(rule, permit)
    if (skipped !== undefined) {
      note(permit, rule, 'skip', skipped)
      continue
    }
    const choice = choose(rule, permit, settings, system)
    if (choice.to === 'account') {
      note(permit, rule, 'pass', `account ${choice.account}`, choice.place)
      return toStatic({ rule, permit, settings, system, place: choice.place }, choice.account)
    }
    if (choice.to === 'pool') {
      note(permit, rule, 'pass', `pool ${choice.pool.name}`, choice.place)
      return toPool({ rule, permit, settings, system, place: choice.place }, choice.pool)
    }
    if (choice.to === 'unreachable') unreachable ??= choice
    note(
      permit,
      rule,
      'note',
      choice.to === 'nothing' ? choice.why : `${choice.what}: not for this caller`,
      choice.place,
    )
  }
  if (unreachable !== undefined) {
    const message = 'this account may not reach what the identity maps to'
    return refusal('caller-target', message, `"${caller.name}" may not reach ${unreachable.what}`, unreachable.place)
  }
  return refusal('no-mapping', 'this identity has no local account here', `no rule maps "${permit.identity.subject}"`)
}

/** One rule at work. */
interface Work {
  readonly rule: MapRule
  readonly permit: Permit
  readonly settings: Settings
  readonly system: System
  readonly place: Place | undefined
}

interface Resolved extends Usable {
  readonly account: Account
  readonly gid: number
  readonly groups: readonly number[]
}

function toStatic(work: Work, name: string): Target | Refusal {
  const { rule, permit, system, place } = work
  const { wantedAccount } = permit.request
  if (wantedAccount !== undefined && wantedAccount !== name) {
    const message = 'the identity does not map to this account'
    return refusal('account-mismatch', message, `wanted ${wantedAccount}, mapped to ${name}`, place)
  }
  const fromFqans = groupsOfFqans(rule, permit.identity, system, permit.request.trace)
  if (fromFqans.refused) return fromFqans
  const resolved = resolve(work, name, fromFqans)
  if (resolved.refused) return orThrowUnknown(resolved)
  return target(work, resolved, undefined)
}

async function toPool(work: Work, pool: PoolSettings): Promise<Target | Refusal> {
  const { rule, permit, settings, system } = work
  const { request, identity } = permit
  const fromFqans = groupsOfFqans(rule, identity, system, request.trace)
  if (fromFqans.refused) return fromFqans
  const verify = request.glexecMode === 'lcmaps_verify_account'
  const purpose = request.purpose === 'explain' ? 'explain' : 'launch'
  const taken = await takeLease<Resolved>({
    view: openPool(pool, system, verify || purpose === 'explain'),
    trace: request.trace,
    purpose: verify ? 'verify' : purpose,
    subjects: leaseSubjects(identity),
    groups: leaseGroups(rule, fromFqans),
    wanted: request.wantedAccount,
    resolve: (name) => resolve(work, name, fromFqans),
    recordDirectory: settings.record.directory,
    holder: { pid: request.caller.pid, startTime: request.caller.startTime },
  })
  return taken.refused ? orThrowUnknown(taken) : target(work, taken.account, taken.lease)
}

/** Numbers of an account, within the bounds. `account-unknown` is a value here: a pool may have other accounts. */
function resolve(work: Work, name: string, fromFqans: FqanGroups): Resolved | Refusal {
  const { rule, settings, system, place } = work
  const account = system.accounts.byName(name)
  if (account === undefined) {
    return refusal('account-unknown', 'a mapped account does not exist', `there is no account "${name}"`, place)
  }
  const forbidden = checkAccount(account, settings, place)
  if (forbidden !== undefined) return forbidden
  const groups = payloadGroups(rule, account, fromFqans, system)
  if (groups.refused) return groups
  const outside = checkGroups([groups.gid, ...groups.groups], settings, system, place)
  return outside ?? { account, gid: groups.gid, groups: groups.groups }
}

/** A mapping to an account that does not exist is a broken configuration, not a "no". */
function orThrowUnknown(refused: Refusal): Refusal {
  if (refused.reason !== 'account-unknown') return refused
  throw new LaunchError('account-unknown', refused.message, {
    ...(refused.detail !== undefined && { detail: refused.detail }),
    ...(refused.place && { place: refused.place }),
  })
}

function target(work: Work, resolved: Resolved, lease: Target['lease']): Target {
  const { rule, permit, place } = work
  const { account, gid, groups } = resolved
  const found = `${account.name} uid ${account.uid} gid ${gid} groups ${groups.join(',')}`
  permit.request.trace.add({ step: 'map', check: 'account', outcome: 'pass', found, ...(place && { place }) })
  const { reap } = rule
  return mint<Target>({ permit, account, gid, groups, rule: { name: rule.name, place }, lease, reap })
}

function whySkipped(rule: MapRule, { identity, caller }: Permit): string | undefined {
  if (rule.kinds.length > 0 && !rule.kinds.includes(identity.kind)) return `not for ${identity.kind}`
  if (caller.maps !== undefined && !caller.maps.includes(rule.name)) return `not for caller "${caller.name}"`
  return undefined
}

function note(
  permit: Permit,
  rule: MapRule,
  outcome: 'pass' | 'skip' | 'note',
  found: string,
  place: Place | undefined = rule.place,
): void {
  const check = `rule "${rule.name}" (${rule.from.type})`
  permit.request.trace.add({ step: 'map', check, outcome, found, ...(place && { place }) })
}

const refusal = (reason: Refusal['reason'], message: string, detail: string, place?: Place): Refusal => ({
  refused: true,
  reason,
  message,
  detail,
  place,
})
