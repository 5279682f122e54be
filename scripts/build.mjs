// Makes dist/: everything that `mapexec install` installs. Does nothing where dist/ is newer than its sources.
//
//   node scripts/build.mjs [--quiet] [--force]
//
//   dist/decider.js               loads decider-HASH.js with its V8 code cache (build.d/loader.cjs)
//   dist/decider-HASH.js          src/decider.ts: what every launch needs
//   dist/decider-HASH.PART.js     what only some launches need (build.d/parts.mjs)
//   dist/cli.js                   loads cli-HASH.js in the same way
//   dist/cli-HASH.js              src/cli/main.ts without its commands
//   dist/cli-HASH.PART.js         one for each file of src/cli/actions/, and what they share
//   dist/koffi-VERSION.node       the prebuilt foreign function interface
//   dist/mapexec-helper           native-helper/, compiled
//   dist/share/                   shell door, examples, units, manual pages, licences
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleParts } from './build.d/parts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const stamp = join(dist, '.stamp')
const require = createRequire(import.meta.url)
const quiet = process.argv.includes('--quiet')

const SOURCES = ['src', 'bin', 'config', 'man', 'scripts/build.mjs', 'scripts/build.d', 'scripts/generate.mjs']
const MANIFESTS = ['package.json', 'package-lock.json', 'LICENSE']

/** Newest modification time below a path, directories included: they change when a file is removed. */
function newest(path) {
  const stat = fs.statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...fs.readdirSync(path).map((name) => newest(join(path, name))))
}

/** Never leaves half a file for somebody who is reading. */
function write(path, data, mode = 0o644) {
  fs.mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  fs.writeFileSync(temporary, data, { mode })
  fs.chmodSync(temporary, mode)
  fs.renameSync(temporary, path)
}

const copy = (from, to, mode) => write(to, fs.readFileSync(from), mode)

function copyTree(from, to) {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyTree(source, target)
    else copy(source, target)
  }
}

/** `koffi` for bundles: without the package's search for its binary, which knows nothing of bundles. */
const koffi = dirname(require.resolve('koffi'))
const koffiVersion = JSON.parse(fs.readFileSync(join(koffi, 'package.json'), 'utf8')).version
const koffiShim = {
  name: 'koffi',
  setup(plugin) {
    plugin.onResolve({ filter: /^koffi$/ }, () => ({ path: join(root, 'scripts/build.d/koffi.cjs') }))
  },
}

/**
 * The administrator's program in parts, since Node reads all of a script before its first line runs: `--help` needs no
 * certificate parser. What errors are is one part of its own, so that `instanceof` holds between the others, and so is the
 * parser of the configuration, which is larger than all the rest.
 */
const SHARED = { errors: './src/core/errors', config: './src/config' }
const cliParts = {
  name: 'cli-parts',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/actions\/[a-z-]+$/ }, ({ path }) => ({
      path: path.replace('./actions/', './').concat('.js'),
      external: true,
    }))
    plugin.onResolve({ filter: /\/(?:errors|config)$/ }, ({ path, resolveDir, kind }) => {
      const found = Object.entries(SHARED).find(([, source]) => join(resolveDir, path) === join(root, source))
      return found !== undefined && kind !== 'entry-point' ? { path: `./${found[0]}.js`, external: true } : undefined
    })
  },
}

/** Parts as the loader takes them, and module → part. */
async function bundleCli() {
  const actions = fs.readdirSync(join(root, 'src/cli/actions')).map((name) => name.replace(/\.ts$/, ''))
  const entries = [
    ['main', 'src/cli/main.ts'],
    ...Object.entries(SHARED),
    ...actions.map((name) => [name, `src/cli/actions/${name}.ts`]),
  ]
  const bundles = await Promise.all(entries.map(async ([name, entry]) => [name, await bundle(entry, [cliParts])]))
  const modules = (name, text) =>
    `const module={exports:{}},exports=module.exports;${text}\npublish({"./${name}.js":module.exports})`
  return {
    parts: new Map(bundles.map(([name, { text }]) => [name, modules(name, text)])),
    partOf: Object.fromEntries(bundles.map(([name]) => [`./${name}.js`, name])),
    inputs: bundles.flatMap(([, { inputs }]) => inputs),
  }
}

const OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node20',
  // The script is compiled by vm.Script, where import() of Node's own modules would need a callback.
  supported: { 'dynamic-import': false },
  // Names stay: a stack in the log must be readable, and the code cache makes up for the size.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  define: { KOFFI_FILE: JSON.stringify(`koffi-${koffiVersion}.node`), KOFFI_VERSION: JSON.stringify(koffiVersion) },
  plugins: [koffiShim],
  logLevel: 'warning',
}

