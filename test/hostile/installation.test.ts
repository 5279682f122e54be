/** Attacks on what is installed, and the gates of the binary itself: rows 29 to 33 and 38 of the threat table. */
import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import {
  HELPER,
  HELPER_CONF,
  MARK,
  SANDBOX_PROXY,
  UID,
  launch,
  runAs,
  sharedDirectory,
  touch,
  verdict,
  withFile,
  type Result,
} from '../e2e/support'
import { HOSTILE, JUDGE, POOL_GID, RIGHT, SHOW, aliceUid, attack, withHelperConf } from './support'

const uid = aliceUid()
const judge = [JUDGE, String(uid), String(POOL_GID)]
const conf = fs.readFileSync(HELPER_CONF, 'utf8')
const refusal = (): readonly [number | null, string | undefined] => verdict(attack([], [...touch]))

beforeEach(() => fs.rmSync(MARK, { force: true }))
afterEach(() => expect(fs.existsSync(MARK)).toBe(false))

/** A file or directory changed for one test, with everything below it put back. */
const changed = (path: string, change: () => void, action: () => void): Promise<void> => withFile(path, change, action)

describe('row 29: helper.conf is not trusted', () => {
  test.each([
    ['where it belongs to the caller', () => fs.chownSync(HELPER_CONF, UID.pilot, 0)],
    ['where it belongs to the service', () => fs.chownSync(HELPER_CONF, 999, 0)],
    ['where its group may write', () => fs.chmodSync(HELPER_CONF, 0o664)],
    ['where others may write', () => fs.chmodSync(HELPER_CONF, 0o646)],
    ['where an ACL lets the caller write', () => execFileSync('setfacl', ['-m', `u:${UID.pilot}:rw`, HELPER_CONF])],
    ['as a link to a good file', () => relink('/etc/mapexec/other.conf')],
    ['as a link to /dev/zero', () => relink('/dev/zero')],
    ['as a directory', () => replace(() => fs.mkdirSync(HELPER_CONF))],
    ['as a FIFO', () => replace(() => execFileSync('mkfifo', [HELPER_CONF]))],
    [
      'as a socket',
      () =>
        replace(() =>
          execFileSync('python3', ['-c', `import socket; socket.socket(socket.AF_UNIX).bind('${HELPER_CONF}')`]),
        ),
    ],
    ['as a device', () => replace(() => execFileSync('mknod', [HELPER_CONF, 'c', '1', '5']))],
  ])('%s', (_what, change) =>
    changed(HELPER_CONF, change, () => expect(refusal()).toEqual([202, 'helper-config-untrusted'])),
  )
  test('where it is gone while it is wanted, every time in 30 races with a rename', () => {
    const racer = spawnSync('/bin/bash', ['-c', race], { encoding: 'utf8' })
    expect(
      racer.stdout
        .trim()
        .split('\n')
        .sort()
        .filter((line, at, all) => line !== all[at - 1]),
    ).toEqual(['42'])
  })
})

function replace(make: () => void): void {
  fs.rmSync(HELPER_CONF, { recursive: true })
  make()
}
function relink(to: string): void {
  fs.writeFileSync('/etc/mapexec/other.conf', conf)
  replace(() => fs.symlinkSync(to, HELPER_CONF))
}

/** Root renames whole files over each other, as an installation does: a reader must see one of them, whole. */
const race = `
cp -a ${HELPER_CONF} /etc/mapexec/a.conf
( for i in $(seq 300); do cp -a /etc/mapexec/a.conf /etc/mapexec/b.conf; mv /etc/mapexec/b.conf ${HELPER_CONF}; done ) &
for i in $(seq 30); do
  setpriv --reuid ${UID.pilot} --regid ${UID.pilot} --clear-groups env -i ${HELPER} run --proxy ${SANDBOX_PROXY} -- ${judge.join(' ')} >/dev/null; echo $?
done
wait; rm -f /etc/mapexec/a.conf`

