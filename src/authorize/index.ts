/**
 * May this caller ask at all, and may this identity be served? Both answers are values; the caller of mapexec learns
 * the reason token and no more, the log and root learn the rule's file and line.
 */
import {
  mint,
  type Admitted,
  type CredentialOffer,
  type Identity,
  type LaunchRequest,
  type Permit,
  type Refusal,
} from '../core/stages'
import type { CallerSettings, Settings } from '../core/settings'
import type { System } from '../core/system'
import { commandIsAllowed } from './commands'
import { findAllowed, findBan } from './lists'
import { isListed } from './callers'

/**
 * The first `[[caller]]` table that lists the caller and allows one of the offered credential kinds. Its command
 * filter then holds: a later table is no second chance.
 * Refusals: `caller-not-listed`, `no-credential`, `caller-credential-kind`, `command-not-allowed`.
 */
export function admit(request: LaunchRequest, settings: Settings, system: System): Admitted | Refusal {
  const who = `uid ${request.caller.uid}`
  const tables = settings.callers.filter((table) => isListed(request, table, system))
  if (tables.length === 0) {
    request.trace.add({ step: 'authorize', check: 'caller list', outcome: 'fail', found: who })
    return refusal('caller-not-listed', 'this account may not use mapexec', `${who} is in no [[caller]] table`)
  }
  if (request.offers.length === 0) {
    return refusal('no-credential', 'no credential was given', undefined, tables[0])
  }
  const found = firstUsable(tables, request)
  if (found === undefined && request.offers.every(({ implied }) => implied)) {
    return refusal(
      'no-credential',
      'no credential was given; name one, for example with --proxy FILE',
      undefined,
      tables[0],
    )
  }
  if (found === undefined) {
    const kinds = request.offers.map((offer) => offer.kind).join(', ')
    const check = { step: 'authorize', check: 'kind of credential', found: kinds, place: tables[0]?.place } as const
    request.trace.add({ ...check, outcome: 'fail', callerSees: true })
    const message = 'this account may not use this kind of credential'
    return refusal('caller-credential-kind', message, `offered: ${kinds}`, tables[0])
  }
  const { caller, offer } = found
  const listed = { step: 'authorize', check: 'caller list', place: caller.place } as const
  request.trace.add({ ...listed, outcome: 'pass', found: `${who} by "${caller.name}" with ${offer.kind}` })
  return commandIsAllowed(request, caller)
    ? mint<Admitted>({ request, caller, offer })
    : refusal('command-not-allowed', 'this command is not allowed', `command: ${request.command[0] ?? ''}`, caller)
}

/**
 * Ban lists first, then allow lists; both are read anew for every decision.
 * Refusals: `banned-subject`, `banned-fqan`, `not-allowed`. Errors: `list-absent`, `config-untrusted`, `map-syntax`.
 */
export function authorize(
  admitted: Admitted,
  identity: Identity,
  settings: Settings,
  system: System,
): Permit | Refusal {
  const { request, caller } = admitted
  return (
    findBan(identity, settings.authorize, system, request.trace) ??
    findAllowed(identity, settings.authorize, system, request.trace) ??
    mint<Permit>({ request, identity, caller })
  )
}

function firstUsable(
  tables: readonly CallerSettings[],
  request: LaunchRequest,
): { caller: CallerSettings; offer: CredentialOffer } | undefined {
  for (const caller of tables) {
    const offer = request.offers.find(({ kind }) => caller.credentials.includes(kind))
    if (offer !== undefined) return { caller, offer }
  }
  return undefined
}

function refusal(
  reason: Refusal['reason'],
  message: string,
  detail: string | undefined,
  caller?: CallerSettings,
): Refusal {
  return { refused: true, reason, message, detail, place: caller?.place }
}
