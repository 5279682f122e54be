import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUCKETS, countLog, emptyCounters, parseState, type State } from '../../../src/admin/metrics/counters'
import { metricsText, type Snapshot } from '../../../src/admin/metrics/text'

/** Installed, or what scripts/sandbox.d/require has fetched; without it these are skipped, and counted as such. */
const FETCHED = join(__dirname, '../../../node_modules/.cache/promtool/promtool')
const PROMTOOL = existsSync(FETCHED) ? FETCHED : 'promtool'
const promtool = (args: readonly string[], input = '') => spawnSync(PROMTOOL, args, { input, encoding: 'utf8' })
const withPromtool = promtool(['--version']).error === undefined ? test : test.skip

let directory: string
let log: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-metrics-'))
  log = join(directory, 'audit.log')
})
afterEach(() => rmSync(directory, { recursive: true }))

const line = (event: string, fields: object = {}) => `${JSON.stringify({ event, ...fields })}\n`
const launch = line('launch', { milliseconds: { map: 3, authenticate: 700 } })
const banned = line('refusal', { reason: 'banned-subject' })
const decisions = (state: State) => state.counters.decisions
const kept = (state: State) => parseState(JSON.stringify(state))

describe('counting goes on', () => {
  test('where it stopped, and takes no half line', () => {
    writeFileSync(log, launch + banned + launch.slice(0, 20))
    const first = countLog(log, undefined)
    expect(decisions(first)).toEqual({ 'launch\0': 1, 'refusal\0banned-subject': 1 })
    appendFileSync(log, launch.slice(20) + banned)
    const second = countLog(log, kept(first))
    expect(decisions(second)).toEqual({ 'launch\0': 2, 'refusal\0banned-subject': 2 })
    expect(decisions(countLog(log, kept(second)))).toEqual(decisions(second))
  })

  test('over a rotation, with what was written before it', () => {
    writeFileSync(log, launch)
    const first = countLog(log, undefined)
    appendFileSync(log, launch)
    renameSync(log, `${log}.1`)
    writeFileSync(log, launch)
    expect(decisions(countLog(log, kept(first)))).toEqual({ 'launch\0': 3 })
  })

  test('in the current file alone where the old one is gone', () => {
    writeFileSync(log, launch)
    const first = countLog(log, undefined)
    rmSync(log)
    writeFileSync(`${log}.1`, launch + launch)
    writeFileSync(log, launch)
    expect(decisions(countLog(log, kept(first)))['launch\0']).toBeLessThanOrEqual(4)
    writeFileSync(log, '')
    expect(decisions(countLog(log, { ...first, inode: 1 }))['launch\0']).toBeLessThanOrEqual(4)
  })

  test('in a long log, line by line', () => {
    writeFileSync(log, launch.repeat(30_000))
    expect(decisions(countLog(log, undefined))).toEqual({ 'launch\0': 30_000 })
  })
})

test.each(['', '{}', '[]', 'null', '{"format":2}', '{"format":1,"inode":1,"device":1,"offset":-1,"counters":{}}'])(
  'a state %j is none',
  (text) => expect(parseState(text)).toBeUndefined(),
)

const snapshot = (): Snapshot => {
  const counters = emptyCounters()
  writeFileSync(
    log,
    launch + launch + banned + line('refusal', { reason: 'pool-full' }) + line('release', { outcome: 'released' }),
  )
  return {
    version: '1.2.3',
    counters: { ...counters, ...countLog(log, undefined).counters },
    pools: [
      {
        ...{ name: 'po"ol\\', prefix: 'p', directory: '/d', sharing: 'identity' },
        ...{ accounts: 4, free: 1, leased: 2, idle: 1, quarantined: 0, broken: 1, fill: 75 },
      },
    ],
    running: 3,
    lost: 1,
    damaged: 0,
    history: 9,
  }
}