describe('row 30: a directory above helper.conf is not trusted', () => {
  const DIRECTORY = '/etc/mapexec'
  const restore = (path: string, change: () => void): void => {
    const { uid: owner, gid, mode } = fs.statSync(path)
    try {
      change()
      expect(refusal()).toEqual([202, 'helper-config-untrusted'])
    } finally {
      fs.chownSync(path, owner, gid)
      fs.chmodSync(path, mode & 0o7777)
    }
  }
  test.each(['/etc', DIRECTORY])('where %s belongs to somebody else', (path) =>
    restore(path, () => fs.chownSync(path, UID.pilot, 0)),
  )
  test.each(['/', '/etc', DIRECTORY])('where others may write to %s', (path) =>
    restore(path, () => fs.chmodSync(path, 0o777)),
  )
  test.each(['/', DIRECTORY])('where others may write to %s, sticky', (path) =>
    restore(path, () => fs.chmodSync(path, 0o1777)),
  )
  test('where its group may write', () => restore(DIRECTORY, () => fs.chmodSync(DIRECTORY, 0o775)))
  test('where it is a link', () => {
    fs.renameSync(DIRECTORY, '/etc/mapexec.real')
    fs.symlinkSync('/etc/mapexec.real', DIRECTORY)
    try {
      expect(refusal()).toEqual([202, 'helper-config-untrusted'])
    } finally {
      fs.unlinkSync(DIRECTORY)
      fs.renameSync('/etc/mapexec.real', DIRECTORY)
    }
  })
})

describe('row 31: the decision program is not trusted', () => {
  const decider = '/usr/lib/mapexec/decider.js'
  test.each([
    ['where it belongs to the service', () => fs.chownSync(decider, 999, 0)],
    ['where its group may write', () => fs.chmodSync(decider, 0o664)],
    ['where others may write', () => fs.chmodSync(decider, 0o646)],
    [
      'as a link',
      () => (fs.renameSync(decider, '/usr/lib/mapexec/x.js'), fs.symlinkSync('/usr/lib/mapexec/x.js', decider)),
    ],
    ['as a FIFO', () => (fs.rmSync(decider), execFileSync('mkfifo', [decider]))],
    ['where it is gone', () => fs.rmSync(decider)],
    ['where an ACL lets the service write', () => execFileSync('setfacl', ['-m', 'u:999:rw', decider])],
  ])('%s', (_what, change) => changed(decider, change, () => expect(refusal()).toEqual([202, 'decider-untrusted'])))
  test.each(['/usr/lib/mapexec', '/usr/lib'])('where others may write to %s above it', (path) => {
    const mode = fs.statSync(path).mode & 0o7777
    fs.chmodSync(path, 0o777)
    try {
      expect(refusal()).toEqual([202, 'decider-untrusted'])
    } finally {
      fs.chmodSync(path, mode)
    }
  })
  test.each([
    ['in a directory of the caller', '/home/pilot/node'],
    ['that others may write', '/usr/local/bin/loose-node'],
    ['that is a link', '/usr/local/bin/linked-node'],
    ['that is not there', '/usr/local/bin/no-node'],
    ['with a path that climbs', '/usr/local/bin/../bin/node'],
    ['with an empty component', '/usr//bin/node'],
  ])('with an interpreter %s', async (_what, path) => {
    const node = fs.realpathSync(/^decider = (\S+)/m.exec(conf)?.[1] ?? '')
    if (path.endsWith('pilot/node') || path.endsWith('loose-node')) fs.copyFileSync(node, path)
    if (path.endsWith('loose-node')) fs.chmodSync(path, 0o777)
    if (path.endsWith('linked-node')) fs.symlinkSync(node, path)
    await withHelperConf({ decider: `${path} ${decider}` }, () => expect(refusal()).toEqual([202, 'decider-untrusted']))
  })
})

