/**
 * The service account, in somebody's hands, lays links and FIFOs into its directories for root's commands to fall over:
 * nothing of root's is read aloud, written, given away or removed, and no command waits.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { AUDIT_LOG, CONFIGURATION, GRIDMAPDIR, launch, MAPEXEC, RECORDS, SANDBOX_PROXY, withFile } from './support'

const LOGS = '/var/log/mapexec'
const PREY = '/sandbox/prey'
const REF = 'feedfacefeedface'
/** A line that every command would show, if it came to see it. */
const SECRET = JSON.stringify({
  ...{ time: '2026-11-20T10:00:00.000Z', event: 'launch', ref: REF, command: ['TOP-SECRET'] },
  ...{ identity: { kind: 'x509', subject: 'TOP-SECRET' }, account: { name: 'TOP-SECRET', uid: 1 } },
})

const idOf = (what: '-u' | '-g'): number => Number(execFileSync('id', [what, 'mapexec'], { encoding: 'utf8' }))
const [uid, gid] = [idOf('-u'), idOf('-g')]

/** As the service account, which can do this much and no more. */
const lay = (script: string): void => {
  execFileSync('/bin/sh', ['-euc', script], { uid, gid, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
}

interface Said {
  readonly code: number | null
  readonly text: string
}

/** Root's. One that waits is ended, and has no code. */
function admin(...words: readonly string[]): Said {
  const { status, stdout, stderr } = spawnSync(MAPEXEC, words, { encoding: 'utf8', timeout: 15_000 })
  return { code: status, text: stdout + stderr }
}

/** Names, owners, modes, times and contents. */
const prey = (): string =>
  execFileSync(
    'sh',
    ['-c', `find ${PREY} -printf '%p %u %g %m %n %T@\\n' | sort; cat ${PREY}/file; getfacl -cp ${PREY}/*`],
    {
      encoding: 'utf8',
    },
  )

let before: string
beforeAll(() => {
  execFileSync('sh', ['-c', `mkdir -m 0700 ${PREY} && touch ${PREY}/empty ${PREY}/${REF}.jsonl`])
  for (const name of ['file', `${REF}.jsonl`]) writeFileSync(`${PREY}/${name}`, `${SECRET}\n`)
  expect(launch(SANDBOX_PROXY, ['/bin/true']).code).toBe(0)
  before = prey()
})
afterEach(() => {
  expect(prey()).toBe(before)
})

function expectHarmless({ code, text }: Said): void {
  expect(code).not.toBeNull()
  expect(text).not.toContain('TOP-SECRET')
}

const LOG_COMMANDS: readonly (readonly string[])[] = [
  ['log', 'show'],
  ['log', 'show', '--json'],
  ['log', 'verify'],
  ['metrics'],
  ['report', '--from', '30d', '--to', 'now'],
  ['record', 'show', REF],
]

describe.each<[string, string, string]>([
  ['the audit log', 'a link', `rm -f ${AUDIT_LOG}; ln -s ${PREY}/file ${AUDIT_LOG}`],
  ['the audit log', 'a FIFO', `rm -f ${AUDIT_LOG}; mkfifo ${AUDIT_LOG}`],
  ['the audit log', 'a link to a device', `rm -f ${AUDIT_LOG}; ln -s /dev/zero ${AUDIT_LOG}`],
  ['a rotated log', 'a link', `ln -s ${PREY}/file ${AUDIT_LOG}.1`],
  ['a rotated log', 'a FIFO', `mkfifo ${AUDIT_LOG}.1`],
  ['a packed log', 'a link to a device', `ln -s /dev/zero ${AUDIT_LOG}.2.gz`],
])('%s is %s', (_what, _kind, script) => {
  test.each(LOG_COMMANDS.map((words) => [words.join(' '), words] as const))('%s', async (_name, words) => {
    await withFile(
      LOGS,
      () => lay(script),
      () => expectHarmless(admin(...words)),
    )
  })

  test('log follow', async () => {
    await withFile(
      LOGS,
      () => lay(script),
      async () => {
        const child = spawn('timeout', ['-k', '1', '1', MAPEXEC, 'log', 'follow'], {
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let text = ''
        child.stdout.on('data', (chunk) => (text += String(chunk)))
        const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
        // 137: it could not even be ended by TERM.
        expectHarmless({ code: code === 137 ? null : code, text })
      },
    )
  })
})

test('a log that is whole is still shown beside a rotated one that is none', async () => {
  await withFile(
    LOGS,
    () => lay(`mkfifo ${AUDIT_LOG}.1`),
    () => {
      expect(admin('log', 'show').text).toContain('/bin/true')
      expect(admin('log', 'verify').code).toBe(0)
    },
  )
})

describe.each<[string, string]>([
  ['a record is a link', `ln -s ${PREY}/${REF}.jsonl ${RECORDS}/${REF}.jsonl`],
  ['a record is a FIFO', `mkfifo ${RECORDS}/${REF}.jsonl ${RECORDS}/history/${REF}.jsonl`],
  ['a record is a device', `ln -s /dev/zero ${RECORDS}/${REF}.jsonl`],
  ['history is a link', `mv ${RECORDS}/history ${RECORDS}/old; ln -s ${PREY} ${RECORDS}/history`],
  ['history is a FIFO', `mv ${RECORDS}/history ${RECORDS}/old; mkfifo ${RECORDS}/history`],
  ['slots and locks are links', `cd ${RECORDS}; rm -rf slots locks; ln -s ${PREY} slots; ln -s ${PREY} locks`],
])('%s', (_what, script) => {
  test.each([
    ['record', 'list', '--all'],
    ['record', 'tree'],
    ['record', 'history', '--limit', 'all'],
    ['record', 'show', REF],
    ['who', 'pool001'],
    ['lease', 'list'],
    ['metrics'],
    ['doctor'],
    ['install'],
  ])('%s %s', async (...words) => {
    await withFile(
      RECORDS,
      () => lay(script),
      () => expectHarmless(admin(...words.filter((word) => word !== ''))),
    )
  })
})

describe('leases', () => {
  const leased = (): string => readdirSync(GRIDMAPDIR).find((name) => name.startsWith('%')) ?? ''
  const idle = `touch -h -d '2 days ago' '${GRIDMAPDIR}'/%*`

  test.each<[string, string, string]>([
    [
      'the lock of the account is a link',
      RECORDS,
      `for u in $(seq 61001 61020); do ln -sf ${PREY}/made ${RECORDS}/locks/$u; done`,
    ],
    ['the locks are a link', RECORDS, `rm -rf ${RECORDS}/locks; ln -s ${PREY} ${RECORDS}/locks`],
    ['the index is a link', GRIDMAPDIR, `rm -rf ${GRIDMAPDIR}/.mapexec; ln -s ${PREY} ${GRIDMAPDIR}/.mapexec`],
    ['the lock of the directory is a link', GRIDMAPDIR, `ln -sf ${PREY}/made ${GRIDMAPDIR}/.mapexec/lock`],
    ['the lock of the directory is a FIFO', GRIDMAPDIR, `cd ${GRIDMAPDIR}/.mapexec; rm -f lock; mkfifo lock`],
    ['the log is a link', LOGS, `rm -f ${AUDIT_LOG}; ln -s ${PREY}/file ${AUDIT_LOG}`],
    ['the log is a FIFO', LOGS, `rm -f ${AUDIT_LOG}; mkfifo ${AUDIT_LOG}`],
  ])('release and verify --fix where %s', async (_what, place, script) => {
    await withFile(
      GRIDMAPDIR,
      () => lay(idle),
      async () => {
        const lease = leased()
        await withFile(
          place,
          () => lay(script),
          () => {
            expectHarmless(admin('lease', 'verify', '--fix'))
            expectHarmless(admin('lease', 'release', lease))
            expectHarmless(admin('lease', 'expire', '--idle', '1d'))
          },
        )
      },
    )
  })

  test('verify --fix removes names in the directory and nothing behind them', async () => {
    const script = `cd ${GRIDMAPDIR}; ln -s ${PREY}/file '%2fcn%3dlink'; ln -s ${PREY}/empty pool999; ln -s ${PREY} .mapexec/quarantine-pool001
      ln -s ../../../../${PREY}/file .mapexec/making`
    await withFile(
      GRIDMAPDIR,
      () => lay(script),
      () => expectHarmless(admin('lease', 'verify', '--fix')),
    )
  })

  test('a cleaning program is not misled by a lease with a strange name', async () => {
    const cleaner = '/usr/local/sbin/clean-links'
    writeFileSync(
      cleaner,
      `#!/bin/sh\ntest "$1" = "$(id -nu "$2")" && rm -rf "$3/left" && touch /sandbox/cleaned-links\n`,
      { mode: 0o755 },
    )
    const configure = (): void =>
      writeFileSync(
        CONFIGURATION,
        readFileSync(CONFIGURATION, 'utf8').replace(/^prefix = "pool".*$/m, `$&\nclean = "${cleaner}"`),
      )
    await withFile(CONFIGURATION, configure, async () => {
      const rename = `cd ${GRIDMAPDIR}; for l in %*; do mv "$l" '%2e%2e%2f%2e%2e%2fsandbox%2fprey%24%28rm%29'; break; done; ${idle}`
      await withFile(
        GRIDMAPDIR,
        () => lay(rename),
        () => {
          const said = admin('lease', 'release', leased())
          expectHarmless(said)
          expect(said.text).toMatch(/^released pool\d+ \(/)
          expect(existsSync('/sandbox/cleaned-links')).toBe(true)
        },
      )
    })
  })
})

describe('what root writes', () => {
  test.each<[string, string]>([
    ['a link', `ln -s ${PREY}/file ${LOGS}/out`],
    ['a link to nothing', `ln -s ${PREY}/made ${LOGS}/out`],
    ['a FIFO', `mkfifo ${LOGS}/out`],
  ])('report --output onto %s fails', async (_what, script) => {
    await withFile(
      LOGS,
      () => lay(script),
      () => {
        const said = admin('report', '--from', '30d', '--to', 'now', '--output', `${LOGS}/out`)
        expectHarmless(said)
        expect(said.code).toBe(202)
      },
    )
  })

  test('metrics replaces a link by its output, and takes neither link nor FIFO for its state', async () => {
    await withFile(
      LOGS,
      () => lay(`cd ${LOGS}; ln -s ${PREY}/file out; ln -s ${PREY}/file state; mkfifo fifo`),
      () => {
        expect(admin('metrics', '--output', `${LOGS}/out`).code).toBe(0)
        expect(lstatSync(`${LOGS}/out`).isFile()).toBe(true)
        for (const state of ['state', 'fifo']) {
          const said = admin('metrics', '--state', `${LOGS}/${state}`)
          expectHarmless(said)
          expect(said.code).toBe(202)
        }
      },
    )
  })
})

describe('install', () => {
  test.each<[string, string, string]>([
    ['a record directory is a link', RECORDS, `cd ${RECORDS}; rm -rf ended; ln -s ${PREY} ended`],
    ['an account file is a link', GRIDMAPDIR, `cd ${GRIDMAPDIR}; rm -f pool002; ln -s ${PREY}/empty pool002`],
    ['an account file is a link to nothing', GRIDMAPDIR, `cd ${GRIDMAPDIR}; rm -f pool002; ln -s ${PREY}/made pool002`],
    ['an account file is a FIFO', GRIDMAPDIR, `cd ${GRIDMAPDIR}; rm -f pool002; mkfifo pool002`],
  ])('gives nothing away where %s', async (_what, place, script) => {
    await withFile(
      place,
      () => lay(script),
      () => expectHarmless(admin('install')),
    )
  })
})

/** Everything that it takes away, userdel(8)'s work included. */
const INSTALLED = ['/etc', '/usr/lib/mapexec', MAPEXEC, '/usr/sbin/glexec', '/var/lib/mapexec', LOGS, RECORDS]

/** renameat2(2) with RENAME_EXCHANGE: each directory is a link to root's every other moment. */
const SWAP = `chdir "${RECORDS}" or die; while (1) { syscall(316, -100, "d/$_", -100, "l/$_", 2) for 1..300 }`

test('uninstall --purge removes links, and nothing behind them, though they come and go', () => {
  const paths = INSTALLED.map((path) => path.slice(1)).join(' ')
  const tar = "tar -C / --xattrs --xattrs-include='*' --acls"
  execFileSync('sh', ['-c', `mkdir /sandbox/all && ${tar} -cpf /sandbox/all/tar ${paths}`])
  lay(`cd ${RECORDS}; mkfifo fifo; mkdir d l
    for i in $(seq 300); do mkdir d/$i; touch d/$i/file d/$i/empty; ln -s ${PREY} l/$i; done`)
  const swapper = spawn('perl', ['-e', SWAP], { uid, gid, stdio: 'ignore' })
  try {
    expectHarmless(admin('uninstall', '--purge'))
  } finally {
    swapper.kill('SIGKILL')
    execFileSync('sh', ['-c', `${tar} -xpf /sandbox/all/tar`])
  }
  expect(launch(SANDBOX_PROXY, ['/bin/true']).code).toBe(0)
})
