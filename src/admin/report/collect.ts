/** What a report says, from the audit log (who, as whom, refusals, leases) and the records (how long, how much). */
import type { LogEntry } from '../log/read'
import { partOf, textOf, wordsOf } from '../log/read'
import type { PoolView } from '../lease/view'
import type { RecordEntry } from '../record/store'

export interface Period {
  readonly from: number
  readonly to: number
}

export interface Share {
  readonly name: string
  launches: number
  /** Seconds, of those launches whose records are there. */
  cpu: number
  wall: number
}

export interface Launch {
  readonly ref: string
  readonly identity: string
  readonly account: string
  readonly command: string
  readonly started: number
  readonly wall: number
  readonly cpu: number
  /** Bytes. */
  readonly memory: number
}

export interface Series {
  readonly name: string
  readonly values: readonly number[]
}

export interface Report {
  readonly period: Period
  /** Beginning of each bucket of time, and their common length. */
  readonly buckets: readonly number[]
  readonly step: number
  readonly launches: number
  readonly refusals: number
  /** Launches of the log that have a record with an end: what CPU and time are sums of. */
  readonly measured: number
  readonly byIdentity: readonly Share[]
  readonly byVo: readonly Share[]
  readonly byAccount: readonly Share[]
  readonly launchesOverTime: readonly Series[]
  readonly refusalsOverTime: Series
  readonly byReason: readonly { readonly reason: string; readonly count: number }[]
  readonly longest: readonly Launch[]
  readonly largest: readonly Launch[]
  /** Percent, at the end of each bucket. */
  readonly pools: readonly Series[]
}

const STEPS = [3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400] as const
const MOST_BUCKETS = 60
/** More than this in one plot is told apart by nobody; the rest is "others". */
const MOST_SERIES = 5
const TOP = 10

/** The shortest step that a page has room for. */
export const stepFor = ({ from, to }: Period): number =>
  STEPS.find((step) => (to - from) / step <= MOST_BUCKETS) ?? Math.ceil((to - from) / MOST_BUCKETS)

export function collect(
  period: Period,
  entries: Iterable<LogEntry>,
  records: readonly RecordEntry[],
  pools: readonly PoolView[],
): Report {
  const step = stepFor(period)
  const count = Math.max(1, Math.ceil((period.to - period.from) / step))
  const buckets = Array.from({ length: count }, (_, index) => period.from + index * step)
  const bucketOf = (time: number): number => Math.min(count - 1, Math.floor((time - period.from) / step))
  const byRef = new Map(records.map((entry) => [entry.ref, entry]))
  const shares = { identity: new Map<string, Share>(), vo: new Map<string, Share>(), account: new Map<string, Share>() }
  const overTime = new Map<string, number[]>()
  const refused = Array<number>(count).fill(0)
  const reasons = new Map<string, number>()
  const leaseEvents: LeaseEvent[] = []
  const launches: Launch[] = []
  let total = 0
  for (const entry of entries) {
    const { event, time, fields } = entry
    const change = leaseEventOf(entry)
    // Those after the period count, too: the fill is reckoned back from now.
    if (change !== undefined && time >= period.from) leaseEvents.push(change)
    if (time < period.from || time > period.to) continue
    if (event === 'refusal') {
      const reason = textOf(fields['reason']) ?? '?'
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      refused[bucketOf(time)] = (refused[bucketOf(time)] ?? 0) + 1
    }
    if (event !== 'launch') continue
    total += 1
    const launch = launchOf(entry, byRef.get(entry.ref))
    const vo = textOf(partOf(fields, 'identity', 'vo')) ?? 'no VO'
    add(shares.identity, textOf(partOf(fields, 'identity', 'subject')) ?? '?', launch)
    add(shares.vo, vo, launch)
    add(shares.account, textOf(partOf(fields, 'account', 'name')) ?? '?', launch)
    const series = overTime.get(vo) ?? Array<number>(count).fill(0)
    series[bucketOf(time)] = (series[bucketOf(time)] ?? 0) + 1
    overTime.set(vo, series)
    if (launch !== undefined) launches.push(launch)
  }
  return {
    ...{ period, buckets, step, launches: total, measured: launches.length },
    refusals: refused.reduce((sum, value) => sum + value, 0),
    byIdentity: ranked(shares.identity),
    byVo: ranked(shares.vo),
    byAccount: ranked(shares.account),
    launchesOverTime: withOthers(overTime, count),
    refusalsOverTime: { name: 'refusals', values: refused },
    byReason: [...reasons].map(([reason, n]) => ({ reason, count: n })).sort((a, b) => b.count - a.count),
    longest: launches.toSorted((a, b) => b.wall - a.wall).slice(0, TOP),
    largest: launches.toSorted((a, b) => b.memory - a.memory).slice(0, TOP),
    pools: pools.map((pool) => ({ name: pool.name, values: fillOverTime(pool, leaseEvents, buckets, step) })),
  }
}

function launchOf({ ref, fields, time }: LogEntry, record: RecordEntry | undefined): Launch | undefined {
  const { start, end } = record ?? {}
  if (end?.rusage === undefined || start === undefined) return undefined
  return {
    ref,
    identity: textOf(partOf(fields, 'identity', 'subject')) ?? '?',
    account: textOf(partOf(fields, 'account', 'name')) ?? '?',
    command: wordsOf(fields['command']).join(' '),
    started: time,
    wall: Math.max(0, end.time - start.time),
    cpu: end.rusage.user + end.rusage.system,
    memory: end.rusage.maxrss * 1024,
  }
}

function add(shares: Map<string, Share>, name: string, launch: Launch | undefined): void {
  const share = shares.get(name) ?? { name, launches: 0, cpu: 0, wall: 0 }
  share.launches += 1
  share.cpu += launch?.cpu ?? 0
  share.wall += launch?.wall ?? 0
  shares.set(name, share)
}

const ranked = (shares: ReadonlyMap<string, Share>): readonly Share[] =>
  [...shares.values()].sort((a, b) => b.launches - a.launches || (a.name < b.name ? -1 : 1))

function withOthers(overTime: ReadonlyMap<string, readonly number[]>, count: number): readonly Series[] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const all = [...overTime].map(([name, values]) => ({ name, values })).sort((a, b) => sum(b.values) - sum(a.values))
  if (all.length <= MOST_SERIES) return all
  const rest = all.slice(MOST_SERIES - 1)
  const others = Array.from({ length: count }, (_, index) => sum(rest.map(({ values }) => values[index] ?? 0)))
  return [...all.slice(0, MOST_SERIES - 1), { name: 'others', values: others }]
}

interface LeaseEvent {
  readonly time: number
  readonly pool: string
  readonly change: 1 | -1
}

function leaseEventOf({ event, time, fields }: LogEntry): LeaseEvent | undefined {
  const pool = textOf(partOf(fields, 'lease', 'pool'))
  if (pool === undefined) return undefined
  if (event === 'launch' && partOf(fields, 'lease', 'fresh') === true) return { time, pool, change: 1 }
  return event === 'release' && fields['outcome'] === 'released' ? { time, pool, change: -1 } : undefined
}

/** From what is taken now, back over what was taken and given back since. */
function fillOverTime(
  { name, accounts, free }: PoolView,
  events: readonly LeaseEvent[],
  buckets: readonly number[],
  step: number,
): readonly number[] {
  return buckets.map((start) => {
    const since = events.filter(({ pool, time }) => pool === name && time >= start + step)
    const taken = accounts - free - since.reduce((sum, { change }) => sum + change, 0)
    return accounts === 0 ? 0 : (100 * Math.min(accounts, Math.max(0, taken))) / accounts
  })
}
