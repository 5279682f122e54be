/** Orders of a decider at their edges: grace, events of a warm service, files that cannot be made, commands that cannot run. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  chownSync,
} from 'node:fs'
import {
  HELPER,
  HELPER_CONF,
  MARK,
  UID,
  processesOf,
  script,
  sharedDirectory,
  until,
  verdict,
  type Result,
} from '../e2e/support'
import { SERVICE, SOCKET } from '../e2e/service'
import { MESSAGE } from '../../src/core/wire'
import { HEADER_BYTES, parseHeader, type Frame } from '../../src/launch/frame'
import { encodePrint, encodeRead, parseEnded, parseStarted, type Launch } from '../../src/launch/protocol'
import {
  JUDGE,
  PEST,
  PLAYED_UID,
  POOL_GID,
  RIGHT,
  attack,
  hostile,
  playedEnd,
  playedLaunch,
  prepare,
  withHelperConf,
  withPlayer,
} from './support'

const directory = sharedDirectory('orders')
chmodSync(directory, 0o777)

async function order(change: Partial<Launch>, actions: readonly string[] = []): Promise<Result> {
  prepare(['R', playedLaunch(change)])
  return withPlayer(() => hostile(actions, [HELPER, 'run', '--', '/bin/true']), 4000)
}

describe('time to end in', () => {
  const linger = `(trap 'echo obeyed >${directory}/obeyed; exit 0' TERM; while :; do sleep 0.02; done) & sleep 0.2; exit 5`
  beforeEach(() => rmSync(`${directory}/obeyed`, { force: true }))
  test('is given to what a payload leaves behind', async () => {
    const { code } = await order({ graceMilliseconds: 3000, argv: ['/bin/sh', '-c', linger] })
    expect([code, existsSync(`${directory}/obeyed`)]).toEqual([5, true])
    expect(processesOf(PLAYED_UID)).toEqual([])
  })
  test('is not given without the order', async () => {
    const { code } = await order({ argv: ['/bin/sh', '-c', linger] })
    expect([code, existsSync(`${directory}/obeyed`)]).toEqual([5, false])
  })
  test('ends with SIGKILL for who is deaf', async () => {
    const before = Date.now()
    const { code } = await order({
      graceMilliseconds: 300,
      argv: ['/bin/sh', '-c', `${PEST} deaf 100000 1 & sleep 0.2; exit 6`],
    })
    expect([code, processesOf(PLAYED_UID)]).toEqual([6, []])
    expect(Date.now() - before).toBeLessThan(4000)
  })
})

describe('a file for the payload is a refusal where', () => {
  const entry = {
    kind: 'file',
    path: `${directory}/file`,
    bytes: Buffer.from('text'),
    mode: 0o600,
    removeAtEnd: false,
  } as const
  beforeEach(() => rmSync(entry.path, { recursive: true, force: true }))
  const refused = async (create: Launch['create'], actions: readonly string[] = []): Promise<void> => {
    const result = await order({ create, argv: ['/bin/touch', MARK] }, actions)
    expect([...verdict(result), existsSync(MARK)]).toEqual([201, 'target-proxy', false])
  }
  test('it is somebody else’s already', async () => {
    writeFileSync(entry.path, 'kept')
    await refused([entry])
    expect(readFileSync(entry.path, 'utf8')).toBe('kept')
  })
  test('it is a link, even one of the target’s own', async () => {
    symlinkSync('/tmp/elsewhere', entry.path)
    await refused([entry])
    expect(existsSync('/tmp/elsewhere')).toBe(false)
  })
  test('it is a directory', () => {
    mkdirSync(entry.path)
    return refused([entry])
  })
  test('there is no directory for it', () => refused([{ ...entry, path: `${directory}/none/file` }]))
  test('it would be larger than the caller’s limit, and no half of it stays', async () => {
    await refused([{ ...entry, bytes: Buffer.alloc(70_000) }], ['limit=1:65536/65536'])
    expect(existsSync(entry.path)).toBe(false)
  })
  test('it exists and its new text is larger than that: the old one stays', async () => {
    writeFileSync(entry.path, 'kept')
    chownSync(entry.path, PLAYED_UID, POOL_GID)
    await refused([{ ...entry, bytes: Buffer.alloc(70_000) }], ['limit=1:65536/65536'])
    expect(readFileSync(entry.path, 'utf8')).toBe('kept')
  })
  test('a directory is somebody else’s, or to be removed and there already', async () => {
    const place = { kind: 'directory', path: `${directory}/place`, mode: 0o700, removeAtEnd: false } as const
    mkdirSync(place.path, { mode: 0o777 })
    await refused([{ ...place, bytes: undefined }])
    chownSync(place.path, PLAYED_UID, POOL_GID)
    await refused([{ ...place, bytes: undefined, removeAtEnd: true }])
    expect((await order({ create: [{ ...place, bytes: undefined }] })).code).toBe(RIGHT)
  })
})

describe('what the payload did to a place that is to be removed:', () => {
  const place = {
    kind: 'directory',
    path: `${directory}/fresh`,
    bytes: undefined,
    mode: 0o700,
    removeAtEnd: true,
  } as const
  test.each([
    [
      'a link in its place is not followed',
      `rmdir ${place.path}; mkdir ${directory}/victim; touch ${directory}/victim/f; ln -s victim ${place.path}`,
    ],
    [
      'another directory in its place is not emptied',
      `mv ${place.path} ${directory}/moved; mkdir ${directory}/victim; touch ${directory}/victim/f; ln -s x ${directory}/y; mkdir ${place.path}; touch ${place.path}/other`,
    ],
  ])('%s', async (_what, command) => {
    expect((await order({ create: [place], argv: ['/bin/sh', '-c', command] })).code).toBe(0)
    expect(existsSync(`${directory}/victim/f`)).toBe(true)
    for (const name of ['fresh', 'victim', 'moved', 'y'])
      rmSync(`${directory}/${name}`, { recursive: true, force: true })
  })
  test('what it locked itself out of goes as well', async () => {
    const command = `mkdir -p ${place.path}/a/b; touch ${place.path}/a/b/f; chmod 0 ${place.path}/a/b ${place.path}/a ${place.path}`
    expect((await order({ create: [place], argv: ['/bin/sh', '-c', command] })).code).toBe(0)
    expect(existsSync(place.path)).toBe(false)
  })
  test('a file that it made a directory of stays, and harms nobody', async () => {
    const file = {
      kind: 'file',
      path: `${directory}/turned`,
      bytes: Buffer.from('x'),
      mode: 0o600,
      removeAtEnd: true,
    } as const
    const { code } = await order({ create: [file], argv: ['/bin/sh', '-c', `rm ${file.path}; mkdir ${file.path}`] })
    expect([code, playedEnd()?.['exit']]).toEqual([0, 0])
  })
})

describe('a command that', () => {
  const word = 'x'.repeat(300)
  test.each([
    ['is below a file', '/etc/passwd/x', 'command-missing'],
    ['has a name longer than any', `/tmp/${word}`, 'command-missing'],
    ['is a link in a circle', `${directory}/circle`, 'command-missing'],
    ['is a directory', directory, 'command-not-executable'],
    ['is no program', script(`${directory}/noise`, '\u0001\u0002\u0003'), 'bad-interpreter'],
    ['wants an interpreter that is not there', script(`${directory}/orphan`, '#!/no/such/shell\n'), 'bad-interpreter'],
  ])('%s is named as that', async (_what, path, reason) => {
    rmSync(`${directory}/circle`, { force: true })
    symlinkSync('circle', `${directory}/circle`)
    expect(verdict(await order({ argv: [path] }))).toEqual([201, reason])
    unlinkSync(`${directory}/circle`)
  })
  test('has more arguments than the kernel takes is named as that', async () =>
    expect(
      verdict(await order({ argv: ['/bin/true', ...Array.from({ length: 40 }, () => 'y'.repeat(131_000))] })),
    ).toEqual([201, 'arguments-too-long']))
  test('has one argument beyond the kernel’s longest is named as that', async () =>
    expect(verdict(await order({ argv: ['/bin/true', 'y'.repeat(140_000)] }))).toEqual([201, 'arguments-too-long']))
  test('has more strings than the protocol knows is named as that', async () =>
    expect(verdict(await order({ argv: ['/bin/true', ...Array.from({ length: 262_200 }, () => '')] }))).toEqual([
      201,
      'arguments-too-long',
    ]))
})

test('a PRINT for a descriptor that the caller did not pass is a refusal', async () => {
  prepare(['R', encodePrint({ exit: 0, status: { fd: 77, text: 'x' } })])
  expect(verdict(await withPlayer(() => attack([], ['/bin/true'])))).toEqual([201, 'status-fd-invalid'])
})

test('a READ of what is too large or no file is answered, and the conversation goes on', async () => {
  prepare(['R', encodeRead('/etc/passwd', 1), 'R', encodeRead('/etc/mapexec', 100), 'R', encodePrint({ exit: 9 })])
  expect((await withPlayer(() => attack([], ['/bin/true']))).code).toBe(9)
})

describe('a lock that is', () => {
  const lock = `/run/mapexec/locks/${PLAYED_UID}`
  const cases: readonly (readonly [string, () => void])[] = [
    ['a link', () => symlinkSync('/tmp/lock', lock)],
    ['a directory', () => mkdirSync(lock)],
    [
      'somebody else’s',
      () => (writeFileSync(lock, '', { mode: 0o666 }), chmodSync(lock, 0o666), chownSync(lock, UID.pilot, 0)),
    ],
  ]
  afterEach(() => rmSync(lock, { recursive: true, force: true }))
  test.each(cases)('%s is not believed', async (_what, make) => {
    rmSync(lock, { recursive: true, force: true })
    make()
    expect(verdict(await order({ argv: ['/bin/touch', MARK] }))).toEqual([202, 'supervision-failed'])
    expect(existsSync(MARK)).toBe(false)
  })
})

/** A service that orders one launch and writes down all that the helper says. */
const SERVICE_PLAY = `
const { createServer } = require('net'), fs = require('fs')
createServer((socket) => {
  let first = true
  socket.on('data', (bytes) => {
    if (first) socket.write(fs.readFileSync('/sandbox/order'))
    else fs.appendFileSync('/run/mapexec/heard', bytes)
    first = false
  })
}).listen('${SOCKET}', () => { fs.chmodSync('${SOCKET}', 0o600); console.log('there') })`

