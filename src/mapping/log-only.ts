/** Log-only: gLExec without its setuid bit. Everything is authorised and logged, then the command runs as the caller. */
import { LaunchError } from '../core/errors'
import { mint, type Permit, type Target } from '../core/stages'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'

/**
 * The caller's own account as the target; nothing is leased. The helper accepts it only where helper.conf, too, says
 * `log_only = 1`, and with no other identity than the caller's own. Errors: `account-unknown`, `account-mismatch`.
 */
export function mapToCaller(permit: Permit, settings: Settings, system: System): Target {
  const { request } = permit
  const account = system.accounts.byUid(request.caller.uid)
  if (account === undefined) {
    throw new LaunchError('account-unknown', 'your own account is not known on this machine', {
      detail: `uid ${request.caller.uid}`,
    })
  }
  if (request.wantedAccount !== undefined && request.wantedAccount !== account.name) {
    throw new LaunchError('account-mismatch', 'the credential does not map to the account that was asked for')
  }
  request.trace.add({
    step: 'map',
    check: 'log-only mode',
    outcome: 'note',
    found: 'runs as the caller',
    callerSees: true,
  })
  return mint<Target>({
    permit,
    account,
    gid: request.caller.gid,
    groups: request.caller.groups,
    rule: { name: 'log-only', place: { file: settings.path } },
    lease: undefined,
    reap: 'tree',
  })
}
