/**
 * What the administrator's commands cost: 10,000 finished and 500 running records, a pool of 20,000 accounts of which half
 * are leased. Budgets (issue: records, leases): a list within 3 × `node -e 0` + 150 ms; `--help` and an empty `record list`
 * within 2 × `node -e 0`. One run, one machine, commands interleaved; medians.
 *
 *     scripts/sandbox sh -c 'npx esbuild bench/admin.ts --bundle --platform=node | node -'
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RECORDS = '/run/mapexec'
const POOL = '/var/lib/mapexec/gridmapdir'
const ROUNDS = 15
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

function timed(argv: readonly string[]): number {
  const [program = '', ...args] = argv
  const begin = process.hrtime.bigint()
  const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  const took = Number(process.hrtime.bigint() - begin) / 1e6
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${status ?? 'killed'} ${stderr}`)
  return took
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
const NODE = [process.execPath, '-e', '0'] as const

/** Against `node -e 0` of the same minutes. */
function measure(commands: readonly (readonly string[])[], budget: (node: number) => number): void {
  const times = new Map([NODE, ...commands].map((argv) => [argv, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++) for (const [argv, list] of times) list.push(timed(argv))
  const node = median(times.get(NODE) ?? [])
  for (const argv of commands) {
    const took = median(times.get(argv) ?? [])
    const verdict = took <= budget(node) ? 'within' : 'ABOVE'
    console.log(
      `${argv.join(' ').padEnd(44)} ${took.toFixed(0).padStart(5)} ms  ${(took / node).toFixed(2)} × node  ${verdict} ${budget(node).toFixed(0)} ms`,
    )
  }
}

console.log(`node ${process.version}, ${ROUNDS} rounds, medians`)
measure(
  [
    ['mapexec', '--help'],
    ['mapexec', 'record', 'list'],
  ],
  (node) => 2 * node,
)
renameSync(POOL, `${POOL}.before`)
mkdirSync(POOL, { mode: 0o770 })
const payloads = fill()
try {
  measure(
    [
      ['mapexec', 'record', 'list'],
      ['mapexec', 'record', 'tree'],
      ['mapexec', 'record', 'history'],
      ['mapexec', 'record', 'history', '--limit', 'all'],
      ['mapexec', 'record', 'history', '--subject', 'user 99*'],
      ['mapexec', 'lease', 'list'],
      ['mapexec', 'who', 'pool00007'],
      ['mapexec', 'lease', 'list', '--json'],
    ],
    (node) => 3 * node + 150,
  )
} finally {
  for (const payload of payloads) payload.kill('SIGKILL')
}