describe('row 32: a helper that is held open over an upgrade', () => {
  test('through O_PATH loses capabilities and execute permission', () => {
    const holder = `exec 9<>/dev/null; python3 -c '
import os, subprocess, sys
fd = os.open("${HELPER}", os.O_PATH)
os.set_inheritable(fd, True)
print("held", flush=True)
sys.stdin.readline()
try:
    os.execve(fd, ["mapexec", "run", "--proxy", "${SANDBOX_PROXY}", "--", "${SHOW}"], {})
except OSError as error: print("errno", error.errno)
'`
    const script = `
coproc H { setpriv --reuid ${UID.pilot} --regid ${UID.pilot} --clear-groups bash -c "$1"; }
read -u "\${H[0]}" line; echo "$line"
cp -a ${HELPER} /tmp/held
/usr/bin/env -i PATH="$PATH" ${process.execPath} dist/cli.js install >/tmp/install.log 2>&1; echo "install $?"
echo go >&"\${H[1]}"; read -u "\${H[0]}" line; echo "$line"`
    // Another build, so that there is something to upgrade: one byte behind the end changes nothing but the file.
    const shipped = fs.realpathSync('dist/mapexec-helper')
    fs.appendFileSync(shipped, '\n')
    const { stdout } = spawnSync('/bin/bash', ['-c', script, 'bash', holder], { encoding: 'utf8', timeout: 30_000 })
    expect(stdout.split('\n').slice(0, 2)).toEqual(['held', 'install 0'])
    expect(fs.readFileSync('/tmp/held').equals(fs.readFileSync(HELPER))).toBe(false)
    expect(stdout).toContain('errno 13')
    expect(attack([], judge).code).toBe(RIGHT)
  })
})

describe('row 33: a hard link to the helper', () => {
  test('cannot be made by the caller', () => {
    const directory = sharedDirectory('row-33')
    for (const place of [directory, '/home/pilot', '/dev/shm'])
      expect(runAs('pilot', ['/bin/ln', HELPER, `${place}/helper`]).code).not.toBe(0)
    if (fs.statSync('/usr').dev === fs.statSync(HELPER).dev)
      expect(fs.readFileSync('/proc/sys/fs/protected_hardlinks', 'utf8').trim()).toBe('1')
  })
  test('or a copy has no capabilities', () => {
    const copy = '/home/pilot/helper-copy'
    expect(runAs('pilot', ['/bin/cp', HELPER, copy]).code).toBe(0)
    expect(verdict(runAs('pilot', [copy, 'run', '--', ...touch]))).toEqual([202, 'capabilities-missing'])
  })
})

describe('row 38: a number in helper.conf is refused that is', () => {
  const BAD = [
    '-1',
    '4294967295',
    '4294967296',
    '+1',
    '01',
    ' 1',
    '1 ',
    '0x7d1',
    '',
    '1e3',
    '1.0',
    '٣',
    '18446744073709551617',
    '1,2',
    'root',
  ]
  const KEYS = [
    'service_uid',
    'service_gid',
    'caller_uids',
    'target_uids',
    'target_gids',
    'guardian_uid_offset',
    'decision_timeout_ms',
    'log_only',
  ]
  test.each(KEYS.flatMap((key) => BAD.map((value) => [value, key] as const)))('%p as %s', async (value, key) => {
    await withHelperConf({ [key]: value }, () => expect(refusal()).toEqual([202, 'helper-config-syntax']))
  })
  test.each([
    '61999-61001',
    '61001-',
    '-61001',
    '61001--61002',
    '61001-61002-61003',
    '61001  61002',
    '0',
    '0-100',
    '999',
    '60001-161500',
  ])('%p as a target range', async (value) => {
    await withHelperConf({ target_uids: value }, () => expect(refusal()).toEqual([202, 'helper-config-syntax']))
  })
})

