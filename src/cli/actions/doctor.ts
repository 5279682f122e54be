/** `mapexec doctor`. */
import { checkSettings } from '../../config'
import { doctor, type Finding, type Probe } from '../../admin/doctor/doctor'
import { liveProbe } from '../../admin/doctor/live-probe'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'
import { FORMAT } from '../format'
import { watched, type Tick } from '../progress'

/** 0 only when a launch would work; warnings do not count. */
export async function doctorCommand({ options, output }: Invocation): Promise<number> {
  const system = createSystem()
  const probe = liveProbe(system.clock.now(), checkSettings(system).settings)
  const as = options['as']
  const findings = await output.progress('looking at this machine', (tick) =>
    doctor(typeof as === 'string' ? { as } : {}, watched(system, tick), announced(probe, tick)),
  )
  const problems = findings.filter(({ level }) => level === 'problem').length
  if (output.json) output.value({ format: FORMAT, time: probe.now, healthy: problems === 0, findings })
  else {
    for (const { id, level, message, remedy } of findings) {
      output.line(`${output.paint(COLOURS[level], level.padEnd(7))}  ${id.padEnd(20)}  ${message}`)
      if (remedy !== '') output.line(`${' '.repeat(31)}→ ${remedy}`)
    }
    const warnings = findings.filter(({ level }) => level === 'warning').length
    const good = findings.length - problems - warnings
    output.line(`${counted(problems, 'problem')}, ${counted(warnings, 'warning')}, ${good} ok`)
  }
  return problems === 0 ? 0 : 1
}

/** What asks other programs or machines says so before: it may block. */
const announced = (probe: Probe, tick: Tick): Probe => ({
  ...probe,
  connect: (path, type) => (tick(path), probe.connect(path, type)),
  clockIsSet: () => (tick('clock'), probe.clockIsSet()),
  fetch: (url, caFile) => (tick(url), probe.fetch(url, caFile)),
  ask: (words, input) => (tick(words[0]), probe.ask(words, input)),
  dryLaunch: (...ids) => (tick('dry launch'), probe.dryLaunch(...ids)),
})

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const COLOURS = { ok: 'green', warning: 'yellow', problem: 'red' } as const satisfies Record<Finding['level'], string>
