// `npm test`: everything. Ends with the plain line `N passed, N failed, N skipped`, and with status 1 where something
// failed. What needs root (accounts, file capabilities, mounts) runs in scripts/sandbox, and is skipped aloud without.
//
//   node scripts/test.mjs [--only check]    check: types, lint, format, the C code; no jest
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
if (only !== undefined && only !== 'check') throw new Error(`--only takes check, not ${only}`)
const temporary = mkdtempSync(join(tmpdir(), 'mapexec-test-'))
const isRoot = process.getuid() === 0
const sum = { passed: 0, failed: 0, skipped: 0 }

// It lengthens every start of Node; only npm needs it, for a registry behind a private CA.
const quietEnvironment = { ...process.env, NODE_EXTRA_CA_CERTS: undefined }

const heading = (text) => console.log(`\n== ${text}`)

function run(command, args, environment = quietEnvironment) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  })
  if (error !== undefined) console.error(`${command}: ${error.message}`)
  return status === 0
}

/** One check that passes or fails as a whole. */
function check(title, command, args) {
  heading(title)
  const passed = run(command, args)
  sum[passed ? 'passed' : 'failed'] += 1
  if (!passed) console.error(`FAILED: ${title} (${command} ${args.join(' ')})`)
}

/** Adds up what jest says. A run that says nothing has failed. */
function count(title, text) {
  let result
  try {
    result = JSON.parse(text)
  } catch {
    console.error(`FAILED: ${title}: no result`)
    sum.failed += 1
    return
  }
  sum.passed += result.numPassedTests
  // A file that cannot even be loaded has no tests in it that could fail.
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  sum.skipped += result.numPendingTests + result.numTodoTests
  for (const { name, assertionResults } of result.testResults) {
    const pending = assertionResults.filter(({ status }) => status === 'pending')
    for (const { fullName } of pending) console.log(`skipped: ${relative(root, name)}: ${fullName}`)
  }
}

const jest = join(root, 'node_modules/jest/bin/jest.js')

function unitTests() {
  heading('Unit tests')
  const file = join(temporary, 'unit.json')
  run(process.execPath, [jest, '--maxWorkers', '100%', '--json', '--outputFile', file])
  count('unit tests', readOr(file, ''))
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

/** Suites that need the sandbox: title, folder, configuration. */
const SANDBOXED = [
  ['End-to-end tests', 'test/e2e', 'jest.e2e.config.cjs'],
  ['Hostile tests', 'test/hostile', 'jest.hostile.config.cjs'],
]

/** Each file in a sandbox of its own, so that none meets what another one left; as many at once as there are processors. */
async function sandboxed(title, folder, configuration) {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.ts'))
  heading(title)
  if (!isRoot) {
    console.log(`SKIPPED: ${files.length} files in ${folder} need root: sudo npm test`)
    sum.skipped += files.length
    return
  }
  const waiting = files.map((name) => `${folder}/${name}`)
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await inSandbox(file, configuration)
  }
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work))
}

/** Inside the sandbox /tmp is another one: the result comes back through descriptor 3. */
async function inSandbox(file, configuration) {
  const script = '"$@" --json --outputFile=/tmp/result.json; status=$?; cat /tmp/result.json >&3; exit $status'
  const command = ['bash', '-c', script, 'bash', 'node', jest, '-c', configuration, file]
  const child = spawn('scripts/sandbox', command, {
    cwd: root,
    env: quietEnvironment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const said = []
  const result = []
  for (const stream of [child.stdio[1], child.stdio[2]]) stream.on('data', (chunk) => said.push(chunk))
  child.stdio[3].on('data', (chunk) => result.push(chunk))
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  process.stdout.write(
    Buffer.concat(said)
      .toString('utf8')
      .replace(/^\{.*\}$/gm, ''),
  )
  count(file, Buffer.concat(result).toString('utf8'))
}

/** The C tests print a sum of their own for each program; one that prints none has failed. */
function nativeTests() {
  heading('C: parsers, plain and with sanitizers')
  const { status, stdout } = spawnSync('make', ['-C', 'native-helper', '-s', '--no-print-directory', 'check'], {
    cwd: root,
    encoding: 'utf8',
    env: quietEnvironment,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  })
  const sums = [...(stdout ?? '').matchAll(/^(\d+) passed, (\d+) failed$/gm)]
  for (const [, passed, failed] of sums) {
    sum.passed += Number(passed)
    sum.failed += Number(failed)
  }
  if (status === 0 && sums.length > 0) return void console.log(sums.map(([line]) => line).join('\n'))
  console.log(stdout)
  console.error(`FAILED: make -C native-helper check (status ${status})`)
  if (sums.every(([, , failed]) => failed === '0')) sum.failed += 1
}

async function main() {
  heading('Preparation')
  // The one step that may talk to a registry.
  if (!run('scripts/sandbox.d/prepare', isRoot ? ['--for-tests'] : ['--without-packages'], process.env)) {
    console.error('FAILED: what the tests need could not be installed or built')
    sum.failed += 1
    return
  }
  check('Types', process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])
  check('Lint', process.execPath, ['node_modules/eslint/bin/eslint.js', '.'])
  check('Format', process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--check', '.'])
  check('C: static analysis', 'make', ['-C', 'native-helper', '-s', '--no-print-directory', 'analyze'])
  nativeTests()
  if (only === 'check') return
  unitTests()
  for (const suite of SANDBOXED) await sandboxed(...suite)
}

try {
  await main()
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed === 0 ? 0 : 1
