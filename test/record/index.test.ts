import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogSettings } from '../../src/core/settings'
import type { System } from '../../src/core/system'
import { discardRecord, record, refusalLine, writeAudit } from '../../src/record'
import { moveFinished, pruneHistory } from '../../src/record/history'
import {
  sampleIdentity,
  sampleJob,
  samplePermit,
  sampleRequest,
  sampleSettings,
  sampleTarget,
  REF,
} from '../support/samples'
import { reasonOfAsync } from '../support/reason'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-record-'))
  for (const name of ['ended', 'history']) mkdirSync(join(directory, name))
})
afterEach(() => rmSync(directory, { recursive: true }))

const NOW = 1_790_000_000.25
const system = { clock: { now: () => NOW } } as System
const settingsFor = (log: Partial<LogSettings> = {}) => {
  const base = sampleSettings()
  return {
    ...base,
    record: { ...base.record, directory },
    log: { ...base.log, file: join(directory, 'audit.log'), ...log },
  }
}
const recordPath = () => join(directory, `${REF}.jsonl`)
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('record', () => {
  test('writes who, as whom, by which rule and what, before the launch', async () => {
    expect((await record(sampleJob(), settingsFor(), system)).recordPath).toBe(recordPath())
    expect(lines(recordPath())).toEqual([
      {
        event: 'start',
        time: NOW,
        ref: REF,
        frontend: 'run',
        caller: { uid: 60001, gid: 60001 },
        helper: { pid: 4242, start: 77 },
        command: ['/bin/echo', 'hello'],
        identity: {
          kind: 'x509',
          subject: '/DC=org/CN=alice',
          vo: 'testvo',
          fqans: ['/testvo'],
          limited: false,
          validUntil: 2_000_000_000,
        },
        evidence: { sha256: 'ab'.repeat(32), source: '/home/pilot/p.pem' },
        rule: { name: 'grid-mapfile', place: '/etc/mapexec/grid-mapfile:1' },
        account: { name: 'pool001', uid: 61001, gid: 61000, groups: [61000] },
        reap: 'account',
      },
    ])
    expect(statSync(recordPath()).mode & 0o777).toBe(0o644)
  })

  test('writes the same facts to the audit log', async () => {
    await record(sampleJob(), settingsFor(), system)
    expect(lines(join(directory, 'audit.log'))).toMatchObject([
      { time: '2026-09-21T14:13:20.250Z', event: 'launch', ref: REF, code: 0 },
    ])
  })

  test('keeps the mode of the configuration under any umask', async () => {
    const before = process.umask(0o077)
    try {
      await record(sampleJob(), settingsFor(), system)
    } finally {
      process.umask(before)
    }
    expect(statSync(recordPath()).mode & 0o777).toBe(0o644)
  })

  test('of an explanation leaves a log line and no record', async () => {
    const target = sampleTarget({ permit: samplePermit(sampleRequest({ purpose: 'explain' })) })
    await record(sampleJob({ target }), settingsFor(), system)
    expect([existsSync(recordPath()), lines(join(directory, 'audit.log'))[0]?.['event']]).toEqual([false, 'explain'])
  })

  test('never holds an environment value or the proxy', async () => {
    const job = sampleJob({
      environment: [{ name: 'SITE', value: 'secret-value' }],
      create: [{ kind: 'file', path: '/p', mode: 0o600, bytes: Buffer.from('secret-value'), removeAtEnd: true }],
    })
    await record(job, settingsFor(), system)
    expect(readFileSync(recordPath(), 'utf8') + readFileSync(join(directory, 'audit.log'), 'utf8')).not.toContain(
      'secret-value',
    )
  })
})

describe('record refuses, and leaves nothing, when', () => {
  const refused = async (log: Partial<LogSettings> = {}) =>
    reasonOfAsync(() => record(sampleJob(), settingsFor(log), system))

  test('the reference is taken already', async () => {
    writeFileSync(recordPath(), 'other')
    expect([await refused(), readFileSync(recordPath(), 'utf8')]).toEqual(['record-failed', 'other'])
  })

  test('a link lies in place of the record', async () => {
    symlinkSync(join(directory, 'elsewhere'), recordPath())
    expect([await refused(), existsSync(join(directory, 'elsewhere'))]).toEqual(['record-failed', false])
  })

  test('the directory is gone', async () => {
    const settings = settingsFor()
    const gone = { ...settings, record: { ...settings.record, directory: join(directory, 'gone') } }
    expect(await reasonOfAsync(() => record(sampleJob(), gone, system))).toBe('record-failed')
  })

  test('the log file cannot be written', async () => {
    expect([await refused({ file: join(directory, 'no', 'audit.log') }), existsSync(recordPath())]).toEqual([
      'log-failed',
      false,
    ])
  })

  test('the log file is a link', async () => {
    symlinkSync('/dev/null', join(directory, 'linked.log'))
    expect([await refused({ file: join(directory, 'linked.log') }), existsSync(recordPath())]).toEqual([
      'log-failed',
      false,
    ])
  })

  test('the log goes to a full device', async () => {
    expect([await refused({ file: '/dev/full' }), existsSync(recordPath())]).toEqual(['log-failed', false])
  })

  test('syslog is the only log and nobody listens', async () => {
    expect([
      await refused({ file: undefined, syslog: true, syslogSocket: join(directory, 'log') }),
      existsSync(recordPath()),
    ]).toEqual(['log-failed', false])
  })
})

