/** The administrator's commands against running launches of the installed helper. */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import Ajv from 'ajv'
import { join } from 'node:path'
import {
  AUDIT_LOG,
  CONFIGURATION,
  finished,
  GRIDMAPDIR,
  launch,
  makeProxy,
  MAPEXEC,
  processesOf,
  refIn,
  runAs,
  SANDBOX_PROXY,
  startLaunch,
  UID,
  until,
  withFile,
  type JsonObject,
  type Result,
} from './support'

function admin(...words: readonly string[]): Result {
  const { status, signal, stdout, stderr } = spawnSync(MAPEXEC, words, { encoding: 'utf8', timeout: 50_000 })
  return { code: status, signal, stdout, stderr }
}
function adminJson(...words: readonly string[]): Record<string, readonly JsonObject[]> {
  const { stdout, stderr } = admin(...words, '--json')
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Record<string, readonly JsonObject[]>
}
const running = () => adminJson('record', 'list')['records'] ?? []
const leaseNames = () => readdirSync(GRIDMAPDIR).filter((name) => name.startsWith('%'))
const unused = () => {
  for (const name of leaseNames()) utimesSync(`${GRIDMAPDIR}/${name}`, 1_700_000_000, 1_700_000_000)
}
const accountOf = (record: JsonObject | undefined) =>
  (record?.['account'] as { name: string; uid: number } | undefined) ?? { name: '', uid: 0 }

describe('while a payload runs', () => {
  test('record, who and tree name it, and release refuses its account', async () => {
    const child = startLaunch(SANDBOX_PROXY, ['/bin/sh', '-c', 'sleep 41 & sleep 42; true'])
    const end = finished(child)
    try {
      await until('it runs', () => running().length === 1 && processesOf(accountOf(running()[0]).uid).length >= 3)
      const [record] = running()
      const { name, uid } = accountOf(record)
      expect(record).toMatchObject({
        state: 'running',
        caller: { uid: UID.pilot, name: 'pilot' },
        identity: { subject: '/DC=org/DC=mapexec/CN=alice' },
      })
      expect((record?.['now'] as { processes: number }).processes).toBeGreaterThanOrEqual(3)
      const sleep =
        processesOf(uid)
          .find((line) => line.endsWith(' sleep'))
          ?.split(' ')[0] ?? ''
      for (const target of [sleep, String(uid), name])
        expect(adminJson('who', target)['answers']?.[0]).toMatchObject({ record: { ref: record?.['ref'] } })
      expect(admin('record', 'tree').stdout).toContain(`${sleep} sleep`)
      expect(admin('record', 'show', String(record?.['ref'])).stdout).toContain('/DC=org/DC=mapexec/CN=alice')
      unused()
      const refused = admin('lease', 'release', name)
      expect([refused.code, refused.stdout.startsWith('refused')]).toEqual([1, true])
      expect(admin('lease', 'expire', '--idle', '1d').code).toBe(0)
      expect(leaseNames()).toHaveLength(1)
    } finally {
      child.kill('SIGTERM')
      await end
    }
    expect(running()).toEqual([])
  })
})

