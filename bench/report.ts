/** What comes out of a measurement: the JSON document, tables for people, a plot. */
import type { LeaseCost } from './lease'

export interface Throughput {
  readonly name: string
  readonly concurrency: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export interface Scaling {
  readonly entries: number
  readonly [name: string]: number
}

/** Stable: programs read `ratios`, `pss_kib_per_payload` and `medians_ms`. Times in milliseconds. */
export interface Report {
  readonly ratios: Readonly<Record<keyof typeof BUDGETS, number>>
  readonly pss_kib_per_payload: number
  readonly medians_ms: Readonly<Record<string, number>>
  readonly throughput: readonly Throughput[]
  readonly leases: readonly LeaseCost[]
  readonly gridMapfile: readonly Scaling[]
  readonly crl: readonly Scaling[]
  /** Peers that were not measured, with the reason. */
  readonly missing: readonly string[]
  readonly peers: readonly string[]
  readonly machine: { readonly cpus: number; readonly kernel: string; readonly node: string }
}

/** Design §10. */
export const BUDGETS = {
  cold_unix: { most: 1.5, over: 'node -e 0' },
  cold_voms: { most: 2, over: 'node -e 0' },
  warm_unix: { most: 0.5, over: 'sudo' },
  warm_voms: { most: 0.75, over: 'sudo' },
  lease_100k: { most: 1.3, over: '10 accounts' },
  admin_start: { most: 2, over: 'node -e 0' },
} as const
export const PSS_BUDGET = 64

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

const number = (value: number | undefined, digits = 2): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')

/** Markdown, for the terminal and for the README. */
export function tables(report: Report): string {
  const { medians_ms: medians, ratios, throughput, leases, gridMapfile, crl, missing, machine } = report
  const [node, sudo] = [medians['node -e 0'] ?? NaN, medians['sudo'] ?? NaN]
  const launches = Object.entries(medians)
    .toSorted(([, a], [, b]) => a - b)
    .map(([name, ms]) => [name, number(ms), number(ms / sudo), number(ms / node)])
  const budgets = Object.entries(BUDGETS).map(([name, { most, over }]) => {
    const value = ratios[name as keyof typeof BUDGETS]
    return [name, over, number(value), number(most), value <= most ? 'kept' : 'missed']
  })
  const pss = report.pss_kib_per_payload
  const parts = [
    `Linux ${machine.kernel}, ${machine.cpus} CPUs, Node ${machine.node}.\n`,
    table(['launch of `/bin/true`', 'median ms', 'over sudo', 'over node -e 0'], launches),
    table(
      ['budget', 'over', 'measured', 'at most', ''],
      [
        ...budgets,
        ['memory', 'KiB a payload', number(pss, 0), String(PSS_BUDGET), pss <= PSS_BUDGET ? 'kept' : 'missed'],
      ],
    ),
    table(
      ['at once', 'launch', 'a second', 'p50 ms', 'p99 ms'],
      throughput.map((one) => [
        String(one.concurrency),
        one.name,
        number(one.perSecond, 0),
        number(one.p50),
        number(one.p99),
      ]),
    ),
    table(
      ['accounts', 'existing lease ms', 'new lease ms', 'first, no index, ms'],
      leases.map((cost) => [
        String(cost.accounts),
        number(cost.existing, 3),
        number(cost.fresh, 3),
        number(cost.first, 1),
      ]),
    ),
    ...[['lines in the grid-mapfile', gridMapfile] as const, ['entries in the CRL', crl] as const].flatMap(
      ([what, rows]) =>
        rows.length === 0
          ? []
          : [
              table(
                [what, 'cold_voms ms', 'warm_voms ms'],
                rows.map((row) => [String(row.entries), number(row['cold_voms']), number(row['warm_voms'])]),
              ),
            ],
    ),
  ]
  if (missing.length > 0) parts.push(`Not measured: ${missing.join(', ')}.\n`)
  return parts.join('\n')
}

const WIDTH = 720
const LABEL = 110
const BAR = 22

/** Bars on a logarithmic scale; ours are dark. */
export function plot({ medians_ms: medians }: Report): string {
  const rows = Object.entries(medians).toSorted(([, a], [, b]) => a - b)
  const [least = 0.1, most = 100] = [rows[0]?.[1], rows.at(-1)?.[1]]
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  const x = (ms: number): number => LABEL + ((Math.log10(ms) - low) / (high - low)) * (WIDTH - LABEL - 70)
  const bars = rows.map(([name, ms], index) => {
    const y = 34 + index * BAR
    const own = /^(?:cold|warm)_/.test(name)
    return (
      `<text x="${LABEL - 6}" y="${y + 12}" text-anchor="end">${name}</text>` +
      `<rect x="${LABEL}" y="${y}" width="${(x(ms) - LABEL).toFixed(1)}" height="${BAR - 6}" fill="${own ? '#1f4e79' : '#a9b8c6'}"/>` +
      `<text x="${(x(ms) + 5).toFixed(1)}" y="${y + 12}">${ms.toFixed(ms < 10 ? 2 : 1)}</text>`
    )
  })
  const height = 44 + rows.length * BAR
  const grid = Array.from({ length: high - low + 1 }, (_, power) => 10 ** (low + power)).map(
    (ms) =>
      `<line x1="${x(ms).toFixed(1)}" x2="${x(ms).toFixed(1)}" y1="28" y2="${height - 8}" stroke="#dddddd"/>` +
      `<text x="${x(ms).toFixed(1)}" y="22" text-anchor="middle" fill="#777777">${ms} ms</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...grid,
    ...bars,
    '</svg>\n',
  ].join('\n')
}
