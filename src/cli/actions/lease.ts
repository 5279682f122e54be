/** `mapexec lease list|show|release|expire|verify`. */
import { LaunchError } from '../../core/errors'
import type { Settings } from '../../core/settings'
import { shownSettings } from '../../admin/files/settings'
import { expiries } from '../../admin/lease/expire'
import { releaseContext } from '../../admin/lease/context'
import { release, type Outcome } from '../../admin/lease/release'
import { leaseLines, leaseTable, poolTable } from '../../admin/lease/tables'
import { verifyPools } from '../../admin/lease/verify'
import { listLeases, type LeaseList, type LeaseView } from '../../admin/lease/view'
import { patternMatcher, wholeNameMatcher } from '../../admin/record/pattern'
import { readCurrent } from '../../admin/record/store'
import { liveProcesses } from '../../admin/record/processes'
import { printable } from '../../admin/record/text'
import { parseAge, parseLimit } from '../../admin/record/time'
import { writeAudit } from '../../record'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'
import type { Output } from '../output'
import { FORMAT } from '../format'
import { watched } from '../progress'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- what only shows leases does without
const config = (): typeof import('../../config') => require('../../config') as typeof import('../../config')

interface Site extends LeaseList {
  readonly settings: Settings
  readonly now: number
}

const system = createSystem()

/** Errors: those of the configuration, `lease-directory`, `usage` for a pool that there is not. */
function look({ options }: Invocation, settings: Settings, most = Infinity): Site {
  const now = system.clock.now()
  const wanted = options['pool']
  const pools = settings.pools.filter(({ name }) => wanted === undefined || name === wanted)
  if (pools.length === 0 && typeof wanted === 'string') throw new LaunchError('usage', `there is no pool "${wanted}"`)
  const idle = typeof options['idle'] === 'string' ? parseAge(options['idle']) : DEFAULT_IDLE
  return { settings, now, ...listLeases(pools, runningLaunches(settings, now), now - idle, most) }
}

const DEFAULT_IDLE = 10 * 86_400

/** Account → launches that run now. Who may not read the records sees no launches, but every lease. */
function runningLaunches({ record }: Settings, now: number): ReadonlyMap<string, number> {
  const running = new Map<string, number>()
  for (const { state, start } of readCurrent(record.directory, liveProcesses(now)).entries)
    if (state === 'running' && start !== undefined)
      running.set(start.account.name, (running.get(start.account.name) ?? 0) + 1)
  return running
}

/** A filter looks at all of them; the limit is for what is shown. */
export function leaseList(invocation: Invocation): Promise<number> {
  const { output, options } = invocation
  const limit = parseLimit(options['limit'])
  const tests: ((lease: LeaseView) => boolean)[] = []
  const { subject, account } = options
  if (typeof subject === 'string') tests.push(matching(patternMatcher(subject), ({ identity }) => identity))
  if (typeof account === 'string') tests.push(matching(wholeNameMatcher(account), (lease) => lease.account ?? ''))
  const site = look(invocation, shownSettings(system), tests.length === 0 ? limit : Infinity)
  const found = site.leases.filter((lease) => tests.every((test) => test(lease))).sort((a, b) => b.lastUse - a.lastUse)
  const wanted = tests.length === 0 ? found : found.slice(0, limit)
  const more = site.more + found.length - wanted.length
  const { pools, now } = site
  if (output.json) output.value({ format: FORMAT, time: now, pools, leases: wanted, more })
  else {
    poolTable(output, pools)
    if (wanted.length > 0) output.line()
    leaseTable(output, wanted, now)
    if (more > 0) output.line(`${more} more; --limit all shows them`)
  }
  return Promise.resolve(0)
}

const matching =
  (matches: (name: string) => boolean, nameOf: (lease: LeaseView) => string) =>
  (lease: LeaseView): boolean =>
    matches(nameOf(lease))

export function leaseShow(invocation: Invocation): Promise<number> {
  const { output, arguments: words } = invocation
  const { leases, now } = look(invocation, shownSettings(system))
  const found = leasesNamed(leases, words[0] ?? '')
  if (output.json) output.value({ format: FORMAT, time: now, leases: found })
  else if (found.length === 0) output.line(`there is no lease of "${printable(words[0] ?? '')}"`)
  else
    for (const [index, lease] of found.entries()) {
      if (index > 0) output.line()
      leaseLines(output, lease, now)
    }
  return Promise.resolve(found.length > 0 ? 0 : 1)
}