const HEARD = '/run/mapexec/heard'

/** Those that are whole: the service may be writing. */
function heardFrames(): readonly Frame[] {
  const heard = existsSync(HEARD) ? readFileSync(HEARD) : Buffer.alloc(0)
  const frames: Frame[] = []
  for (let at = 0; at + HEADER_BYTES <= heard.length;) {
    const { length, type } = parseHeader(heard.subarray(at, at + HEADER_BYTES))
    const end = at + HEADER_BYTES + length
    if (end <= heard.length) frames.push({ type, body: heard.subarray(at + HEADER_BYTES, end) })
    at = end
  }
  return frames
}

describe('a warm service that asks for events', () => {
  test.each([
    ['of a payload that ends by itself', [JUDGE, String(PLAYED_UID), String(POOL_GID)], RIGHT << 8, undefined],
    ['of a payload that never runs', ['/no/such/command'], 0, 'command-missing'],
  ])('hears %s', async (_what, argv, status, reason) => {
    prepare([])
    writeFileSync('/sandbox/order', playedLaunch({ events: true, argv }))
    const service = spawn(process.execPath, ['-e', SERVICE_PLAY], {
      ...SERVICE,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => service.stdout.once('data', resolve))
    await withHelperConf({ warm: 'require' }, () => attack([], ['/bin/true']))
    await until('the end is heard', () => heardFrames().at(-1)?.type === MESSAGE.ENDED)
    service.kill('SIGKILL')
    const frames = heardFrames()
    rmSync(HEARD)
    rmSync(SOCKET, { force: true })
    const [last] = frames.slice(-1)
    if (last === undefined) throw new Error('nothing was heard')
    if (reason === undefined) expect(frames[0] && parseStarted(frames[0])).toBeGreaterThan(1)
    expect(parseEnded(last)).toMatchObject({ status, reason })
  })
  test('and helper.conf is as it was', () => expect(readFileSync(HELPER_CONF, 'utf8')).toMatch(/^warm = off$/m))
})
