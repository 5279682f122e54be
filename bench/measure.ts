/**
 * Measures, inside the sandbox, and prints one JSON document. Everything that is compared runs in the same rounds, one
 * after the other, so that a busy machine is busy for all; medians are compared, not means.
 */
import { execFileSync, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAdmin } from './admin'
import { measureCalls } from './calls'
import { measureCi } from './ci'
import { measureFallback } from './fallback'
import { measureLeases } from './lease'
import { payloadMemory, serviceMemory } from './memory'
import { partsOf, type Part } from './parts'
import { NOT_HERE, PEERS, prepare } from './peers'
import type { Report } from './report'
import { candidates, ownLaunches, quantiles, scaling, throughput, times } from './rounds'
import { growCrl, growGridMapfile, prepareSite, startService, stopService } from './site'

const RESULT_FD = 3
const SIZES = [10, 1000, 10_000, 100_000]

const note = (text: string): void => void process.stderr.write(`bench: ${text}\n`)

interface Run {
  readonly quick: boolean
  /** The warm service. */
  readonly service: ChildProcess
}

type Measured = Partial<Report> & { readonly missing?: readonly string[] }

/** In this order. Those after `alone` have services of their own, and leave the sandbox less tidy. */
const MEASURES: Readonly<Record<Part, (run: Run) => Measured | Promise<Measured>>> = {
  launch: measureLaunches,
  calls: ({ quick }) => measureCalls(quick ? 30 : 200, quick),
  load: ({ quick }) => {
    const wanted = ['sudo', 'cold_unix', 'warm_unix', 'warm_voms', 'warm_oidc']
    const list = candidates(prepare(PEERS, true).ready).filter(({ name }) => wanted.includes(name))
    return { throughput: throughput(list, [1, 8, 32], quick ? 0.5 : 4) }
  },
  memory: async () => ({ pss_kib_per_payload: await payloadMemory(100) }),
  'service-memory': ({ service }) => ({ serviceMemory: serviceMemory(service.pid ?? 0, 11_000, 11) }),
  lease: async ({ quick }) => {
    const leases = await measureLeases(quick ? 100 : 300)
    const existing = (accounts: number): number => leases.find((cost) => cost.accounts === accounts)?.existing ?? NaN
    return { leases, ratios: { lease_100k: existing(100_000) / existing(10) } }
  },
  lists: () => {
    const voms = [...ownLaunches('cold'), ...ownLaunches('warm')].filter(({ name }) => name.endsWith('_voms'))
    return { gridMapfile: scaling(voms, SIZES, growGridMapfile), crl: scaling(voms, SIZES, growCrl) }
  },
  fallback: async () => ({ fallback: await measureFallback(40) }),
  admin: () => ({ admin: measureAdmin(15) }),
  ci: async () => ({ ci: await measureCi(15) }),
}
const ALONE: readonly Part[] = ['fallback', 'admin', 'ci']

function measureLaunches({ quick }: Run): Measured {
  const { ready, missing } = prepare(PEERS, quick)
  const all = times(candidates(ready), quick ? 120 : 200)
  const ms = quantiles(all, 0.5)
  const ratio = (name: string, over: string): number => (ms[name] ?? NaN) / (ms[over] ?? NaN)
  return {
    medians_ms: ms,
    p10_ms: quantiles(all, 0.1),
    ratios: {
      cold_unix: ratio('cold_unix', 'node -e 0'),
      cold_voms: ratio('cold_voms', 'node -e 0'),
      warm_unix: ratio('warm_unix', 'sudo'),
      warm_voms: ratio('warm_voms', 'sudo'),
      admin_start: ratio('admin', 'node -e 0'),
    },
    missing,
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } } })
  const quick = values.quick === true
  const parts = partsOf(values.only, quick)
  note('preparing the site')
  prepareSite()
  const service = await startService()
  let report: Report = {
    ratios: {},
    missing: [],
    peers: PEERS.map(({ name }) => name),
    machine: {
      cpus: cpus().length,
      kernel: execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim(),
      node: process.version,
      load: loadavg()[0] ?? NaN,
    },
  }
  for (const part of parts) {
    note(part)
    if (ALONE.includes(part) && service.exitCode === null && service.signalCode === null) await stopService(service)
    const measured = await MEASURES[part]({ quick, service })
    report = {
      ...{ ...report, ...measured },
      ratios: { ...report.ratios, ...measured.ratios },
      missing: [...report.missing, ...(measured.missing ?? [])],
    }
  }
  if (parts.includes('launch')) report = { ...report, missing: [...report.missing, ...NOT_HERE] }
  writeFileSync(RESULT_FD, JSON.stringify(report))
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  },
)
