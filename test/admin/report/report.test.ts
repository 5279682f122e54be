import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { html, niceCeiling } from '../../../src/admin/report/charts'
import { collect, stepFor, type Report } from '../../../src/admin/report/collect'
import { reportPage } from '../../../src/admin/report/page'
import { parseEntry, type LogEntry } from '../../../src/admin/log/read'
import { parseRecord } from '../../../src/admin/record/line'
import type { RecordEntry } from '../../../src/admin/record/store'
import { endLine, refOf, startLine, T0 } from '../../support/records'

const DAY = 86_400
const PERIOD = { from: T0, to: T0 + 10 * DAY }

function logLine(fields: object, time: number): LogEntry {
  const text = JSON.stringify({ ...fields, time: new Date(time * 1000).toISOString() })
  const entry = parseEntry({ file: 'audit.log', line: 1, text })
  if (entry === undefined) throw new Error('no entry')
  return entry
}
const launched = (number: number, day: number, change: Readonly<Record<string, unknown>> = {}) =>
  logLine(
    { ...(JSON.parse(startLine(refOf(number), change)) as object), event: 'launch', code: 0 },
    T0 + day * DAY + 60,
  )
const refused = (reason: string, day: number) => logLine({ event: 'refusal', code: 203, reason }, T0 + day * DAY + 60)
const recorded = (number: number, seconds: number, maxrss = 1024): RecordEntry => {
  const ref = refOf(number)
  const rusage = { user: seconds, system: 0, maxrss, minflt: 0, majflt: 0 }
  const { start, end, damaged } = parseRecord(startLine(ref) + endLine(ref, { time: T0 + seconds, rusage }), ref)
  return { ref, path: '', state: 'ended', start, end, damaged, modified: T0 }
}
const identity = (vo: string | undefined, subject = `/CN=user of ${vo ?? 'none'}`) => ({
  identity: { kind: 'x509', subject, vo },
})
const pool = {
  ...{ name: 'pool', prefix: 'pool', directory: '/d', sharing: 'identity' as const },
  ...{ accounts: 10, free: 6, leased: 4, idle: 0, quarantined: 0, broken: 0, fill: 40 },
}
const of = (entries: readonly LogEntry[], records: readonly RecordEntry[] = []): Report =>
  collect(PERIOD, entries, records, [pool])

describe('a report', () => {
  test('counts launches by identity, VO and account, with what their records say', () => {
    const report = of(
      [launched(1, 0), launched(2, 1), launched(3, 1, identity('other'))],
      [recorded(1, 100), recorded(2, 20)],
    )
    expect([report.launches, report.measured, report.refusals]).toEqual([3, 2, 0])
    expect(report.byVo).toEqual([
      { name: 'testvo', launches: 2, cpu: 120, wall: 120 },
      { name: 'other', launches: 1, cpu: 0, wall: 0 },
    ])
    expect([report.byIdentity.length, report.byAccount]).toMatchObject([2, [{ name: 'pool001', launches: 3 }]])
  })

  test('leaves out what is not of the period', () =>
    expect(
      of([launched(1, -1), launched(2, 5), launched(3, 11), refused('pool-full', -1), refused('pool-full', 11)]),
    ).toMatchObject({
      launches: 1,
      refusals: 0,
    }))

  test('counts refusals by reason, the most frequent first', () =>
    expect(of([refused('pool-full', 1), refused('banned-subject', 1), refused('pool-full', 2)]).byReason).toEqual([
      { reason: 'pool-full', count: 2 },
      { reason: 'banned-subject', count: 1 },
    ]))

  test('names the longest and the largest', () => {
    const report = of(
      [launched(1, 0), launched(2, 0), launched(3, 0)],
      [recorded(1, 5, 100), recorded(2, 50, 10), recorded(3, 1, 1000)],
    )
    expect([report.longest[0]?.ref, report.largest[0]?.ref]).toEqual([refOf(2), refOf(3)])
  })

  test('reckons the fill of a pool back from now', () => {
    const fresh = { lease: { pool: 'pool', name: 'x', fresh: true } }
    const release = logLine({ event: 'release', outcome: 'released', lease: { pool: 'pool', name: 'y' } }, T0 + 8 * DAY)
    const kept = logLine({ event: 'release', outcome: 'refused', lease: { pool: 'pool', name: 'z' } }, T0 + 8 * DAY)
    const report = of([launched(1, 2, fresh), launched(2, 6, fresh), release, kept])
    const at = (day: number) => report.pools[0]?.values[Math.floor((day * DAY) / report.step)]
    // Now 4 of 10; before the release 5; before the two leases 3.
    expect([at(1), at(3), at(7), at(9)]).toEqual([30, 40, 50, 40])
  })

  test('puts small VOs together', () => {
    const many = Array.from({ length: 9 }, (_, index) => launched(index, 0, identity(`vo${index}`)))
    expect(of(many).launchesOverTime.map(({ name }) => name)).toEqual(['vo0', 'vo1', 'vo2', 'vo3', 'others'])
  })

  test.each([
    [DAY, 3600],
    [10 * DAY, 6 * 3600],
    [30 * DAY, DAY],
    [365 * DAY, 7 * DAY],
  ])('of %d seconds has steps of %d', (length, step) => expect(stepFor({ from: 0, to: length })).toBe(step))
})

