/** `unix`: the caller's own uid is the credential, as the kernel told it to the helper. */
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import { mint, type Admitted, type Identity } from '../core/stages'
import type { System } from '../core/system'

/** Seconds for which a `unix` identity holds; it is proven anew with every launch. */
const LIFETIME = 60

/**
 * The caller's local user name becomes the subject. That the caller may use this kind at all was decided by its
 * `[[caller]]` table; here the whole kind must be switched on, and the uid must have a name.
 * Errors: `credential-kind-disabled`, `unix-not-trusted` (no such uid in passwd, or uid 0).
 */
export function authenticateUnix(admitted: Admitted, settings: Settings, system: System): Identity {
  const { request } = admitted
  const { uid } = request.caller
  if (!settings.authenticate.unix) {
    throw new LaunchError('credential-kind-disabled', "the caller's own account is not accepted as a credential here", {
      detail: 'authenticate.unix is false',
    })
  }
  if (!admitted.caller.credentials.includes('unix')) {
    throw new LaunchError('unix-not-trusted', 'this caller needs a credential', {
      detail: `caller table ${admitted.caller.name} does not list the credential kind unix`,
    })
  }
  const account = system.accounts.byUid(uid)
  // uid 0 as an identity would let a rule for "root" map it; nothing runs as root here.
  if (account === undefined || uid === 0) {
    const detail = uid === 0 ? 'the caller is root' : `uid ${uid} has no passwd entry`
    throw new LaunchError('unix-not-trusted', "the caller's account cannot be used as a credential", { detail })
  }
  const group = system.accounts.groupByGid(request.caller.gid)
  const now = Math.floor(system.clock.now())
  request.trace.add({
    step: 'authenticate',
    check: "the caller's own account",
    outcome: 'pass',
    found: `uid ${uid} is ${account.name}`,
    callerSees: true,
  })
  return mint<Identity>({
    kind: 'unix',
    subject: account.name,
    spellings: [account.name],
    fqans: [],
    vo: undefined,
    limited: false,
    attributes: { uid: String(uid), user: account.name, ...(group === undefined ? {} : { group }) },
    // There are no bytes to digest: the kernel is the witness.
    evidence: { sha256: '', source: `uid ${uid}` },
    validFrom: now,
    validUntil: now + LIFETIME,
    proxy: undefined,
  })
}
