/** A measurement as Markdown, for the terminal, the README and docs/performance.md. */
import { BUDGETS, CI_BUDGET, PSS_BUDGET, type Report, type Scaling } from './report'

const number = (value: number | undefined, digits = 2): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

/** Nothing where there are no rows. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [head, head.map(() => '---'), ...rows]
        .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
        .join('')

const verdict = (value: number, most: number, digits = 2): readonly string[] => [
  number(value, digits),
  number(most, digits),
  value <= most ? 'kept' : 'missed',
]

/** A section for each part that was measured. */
export function tables(report: Report): string {
  const { machine, missing } = report
  const sections = SECTIONS.flatMap(([title, text, rows]) => {
    const body = rows(report)
    return body === '' ? [] : [`### ${title}\n\n${text === '' ? '' : `${text}\n\n`}${body}`]
  })
  return [
    `Linux ${machine.kernel}, ${machine.cpus} CPUs (load ${number(machine.load, 1)} before), Node ${machine.node}.\n`,
    ...sections,
    ...(missing.length > 0 ? [`Not measured: ${missing.join(', ')}.\n`] : []),
  ].join('\n')
}

const OWN: Readonly<Record<string, string>> = {
  warm_unix: 'mapexec, warm: own account',
  warm_oidc: 'mapexec, warm: token',
  warm_voms: 'mapexec, warm: VOMS proxy',
  cold_unix: 'mapexec, cold: own account',
  cold_oidc: 'mapexec, cold: token',
  cold_voms: 'mapexec, cold: VOMS proxy',
}
/** What starts nothing as another account. */
const NO_LAUNCH = ['admin', 'munge -n']

/** For the README. */
export const summary = ({ medians_ms: medians = {} }: Report): string =>
  table(
    ['launch of `/bin/true`', 'ms', 'over sudo'],
    Object.entries(medians)
      .filter(([name]) => !NO_LAUNCH.includes(name))
      .toSorted(([, a], [, b]) => a - b)
      .map(([name, ms]) => {
        const cells = [OWN[name] ?? `\`${name}\``, number(ms), number(ms / (medians['sudo'] ?? NaN))]
        return name in OWN ? cells.map((cell) => `**${cell}**`) : cells
      }),
  )

function launchTable({ medians_ms: medians = {}, p10_ms: best = {} }: Report): string {
  const over = (name: string, peer: string): string => number((medians[name] ?? NaN) / (medians[peer] ?? NaN))
  return table(
    ['launch of `/bin/true`', 'median ms', 'best tenth ms', 'over sudo', 'over node -e 0'],
    Object.entries(medians)
      .toSorted(([, a], [, b]) => a - b)
      .map(([name, ms]) => [name, number(ms), number(best[name]), over(name, 'sudo'), over(name, 'node -e 0')]),
  )
}

function budgetTable({ ratios, pss_kib_per_payload: pss }: Report): string {
  const rows = Object.entries(ratios).map(([name, value]) => {
    const { most, over } = BUDGETS[name as keyof typeof BUDGETS]
    return [name, over, ...verdict(value, most)]
  })
  if (pss !== undefined) rows.push(['memory', 'KiB a payload', ...verdict(pss, PSS_BUDGET)])
  return table(['budget', 'over', 'measured', 'at most', ''], rows)
}

const callTable = ({ calls = [] }: Report): string =>
  table(
    ['in process or through a warm daemon', 'what is measured', 'median ms'],
    calls.toSorted((a, b) => a.ms - b.ms).map(({ name, what, ms }) => [name, what, number(ms, 3)]),
  )

const throughputTable = ({ throughput = [] }: Report): string =>
  table(
    ['at once', 'launch', 'a second', 'p50 ms', 'p99 ms'],
    throughput.map(({ concurrency, name, perSecond, p50, p99 }) => [
      ...[String(concurrency), name],
      ...[number(perSecond, 0), number(p50), number(p99)],
    ]),
  )

const memoryTable = ({ serviceMemory = [] }: Report): string =>
  table(
    ['launches with a proxy', "the service's PSS, MiB", 'RSS, MiB'],
    serviceMemory.map(({ launches, pssKib, rssKib }) => [
      ...[String(launches), number(pssKib / 1024, 1), number(rssKib / 1024, 1)],
    ]),
  )

const leaseTable = ({ leases = [] }: Report): string =>
  table(
    ['accounts', 'existing lease ms', 'new lease ms', 'first, no index, ms'],
    leases.map((cost) => [
      ...[String(cost.accounts), number(cost.existing, 3), number(cost.fresh, 3), number(cost.first, 1)],
    ]),
  )

const scalingTable = (what: string, rows: readonly Scaling[] = []): string =>
  table(
    [what, 'cold_voms ms', 'warm_voms ms'],
    rows.map((row) => [String(row.entries), number(row['cold_voms']), number(row['warm_voms'])]),
  )

const fallbackTable = ({ fallback = [] }: Report): string =>
  table(
    ['warm = "prefer", and', 'ends with', 'ms more than cold'],
    fallback.map(({ when, code, more }) => [when, String(code), number(more)]),
  )

const ciTable = ({ ci = [] }: Report): string =>
  table(
    ['CI job of `true`', 'ms', 'eight `node -e 0` ms', 'measured', 'at most', ''],
    ci.map(({ name, job, node }) => [name, number(job, 0), number(node, 0), ...verdict(job / node, CI_BUDGET)]),
  )

const adminTable = ({ admin = [] }: Report): string =>
  table(
    ['command', 'with', 'over node -e 0', 'ms', 'at most', ''],
    admin.map(({ command, what, ms, node, most }) => [
      ...[`\`${command}\``, what, number(ms / node), ...verdict(ms, most, 0)],
    ]),
  )

/** Title, what a reader has to know, rows. */
const SECTIONS: readonly (readonly [title: string, text: string, rows: (report: Report) => string])[] = [
  [
    'Launches',
    'setpriv, su, runuser, gosu, setuidgid, chpst, capsh and rootwrap are started by root, everything else by the pilot.',
    launchTable,
  ],
  ['Budgets', '', budgetTable],
  [
    'In process, or through a warm daemon',
    `Each call is timed by its own client, which stays; the rows that start a process say so. The peers do less: munge says which
uid asks, privsep and rootwrap run what their configuration names, and LCMAPS writes no record and here no log.`,
    callTable,
  ],
  ['Many at once', '', throughputTable],
  ["The service's memory", '', memoryTable],
  ['Leases, against the size of the pool', '', leaseTable],
  ['Long lists', '', (report) => scalingTable('lines in the grid-mapfile', report.gridMapfile)],
  ['Long revocation lists', '', (report) => scalingTable('entries in the CRL', report.crl)],
  [
    'Without a service that helps',
    `Launches with \`warm = "prefer"\`, own account, beside cold ones in the same rounds.`,
    fallbackTable,
  ],
  ['A CI job', '', ciTable],
  ["The administrator's commands", '', adminTable],
]
