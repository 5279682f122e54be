// Bundles the benchmark and starts it:   node bench/run.mjs [--quick] [--json FILE] …   (bench/main.ts)
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// A fresh checkout has no packages yet; the sandbox would fetch them, but bundling comes first.
if (!existsSync(join(root, 'node_modules/esbuild')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2] })
const { buildSync } = await import('esbuild')

buildSync({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts', 'bench/measure.ts', 'bench/decision.ts'],
  outdir: 'dist/bench',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Found in node_modules when it runs.
  external: ['koffi'],
  logLevel: 'warning',
})
const { status } = spawnSync(process.execPath, [join(root, 'dist/bench/main.cjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
