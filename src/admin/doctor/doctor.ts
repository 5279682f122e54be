/** `mapexec doctor`: would a launch work on this machine? One finding for each thing that has to be right. */
import { checkSettings, problemLine } from '../../config'
import type { System } from '../../core/system'
import { ok, problem, warning, type Finding } from './finding'
import { checkCi } from './ci'
import { checkKernel } from './kernel'
import { checkMunge } from './munge'
import type { Probe } from './probe'
import { checkPrograms } from './programs'
import { checkState } from './state'
import { checkTrust } from './trust'

export type { Finding } from './finding'
export type { Probe } from './probe'

export interface DoctorOptions {
  /** Of the configuration. */
  readonly path?: string
  /** A dry launch as this account. */
  readonly as?: string
}

/** In the order in which a launch meets them. Errors: none of the machine's; what is wrong is a finding. */
export async function doctor(options: DoctorOptions, system: System, probe: Probe): Promise<readonly Finding[]> {
  const { settings, problems } = checkSettings(system, options.path)
  const [error] = problems.filter(({ severity }) => severity === 'error')
  const [doubt] = problems
  const configuration =
    error !== undefined
      ? problem(
          'configuration',
          problemLine({ ...error, remedy: '' }),
          error.remedy === '' ? 'mapexec check' : error.remedy,
        )
      : doubt !== undefined
        ? warning(
            'configuration',
            problemLine({ ...doubt, remedy: '' }),
            doubt.remedy === '' ? 'mapexec check' : doubt.remedy,
          )
        : ok('configuration', 'mapexec.toml is valid')
  return [
    configuration,
    ...checkKernel(settings, system, probe),
    ...checkPrograms(settings, probe),
    ...(settings === undefined ? [] : await checkState(settings, system, probe)),
    ...(settings === undefined ? [] : await checkTrust(settings, probe)),
    ...(settings === undefined ? [] : await checkMunge(settings, system, probe)),
    ...(settings === undefined ? [] : checkCi(settings, probe)),
    ...(options.as === undefined ? [] : [dryLaunch(options.as, system, probe)]),
  ]
}

/** The dry launch offers the caller's own uid, which few callers may use: beyond these, everything has worked. */
const NEEDS_CREDENTIAL: ReadonlySet<string | undefined> = new Set([
  'caller-credential-kind',
  'credential-kind-disabled',
  'unix-not-trusted',
])

/**
 * A refusal for want of a credential shows that helper, decision program and configuration work together; 202 shows
 * that they do not.
 */
function dryLaunch(name: string, { accounts }: System, probe: Probe): Finding {
  const id = 'dry-launch'
  const account = accounts.byName(name)
  if (account === undefined) return problem(id, `there is no account ${name}`, `useradd ${name}`)
  if (probe.uid !== 0) return problem(id, 'only root can act as another account', 'sudo mapexec doctor --as …')
  const { code, reason, said } = probe.dryLaunch(account.uid, account.gid, accounts.groupsOf(account))
  if (code === 0) return ok(id, `${name} may launch: ${said}`)
  if (code === 201 || NEEDS_CREDENTIAL.has(reason)) return ok(id, `${name} is heard, and has to bring a credential`)
  if (code === 203) return problem(id, `${name} may not launch: ${said}`, 'mapexec explain --caller (as root) says why')
  return problem(
    id,
    `a launch by ${name} fails (${code ?? 'killed'}): ${said}`,
    'see the other problems, or mapexec log show',
  )
}
