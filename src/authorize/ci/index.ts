/**
 * The rules of CI jobs, as sites know them from Jacamar CI: what the token says is judged before an account is looked
 * for, the account itself afterwards. Cleaning up is never refused by them: a user who is blocked while his job runs leaves nothing behind.
 */
import type { Settings } from '../../core/settings'
import type { LaunchRequest, Permit, Refusal, Target } from '../../core/stages'
import type { System } from '../../core/system'
import { judgeAccount } from './account'
import { judgeJob } from './rules'
import { claimsOf } from './claims'

const isCleaning = ({ ci }: LaunchRequest): boolean => ci?.stage === 'cleanup' || ci?.stage === 'release'

/**
 * The permit, with the account that `[ci.runas]` chose as attribute `runas` for templates.
 * Refusals: `ci-disabled`, `bot-account`, `runner-not-allowed`, `pipeline-source`, `ref-not-protected`,
 * `project-not-allowed`, `nologin`, those of `judgeAccount` with lists_before_runas, `runas-refused`.
 * Errors: `runas-failed`, `config-untrusted`.
 */
export async function authorizeCi(permit: Permit, settings: Settings, system: System): Promise<Permit | Refusal> {
  const { ci } = settings
  if (permit.request.ci === undefined || ci === undefined) {
    return {
      refused: true,
      reason: 'ci-disabled',
      message: 'CI jobs are not run here',
      detail: undefined,
      place: undefined,
    }
  }
  const claims = claimsOf(permit.identity, settings)
  if (!isCleaning(permit.request)) {
    const refusal = judgeJob({ permit, claims, ci, system }) ?? judgeGuess(permit, claims.user, settings, system)
    if (refusal !== undefined) return refusal
  }
  if (ci.runAs === undefined) return permit
  const { runAs } = await import('./runas')
  return runAs({ permit, claims, ci, system }, ci.runAs)
}

/** `lists_before_runas`: the local account of the user's own name, where there is one. */
function judgeGuess(permit: Permit, user: string, settings: Settings, system: System): Refusal | undefined {
  const { ci } = settings
  if (ci?.runAs === undefined || !ci.listsBeforeRunAs) return undefined
  const account = system.accounts.byName(user)
  return (
    account &&
    judgeAccount({ account, listed: user, groups: system.accounts.groupsOf(account) }, permit.request, ci, system)
  )
}

/**
 * The account that the job was mapped to. Refusals: `user-blocked`, `user-not-allowed`, `shell-not-allowed`,
 * `account-forbidden`.
 */
export function judgeCiTarget(target: Target, settings: Settings, system: System): Refusal | undefined {
  const { ci } = settings
  const { permit, account, gid, groups, lease } = target
  if (permit.request.ci === undefined || ci === undefined || isCleaning(permit.request)) return undefined
  // Nobody knows beforehand who gets which pool account: there the lists mean the user of the token.
  const listed = lease === undefined ? account.name : claimsOf(permit.identity, settings).user
  return judgeAccount({ account, listed, groups: [gid, ...groups] }, permit.request, ci, system)
}
