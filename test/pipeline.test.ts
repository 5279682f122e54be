/** The order of the steps, seen from outside: what is decided first, what a failure leaves behind. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MapRule, Settings } from '../src/core/settings'
import type { System } from '../src/core/system'
import type { LaunchRequest, Plain } from '../src/core/stages'
import { decide, refusalOf, type Witness } from '../src/pipeline'
import { account, fakeSystem } from './support/fake-system'
import { sampleRequest, sampleSettings } from './support/samples'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-pipeline-'))
  for (const name of ['pool', 'run', 'run/ended', 'run/history', 'run/slots']) mkdirSync(join(directory, name))
  for (const name of ['pool001', 'pool002']) writeFileSync(join(directory, 'pool', name), '')
})
afterEach(() => rmSync(directory, { recursive: true }))

let now = 1_790_000_000
/** Time goes on: a lease that is used again must show it. */
const system: System = {
  ...fakeSystem({
    accounts: [account('pilot', 60001), account('pool001', 61001, 61000), account('pool002', 61002, 61000)],
    groups: { pool: 61000 },
    files: { '/etc/ban': 'pilot\n', '/etc/broken': '"unbalanced\n' },
  }),
  clock: { now: () => (now += 0.01) },
}

function settingsWith(change: Partial<Settings> = {}): Settings {
  const base = sampleSettings()
  const rule: MapRule = {
    name: 'to-pool',
    kinds: [],
    from: { type: 'pool', pool: 'pool' },
    groups: { source: 'account', groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
    leaseSuffix: 'none',
    reap: 'account',
    place: { file: '/c', line: 1 },
  }
  const pool = {
    name: 'pool',
    prefix: 'pool',
    directory: join(directory, 'pool'),
    sharing: 'identity' as const,
    maxPerIdentity: 1,
    strictPrefix: true,
    overrideInconsistency: false,
    place: undefined,
  }
  return {
    ...base,
    maps: [rule],
    pools: [pool],
    record: { ...base.record, directory: join(directory, 'run') },
    log: { ...base.log, file: join(directory, 'audit.log') },
    ...change,
  }
}

async function outcome(settings: Settings, request: Partial<Plain<LaunchRequest>> = {}) {
  const witness: Witness = {}
  const decision = await decide(sampleRequest({ offers: [{ kind: 'unix' }], ...request }), settings, system, witness)
  return { decision, witness, reason: decision.refused ? decision.reason : undefined }
}

const leases = (): readonly string[] => readdirSync(join(directory, 'pool')).filter((name) => !/^pool|^\./.test(name))
const records = (): readonly string[] => readdirSync(join(directory, 'run')).filter((name) => name.endsWith('.jsonl'))

describe('decide', () => {
  test('leads from request to launch, with a lease, a record and a log line', async () => {
    const { decision, witness } = await outcome(settingsWith())
    expect(decision.refused).toBeUndefined()
    expect(Object.keys(witness)).toEqual(['admitted', 'identity', 'permit', 'target', 'job'])
    expect([leases().length, records().length, existsSync(join(directory, 'audit.log'))]).toEqual([1, 1, true])
    expect(statSync(join(directory, 'pool', leases()[0] ?? '')).nlink).toBe(2)
  })

  test('asks who the caller is before it looks at any credential', async () => {
    const { reason, witness } = await outcome(settingsWith({ callers: [] }), { offers: [{ kind: 'x509', path: '/p' }] })
    expect([reason, Object.keys(witness)]).toEqual(['caller-not-listed', []])
  })

  test('knows the identity before it may be banned, and leases nothing for it', async () => {
    const { reason, witness } = await outcome(
      settingsWith({ authorize: { ...sampleSettings().authorize, banSubject: ['/etc/ban'] } }),
    )
    expect([reason, Object.keys(witness), leases()]).toEqual(['banned-subject', ['admitted', 'identity'], []])
  })

  test('explains with the same steps, and leases, writes and runs nothing', async () => {
    const { decision, witness } = await outcome(settingsWith(), { purpose: 'explain' })
    expect([decision.refused, witness.target?.lease?.fresh, leases(), records()]).toEqual([undefined, true, [], []])
  })

  test('runs as the caller in log-only mode, and is banned there all the same', async () => {
    const logOnly = { service: { ...sampleSettings().service, logOnly: true } }
    expect((await outcome(settingsWith(logOnly))).witness.target?.account.name).toBe('pilot')
    const banned = { ...logOnly, authorize: { ...sampleSettings().authorize, banSubject: ['/etc/ban'] } }
    expect((await outcome(settingsWith(banned))).reason).toBe('banned-subject')
  })
})

describe('a fresh lease is given back when', () => {
  test('the record cannot be written', async () => {
    rmSync(join(directory, 'run'), { recursive: true })
    const { reason } = await outcome(settingsWith())
    expect([reason, leases()]).toEqual(['record-failed', []])
  })

  test('the log cannot be written', async () => {
    const { reason } = await outcome(settingsWith({ log: { ...sampleSettings().log, file: '/dev/full' } }))
    expect([reason, leases(), records()]).toEqual(['log-failed', [], []])
  })

  test('the environment is refused', async () => {
    const strict = { environment: { ...sampleSettings().environment, onMalformed: 'refuse' as const } }
    const { reason } = await outcome(settingsWith(strict), { rejectedEnvironment: [{ name: 'A', why: 'given twice' }] })
    expect([reason, leases(), records()]).toEqual(['environment-malformed', [], []])
  })

  test('the source proxy cannot be read', async () => {
    const { reason } = await outcome(settingsWith(), { sourceProxy: '/p' })
    expect([reason, leases()]).toEqual(['credential-kind-disabled', []])
  })

  test('but one that was there before stays', async () => {
    await outcome(settingsWith())
    rmSync(join(directory, 'run'), { recursive: true })
    expect([(await outcome(settingsWith())).reason, leases().length]).toEqual(['record-failed', 1])
  })
})

describe('a failure', () => {
  test('that nobody foresaw is internal, 202, and tells the caller nothing', () => {
    const refusal = refusalOf(new TypeError('secret of the inside'))
    expect([refusal.reason, refusal.message.includes('secret'), refusal.detail?.includes('secret')]).toEqual([
      'internal',
      false,
      true,
    ])
  })

  test('of a list is 202 and never a launch', async () => {
    const broken = { authorize: { ...sampleSettings().authorize, banDn: ['/etc/broken'] } }
    expect((await outcome(settingsWith(broken), {})).reason).toBe('map-syntax')
    const absent = { authorize: { ...sampleSettings().authorize, banFqan: ['/etc/absent'] } }
    expect((await outcome(settingsWith(absent), {})).reason).toBe('list-absent')
  })
})
