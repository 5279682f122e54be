/** Files that are not what they seem, full disks, log lines with teeth: row 37, and the path group. */
import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import {
  AUDIT_LOG,
  GRIDMAPDIR,
  MAPEXEC,
  MARK,
  RECORDS,
  SANDBOX_PROXY,
  SYSLOG,
  UID,
  finished,
  launch,
  logLinesOf,
  makeProxy,
  refIn,
  runAs,
  sharedDirectory,
  startLaunch,
  touch,
  until,
  verdict,
} from '../e2e/support'
import { JUDGE, POOL_GID, RIGHT, aliceUid, attack, withHelperConf } from './support'

const uid = aliceUid()
const judge = [JUDGE, String(uid), String(POOL_GID)]
const directory = sharedDirectory('paths')
const proxyText = fs.readFileSync(SANDBOX_PROXY)

/** A path in the pilot's directory, made by `make`. */
function place(make: (path: string) => void): string {
  const path = `${directory}/proxy-${Math.random().toString(36).slice(2)}`
  make(path)
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false)
    fs.chownSync(path, UID.pilot, UID.pilot)
  return path
}

beforeEach(() => fs.rmSync(MARK, { force: true }))
afterEach(() => expect(fs.existsSync(MARK)).toBe(false))

describe('in place of the proxy', () => {
  test.each([
    ['a FIFO', () => place((path) => execFileSync('mkfifo', [path])), 'credential-not-regular'],
    ['a directory', () => place((path) => fs.mkdirSync(path)), 'credential-not-regular'],
    ['a device', () => '/dev/zero', 'credential-not-regular'],
    ['a terminal', () => '/dev/tty', 'credential-not-regular'],
    ['a socket', () => '/dev/log', 'credential-not-regular'],
    ['nothing', () => `${directory}/nothing`, 'credential-not-found'],
    ['a path below a file', () => `${SANDBOX_PROXY}/x`, 'credential-not-found'],
    ['an empty file', () => place((path) => fs.writeFileSync(path, '', { mode: 0o600 })), undefined],
    [
      '10 MiB',
      () => place((path) => fs.writeFileSync(path, Buffer.alloc(10 << 20), { mode: 0o600 })),
      'credential-too-large',
    ],
    [
      'a sparse file of 1 TiB',
      () => place((path) => (fs.writeFileSync(path, '', { mode: 0o600 }), fs.truncateSync(path, 2 ** 40))),
      'credential-too-large',
    ],
    ['a file that only root can read', () => '/etc/shadow', 'credential-unreadable'],
    ['a file of the service', () => AUDIT_LOG, 'credential-unreadable'],
    ['a path of 5000 bytes', () => `/${'x'.repeat(5000)}`, undefined],
    ['a link in a circle', () => place((path) => fs.symlinkSync(path, path)), 'credential-unreadable'],
  ])('%s is refused', (_what, make, reason) => {
    const result = launch(make(), [...touch])
    expect(result.code).toBeGreaterThan(200)
    expect(result.code).toBeLessThan(204)
    if (reason !== undefined) expect(verdict(result)[1]).toBe(reason)
  })

  test('a proxy of somebody else, through a link or a hard link, is not the caller’s to use', () => {
    const foreign = `${directory}/foreign`
    fs.writeFileSync(foreign, proxyText, { mode: 0o600 })
    fs.chownSync(foreign, UID.outsider, UID.outsider)
    fs.symlinkSync(foreign, `${directory}/link`)
    fs.linkSync(foreign, `${directory}/hard`)
    for (const name of ['foreign', 'link', 'hard']) expect(launch(`${directory}/${name}`, [...touch]).code).toBe(201)
  })

  test('a file that keeps changing is read whole or refused, never half', async () => {
    const path = place((name) => fs.writeFileSync(name, proxyText, { mode: 0o600 }))
    const writer = spawn('/bin/bash', ['-c', `while :; do cat ${SANDBOX_PROXY} > ${path}; : > ${path}; done`])
    const verdicts = new Set<string>()
    for (let round = 0; round < 15; round += 1) {
      const { code, stderr } = launch(path, judge)
      verdicts.add(String(code))
      if (code !== RIGHT) expect(stderr).toMatch(/^mapexec: 201 (credential|proxy)-/)
    }
    writer.kill('SIGKILL')
    await new Promise((resolve) => writer.once('close', resolve))
    expect([...verdicts].filter((code) => !['42', '201'].includes(code))).toEqual([])
  })

  test('a file that is replaced by rename is one or the other, and each maps to its own account', async () => {
    const [alice, bob] = [makeProxy('alice'), makeProxy('bob')]
    const path = `${directory}/renamed`
    const bobs = launch(bob, ['/usr/bin/id', '-u']).stdout.trim()
    fs.copyFileSync(alice, path)
    fs.chownSync(path, UID.pilot, UID.pilot)
    const swap = `while :; do for f in ${alice} ${bob}; do cp -p $f ${path}.new; mv ${path}.new ${path}; done; done`
    const writer = spawn('/bin/bash', ['-c', swap])
    for (let round = 0; round < 10; round += 1) {
      const { stdout, code } = launch(path, ['/bin/sh', '-c', 'id -u; sha256sum < $X509_USER_PROXY'])
      if (code !== 0) continue
      const [who = '', digest = ''] = stdout.split('\n')
      const own = who === bobs ? bob : alice
      // The payload's copy is the very credential that was judged, not what lies there later.
      expect(digest).toBe(execFileSync('sha256sum', { input: fs.readFileSync(own), encoding: 'utf8' }).trim())
    }
    writer.kill('SIGKILL')
    await new Promise((resolve) => writer.once('close', resolve))
  })

  test('two launches that race for one target proxy path both get a whole one, or a refusal', async () => {
    const path = '/tmp/raced-proxy'
    const command = ['/bin/sh', '-c', 'sha256sum < $X509_USER_PROXY; sleep 0.2']
    const results = await Promise.all(
      [1, 2, 3, 4].map(() => finished(startLaunch(SANDBOX_PROXY, command, ['--target-proxy', path]))),
    )
    const digest = execFileSync('sha256sum', { input: proxyText, encoding: 'utf8' })
    for (const { code, stdout } of results) {
      expect([0, 201]).toContain(code)
      if (code === 0 && stdout !== '') expect(stdout).toBe(digest)
    }
    expect(results.filter(({ code }) => code === 0).length).toBeGreaterThan(0)
  })
})