async function bundle(entry, plugins) {
  const all = [...OPTIONS.plugins, ...plugins]
  const result = await build({ ...OPTIONS, entryPoints: [entry], format: 'cjs', plugins: all })
  return { text: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) }
}

/** What is not part of a launch is an entry of its own: src/decider.ts asks for it by `require()`. */
const DECIDER = { main: 'src/decider.ts', config: 'src/config/index.ts', rehearsal: 'src/rehearsal/index.ts' }

/** The native module of the machine's own kind, wherever npm has put it. */
function koffiBinary() {
  const packageName = `@koromix/koffi-${process.platform}-${process.arch}`
  const glibc = process.report.getReport().header.glibcVersionRuntime !== undefined
  const prebuilt = join(koffi, '..', packageName, `${glibc ? process.platform : 'musl'}_${process.arch}`, 'koffi.node')
  const built = join(koffi, 'build/koffi', `${process.platform}_${process.arch}`, 'koffi.node')
  const found = [prebuilt, built].find((path) => fs.existsSync(path))
  if (found === undefined)
    throw new Error(`no koffi binary for ${process.platform}-${process.arch}: was npm called with --omit=optional?`)
  return found
}

/** What the licences of bundled packages ask for. */
function licences(inputs) {
  const packages = new Set(
    inputs
      .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter((path) => path !== undefined),
  )
  packages.add('node_modules/koffi')
  return [...packages]
    .sort()
    .map((path) => {
      const { name, version, license } = JSON.parse(fs.readFileSync(join(root, path, 'package.json'), 'utf8'))
      const file = fs.readdirSync(join(root, path)).find((entry) => /^licen[cs]e/i.test(entry))
      const text = file === undefined ? `Licence: ${license}` : fs.readFileSync(join(root, path, file), 'utf8').trim()
      return `${name} ${version}\n\n${text}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function buildHelper() {
  execFileSync('make', ['-C', join(root, 'native-helper'), '--no-print-directory', ...(quiet ? ['-s'] : [])], {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  })
  const [from, to] = [join(root, 'native-helper/build/mapexec-helper'), join(dist, 'mapexec-helper')]
  if (newest(from) > newest(to)) copy(from, to, 0o755)
}

/** A loader and its parts. Returns NAME-HASH. */
function writeProgram(name, { parts, partOf }) {
  const partsText = JSON.stringify(partOf)
  // As Node wraps a module; the loader runs it itself.
  const programs = [...parts].map(([part, text]) => [
    part === 'main' ? '' : `.${part}`,
    `(function(require,publish,__filename,__dirname){${text}\n})`,
  ])
  const hash = createHash('sha256')
    .update(JSON.stringify([programs, partsText]))
    .digest('hex')
    .slice(0, 16)
  const loader = fs.readFileSync(join(root, 'scripts/build.d/loader.cjs'), 'utf8')
  for (const [part, program] of programs) write(join(dist, `${name}-${hash}${part}.js`), program)
  write(join(dist, `${name}.js`), loader.replaceAll('@PROGRAM@', `${name}-${hash}`).replaceAll('@PARTS@', partsText))
  return `${name}-${hash}`
}

async function buildPrograms() {
  const decider = await bundleParts(DECIDER, OPTIONS)
  const cli = await bundleCli()
  const generations = [writeProgram('decider', decider), writeProgram('cli', cli)]
  copy(koffiBinary(), join(dist, `koffi-${koffiVersion}.node`), 0o755)
  for (const name of fs.readdirSync(dist))
    if (/^(?:decider|cli)-/.test(name) && !generations.includes(name.slice(0, name.indexOf('.'))))
      fs.rmSync(join(dist, name))
  write(join(dist, 'share/THIRD-PARTY-LICENCES'), licences([...decider.inputs, ...cli.inputs]))
  copy(join(root, 'LICENSE'), join(dist, 'share/LICENSE'))
  for (const name of ['mapexec', 'mapexec-ci']) copy(join(root, 'bin', name), join(dist, 'share', name), 0o755)
  for (const directory of ['config', 'man']) copyTree(join(root, directory), join(dist, 'share', directory))
}

fs.mkdirSync(dist, { recursive: true })
buildHelper()
const sources = Math.max(...[...SOURCES, ...MANIFESTS].map((path) => newest(join(root, path))))
if (process.argv.includes('--force') || sources > newest(stamp)) {
  execFileSync(process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const started = new Date()
  await buildPrograms()
  write(stamp, '')
  // A source that changes while we work is newer than this.
  fs.utimesSync(stamp, started, started)
  if (!quiet) console.log(`built dist/ in ${Date.now() - started.getTime()} ms`)
}
