/** The fifth step: what the payload will be, complete, built from nothing. */
import { LaunchError } from '../core/errors'
import {
  mint,
  type CreateEntry,
  type EnvironmentEntry,
  type Job,
  type LaunchRequest,
  type Target,
} from '../core/stages'
import type { Settings } from '../core/settings'
import { cleanEnvironment } from './environment'
import { limitsOf } from './limits'

/** GLEXEC_* survive into the payload of the drop-in, as gLExec's callers expect (glexec(1), ENVIRONMENT). */
const GLEXEC_NAMES = ['GLEXEC_*']

export interface SanitizeInputs {
  /** The proxy for the payload's copy, already read; undefined: none. */
  readonly proxy: Uint8Array | undefined
}

/**
 * Errors: `environment-malformed`, `environment-too-large`, `cwd-unknown`.
 * Target paths are only named here; the helper creates them with the target's own rights.
 */
export function sanitize(target: Target, settings: Settings, { proxy }: SanitizeInputs): Job {
  const { request } = target.permit
  const plan = request.ci?.plan(target)
  const place = plan === undefined ? workingPlace(target, settings) : { cwd: plan.cwd, temp: undefined, create: [] }
  const copy = proxy === undefined ? undefined : proxyCopy(target, settings, place.temp, proxy)
  const own = merged(ownEnvironment(target, settings, place, copy?.path), plan?.environment ?? [])
  const environment = cleanEnvironment(request.environment, request.rejectedEnvironment, own, {
    settings: settings.environment,
    allow: [...target.permit.caller.environment, ...(request.frontend === 'glexec' ? GLEXEC_NAMES : [])],
  })
  const kept = environment.report.filter((line) => line.kept).length
  request.trace.add({
    step: 'sanitize',
    check: 'environment',
    outcome: 'note',
    callerSees: true,
    found: `${kept} names kept or set, ${environment.report.length - kept} dropped`,
  })
  return mint<Job>({
    target,
    command: plan?.command ?? request.command,
    environment: environment.entries,
    environmentReport: environment.report,
    cwd: place.cwd,
    umask: plan?.umask ?? umaskOf(request, settings),
    create: [...place.create, ...(copy === undefined ? [] : [copy])],
    limits: limitsOf(settings.launch.limits),
    stdin: plan?.stdin === undefined ? { mode: request.stdin } : { mode: 'bytes', bytes: plan.stdin },
    session: request.session ?? settings.launch.session,
    noNewPrivs: request.noNewPrivs || settings.launch.noNewPrivs,
    execLabel: settings.launch.execLabel,
    graceMilliseconds: settings.launch.graceMilliseconds,
    statusFd: request.statusFd,
  })
}

interface Place {
  /** '' = the caller's, by descriptor. */
  readonly cwd: string
  readonly temp: string | undefined
  readonly create: readonly CreateEntry[]
}

function workingPlace({ account, permit }: Target, settings: Settings): Place {
  const { request } = permit
  const choice = request.cwd ?? settings.launch.cwd
  if (choice === 'keep') {
    if (request.callerCwd === '')
      throw new LaunchError('cwd-unknown', 'the working directory cannot be told; use --cwd home, temp or a path')
    return { cwd: '', temp: undefined, create: [] }
  }
  if (choice === 'home') return { cwd: account.home, temp: undefined, create: [] }
  if (choice !== 'temp') return { cwd: choice, temp: undefined, create: [] }
  const temp = `${settings.launch.tempDirectory}/mapexec-${request.ref}`
  return { cwd: temp, temp, create: [{ kind: 'directory', path: temp, mode: 0o700, removeAtEnd: true }] }
}

function proxyCopy(
  { account, permit }: Target,
  settings: Settings,
  temp: string | undefined,
  bytes: Uint8Array,
): CreateEntry | undefined {
  const { request } = permit
  const wanted = request.targetProxy ?? (settings.launch.targetProxy === 'copy' ? undefined : '/dev/null')
  if (wanted === '/dev/null') return undefined
  const path = wanted ?? `${temp ?? settings.launch.tempDirectory}/x509up_u${account.uid}.${request.ref}`
  // A gLExec caller renews the proxy of a running payload by a second launch of /bin/pwd with the same target: it must stay.
  const removeAtEnd = request.frontend !== 'glexec' || wanted === undefined
  return { kind: 'file', path, mode: 0o600, bytes, removeAtEnd }
}

/** Of two entries with one name the later counts. */
const merged = (...lists: readonly (readonly EnvironmentEntry[])[]): readonly EnvironmentEntry[] => [
  ...new Map(lists.flat().map((entry) => [entry.name, entry])).values(),
]

const FALLBACK_SHELL = '/bin/sh'

function ownEnvironment(
  { account, permit }: Target,
  settings: Settings,
  place: Place,
  proxyPath: string | undefined,
): readonly EnvironmentEntry[] {
  const { request } = permit
  const own: Record<string, string> = {
    ...settings.environment.set,
    HOME: account.home,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: account.shell === '' ? FALLBACK_SHELL : account.shell,
    PATH: settings.environment.path,
    TMPDIR: place.temp ?? settings.launch.tempDirectory,
    MAPEXEC_REF: request.ref,
  }
  if (proxyPath !== undefined) own['X509_USER_PROXY'] = proxyPath
  if (request.frontend === 'glexec' && proxyPath !== undefined) own['GLEXEC_TARGET_PROXY'] = proxyPath
  return Object.entries(own).map(([name, value]) => ({ name, value }))
}

function umaskOf(request: LaunchRequest, { launch }: Settings): number {
  const wanted = request.umask ?? (launch.umask === 'keep' ? request.callerUmask : launch.umask)
  return wanted & 0o777
}