describe('afterwards', () => {
  test('history has its end, and an account that was used just now is kept', () => {
    const { code } = launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'exit 7'])
    expect(code).toBe(7)
    const [newest] = adminJson('record', 'history', '--code', '7')['records'] ?? []
    expect(newest).toMatchObject({ state: 'ended', result: { exit: 7, code: 7 } })
    expect(admin('lease', 'release', accountOf(newest).name).stdout).toContain('a launch may be about to start')
  })

  test('release cleans, frees, and is in the log; the identity gets an account again', async () => {
    const cleaner = '/usr/local/sbin/clean'
    writeFileSync(cleaner, '#!/bin/sh\necho "$1 $2 $3 $MAPEXEC_IDENTITY" >/sandbox/cleaned\n')
    chmodSync(cleaner, 0o755)
    await withFile(
      CONFIGURATION,
      () =>
        writeFileSync(
          CONFIGURATION,
          readFileSync(CONFIGURATION, 'utf8').replace(/^prefix = "pool".*$/m, `$&\nclean = "${cleaner}"`),
        ),
      () => {
        unused()
        const [lease] = adminJson('lease', 'list')['leases'] ?? []
        const name = String(lease?.['account'])
        expect(admin('lease', 'release', name)).toMatchObject({ code: 0 })
        expect(readFileSync('/sandbox/cleaned', 'utf8')).toContain(
          `${name} ${String(execFileSync('id', ['-u', name])).trim()} /home/${name} /dc=org/dc=mapexec/cn=alice`,
        )
        expect([leaseNames(), existsSync(`${GRIDMAPDIR}/.mapexec/quarantine-${name}`)]).toEqual([[], false])
        expect(adminJson('log', 'show', '--event', 'release')['entries']?.at(-1)).toMatchObject({
          account: name,
          outcome: 'released',
        })
      },
    )
    expect(launch(SANDBOX_PROXY, ['/bin/true']).code).toBe(0)
    expect(leaseNames()).toHaveLength(1)
  })

  test('a list of leases is as long as it is asked to be, and says what it leaves out', () => {
    expect(adminJson('lease', 'list', '--limit', '0')).toMatchObject({ leases: [], more: 1, pools: [{ leased: 1 }] })
    expect(admin('lease', 'list', '--limit', '0').stdout).toMatch(/^1 more; --limit all shows them$/m)
    expect(admin('lease', 'list', '--limit', 'all', '--subject', 'alice').stdout).toMatch(/cn=alice$/m)
    expect(adminJson('lease', 'list', '--subject', 'alice', '--limit', '0')).toMatchObject({ leases: [], more: 1 })
    expect(adminJson('lease', 'list', '--subject', 'mallory')).toMatchObject({ leases: [], more: 0 })
    expect(admin('lease', 'list', '--limit', 'few')).toMatchObject({ code: 201, stdout: '' })
  })

  test('a failed cleaning keeps the account for nobody', async () => {
    const cleaner = '/usr/local/sbin/clean'
    writeFileSync(cleaner, '#!/bin/sh\necho disk is broken >&2; exit 3\n')
    await withFile(
      CONFIGURATION,
      () =>
        writeFileSync(
          CONFIGURATION,
          readFileSync(CONFIGURATION, 'utf8').replace(/^prefix = "pool".*$/m, `$&\nclean = "${cleaner}"`),
        ),
      () => {
        unused()
        const [lease] = adminJson('lease', 'list')['leases'] ?? []
        const { code, stdout } = admin('lease', 'release', String(lease?.['account']))
        expect([code, stdout.includes('disk is broken')]).toEqual([1, true])
      },
    )
    const [kept] = adminJson('lease', 'list')['leases'] ?? []
    expect(kept).toMatchObject({ state: 'quarantined' })
    expect(admin('lease', 'release', String(kept?.['account'])).code).toBe(0)
  })

  test('a refusal is found by the reference that the caller was told', () => {
    const { stderr } = launch(makeProxy('mallory'), ['/bin/true'])
    const { code, stdout } = admin('record', 'show', refIn(stderr) ?? '')
    expect([code, stdout.includes('banned-subject')]).toEqual([0, true])
  })

  test('the log is whole, until somebody takes a line out', () => {
    expect(admin('log', 'verify').code).toBe(0)
    const lines = readFileSync(AUDIT_LOG, 'utf8').split('\n')
    const copy = '/sandbox/audit.log'
    writeFileSync(copy, [...lines.slice(0, 1), ...lines.slice(2)].join('\n'))
    expect([
      admin('log', 'verify', '--file', copy).code,
      admin('log', 'verify', '--file', copy).stdout.includes('gap'),
    ]).toEqual([1, true])
  })

  test('metrics and report have something to say', () => {
    expect(admin('metrics').stdout).toMatch(/^mapexec_decisions_total\{event="launch",reason="",kind=""\} [1-9]/m)
    const { stdout, code } = admin('report', '--from', '1d')
    expect([code, stdout.includes('/DC=org/DC=mapexec/CN=alice'), stdout.trimEnd().endsWith('</html>')]).toEqual([
      0,
      true,
      true,
    ])
  })
})

describe('--json has the form of docs/schemas', () => {
  const schemas = join(__dirname, '../../docs/schemas')
  const ajv = new Ajv({ strict: false, allErrors: true })
  for (const name of readdirSync(schemas))
    ajv.addSchema(JSON.parse(readFileSync(join(schemas, name), 'utf8')) as object)

  test.each<[schema: string, words: readonly string[]]>([
    ['record-list', ['record', 'list', '--all']],
    ['record-list', ['record', 'history']],
    ['record-tree', ['record', 'tree']],
    ['record-show', ['record', 'show', 'REF']],
    ['record-show', ['record', 'show', '0000000000000000']],
    ['who', ['who', 'ACCOUNT']],
    ['who', ['who', 'pool001', '--at', '2020-01-01']],
    ['lease-list', ['lease', 'list']],
    ['lease-show', ['lease', 'show', 'ACCOUNT']],
    ['lease-release', ['lease', 'release', 'ACCOUNT']],
    ['lease-release', ['lease', 'expire', '--dry-run']],
    ['lease-verify', ['lease', 'verify']],
    ['log-show', ['log', 'show']],
    ['log-verify', ['log', 'verify']],
    ['check', ['check']],
    ['check', ['check', '/usr/lib/mapexec/share/config/gitlab-runner.toml']],
    ['doctor', ['doctor']],
  ])('%s: %j', async (schema, words) => {
    const child = startLaunch(SANDBOX_PROXY, ['/bin/sleep', '43'])
    const end = finished(child)
    try {
      await until('it runs', () => running().length === 1)
      const [record] = running()
      const known: Readonly<Record<string, string>> = { REF: String(record?.['ref']), ACCOUNT: accountOf(record).name }
      const { stdout, stderr } = admin(...words.map((word) => known[word] ?? word), '--json')
      expect([ajv.validate(`${schema}.json`, JSON.parse(stdout)), ajv.errors, stderr]).toEqual([true, null, ''])
    } finally {
      child.kill('SIGTERM')
      await end
    }
  })
})