describe('row 37: nothing that a caller says', () => {
  const NASTY = 'x\nmapexec: 0 ok\r\u001b[2J\u001b]0;t\u0007\u0085\u2028\u202egnp.exe\u0000'.replace('\0', '')
  test('starts a second line in log or record, or moves a cursor', async () => {
    const { stdout } = launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'echo $MAPEXEC_REF', NASTY, 'b'], ['--label', NASTY])
    const ref = stdout.trim()
    await until('both logs have it', () => logLinesOf(ref).length >= 2)
    const lines = [...logLinesOf(ref), fs.readFileSync(`${RECORDS}/${ref}.jsonl`, 'utf8').trimEnd().split('\n')].flat()
    for (const line of lines) expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u202e]/)
    for (const path of [AUDIT_LOG, SYSLOG]) expect(fs.readFileSync(path, 'utf8')).not.toMatch(/^mapexec: 0 ok/m)
  })
  test.each(['command', 'proxy', 'cwd', 'account', 'option'])(
    'as %s starts a second line in a refusal',
    async (where) => {
      const words: Readonly<Record<string, readonly string[]>> = {
        command: ['--proxy', SANDBOX_PROXY, '--', `/no/${NASTY}`],
        proxy: ['--proxy', `/tmp/${NASTY}`, '--', '/bin/true'],
        cwd: ['--proxy', SANDBOX_PROXY, '--cwd', `/${NASTY}`, '--', '/bin/true'],
        account: ['--proxy', SANDBOX_PROXY, '--account', NASTY, '--', '/bin/true'],
        option: [`--${NASTY}`, '--', '/bin/true'],
      }
      const result = runAs('pilot', [MAPEXEC, 'run', ...(words[where] ?? [])])
      expect(result.stderr.trimEnd()).toMatch(/^mapexec: 20[123] [^\x00-\x1f\x7f]*$/)
      const ref = refIn(result.stderr) ?? ''
      await until('a log has it', () => logLinesOf(ref).length > 0)
      for (const line of logLinesOf(ref)) expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u202e]/)
    },
  )
  test('is a record for programs that does not parse', () => {
    for (const line of fs.readFileSync(AUDIT_LOG, 'utf8').trimEnd().split('\n'))
      expect(() => JSON.parse(line) as unknown).not.toThrow()
  })
})

