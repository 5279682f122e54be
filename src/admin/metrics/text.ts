/** OpenMetrics 1.0 text. The node exporter's textfile collector reads it, too: to it, comments are comments. */
import { REASONS, type Reason } from '../../core/reasons'
import type { PoolView } from '../lease/view'
import { BUCKETS, type Counters } from './counters'

export interface Snapshot {
  readonly version: string
  readonly counters: Counters
  readonly pools: readonly PoolView[]
  /** Account's pool or '' → running launches. */
  readonly running: number
  readonly lost: number
  readonly damaged: number
  readonly history: number
}

type Labels = Readonly<Record<string, string | number>>
type Sample = readonly [suffix: string, labels: Labels, value: number]

export function metricsText(snapshot: Snapshot): string {
  const { counters, pools } = snapshot
  return [
    // A gauge, not an info: the collector refuses a whole file with a type that the older format does not have.
    family('mapexec_build_info', 'gauge', 'Version of mapexec.', [['', { version: snapshot.version }, 1]]),
    family(
      'mapexec_decisions',
      'counter',
      'Decisions by event and, of refusals, reason and exit code.',
      decisionSamples(counters),
    ),
    family(
      'mapexec_decision_step_seconds',
      'histogram',
      'Time of each step of a decision.',
      stepSamples(counters),
      'seconds',
    ),
    family(
      'mapexec_leases_taken_back',
      'counter',
      'Leases that were to be taken back, by outcome.',
      Object.entries(counters.releases).map(([outcome, value]) => ['_total', { outcome }, value]),
    ),
    family('mapexec_launches_running', 'gauge', 'Launches that run now.', [['', {}, snapshot.running]]),
    family('mapexec_records_lost', 'gauge', 'Records without an end whose helper is gone.', [['', {}, snapshot.lost]]),
    family('mapexec_records_damaged', 'gauge', 'Records that cannot be read.', [['', {}, snapshot.damaged]]),
    family('mapexec_records_history', 'gauge', 'Finished records that are kept.', [['', {}, snapshot.history]]),
    family(
      'mapexec_pool_accounts',
      'gauge',
      'Accounts of a pool by state.',
      pools.flatMap((pool) => poolSamples(pool)),
    ),
    family(
      'mapexec_pool_idle_leases',
      'gauge',
      'Leases without use for ten days.',
      pools.map(({ name, idle }) => ['', { pool: name }, idle]),
    ),
    '# EOF\n',
  ].join('')
}

/** From nothing on: a counter that first appears with a value has not grown, and no alert would see its first refusals. */
const UNSEEN = Object.fromEntries(
  Object.entries(REASONS)
    .filter(([, { kind }]) => kind === 'system')
    .map(([reason]) => [`refusal\0${reason}`, 0]),
)

function decisionSamples({ decisions }: Counters): readonly Sample[] {
  return Object.entries({ ...UNSEEN, ...decisions }).map(([key, value]) => {
    const [event = '', reason = ''] = key.split('\0')
    const kind = Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason].kind : ''
    return ['_total', { event, reason, kind }, value]
  })
}

function stepSamples({ steps }: Counters): readonly Sample[] {
  return Object.entries(steps).flatMap(([step, { counts, sum }]) => {
    let total = 0
    const buckets = BUCKETS.map((bound, index): Sample => {
      total += counts[index] ?? 0
      return ['_bucket', { step, le: bound }, total]
    })
    total += counts[BUCKETS.length] ?? 0
    return [...buckets, ['_bucket', { step, le: '+Inf' }, total], ['_sum', { step }, sum], ['_count', { step }, total]]
  })
}

const poolSamples = ({ name, free, leased, quarantined, broken }: PoolView): readonly Sample[] =>
  Object.entries({ free, leased, quarantined, broken }).map(([state, value]) => ['', { pool: name, state }, value])

/** A family without samples is left out: nothing was counted yet. */
function family(name: string, type: string, help: string, samples: readonly Sample[], unit?: string): string {
  if (samples.length === 0) return ''
  const head = [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
  ]
  return [
    ...head,
    ...samples.map(([suffix, labels, value]) => `${name}${suffix}${labelText(labels)} ${value}`),
    '',
  ].join('\n')
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`)
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}

const escapeLabel = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
