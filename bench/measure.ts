/**
 * Measures, inside the sandbox, and prints one JSON document. Everything that is compared runs in the same rounds, one
 * after the other, so that a busy machine is busy for all; medians are compared, not means.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { measureLeases } from './lease'
import {
  growCrl,
  growGridMapfile,
  HELPER,
  launches,
  NODE,
  PEERS,
  peerProgram,
  PILOT,
  preparePeers,
  prepareSite,
  sleeper,
  startService,
  useDecider,
} from './site'
import { as, crowd, start, time, wait, type Program } from './spawn'
import { quantile, type Report, type Throughput } from './report'

const RESULT_FD = 3

const note = (text: string): void => void process.stderr.write(`bench: ${text}\n`)

interface Candidate {
  readonly name: string
  readonly program: Program
  readonly uid: number
  readonly decider?: 'cold' | 'warm'
}

function candidates(peers: ReturnType<typeof preparePeers>['ready']): readonly Candidate[] {
  const { unix, voms, oidc } = launches()
  const own = (decider: 'cold' | 'warm'): Candidate[] =>
    Object.entries({ unix, voms, oidc }).map(([kind, program]) => ({
      name: `${decider}_${kind}`,
      program,
      uid: PILOT,
      decider,
    }))
  const plain = (name: string, ...argv: [string, ...string[]]): Candidate => ({ name, program: { argv }, uid: PILOT })
  return [
    plain('fork+exec', '/bin/true'),
    plain('node -e 0', NODE, '-e', '0'),
    plain('admin', '/usr/bin/mapexec', 'record', 'list'),
    ...peers.map((peer) => ({ name: peer.name, program: peerProgram(peer), uid: peer.asRoot ? 0 : PILOT })),
    ...own('cold'),
    ...own('warm'),
  ]
}

function once({ program, uid, decider }: Candidate): number {
  if (decider !== undefined) useDecider(decider)
  return uid === 0 ? time(program) : as(uid, () => time(program))
}

function medians(list: readonly Candidate[], rounds: number): Readonly<Record<string, number>> {
  const times = new Map<string, number[]>(list.map(({ name }) => [name, []]))
  for (const candidate of list) once(candidate)
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of list) times.get(candidate.name)?.push(once(candidate))
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, quantile(values, 0.5)]))
}

function throughput(list: readonly Candidate[], levels: readonly number[], seconds: number): readonly Throughput[] {
  return list.flatMap((candidate) =>
    levels.map((concurrency) => {
      if (candidate.decider !== undefined) useDecider(candidate.decider)
      const guess = as(candidate.uid, () => crowd(() => candidate.program, 2 * concurrency, concurrency))
      const count = Math.max(40, Math.round(((2 * concurrency) / guess.seconds) * seconds))
      const { latencies, seconds: took } = as(candidate.uid, () => crowd(() => candidate.program, count, concurrency))
      return {
        name: candidate.name,
        concurrency,
        perSecond: count / took,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      }
    }),
  )
}

/** Proportional set size of all helpers and guardians, in KiB for each payload. */
async function memory(payloads: number): Promise<number> {
  useDecider('warm')
  const pids = as(PILOT, () => Array.from({ length: payloads }, () => start(sleeper())))
  const sleeping = (): number => readdirSync('/proc').filter((pid) => linkOf(pid) === realpathSync('/bin/sleep')).length
  for (let tries = 0; sleeping() < payloads; tries += 1) {
    if (tries > 200) throw new Error('the payloads do not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const kib = readdirSync('/proc')
    .filter((pid) => linkOf(pid) === HELPER)
    .reduce((sum, pid) => sum + pssOf(pid), 0)
  as(PILOT, () => pids.forEach((pid) => process.kill(pid, 'SIGTERM')))
  for (const pid of pids) wait(pid)
  return kib / payloads
}

function linkOf(pid: string): string | undefined {
  try {
    return /^\d+$/.test(pid) ? readlinkSync(`/proc/${pid}/exe`) : undefined
  } catch {
    return undefined
  }
}

const pssOf = (pid: string): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? NaN)

/** Cold and warm launches against the size of a file that they read. */
function scaling(own: readonly Candidate[], sizes: readonly number[], grow: (entries: number) => void) {
  let size = 0
  return sizes.map((entries) => {
    grow(entries - size)
    size = entries
    return { entries, ...medians(own, 9) }
  })
}

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick')
  note('preparing the site and the peers')
  prepareSite()
  const { ready, missing } = preparePeers(quick)
  const service = await startService()
  const list = candidates(ready)
  note(`launches, side by side${missing.length > 0 ? `; missing: ${missing.join(', ')}` : ''}`)
  const medianMs = medians(list, quick ? 60 : 200)
  const by = (...names: readonly string[]): Candidate[] => list.filter(({ name }) => names.includes(name))
  note('many at once')
  const many = throughput(by('sudo', 'cold_unix', 'warm_unix', 'warm_voms', 'warm_oidc'), [1, 8, 32], quick ? 0.5 : 4)
  note('memory')
  const pss = await memory(100)
  note('leases')
  const leases = await measureLeases(quick ? 100 : 300)
  const voms = by('cold_voms', 'warm_voms')
  const sizes = [10, 1000, 10_000, 100_000]
  if (!quick) note('long lists')
  const gridMapfile = quick ? [] : scaling(voms, sizes, growGridMapfile)
  const crl = quick ? [] : scaling(voms, sizes, growCrl)
  service.kill('SIGTERM')

  const ratio = (name: string, over: string): number => (medianMs[name] ?? NaN) / (medianMs[over] ?? NaN)
  const lease = (accounts: number): number => leases.find((cost) => cost.accounts === accounts)?.existing ?? NaN
  const report: Report = {
    ratios: {
      cold_unix: ratio('cold_unix', 'node -e 0'),
      cold_voms: ratio('cold_voms', 'node -e 0'),
      warm_unix: ratio('warm_unix', 'sudo'),
      warm_voms: ratio('warm_voms', 'sudo'),
      lease_100k: lease(100_000) / lease(10),
      admin_start: ratio('admin', 'node -e 0'),
    },
    pss_kib_per_payload: pss,
    medians_ms: medianMs,
    throughput: many,
    leases,
    gridMapfile,
    crl,
    missing,
    machine: {
      cpus: cpus().length,
      kernel: execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim(),
      node: process.version,
    },
    peers: PEERS.map(({ name }) => name),
  }
  writeFileSync(RESULT_FD, JSON.stringify(report))
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  },
)