describe('no record, no launch:', () => {
  const leases = (): readonly string[] => fs.readdirSync(GRIDMAPDIR).filter((name) => name.startsWith('%2f'))
  /** /run/mapexec as another file system for one launch. */
  function covered(options: string, action: () => void): void {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'covered', RECORDS])
    try {
      for (const name of ['ended', 'history', 'slots', 'locks']) {
        try {
          fs.mkdirSync(`${RECORDS}/${name}`)
          fs.chownSync(`${RECORDS}/${name}`, 999, 995)
        } catch {
          // A file system that is full already is the point of the test.
        }
      }
      fs.chownSync(RECORDS, 999, 995)
      action()
    } finally {
      execFileSync('umount', ['-l', RECORDS])
    }
  }
  const [serviceUid, serviceGid] = [fs.statSync(RECORDS).uid, fs.statSync(RECORDS).gid]
  const fresh = (): string => makeProxy('carol')

  test.each([
    ['full', 'size=4k,mode=0755'],
    ['without inodes', 'nr_inodes=5,mode=0755'],
  ])('a record directory that is %s', (_what, options) => {
    const proxy = fresh()
    const before = leases()
    covered(`${options},uid=${serviceUid},gid=${serviceGid}`, () => {
      if (options.startsWith('size')) fs.writeFileSync(`${RECORDS}/filler`, Buffer.alloc(4096))
      const result = launch(proxy, [...touch])
      expect([result.code, verdict(result)[1]]).toEqual([
        202,
        expect.stringMatching(/^(record-failed|supervision-failed|lease-directory)$/),
      ])
    })
    expect(leases()).toEqual(before)
  })
  test('a record directory that is read-only', () => {
    const proxy = fresh()
    const before = leases()
    execFileSync('mount', ['--bind', RECORDS, RECORDS])
    execFileSync('mount', ['-o', 'remount,ro,bind', RECORDS])
    try {
      expect(verdict(launch(proxy, [...touch]))).toEqual([202, 'record-failed'])
    } finally {
      execFileSync('umount', ['-l', RECORDS])
    }
    expect(leases()).toEqual(before)
  })
  test('a record directory that is a link', async () => {
    fs.symlinkSync(RECORDS, '/run/linked')
    await withHelperConf({ record_directory: '/run/linked' }, () =>
      expect(verdict(launch(SANDBOX_PROXY, [...touch]))).toEqual([202, 'record-failed']),
    )
  })
  test('a system logger that is stuck does not hold a launch, and the file has the line', () => {
    const [pid] = execFileSync('pgrep', ['-f', 'busybox syslogd'], { encoding: 'utf8' }).split('\n')
    process.kill(Number(pid), 'SIGSTOP')
    try {
      const before = Date.now()
      for (let round = 0; round < 30; round += 1) expect(launch(SANDBOX_PROXY, ['/bin/true']).code).toBe(0)
      expect(Date.now() - before).toBeLessThan(20_000)
    } finally {
      process.kill(Number(pid), 'SIGCONT')
    }
  })
  test('works again afterwards', () => expect(attack([], judge).code).toBe(RIGHT))
})
