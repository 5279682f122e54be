// npm run fuzz -- [--minutes N] [--runs N] [TARGET…]
//
// The C parsers of the helper under libFuzzer with ASan and UBSan (fuzz/*.c), each from its corpus in fuzz/corpus/.
// Without options: 30 seconds for each target. A fault ends the run with its report and leaves the input beside the program.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'native-helper/build/libfuzzer')
const SOURCES = {
  conf: ['conf.c', 'text.c'],
  frame: ['frame.c', 'text.c'],
  status: ['status.c', 'text.c'],
  text: ['text.c'],
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string' }, runs: { type: 'string' } },
  allowPositionals: true,
})
const targets = positionals.length > 0 ? positionals : Object.keys(SOURCES)
const seconds = Math.max(1, Math.round(60 * Number(values.minutes ?? (values.runs === undefined ? 0.5 : 1e6))))

try {
  execFileSync('clang', ['--version'], { stdio: 'ignore' })
} catch {
  console.error('fuzz: clang is missing; on Debian: apt-get install clang libclang-rt-14-dev')
  process.exit(1)
}

mkdirSync(out, { recursive: true })
let failed = 0
for (const target of targets) {
  const sources = SOURCES[target]
  if (sources === undefined) throw new Error(`no such target: ${target} (there are ${Object.keys(SOURCES).join(', ')})`)
  const program = join(out, target)
  const flags = [
    '-std=c11',
    '-D_GNU_SOURCE',
    '-g',
    '-O1',
    '-fno-sanitize-recover=all',
    '-I',
    join(root, 'native-helper'),
  ]
  execFileSync(
    'clang',
    [
      ...flags,
      '-fsanitize=fuzzer,address,undefined',
      ...['-o', program, join(root, 'fuzz', `${target}.c`)],
      ...sources.map((file) => join(root, 'native-helper', file)),
    ],
    { stdio: 'inherit' },
  )
  // The run adds to a copy: the corpus in the tree stays as small as it is.
  const corpus = join(out, `${target}.corpus`)
  cpSync(join(root, 'fuzz/corpus', target), corpus, { recursive: true })
  const limits = [`-max_total_time=${seconds}`, ...(values.runs === undefined ? [] : [`-runs=${values.runs}`])]
  const { status, stderr } = spawnSync(
    program,
    [...limits, '-max_len=8192', '-print_final_stats=1', '-verbosity=0', `-artifact_prefix=${out}/${target}-`, corpus],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const executions = /number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? 'unknown'
  console.log(`fuzz ${target}: ${executions} executions, ${status === 0 ? 'no fault' : 'FAULT'}`)
  if (status !== 0) {
    failed += 1
    console.error(stderr.split('\n').slice(-60).join('\n'))
  }
}
process.exit(failed === 0 ? 0 : 1)
