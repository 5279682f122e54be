/**
 * `munge`: a MUNGE credential. munged says which uid of the realm made it; that it was made for this launch, for us, and
 * is used for the first time is seen here.
 */
import { createHash } from 'node:crypto'
import { LaunchError, messageOf } from '../../core/errors'
import type { MungeSettings } from '../../core/settings'
import { mint, type Admitted, type Identity, type LaunchRequest } from '../../core/stages'
import type { System } from '../../core/system'
import { readCredentialFile } from '../credential-file'
import { digestOf, parsePayload, type Binding } from './binding'
import { spend } from './ledger'
import { unmunge, type Decoded } from './unmunge'

/** Ours have about 300 bytes. */
const MAX_CREDENTIAL_BYTES = 16 * 1024

/**
 * The user of the uid becomes the subject. `explain` uses the credential up, too: munged has then seen it.
 * Errors: those of credential-file.ts and unmunge.ts, `munge-restriction` (anybody may decode it), `munge-expired` (older
 * than max_age), `munge-host`, `munge-other-launch`, `munge-replayed`, `munge-invalid` (made by root, or a uid without a name).
 */
export async function authenticateMunge(
  { request, offer }: Admitted,
  settings: MungeSettings,
  system: System,
): Promise<Identity> {
  if (offer.path === undefined) throw new LaunchError('no-credential', 'no MUNGE credential was given')
  const { bytes } = await readCredentialFile(request, offer.path, MAX_CREDENTIAL_BYTES, 'MUNGE credential')
  const decoded = await unmunge(bytes, settings)
  judge(decoded, settings)
  const binding = bindingOf(decoded, request, settings, system)
  const account = system.accounts.byUid(decoded.uid)
  // uid 0 as an identity would let a rule for "root" map it; nothing runs as root here.
  if (account === undefined || decoded.uid === 0)
    throw new LaunchError('munge-invalid', 'the maker of the MUNGE credential has no account here', {
      detail: decoded.uid === 0 ? 'root made it' : `uid ${decoded.uid} has no passwd entry`,
    })
  useUp(decoded, binding, { request, settings, system })
  request.trace.add({
    step: 'authenticate',
    check: 'MUNGE credential, bound to this launch',
    outcome: 'pass',
    found: `uid ${decoded.uid} is ${account.name}, encoded at ${decoded.host}`,
    callerSees: true,
  })
  const group = system.accounts.groupByGid(decoded.gid)
  return mint<Identity>({
    kind: 'munge',
    subject: account.name,
    spellings: [account.name],
    fqans: [],
    vo: undefined,
    limited: false,
    attributes: {
      uid: String(decoded.uid),
      user: account.name,
      ...(group === undefined ? {} : { group }),
      encode_host: decoded.host,
    },
    evidence: { sha256: createHash('sha256').update(bytes).digest('hex'), source: offer.path },
    validFrom: decoded.encoded,
    validUntil: decoded.encoded + Math.min(decoded.lifetime, settings.maxAge),
    proxy: undefined,
  })
}

function judge({ restrictedTo, decodedAt, encoded, host }: Decoded, { maxAge, hosts }: MungeSettings): void {
  // Else whoever else may decode it (everybody) could use it up, or see it and present it first.
  if (restrictedTo !== process.geteuid?.())
    throw new LaunchError(
      'munge-restriction',
      'the MUNGE credential is not made for the service account alone; see mapexec bind --help',
      { detail: `UID_RESTRICTION ${restrictedTo ?? 'none'}` },
    )
  if (Math.abs(decodedAt - encoded) > maxAge)
    throw new LaunchError('munge-expired', 'the MUNGE credential is too old; make a new one', {
      detail: `${decodedAt - encoded} s, at most ${maxAge}`,
    })
  if (hosts.length > 0 && !hosts.includes(host))
    throw new LaunchError('munge-host', 'MUNGE credentials made on that machine are not accepted here', {
      detail: `encoded at ${host}`,
    })
}

/** The digest in the credential is that of what is asked for: by this machine's name, or by none where that is allowed. */
function bindingOf({ payload }: Decoded, request: LaunchRequest, { anyNode }: MungeSettings, system: System): Binding {
  const binding = parsePayload(payload)
  const nodes = [system.hostName(), ...(anyNode ? ['*'] : [])]
  const asked = {
    account: request.wantedAccount ?? '',
    cwd: request.cwd ?? '',
    environment: request.environment.filter(({ explicit }) => explicit),
    command: request.command,
  }
  if (binding !== undefined && nodes.some((node) => digestOf({ ...asked, node }) === binding.digest)) return binding
  throw new LaunchError(
    'munge-other-launch',
    'the MUNGE credential was made for something else; see mapexec bind --help',
    {
      // Values of variables may be secrets.
      detail:
        binding === undefined
          ? 'its payload is not one of mapexec bind'
          : `not for ${JSON.stringify({ ...asked, environment: asked.environment.map(({ name }) => name), nodes })}`,
    },
  )
}

interface Scene {
  readonly request: LaunchRequest
  readonly settings: MungeSettings
  readonly system: System
}

function useUp({ uid, encoded }: Decoded, { nonce }: Binding, { request, settings, system }: Scene): void {
  if (request.purpose === 'explain') return
  let first: boolean
  try {
    first = spend(settings.ledger, { uid, encoded, nonce }, system.clock.now())
  } catch (error) {
    if (error instanceof LaunchError) throw error
    throw new LaunchError('munge-unavailable', 'MUNGE credentials cannot be verified now', {
      detail: `${settings.ledger}: ${messageOf(error)}`,
    })
  }
  if (!first)
    throw new LaunchError('munge-replayed', 'the MUNGE credential has been used before; make a new one', {
      detail: `in ${settings.ledger}`,
    })
}
