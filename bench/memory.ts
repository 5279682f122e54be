/** Memory, as proportional set size: what a running payload costs, and what the service has after many launches. */
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import type { ServiceMemory } from './report'
import { HELPER, launches, PILOT, sleeper, useDecider } from './site'
import { as, crowd, start, wait } from './spawn'

/** Of all helpers and guardians, KiB for each payload. */
export async function payloadMemory(payloads: number): Promise<number> {
  useDecider('warm')
  const pids = as(PILOT, () => Array.from({ length: payloads }, () => start(sleeper())))
  const sleeping = (): number => readdirSync('/proc').filter((pid) => linkOf(pid) === realpathSync('/bin/sleep')).length
  for (let tries = 0; sleeping() < payloads; tries += 1) {
    if (tries > 200) throw new Error('the payloads do not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const kib = readdirSync('/proc')
    .filter((pid) => linkOf(pid) === HELPER)
    .reduce((sum, pid) => sum + kibOf(pid, 'Pss'), 0)
  as(PILOT, () => pids.forEach((pid) => process.kill(pid, 'SIGTERM')))
  for (const pid of pids) wait(pid)
  return kib / payloads
}

/** The service after so many launches with a proxy, and in between. */
export function serviceMemory(pid: number, launchesInAll: number, steps: number): readonly ServiceMemory[] {
  useDecider('warm')
  const { voms } = launches()
  const each = Math.ceil(launchesInAll / steps)
  return Array.from({ length: steps }, (_none, step) => {
    as(PILOT, () => crowd(() => voms, each, 8))
    return { launches: each * (step + 1), pssKib: kibOf(String(pid), 'Pss'), rssKib: kibOf(String(pid), 'Rss') }
  })
}

function linkOf(pid: string): string | undefined {
  try {
    return /^\d+$/.test(pid) ? readlinkSync(`/proc/${pid}/exe`) : undefined
  } catch {
    return undefined
  }
}

const kibOf = (pid: string, what: 'Pss' | 'Rss'): number =>
  Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? NaN)