describe('explain --json has the form of docs/schemas', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/explain.json'), 'utf8')) as object
  const CREDENTIAL = ['--proxy', SANDBOX_PROXY]

  test.each<[string, () => Result]>([
    ['for root', () => admin('explain', '--json', '--caller', 'pilot', ...CREDENTIAL, '--', '/bin/true')],
    ['for a caller', () => runAs('pilot', [MAPEXEC, 'explain', '--json', ...CREDENTIAL, '--', '/bin/true'])],
    [
      'of run --explain',
      () => runAs('pilot', [MAPEXEC, 'run', '--explain', '--json', ...CREDENTIAL, '--', '/bin/true']),
    ],
    ['of a caller that is refused', () => admin('explain', '--json', '--caller', 'outsider', ...CREDENTIAL)],
    ['of a credential that is none', () => admin('explain', '--json', '--caller', 'pilot', '--proxy', '/etc/passwd')],
    ['without a credential', () => runAs('pilot', [MAPEXEC, 'explain', '--json', '--', '/bin/true'])],
  ])('%s', (_what, ask) => {
    const { stdout } = ask()
    expect([ajv.validate(schema, JSON.parse(stdout)), ajv.errors]).toEqual([true, null])
  })
})

describe('who is not root', () => {
  test.each<[string, readonly string[]]>([
    ['release', ['lease', 'release', 'pool001']],
    ['expire', ['lease', 'expire', '--idle', '1s']],
    ['fix', ['lease', 'verify', '--fix']],
    ['read the log', ['log', 'show']],
    ['verify the log', ['log', 'verify']],
  ])('cannot %s', (_what, words) => {
    launch(SANDBOX_PROXY, ['/bin/true'])
    unused()
    const before = leaseNames()
    const { code } = runAs('outsider', [MAPEXEC, ...words])
    expect([code !== 0, leaseNames()]).toEqual([true, before])
  })

  test.each<[string, readonly string[], RegExp]>([
    ['leases', ['lease', 'list'], /lease-directory.*run the command as root/],
    ['leases that are wrong', ['lease', 'verify'], /lease-directory.*run the command as root/],
    ['the log as it grows', ['log', 'follow'], /log-failed.*run the command as root/],
    ['what only root may read, as a log', ['log', 'show', '--file', '/etc/shadow'], /log-failed/],
    ['the same as it grows', ['log', 'follow', '--file', '/etc/shadow'], /log-failed.*run the command as root/],
    ['metrics', ['metrics'], /log-failed.*run the command as root/],
    ['the report', ['report'], /run the command as root/],
    ['installing', ['install'], /not-root/],
    ['uninstalling', ['uninstall'], /not-root/],
    ['the service', ['serve'], /usage/],
  ])('is told that this is for root: %s', (_what, words, said) => {
    for (const user of ['outsider', 'pilot', 'pool001'] as const) {
      const { code, stdout, stderr } = runAs(user, [MAPEXEC, ...words])
      expect([code === 0, stdout, said.test(stderr)]).toEqual([false, '', true])
    }
  })

  test('has doctor and check say what only root can be told', () => {
    expect(runAs('outsider', [MAPEXEC, 'doctor']).stdout).toMatch(/^warning +pool-pool .*as uid 60002/m)
    expect(runAs('outsider', [MAPEXEC, 'check']).stdout).toMatch(
      /: warning: .*as uid 60002; run "mapexec check" as root/,
    )
  })

  test('cannot have the program of root run something else', () => {
    const marks = '/sandbox/preloaded'
    writeFileSync('/sandbox/evil.cjs', `require('fs').writeFileSync('${marks}', '')`, { mode: 0o644 })
    const env = {
      ...process.env,
      NODE_OPTIONS: '--require /sandbox/evil.cjs',
      NODE_PATH: '/sandbox',
      MAPEXEC_CONFIG: '/x',
    }
    expect(spawnSync(MAPEXEC, ['record', 'list'], { env, cwd: '/sandbox' }).status).toBe(0)
    expect(existsSync(marks)).toBe(false)
  })

  test('sees records, because [record] mode lets everybody', () => {
    expect(runAs('outsider', [MAPEXEC, 'record', 'history', '--json']).code).toBe(0)
  })

  test('sees no record that is not for everybody', () => {
    const path = `/run/mapexec/history/${'0'.repeat(16)}.jsonl`
    writeFileSync(path, '{}\n', { mode: 0o600 })
    appendFileSync(path, '')
    const { stdout } = runAs('outsider', [MAPEXEC, 'record', 'history', '--limit', 'all', '--json'])
    const answer = JSON.parse(stdout) as { unreadable: number; records: readonly { ref: string }[] }
    expect([answer.unreadable, answer.records.some(({ ref }) => ref === '0'.repeat(16))]).toEqual([1, false])
  })
})