describe('helper.conf is malformed', () => {
  const written = async (text: string | Buffer): Promise<Result> => {
    let result: Result | undefined
    await changed(
      HELPER_CONF,
      () => fs.writeFileSync(HELPER_CONF, text),
      () => (result = attack([], [...touch])),
    )
    if (result === undefined) throw new Error('never tried')
    return result
  }
  test.each<readonly [string, string | Buffer]>([
    ['with CRLF', conf.replaceAll('\n', '\r\n')],
    ['with a NUL', conf.replace('\n', '\0\n')],
    ['with a key twice', `${conf}service_uid = 999\n`],
    ['with an unknown key', `${conf}target_uid = 61001\n`],
    ['with a key in capitals', conf.replace('service_uid', 'SERVICE_UID')],
    ['without a space before =', conf.replace('service_uid =', 'service_uid=')],
    ['with a tab', conf.replace('service_uid = ', 'service_uid =\t')],
    ['with a comment behind a value', conf.replace(/^service_uid = .*$/m, '$& # x')],
    ['with a line that goes on', conf.replace(/^(service_uid = .*)\n/m, '$1 \\\n')],
    ['without its last newline', conf.trimEnd()],
    ['and empty', ''],
    ['with a byte order mark', `\ufeff${conf}`],
    ['with a relative decider', conf.replace(/^decider = .*$/m, 'decider = node x')],
    ['with a relative record directory', conf.replace(/^record_directory = .*$/m, 'record_directory = run')],
    ['with a line of 9000 bytes', `${conf}# ${'x'.repeat(9000)}\n`.replace('# ', 'socket_ = ')],
    [
      'with 1100 ranges',
      conf.replace(
        /^caller_uids = .*$/m,
        `caller_uids = ${Array.from({ length: 1100 }, (_, i) => 1000 + i).join(' ')}`,
      ),
    ],
    ['and larger than 64 KiB', conf + '#\n'.repeat(40_000)],
    ['and of 20 MiB', Buffer.concat([Buffer.from(conf), Buffer.alloc(20 << 20, '#')])],
    ...[
      'service_uid',
      'service_gid',
      'decider',
      'warm',
      'record_directory',
      'decision_timeout_ms',
      'target_uids',
      'target_gids',
      'guardian_uid_offset',
      'lock_directory',
    ].map((key) => [`without ${key}`, conf.replace(new RegExp(`^${key} = .*\n`, 'm'), '')] as const),
  ])('%s', async (_what, text) => expect(verdict(await written(text))).toEqual([202, 'helper-config-syntax']))
})

describe('the helper', () => {
  const said = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' })
  test('is static, without interpreter, RPATH, RUNPATH or executable stack', () => {
    const headers = said('readelf', '-ldW', HELPER)
    expect(headers).not.toMatch(/INTERP|RPATH|RUNPATH|NEEDED|TEXTREL|GNU_STACK.*E/)
    expect(headers).toMatch(/GNU_RELRO/)
    expect(headers).toMatch(/BIND_NOW|Flags:.*NOW/)
    expect(said('readelf', '-hW', HELPER)).toMatch(/Type:\s+DYN/)
  })
  test('has exactly its two capabilities, permitted only, and nothing else here has any', () => {
    expect(said('getcap', HELPER).trim()).toBe(`${HELPER} cap_setgid,cap_setuid=p`)
    expect(said('getcap', '-r', '/usr/lib/mapexec').trim().split('\n')).toHaveLength(1)
  })
  test('is smaller than 256 KiB and belongs to root, who alone may write it', () => {
    const { size, mode, uid: owner } = fs.statSync(HELPER)
    expect(size).toBeLessThan(256 * 1024)
    expect([owner, mode & 0o7022]).toEqual([0, 0])
  })
  test('names no function that looks up accounts, runs a shell or loads code', () => {
    const strings = said('strings', '-a', HELPER)
    expect(strings).not.toMatch(/\/etc\/passwd|\/bin\/sh|dlopen|nsswitch/)
  })
  test('works: the refusals above come from what was changed', () => {
    expect(launch(SANDBOX_PROXY, [HOSTILE, '--', ...judge]).code).toBe(RIGHT)
  })
})
