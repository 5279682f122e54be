/**
 * A credential becomes an identity. What a kind of credential needs is loaded only when it is offered: the `unix` path
 * loads nothing, and a cold decision pays for libcrypto only where there is a certificate.
 */
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import type { Admitted, Identity, LaunchRequest } from '../core/stages'
import type { System } from '../core/system'
import { authenticateUnix } from './unix'

/**
 * Authenticates the offer that was admitted. Throws `LaunchError` with the reason of the first check that fails;
 * `credential-kind-disabled` where the configuration has no table for this kind.
 */
export async function authenticate(admitted: Admitted, settings: Settings, system: System): Promise<Identity> {
  try {
    return await authenticateOffer(admitted, settings, system)
  } catch (error) {
    if (error instanceof LaunchError) traceRefusal(admitted, error)
    throw error
  }
}

/** Where the checks ended: what passed before stands above it in the trace. */
function traceRefusal({ request, offer }: Admitted, { reason, message, detail, place }: LaunchError): void {
  request.trace.add({
    step: 'authenticate',
    check: `${offer.kind} credential: ${reason}`,
    outcome: 'fail',
    found: detail ?? message,
    ...(place === undefined ? {} : { place }),
  })
}

async function authenticateOffer(admitted: Admitted, settings: Settings, system: System): Promise<Identity> {
  const { kind } = admitted.offer
  if (kind === 'unix') return authenticateUnix(admitted, settings, system)
  if (kind === 'x509' && settings.authenticate.x509 !== undefined) {
    const { authenticateX509 } = await import('./x509')
    return authenticateX509(admitted, settings.authenticate.x509, system)
  }
  if (kind === 'oidc' && settings.authenticate.oidc.length > 0) {
    const { authenticateOidc } = await import('./oidc')
    return authenticateOidc(admitted, settings, system)
  }
  if (kind === 'munge' && settings.authenticate.munge !== undefined) {
    const { authenticateMunge } = await import('./munge')
    return authenticateMunge(admitted, settings.authenticate.munge, system)
  }
  throw new LaunchError('credential-kind-disabled', `credentials of kind ${kind} are not accepted here`, {
    detail: `no [authenticate] table for ${kind}`,
  })
}

/**
 * The proxy that was named for the payload (GLEXEC_SOURCE_PROXY), which may be another than the authenticated one. It
 * passes the same checks of owner, mode and size, and must hold a certificate chain and the key that belongs to it; whose it is
 * and whether it is trusted does not matter, since nobody is mapped by it.
 */
export async function readSourceProxy(request: LaunchRequest, settings: Settings, system: System): Promise<Uint8Array> {
  const x509 = settings.authenticate.x509
  if (x509 === undefined) {
    throw new LaunchError('credential-kind-disabled', 'proxies are not accepted here')
  }
  const { readSourceProxyFile } = await import('./x509')
  return readSourceProxyFile(request, x509, system)
}