describe('the audit log', () => {
  test('goes on without syslog where a file is beside it, and says so', async () => {
    await record(sampleJob(), settingsFor({ syslog: true, syslogSocket: join(directory, 'log') }), system)
    expect(lines(join(directory, 'audit.log'))[0]).toMatchObject({ syslog: 'connect: errno 2' })
  })

  test('goes on without any log only where the configuration says so', async () => {
    await record(sampleJob(), settingsFor({ file: join(directory, 'no', 'audit.log'), onFailure: 'continue' }), system)
    expect(existsSync(recordPath())).toBe(true)
  })

  test('holds a refusal with code, reason, identity and the place of the rule', async () => {
    const refusal = {
      refused: true,
      reason: 'banned-subject',
      message: 'no',
      detail: 'line\nbreak',
      place: { file: '/ban', line: 7 },
    } as const
    const line = refusalLine(refusal, {
      request: sampleRequest(),
      ref: REF,
      callerUid: 60001,
      identity: sampleIdentity(),
    })
    await writeAudit(line, settingsFor().log, NOW)
    expect(lines(join(directory, 'audit.log'))).toMatchObject([
      {
        event: 'refusal',
        ref: REF,
        code: 203,
        reason: 'banned-subject',
        retryable: false,
        detail: 'line\nbreak',
        place: '/ban:7',
        identity: { subject: '/DC=org/CN=alice' },
      },
    ])
    expect(line.summary).toContain('detail="line\\nbreak"')
  })

  test('holds a refusal of which not even the request could be read', async () => {
    const refusal = {
      refused: true,
      reason: 'config-absent',
      message: 'no',
      detail: undefined,
      place: undefined,
    } as const
    await writeAudit(
      refusalLine(refusal, { request: undefined, ref: REF, callerUid: 60001, identity: undefined }),
      settingsFor().log,
      NOW,
    )
    expect(lines(join(directory, 'audit.log'))).toMatchObject([{ code: 202, caller: { uid: 60001 } }])
  })
})

describe('moveFinished', () => {
  test.each([
    ['at once in a decision program that ends', {}, true],
    ['when nobody waits in one that stays', { stays: true as const }, false],
  ])('are moved %s', async (_when, change, atOnce) => {
    writeFileSync(join(directory, 'a.jsonl'), '')
    linkSync(join(directory, 'a.jsonl'), join(directory, 'ended', 'a.jsonl'))
    await record(sampleJob(), settingsFor(), { ...system, ...change })
    const moved = (): boolean => existsSync(join(directory, 'history', 'a.jsonl'))
    expect(moved()).toBe(atOnce)
    for (let tries = 0; !moved() && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(moved()).toBe(true)
  })
  test('moves what the helper marked, and nothing else', () => {
    for (const name of ['a', 'b']) writeFileSync(join(directory, `${name}.jsonl`), name)
    linkSync(join(directory, 'a.jsonl'), join(directory, 'ended', 'a.jsonl'))
    expect([
      moveFinished(directory),
      readdirSync(join(directory, 'ended')),
      readdirSync(join(directory, 'history')),
      existsSync(join(directory, 'b.jsonl')),
    ]).toEqual([1, [], ['a.jsonl'], true])
  })

  test('clears a mark whose record another decision has moved already', () => {
    writeFileSync(join(directory, 'ended', 'x.jsonl'), '')
    expect([moveFinished(directory), readdirSync(join(directory, 'ended'))]).toEqual([0, []])
  })

  test('leaves foreign files alone and does not mind a missing directory', () => {
    writeFileSync(join(directory, 'ended', 'README'), '')
    expect([
      moveFinished(directory),
      moveFinished(join(directory, 'none')),
      readdirSync(join(directory, 'ended')),
    ]).toEqual([0, 0, ['README']])
  })
})

test('pruneHistory keeps the newest within number and age', () => {
  for (const [name, age] of [
    ['old', 1000],
    ['mid', 50],
    ['new', 10],
    ['newest', 1],
  ] as const) {
    const path = join(directory, 'history', `${name}.jsonl`)
    writeFileSync(path, '')
    utimesSync(path, NOW - age, NOW - age)
  }
  pruneHistory({ directory, historyMaxFiles: 2, historyMaxAge: 100, mode: 0o644 }, NOW)
  expect(readdirSync(join(directory, 'history')).sort()).toEqual(['new.jsonl', 'newest.jsonl'])
})

test('discardRecord does not mind that there is none', () => {
  chmodSync(directory, 0o755)
  expect(() => discardRecord(recordPath())).not.toThrow()
})