/** By account, by the file's name, or by the identity as the lease has it. */
const leasesNamed = (leases: readonly LeaseView[], name: string): readonly LeaseView[] =>
  leases.filter(({ account, lease, identity }) => account === name || lease === name || identity === name.toLowerCase())

export async function leaseRelease(invocation: Invocation): Promise<number> {
  const site = look(invocation, config().loadSettings(system))
  const outcomes: Outcome[] = []
  for (const name of invocation.arguments) {
    const found = leasesNamed(site.leases, name)
    if (found.length === 0) throw new LaunchError('usage', `there is no lease of "${name}"`)
    for (const lease of found) outcomes.push(await takeBack(site, lease, invocation))
  }
  return report(invocation.output, outcomes, site.now)
}

export async function leaseExpire(invocation: Invocation): Promise<number> {
  const { options } = invocation
  const site = look(invocation, config().loadSettings(system))
  const rule = {
    idle: parseAge(String(options['idle'])),
    whenFullerThan: percentOf(options['whenFullerThan']),
    pool: typeof options['pool'] === 'string' ? options['pool'] : undefined,
  }
  const outcomes: Outcome[] = []
  for (const { candidates, wanted } of expiries(site, rule, site.now)) {
    let released = 0
    for (const lease of candidates) {
      if (released >= wanted) break
      const outcome = await takeBack(site, lease, invocation)
      outcomes.push(outcome)
      if (outcome.outcome === 'released') released += 1
    }
  }
  // An account that is in use is no failure here: the next run sees to it.
  return report(invocation.output, outcomes, site.now) === 0 || outcomes.every((one) => one.outcome !== 'quarantined')
    ? 0
    : 1
}

function percentOf(text: unknown): number | undefined {
  if (text === undefined) return undefined
  const found = typeof text === 'string' ? /^(\d{1,3})%?$/.exec(text) : null
  const percent = found === null ? 101 : Number(found[1])
  if (percent > 100) throw new LaunchError('usage', `--when-fuller-than takes 0% to 100%`)
  return percent
}

async function takeBack(site: Site, lease: LeaseView, { options }: Invocation): Promise<Outcome> {
  const { settings, now } = site
  const pool = settings.pools.find(({ name }) => name === lease.pool)
  if (pool === undefined) throw new LaunchError('pool-unknown', `there is no pool "${lease.pool}"`)
  const context = releaseContext(settings, system, pool)
  if (options['dryRun'] === true)
    return { lease: lease.lease, account: lease.account, identity: lease.identity, outcome: 'released', why: 'dry run' }
  const outcome = await release(lease, context)
  const { account, identity } = lease
  await context.asService(() =>
    writeAudit(
      {
        event: 'release',
        severity: 'notice',
        fields: {
          account,
          identity,
          lease: { pool: lease.pool, name: lease.lease },
          outcome: outcome.outcome,
          why: outcome.why,
        },
        summary: `account=${account ?? '-'} outcome=${outcome.outcome} identity=${JSON.stringify(identity)}`,
      },
      // What was done cannot be taken back for want of a log.
      { ...settings.log, onFailure: 'continue' },
      now,
    ),
  )
  return outcome
}

function report(output: Output, outcomes: readonly Outcome[], now: number): number {
  if (output.json) output.value({ format: FORMAT, time: now, outcomes })
  else
    for (const { account, lease, identity, outcome, why } of outcomes) {
      const colour = outcome === 'released' ? 'green' : outcome === 'refused' ? 'yellow' : 'red'
      const because = why === null ? '' : `: ${why}`
      output.line(`${output.paint(colour, outcome)} ${account ?? lease} (${printable(identity)})${because}`)
    }
  return outcomes.every(({ outcome }) => outcome === 'released') ? 0 : 1
}

export async function leaseVerify(invocation: Invocation): Promise<number> {
  const { output, options } = invocation
  const settings = config().loadSettings(system)
  const fix = options['fix'] === true
  const [first] = settings.pools
  const findings = await output.progress('verifying leases', (tick) => {
    const how = { system: watched(system, tick), targetUids: settings.service.targetUids, fix }
    const verify = () => verifyPools(settings.pools, how)
    return fix && first !== undefined ? releaseContext(settings, system, first).asService(verify) : verify()
  })
  if (output.json) output.value({ format: FORMAT, time: system.clock.now(), findings })
  else {
    for (const { directory, name, message, remedy, fixed, kind } of findings)
      output.line(
        `${directory}/${printable(name)}: ${kind}: ${message}; ${fixed ? output.paint('green', 'mended') : remedy}`,
      )
    if (findings.length === 0) output.line('nothing is wrong')
  }
  return findings.every(({ fixed }) => fixed) ? 0 : 1
}
