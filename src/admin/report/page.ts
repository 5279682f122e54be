/** The report as one HTML page: readable in light and dark, printed, without script and without network. */
import { age, commandText, localTime, printable, shortened, size } from '../record/text'
import { html, lines, rankedBars, stackedBars } from './charts'
import type { Launch, Report, Share } from './collect'

export interface Heading {
  readonly host: string
  readonly version: string
  /** Seconds since the epoch. */
  readonly made: number
}

/** Okabe and Ito: told apart with every kind of colour blindness; darker where the page is light. */
const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1d2430;--dim:#5b6675;--line:#d9dee5;--card:#f6f7f9;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#b3589a;--s4:#8c7200}
@media (prefers-color-scheme:dark){:root{--bg:#14181f;--fg:#e6e9ee;--dim:#a0aab8;--line:#333b47;--card:#1c222b;--s0:#56b4e9;--s1:#e69f00;--s2:#2fc79a;--s3:#e08cc4;--s4:#f0e442}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{color:var(--dim);margin:.2rem 0 1rem}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem}.tiles div{flex:1 1 9rem;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem}
.tiles b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums}.tiles span{color:var(--dim)}
svg{width:100%;height:auto;display:block}svg text{fill:var(--dim);font:11px system-ui,sans-serif}svg text.name{fill:var(--fg)}.grid{stroke:var(--line)}
${[0, 1, 2, 3, 4].map((order) => `.s${order}{fill:var(--s${order})}.l${order}{stroke:var(--s${order});fill:none;stroke-width:2}.k${order}{background:var(--s${order})}`).join('')}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;margin:.3rem 0;padding:0;color:var(--dim)}.k{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.4em}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}.w{white-space:normal;overflow-wrap:anywhere;min-width:9rem}.t{overflow-x:auto}
th{color:var(--dim);font-weight:600}.r{text-align:right}code{font-size:.85em}
@media print{:root{--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--card:#fff;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#b3589a;--s4:#8c7200}
body{padding:0;font-size:12px}h2{break-after:avoid}svg,tr,.tiles{break-inside:avoid}section:has(svg){break-inside:avoid}.t{overflow:visible}.w{min-width:6rem}thead{display:table-header-group}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`

const MOST_ROWS = 25

export function reportPage(report: Report, heading: Heading): string {
  const { period, launches, refusals, measured, byIdentity } = report
  const labels = report.buckets.map((time) => bucketLabel(time, report.step))
  const cpu = byIdentity.reduce((sum, share) => sum + share.cpu, 0)
  const every = `for each ${stepText(report.step)}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>mapexec report of ${html(heading.host)}</title><style>${STYLE}</style></head><body>
<h1>mapexec on ${html(heading.host)}</h1>
<p>${localTime(period.from)} to ${localTime(period.to)} · made ${localTime(heading.made)} by mapexec ${html(heading.version)}</p>
<div class="tiles">${tiles([
    [String(launches), 'launches'],
    [String(refusals), 'refusals'],
    [String(byIdentity.length), 'identities'],
    [hours(cpu), 'CPU hours'],
  ])}</div>
${section('Launches over time', `By VO, ${every}.`, launches === 0 ? none('launches') : stackedBars({ series: report.launchesOverTime, labels, unit: 'launches' }, 'Launches over time by VO'))}
${section('Refusals over time', `All reasons, ${every}.`, refusals === 0 ? none('refusals') : stackedBars({ series: [report.refusalsOverTime], labels, unit: 'refusals' }, 'Refusals over time'))}
${section(
  'Refusals by reason',
  'mapexec(1) explains the words.',
  refusals === 0
    ? none('refusals')
    : rankedBars(
        report.byReason.map(({ reason, count }) => ({ name: reason, value: count })),
        'Refusals by reason',
      ),
)}
${section('Fill of the pools', `Percent of the accounts that are not free, at the end of each ${stepText(report.step)}; reckoned back from now.`, report.pools.length === 0 ? none('pools') : lines({ series: report.pools, labels, unit: '%', most: 100 }, 'Fill of the pools'))}
${section('By identity', usageNote(measured, launches), shareTable('Identity', report.byIdentity))}
${section('By VO', '', shareTable('VO', report.byVo))}
${section('By account', '', shareTable('Account', report.byAccount))}
${section('Longest launches', '', launchTable(report.longest))}
${section('Largest launches', 'By the memory of the largest process.', launchTable(report.largest))}
</body></html>
`
}

const tiles = (list: readonly (readonly [string, string])[]): string =>
  list.map(([value, name]) => `<div><b>${html(value)}</b><span>${html(name)}</span></div>`).join('')

const section = (title: string, note: string, body: string): string =>
  `<section><h2>${html(title)}</h2>${note === '' ? '' : `<p>${html(note)}</p>`}${body}</section>`

const none = (what: string): string => `<p>No ${what} in this period.</p>`

const usageNote = (measured: number, launches: number): string =>
  measured === launches
    ? 'CPU and time of all launches.'
    : `CPU and time of ${measured} of ${launches} launches: the others still run, or their records are no longer kept.`

function shareTable(what: string, shares: readonly Share[]): string {
  if (shares.length === 0) return none('launches')
  const rows = shares
    .slice(0, MOST_ROWS)
    .map(({ name, launches, cpu, wall }) => [html(printable(name)), String(launches), hours(cpu), hours(wall)])
  const rest = shares.length > MOST_ROWS ? `<p>and ${shares.length - MOST_ROWS} more</p>` : ''
  return table([what, 'Launches', 'CPU hours', 'Hours'], rows, { numbers: 1, wide: [0] }) + rest
}

function launchTable(launches: readonly Launch[]): string {
  if (launches.length === 0) return none('finished launches')
  const rows = launches.map(({ ref, identity, account, command, started, wall, cpu, memory }) => [
    `<code>${html(ref)}</code><br>${localTime(started)}`,
    html(printable(identity)),
    html(printable(account)),
    `<code>${html(shortened(commandText(command.split(' ')), 120))}</code>`,
    age(wall),
    age(cpu),
    size(memory),
  ])
  return table(['Launch', 'Identity', 'Account', 'Command', 'Took', 'CPU', 'Memory'], rows, {
    numbers: 4,
    wide: [1, 3],
  })
}

interface Columns {
  /** From this one on they stand to the right. */
  readonly numbers: number
  /** These may be broken anywhere: names without a blank in them. */
  readonly wide: readonly number[]
}

function table(head: readonly string[], rows: readonly (readonly string[])[], { numbers, wide }: Columns): string {
  const cell = (tag: string, text: string, index: number): string => {
    const kind = index >= numbers ? ' class="r"' : wide.includes(index) && tag === 'td' ? ' class="w"' : ''
    return `<${tag}${kind}>${text}</${tag}>`
  }
  const heads = head.map((text, index) => cell('th', html(text), index)).join('')
  const body = rows.map((row) => `<tr>${row.map((text, index) => cell('td', text, index)).join('')}</tr>`).join('')
  return `<div class="t"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}

const hours = (seconds: number): string => (seconds / 3600).toFixed(seconds >= 36_000 ? 0 : 2)

const bucketLabel = (time: number, step: number): string => {
  const text = localTime(time)
  return step < 86_400 ? `${text.slice(5, 10)} ${text.slice(11, 16)}` : text.slice(0, 10)
}

const stepText = (step: number): string =>
  step < 86_400
    ? step === 3600
      ? 'hour'
      : `${step / 3600} hours`
    : step === 86_400
      ? 'day'
      : `${Math.round(step / 86_400)} days`