const SUBJECT = '/CN=<script>alert(1)</script>"\'&\u001b[2J'
const full = (): Report =>
  of(
    [
      ...Array.from({ length: 40 }, (_, index) =>
        launched(index, index % 10, identity(['cms', 'atlas', undefined][index % 3])),
      ),
      launched(99, 3, identity('"><img src=x onerror=alert(1)>', SUBJECT)),
      refused('pool-full', 2),
      refused('banned-subject', 3),
    ],
    Array.from({ length: 40 }, (_, index) => recorded(index, index * 100, index * 5000)),
  )
const page = (report = full()) => reportPage(report, { host: 'wn1.example.org', version: '1.2.3', made: T0 })

describe('the page', () => {
  test('lets nothing of a credential be more than text', () => {
    const text = page()
    expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>|\u001b/)
    expect(text).toContain('&#60;script&#62;')
  })
  test('needs nothing from anywhere', () => expect(page()).not.toMatch(/https?:|url\(|@import|(?:src|href)="/))
  test('of an empty period says so', () => {
    const text = page(of([]))
    expect([text.includes('No launches in this period'), text.includes('NaN'), text.includes('undefined')]).toEqual([
      true,
      false,
      false,
    ])
  })
  test('has no number that is none', () => expect(page()).not.toMatch(/NaN|undefined|Infinity/))
})

test('html makes text of anything', () =>
  expect(html('<a href="x">\'&\u0000')).toBe('&#60;a href=&#34;x&#34;&#62;&#39;&#38;\ufffd'))
test.each([
  [0, 4],
  [5, 5],
  [9, 10],
  [11, 20],
  [41, 50],
  [81, 100],
  [4000, 4000],
])('an axis for %d ends at %d', (value, end) => expect(niceCeiling(value)).toBe(end))

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
)

/** In a real browser; Debian's chromium. */
;(chromium === undefined ? describe.skip : describe)('a browser', () => {
  let directory: string
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'mapexec-report-'))
    writeFileSync(join(directory, 'report.html'), page())
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const run = (...args: readonly string[]): string => {
    const always = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      `--user-data-dir=${directory}/profile`,
    ]
    const { status, stdout, stderr } = spawnSync(
      chromium ?? '',
      [...always, '--host-resolver-rules=MAP * ~NOTFOUND', ...args, `file://${directory}/report.html`],
      { encoding: 'utf8', timeout: 60_000, env: { PATH: process.env['PATH'], HOME: directory } },
    )
    if (status !== 0) throw new Error(stderr)
    return stdout
  }
  /** Colour of the pixel in the corner, from an 8-bit PNG. */
  const corner = (path: string): readonly number[] => {
    const png = readFileSync(path)
    const parts: Buffer[] = []
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
      if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
        parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
    return [...inflateSync(Buffer.concat(parts)).subarray(1, 4)]
  }

  test('draws every plot and runs nothing of it', () => {
    const dom = run('--dump-dom')
    expect(dom.match(/<svg/g)?.length).toBe(4)
    expect(dom.match(/<rect class="s0"/g)?.length).toBeGreaterThan(5)
    expect(dom).not.toMatch(/<script|<img/)
  }, 90_000)

  test('shows it light and dark', () => {
    const shots = [
      [],
      [
        '--force-dark-mode',
        '--enable-features=WebContentsForceDark:inversion_method/cielab_based',
        '--blink-settings=preferredColorScheme=0',
      ],
    ]
    const [light, dark] = shots.map((options, index) => {
      const path = join(directory, `${index}.png`)
      run(...options, `--screenshot=${path}`, '--window-size=900,1200')
      return corner(path)
    })
    expect(light).toEqual([255, 255, 255])
    expect(Math.max(...(dark ?? [255]))).toBeLessThan(80)
  }, 120_000)

  test('prints it on more than one page', () => {
    const path = join(directory, 'report.pdf')
    run(`--print-to-pdf=${path}`, '--no-pdf-header-footer')
    expect(statSync(path).size).toBeGreaterThan(10_000)
    expect(readFileSync(path, 'latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1)
  }, 90_000)
})
