/**
 * Side by side with the real LCMAPS. Needs liblcmaps0, lcmaps-plugins-basic-poolaccount, lcmaps-plugins-basic-dummy and
 * libnss-wrapper (Debian); LCMAPS_TEST_ROOT names another root than / where the last three are unpacked.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { census, gridmapdir, linkLease, removeDirectories } from '../support/leases'
import { bundle, startWorker, type Worker } from '../support/workers'
import type { WorkerAnswer } from './worker'

const ROOT = process.env['LCMAPS_TEST_ROOT'] ?? ''
const PLUGINS = `${ROOT}/usr/lib/lcmaps`
const [WRAPPER] = ['x86_64', 'aarch64']
  .map((machine) => `${ROOT}/usr/lib/${machine}-linux-gnu/libnss_wrapper.so`)
  .filter(existsSync)
const missing = [join(PLUGINS, 'lcmaps_poolaccount.mod'), join(PLUGINS, 'lcmaps_dummy_good.mod')].filter(
  (file) => !existsSync(file),
)
const canRun = missing.length === 0 && WRAPPER !== undefined
if (!canRun) console.warn(`LCMAPS is not compared: ${[...missing, ...(WRAPPER ? [] : ['libnss_wrapper'])].join(', ')}`)

const ACCOUNTS = 120
const programs: ReturnType<typeof bundle>[] = []
const workers: Worker[] = []
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  for (const program of programs) program.remove()
  removeDirectories()
})

/** LCMAPS serves one directory for the life of its process. */
function startLcmaps(directory: string, count: number): Worker[] {
  const at = (name: string): string => join(directory, '..', name)
  const accounts = Array.from({ length: ACCOUNTS }, (_none, index) => {
    const number = String(index + 1).padStart(3, '0')
    return `tpool${number}:x:${61001 + index}:61000::/:/bin/sh\n`
  })
  writeFileSync(at('passwd'), `root:x:0:0::/root:/bin/sh\n${accounts.join('')}`)
  writeFileSync(at('group'), 'root:x:0:\npool:x:61000:\n')
  writeFileSync(at('gridmap'), '"/*" .tpool\n')
  writeFileSync(
    at('lcmaps.db'),
    `path = ${PLUGINS}
pool = "lcmaps_poolaccount.mod -gridmapfile ${at('gridmap')} -gridmapdir ${directory}"
good = "lcmaps_dummy_good.mod"
policy:
pool -> good
`,
  )
  const environment = {
    LCMAPS_DB_FILE: at('lcmaps.db'),
    LCMAPS_MODULES_DIR: PLUGINS,
    LCMAPS_LOG_FILE: at('lcmaps.log'),
    LD_PRELOAD: WRAPPER ?? '',
    NSS_WRAPPER_PASSWD: at('passwd'),
    NSS_WRAPPER_GROUP: at('group'),
  }
  return startAll('mapping/lcmaps-driver.ts', count, environment)
}

function startAll(entry: string, count: number, environment: NodeJS.ProcessEnv = {}): Worker[] {
  const program = bundle(entry)
  programs.push(program)
  const started = Array.from({ length: count }, () => startWorker(program.file, environment))
  workers.push(...started)
  return started
}

const describeWithLcmaps = canRun ? describe : describe.skip
describeWithLcmaps('LCMAPS and mapexec on one gridmapdir', () => {
  const subjectOf = (index: number): string => `/DC=org/DC=Example/CN=User ${index}/emailAddress=u@x.org`

  test('use the leases that the other made', async () => {
    const directory = gridmapdir(ACCOUNTS)
    const [lcmaps] = startLcmaps(directory, 1)
    const [ours] = startAll('mapping/worker.ts', 1)
    const ask = { directory, accounts: ACCOUNTS }
    for (let index = 0; index < 20; index++) {
      const [first, second] = index % 2 === 0 ? [lcmaps, ours] : [ours, lcmaps]
      const made = await first?.ask({ ...ask, subject: subjectOf(index) })
      expect(made?.account).toMatch(/^tpool/)
      expect((await second?.ask({ ...ask, subject: subjectOf(index) }))?.account).toBe(made?.account)
    }
    expect(census(directory).counts).toEqual(Array(20).fill(2))
  }, 60_000)

  test('name one identity alike, whatever bytes it has', async () => {
    const directory = gridmapdir(ACCOUNTS)
    const [lcmaps] = startLcmaps(directory, 1)
    const [ours] = startAll('mapping/worker.ts', 1)
    const odd = ['/CN=é', '/é', '/CN=a+b=c:d,e', '/CN=%41', '/CN=tab\tx', "/CN=O'Neill", '/CN=日本', '/CN=aß/O=é']
    for (const subject of odd) {
      const utf8 = Buffer.from(subject).toString('latin1')
      const made = await lcmaps?.ask({ directory, accounts: ACCOUNTS, subject: utf8 })
      const used = await ours?.ask({ directory, accounts: ACCOUNTS, subject })
      expect({ subject, ...used }).toMatchObject({ subject, account: made?.account, fresh: false })
    }
  }, 60_000)

  test('agree that a lease is stale, or not to be used', async () => {
    const directory = gridmapdir(ACCOUNTS)
    const [lcmaps] = startLcmaps(directory, 1)
    linkLease(directory, 'tpool001', '%2fcn%3dboth1')
    linkLease(directory, 'tpool001', '%2fcn%3dboth2')
    const [ours] = startAll('mapping/worker.ts', 1)
    const ask = { directory, accounts: ACCOUNTS, subject: '/CN=both1' }
    expect((await lcmaps?.ask(ask))?.reason).toBe('lcmaps')
    expect((await ours?.ask(ask))?.reason).toBe('lease-conflict')
  }, 60_000)

  test('in 12 processes each: mapexec always maps, nobody shares an account, no link is left over', async () => {
    for (let round = 0; round < 3; round++) {
      const directory = gridmapdir(ACCOUNTS)
      const theirs = startLcmaps(directory, 12)
      const ours = startAll('mapping/worker.ts', 12)
      const ask = (worker: Worker, index: number): Promise<WorkerAnswer> =>
        worker.ask({ directory, accounts: ACCOUNTS, subject: subjectOf(index) })
      // Two warm-up users of their own, so that all are loaded when they meet.
      await Promise.all([...theirs, ...ours].map((worker) => ask(worker, 1000)))
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_none, turn) => [
          ...ours.map((worker, index) => ask(worker, 100 * turn + index)),
          ...theirs.map((worker, index) => ask(worker, 100 * turn + 50 + index)),
        ]).flat(),
      )
      const refused = answers.filter(({ reason }) => reason !== undefined && reason !== 'lcmaps')
      expect(refused).toEqual([])
      const accounts = answers.map(({ account }) => account).filter((account) => account !== undefined)
      expect(new Set(accounts).size).toBe(accounts.length)
      expect(new Set(census(directory).counts)).toEqual(new Set([2]))
      expect(readFileSync(join(directory, '..', 'lcmaps.log'), 'utf8')).not.toMatch(/segfault|corrupt/i)
      await Promise.all([...theirs, ...ours].map((worker) => worker.stop()))
    }
  }, 120_000)
})
