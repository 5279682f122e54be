/** What the schema cannot say about `[ci]` and the issuers of its tokens. */
import { pointerTo } from './locate'
import type { Report } from './problems'
import type { Configuration } from './schema'
import { bytes, milliseconds, seconds } from './units'

const HOUR = 3600

export function judgeCi({ ci, authenticate }: Configuration, report: Report): void {
  authenticate.oidc.forEach(({ ci_only: ciOnly, name }, index) => {
    const at = `${pointerTo('/authenticate/oidc', index)}/ci_only`
    if (ciOnly && ci === undefined)
      report.error(at, `issuer "${name}" is for CI jobs, and there is no [ci]`, 'add [ci]')
  })
  if (ci === undefined) return
  if (authenticate.oidc.length === 0)
    report.error('/ci', '[ci] needs an issuer of tokens', 'add a table [[authenticate.oidc]]')
  authenticate.oidc.forEach(({ user_claim: user, name }, index) => {
    if (user === undefined)
      report.error(
        pointerTo('/authenticate/oidc', index),
        `[ci] needs to know whose a job is, and issuer "${name}" has no user_claim`,
        'user_claim = "user_login" for GitLab',
      )
  })
  if (seconds(ci.expired_cleanup) > HOUR) report.error('/ci/expired_cleanup', '[ci] expired_cleanup must be at most 1h')
  if (seconds(ci.kill_timeout) > HOUR) report.error('/ci/kill_timeout', '[ci] kill_timeout must be at most 1h')
  if (bytes(ci.max_variable) > 131_072)
    report.warning('/ci/max_variable', 'the kernel refuses variables of 128KiB and more (execve(2))', 'at most 120KiB')
  if (ci.runas !== undefined && ci.runas.sha256 === undefined)
    report.warning('/ci/runas', 'the program of [ci.runas] is not pinned', 'sha256sum prints what sha256 takes')
}

const LONGEST_STALE = 30 * 24 * HOUR

export function judgeIssuers({ service, authenticate, ci }: Configuration, report: Report): void {
  const decision = milliseconds(service.decision_timeout)
  authenticate.oidc.forEach((issuer, index) => {
    const at = pointerTo('/authenticate/oidc', index)
    if (milliseconds(issuer.fetch_timeout) >= decision)
      report.error(`${at}/fetch_timeout`, 'fetch_timeout must be shorter than [service] decision_timeout')
    if (seconds(issuer.keys_max_stale) > LONGEST_STALE)
      report.error(`${at}/keys_max_stale`, 'keys_max_stale must be at most 30d')
  })
  if (ci?.runas !== undefined && milliseconds(ci.runas.timeout) >= decision)
    report.error('/ci/runas/timeout', 'timeout must be shorter than [service] decision_timeout')
}
