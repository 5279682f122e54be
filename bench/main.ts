/** `npm run bench`: measures in a sandbox, shows tables, and writes the files that were asked for. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PARTS, partsOf } from './parts'
import { plot } from './plot'
import type { Report } from './report'
import { summary, tables } from './tables'

const HELP = `npm run bench -- [--quick] [--only PART[,PART…]] [--json FILE] [--svg FILE] [--markdown FILE] [--docs]

Measures launches side by side with what else starts programs as other accounts, as root, in a sandbox (README.md).
--quick    fewer rounds, peers and parts: within three minutes
--only     these parts only:
${Object.entries(PARTS)
  .map(([part, what]) => `             ${part.padEnd(15)} ${what}`)
  .join('\n')}
--json     the whole result as JSON
--svg      a plot of the medians
--markdown the tables
--docs     tables and plot into README.md and docs/performance.md
`

function main(): number {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
      json: { type: 'string' },
      svg: { type: 'string' },
      markdown: { type: 'string' },
      docs: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const checkout = join(__dirname, '../..')
  const measure = [join(checkout, 'scripts/sandbox'), process.execPath, join(__dirname, 'measure.cjs')]
  // Standard output of what is measured goes nowhere; the result has a descriptor of its own.
  const parts = partsOf(values.only, values.quick === true)
  const words = [...(values.quick ? ['--quick'] : []), '--only', parts.join(',')]
  const { status, output, error } = spawnSync('bash', [...measure, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error !== undefined) throw error
  if (status !== 0) return status ?? 1
  const report = JSON.parse(output[3] ?? '') as Report
  const text = tables(report)
  process.stdout.write(text)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  if (values.svg !== undefined && report.medians_ms !== undefined) writeFileSync(values.svg, plot(report))
  if (values.markdown !== undefined) writeFileSync(values.markdown, text)
  if (values.docs) document(checkout, report)
  return 0
}

/** Between the two marks of each page. */
function document(checkout: string, report: Report): void {
  for (const [page, text] of [
    ['README.md', summary(report)],
    ['docs/performance.md', tables(report)],
  ] as const) {
    const path = join(checkout, page)
    const [before, , after] = readFileSync(path, 'utf8').split(
      /^(?=<!-- measured -->$|<!-- end of what was measured -->$)/m,
    )
    if (before === undefined || after === undefined) throw new Error(`${page} has no marks`)
    writeFileSync(path, `${before}<!-- measured -->\n\n${text}\n${after}`)
  }
  if (report.medians_ms !== undefined) writeFileSync(join(checkout, 'docs/performance.svg'), plot(report))
}

process.exitCode = main()
