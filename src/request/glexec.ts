/** The grammar of the gLExec drop-in: `glexec /absolute/command args…` and its GLEXEC_* variables (glexec(1)). */
import { LaunchError } from '../core/errors'
import type { CredentialOffer, EnvironmentEntry, GlexecMode } from '../core/stages'
import { parseWrappedEnvironment, type OfferedEnvironment } from './environment'
import { labelOf, type Asked } from './index'

const MODES: readonly GlexecMode[] = ['lcmaps_get_account', 'lcmaps_verify_account']
const MAX_WRAPPED = 1024 * 1024

/** Errors: `usage` (no command, not absolute, unknown GLEXEC_MODE), `no-credential`, `environment-malformed`. */
export function parseGlexec(
  words: readonly string[],
  offered: OfferedEnvironment,
  absolute: (path: string) => string,
): Asked {
  const environment = new Map(offered.entries.map(({ name, value }) => [name, value]))
  const [command] = words
  if (command === undefined) throw new LaunchError('usage', 'usage: glexec /absolute/command [argument...]')
  if (!command.startsWith('/')) throw new LaunchError('usage', 'glexec takes the absolute path of a command')
  const mode = environment.get('GLEXEC_MODE') ?? 'lcmaps_get_account'
  if (!MODES.includes(mode as GlexecMode))
    throw new LaunchError('usage', `GLEXEC_MODE must be one of ${MODES.join(', ')}`)
  const path = (name: string): string | undefined => {
    const value = environment.get(name)
    return value === undefined || value === '' ? undefined : absolute(value)
  }
  return {
    purpose: 'launch',
    frontend: 'glexec',
    offers: offerOf(path('GLEXEC_CLIENT_CERT') ?? path('SSL_CLIENT_CERT')),
    command: words,
    extra: unwrapped(environment.get('GLEXEC_ENV')),
    cwd: undefined,
    umask: undefined,
    statusFd: undefined,
    json: false,
    sourceProxy: path('GLEXEC_SOURCE_PROXY'),
    targetProxy: path('GLEXEC_TARGET_PROXY'),
    stdin: 'inherit',
    session: undefined,
    noNewPrivs: false,
    glexecMode: mode as GlexecMode,
    wantedAccount: undefined,
    label: labelOf(environment.get('GLEXEC_ID')),
  }
}

/** The pilot's own X509_USER_PROXY is never taken for the payload's credential. */
function offerOf(path: string | undefined): readonly CredentialOffer[] {
  if (path === undefined) throw new LaunchError('no-credential', 'GLEXEC_CLIENT_CERT does not name a proxy')
  return [{ kind: 'x509', path }]
}

const unwrapped = (wrapped: string | undefined): readonly EnvironmentEntry[] =>
  wrapped === undefined ? [] : parseWrappedEnvironment(wrapped, MAX_WRAPPED).entries
