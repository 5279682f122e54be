/**
 * What the administrator's commands cost: 10,000 finished and 500 running records, a pool of 20,000 accounts of which half
 * are leased, an audit log of 10,000 lines. Commands and `node -e 0` interleaved; medians.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quantile, type AdminCommand } from './report'
import { ENVIRONMENT, NODE } from './site'
import { time } from './spawn'

const RECORDS = '/run/mapexec'
const LOG = '/var/log/mapexec/bench.log'
const POOL = '/var/lib/mapexec/gridmapdir'
const [FINISHED, RUNNING, ACCOUNTS, LEASES] = [10_000, 500, 20_000, 10_000] as const

const refOf = (number: number): string => number.toString(16).padStart(16, '0')

function startLine(ref: string, pid: number, start: number, account: number): string {
  const name = `pool${String(account).padStart(5, '0')}`
  return `${JSON.stringify({
    ...{ event: 'start', time: Date.now() / 1000 - 60, ref, frontend: 'run', caller: { uid: 60001, gid: 60001 } },
    ...{ helper: { pid, start }, command: ['/srv/jobs/run.sh', '--input', 'lfn:/grid/testvo/data.root'] },
    identity: {
      kind: 'x509',
      subject: `/DC=org/DC=mapexec/CN=user ${account}`,
      vo: 'testvo',
      fqans: ['/testvo'],
      limited: false,
    },
    ...{ evidence: { sha256: 'ab'.repeat(32), source: '/tmp/proxy' }, rule: { name: 'grid-mapfile' } },
    account: { name, uid: 61000 + (account % 999), gid: 61000, groups: [61000] },
    reap: 'account',
  })}\n`
}

const endLine = (ref: string): string =>
  `{"event":"end","ref":"${ref}","time":${Date.now() / 1000},"exit":0,"signal":null,"code":0,"reason":null,"rusage":{"user":1.5,"system":0.25,"maxrss":2048,"minflt":10,"majflt":1}}\n`

/** As src/record/audit.ts writes it; `log show` does not look at the chain. */
const logLine = (number: number): string =>
  `${JSON.stringify({
    ...{ time: new Date(Date.now() - (FINISHED - number) * 1000).toISOString(), event: 'launch', ref: refOf(number) },
    ...{ caller: { uid: 60001, gid: 60001, name: 'pilot' }, command: ['/srv/jobs/run.sh', '--input', 'data.root'] },
    identity: { kind: 'x509', subject: `/DC=org/DC=mapexec/CN=user ${number}`, vo: 'testvo', fqans: ['/testvo'] },
    account: { name: `pool${String(number).padStart(5, '0')}`, uid: 61000 + (number % 999), gid: 61000 },
    ...{ prev: 'ab'.repeat(32), hash: 'cd'.repeat(32) },
  })}\n`

/** Field 22 of /proc/PID/stat. */
function startTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
}

function fill(): readonly ChildProcess[] {
  for (let number = 0; number < FINISHED; number++) {
    const ref = refOf(number)
    writeFileSync(join(RECORDS, 'history', `${ref}.jsonl`), startLine(ref, 2 ** 22, 1, number) + endLine(ref))
  }
  writeFileSync(LOG, Array.from({ length: FINISHED }, (_none, number) => logLine(number)).join(''))
  const payloads = Array.from({ length: RUNNING }, () => spawn('sleep', ['600'], { stdio: 'ignore' }))
  for (const [index, { pid = 0 }] of payloads.entries()) {
    const ref = refOf(FINISHED + index)
    writeFileSync(join(RECORDS, `${ref}.jsonl`), startLine(ref, pid, startTime(pid), index))
  }
  for (let number = 1; number <= ACCOUNTS; number++) {
    const path = join(POOL, `pool${String(number).padStart(5, '0')}`)
    writeFileSync(path, '')
    if (number <= LEASES) linkSync(path, join(POOL, `%2fdc%3dorg%2fdc%3dmapexec%2fcn%3duser%20${number}`))
  }
  return payloads
}

const timed = (argv: readonly [string, ...string[]]): number => time({ argv, environment: ENVIRONMENT })

type Command = readonly [string, ...string[]]
const MAPEXEC = '/usr/bin/mapexec'

/** `--help` and an empty list cost what starting costs. */
const EMPTY: readonly Command[] = [
  [MAPEXEC, '--help'],
  [MAPEXEC, 'record', 'list'],
]
const FULL: readonly Command[] = [
  [MAPEXEC, 'record', 'list'],
  [MAPEXEC, 'record', 'tree'],
  [MAPEXEC, 'record', 'history'],
  [MAPEXEC, 'record', 'history', '--limit', 'all'],
  [MAPEXEC, 'record', 'history', '--subject', 'user 99*'],
  [MAPEXEC, 'lease', 'list'],
  [MAPEXEC, 'who', 'pool00007'],
  [MAPEXEC, 'lease', 'list', '--json'],
  [MAPEXEC, 'lease', 'list', '--limit', 'all'],
  [MAPEXEC, 'log', 'show', '--file', LOG],
  [MAPEXEC, 'log', 'show', '--limit', 'all', '--file', LOG],
]

/** Against `node -e 0` of the same rounds. */
function measure(
  commands: readonly Command[],
  rounds: number,
  what: string,
  budget: (node: number) => number,
): readonly AdminCommand[] {
  const bare: Command = [NODE, '-e', '0']
  const times = new Map([bare, ...commands].map((argv) => [argv, [] as number[]]))
  for (let round = 0; round < rounds; round++) for (const [argv, list] of times) list.push(timed(argv))
  const node = quantile(times.get(bare) ?? [], 0.5)
  return commands.map((argv) => ({
    command: ['mapexec', ...argv.slice(1)].join(' '),
    what,
    ms: quantile(times.get(argv) ?? [], 0.5),
    node,
    most: budget(node),
  }))
}

/** What it fills it empties again. */
export function measureAdmin(rounds: number): readonly AdminCommand[] {
  for (const place of [RECORDS, join(RECORDS, 'history')])
    for (const name of readdirSync(place)) if (name.endsWith('.jsonl')) rmSync(join(place, name))
  const empty = measure(EMPTY, rounds, 'no records', (node) => 2 * node)
  renameSync(POOL, `${POOL}.before`)
  mkdirSync(POOL, { mode: 0o770 })
  const payloads = fill()
  try {
    return [
      ...empty,
      ...measure(FULL, rounds, '10,500 records, 20,000 accounts, 10,000 log lines', (node) => 3 * node + 150),
    ]
  } finally {
    for (const payload of payloads) payload.kill('SIGKILL')
    rmSync(LOG)
    rmSync(POOL, { recursive: true })
    renameSync(`${POOL}.before`, POOL)
    for (let number = 0; number < FINISHED + RUNNING; number++)
      for (const place of [RECORDS, join(RECORDS, 'history')])
        rmSync(join(place, `${refOf(number)}.jsonl`), { force: true })
  }
}