describe('metricsText', () => {
  test('says what was counted', () => {
    const text = metricsText(snapshot())
    for (const sample of [
      'mapexec_decisions_total{event="launch",reason="",kind=""} 2',
      'mapexec_decisions_total{event="refusal",reason="banned-subject",kind="denied"} 1',
      'mapexec_pool_accounts{pool="po\\"ol\\\\",state="free"} 1',
      'mapexec_decisions_total{event="refusal",reason="config-invalid",kind="system"} 0',
      'mapexec_launches_running 3',
      'mapexec_leases_taken_back_total{outcome="released"} 1',
      'mapexec_decision_step_seconds_bucket{step="map",le="0.0025"} 0',
      'mapexec_decision_step_seconds_bucket{step="map",le="0.005"} 2',
      'mapexec_decision_step_seconds_bucket{step="authenticate",le="+Inf"} 2',
      'mapexec_decision_step_seconds_count{step="map"} 2',
    ])
      expect(text.split('\n')).toContain(sample)
    expect(text.endsWith('# EOF\n')).toBe(true)
  })

  test('has as many buckets as bounds, and one more', () =>
    expect(
      metricsText(snapshot())
        .split('\n')
        .filter((one) => one.includes('_bucket{step="map"')),
    ).toHaveLength(BUCKETS.length + 1))

  // The reference implementation of the format, in Debian's python3-prometheus-client: for Debian's own Python.
  const PYTHON = '/usr/bin/python3'
  const PARSER =
    'import sys\nfrom prometheus_client.openmetrics.parser import text_string_to_metric_families as p\nprint(len(list(p(sys.stdin.read()))))'
  const parser = spawnSync(PYTHON, ['-c', 'import prometheus_client.openmetrics.parser']).status === 0
  ;(parser ? test : test.skip)('is what the reference parser of OpenMetrics takes', () => {
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', PARSER], {
      input: metricsText(snapshot()),
      encoding: 'utf8',
    })
    expect([status, stderr, Number(stdout)]).toEqual([0, '', 10])
  })

  // The node exporter's textfile collector has the parser of the older format; 3 means that its style is not liked.
  withPromtool('is what the parser of the textfile collector takes', () => {
    const { status, stderr } = promtool(['check', 'metrics'], metricsText(snapshot()))
    expect(stderr).not.toContain('error while linting')
    expect([0, 3]).toContain(status)
  })
})

describe('what is shipped for monitoring', () => {
  const shipped = (name: string) => readFileSync(join(__dirname, '../../../config/monitoring', name), 'utf8')
  const families = [...metricsText({ ...EMPTY(), counters: FULL() }).matchAll(/^# TYPE (\S+)/gm)].map(
    ([, name]) => name ?? '',
  )
  const { panels } = JSON.parse(shipped('mapexec-dashboard.json')) as { readonly panels: readonly Panel[] }
  const asked = (text: string) => [...new Set([...text.matchAll(/\bmapexec_[a-z_]+/g)].map(([name]) => name))]

  test.each(['mapexec-alerts.yml', 'mapexec-dashboard.json'])('%s asks for metrics that there are', (name) => {
    const names = asked(shipped(name)).filter((one) => one !== 'mapexec_')
    expect(names.length).toBeGreaterThanOrEqual(3)
    expect(
      names.filter(
        (one) =>
          !families.some(
            (base) =>
              one === base || (/^_(?:total|bucket|sum|count)$/.test(one.slice(base.length)) && one.startsWith(base)),
          ),
      ),
    ).toEqual([])
  })

  withPromtool('the alert rules are rules, and alert when they should', () => {
    expect(promtool(['test', 'rules', join(__dirname, 'alerts.test.yml')])).toMatchObject({ status: 0, stderr: '' })
  })

  withPromtool('the queries of the dashboard are queries', () => {
    const exprs = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    // Recording rules are what promtool can check; JSON is YAML.
    const rules = exprs.map((expr, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h'),
    }))
    const file = join(directory, 'rules.yml')
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))
    expect(promtool(['check', 'rules', file])).toMatchObject({ status: 0, stderr: '' })
  })

  test('each panel of the dashboard has a title, a query for the chosen machines and the chosen source', () => {
    for (const { title, type, datasource, targets } of panels) {
      expect([title, type].every((text) => /^[a-zA-Z]/.test(text))).toBe(true)
      expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' })
      expect(targets.length).toBeGreaterThan(0)
      for (const { expr } of targets) expect(expr).toContain('{instance=~"$instance"')
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length)
    }
  })

  test('the dashboard has panels that do not overlap', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    )
    expect([new Set(cells).size, new Set(panels.map(({ id }) => id)).size]).toEqual([cells.length, panels.length])
  })
})

interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly datasource: unknown
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets: readonly { readonly refId: string; readonly expr: string }[]
}

function FULL(): Snapshot['counters'] {
  return {
    decisions: { 'launch\0': 1 },
    steps: { map: { counts: Array<number>(BUCKETS.length + 1).fill(0), sum: 0 } },
    releases: { released: 1 },
  }
}

function EMPTY(): Snapshot {
  const counts = { accounts: 1, free: 1, leased: 0, idle: 0, quarantined: 0, broken: 0, fill: 0 }
  const pools = [{ name: 'p', prefix: 'p', directory: '/d', sharing: 'identity' as const, ...counts }]
  return { version: '0', counters: emptyCounters(), pools, running: 0, lost: 0, damaged: 0, history: 0 }
}
