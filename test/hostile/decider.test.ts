/** A decider that dies, hangs, lies or talks nonsense: never a payload, always a code and a reason before the deadline. */
import { spawn } from 'node:child_process'
import { chownSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { MARK, RECORDS, processesOf, until, verdict, type Result } from '../e2e/support'
import {
  PLAYED_UID,
  RIGHT,
  compilePlay,
  attack,
  playedEnd,
  playedLaunch,
  prepare,
  withPlayer,
  PLAYER,
  withHelperConf,
} from './support'
import { encodePrint, encodeRead } from '../../src/launch/protocol'

const DEADLINE = 700
type Play = Parameters<typeof compilePlay>[0]

async function answer(play: Play, milliseconds = DEADLINE): Promise<Result & { readonly took: number }> {
  prepare(play)
  return withPlayer(() => {
    const before = performance.now()
    const result = attack([], ['/bin/true'])
    return { ...result, took: performance.now() - before }
  }, milliseconds)
}

/** A LAUNCH that would leave a mark. */
const marked = playedLaunch({ argv: ['/bin/touch', MARK] })

async function expectNoPayload(play: Play, reasons: readonly string[]): Promise<void> {
  const result = await answer(play)
  expect(existsSync(MARK)).toBe(false)
  expect(result.code).toBe(202)
  expect(reasons).toContain(verdict(result)[1])
  expect(result.took).toBeLessThan(DEADLINE + 5000)
}

beforeEach(() => rmSync(MARK, { force: true }))

test('a decider that behaves gives the right identity: the plays below fail for what is wrong in them', async () => {
  expect((await answer(['R', playedLaunch()])).code).toBe(RIGHT)
  expect(playedEnd()).toMatchObject({ exit: RIGHT })
})

describe('a LAUNCH frame that is cut off after', () => {
  const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 20, 50, 100, marked.length - 1]
  test.each(lengths)('%i bytes, and then the end', (length) =>
    expectNoPayload(['R', marked.subarray(0, length)], ['decider-failed', 'protocol']),
  )
  test.each([0, 3, 5, 30, marked.length - 1])('%i bytes, and then silence', (length) =>
    expectNoPayload(['R', marked.subarray(0, length), 'L'], ['decision-timeout']),
  )
  test('each byte, with the rest a moment later, is a LAUNCH all the same', async () => {
    const launch = playedLaunch()
    const slowly = [...launch.subarray(0, 20)].flatMap((byte) => [Buffer.from([byte]), 1])
    expect((await answer(['R', ...slowly, launch.subarray(20)])).code).toBe(RIGHT)
  })
})

describe('a LAUNCH frame with one byte changed', () => {
  // What must not change by accident: lengths, type, tags. A changed value may be a permitted other launch.
  const structure = structureOf(marked)
  test('has more than 80 bytes of structure', () => expect(structure.length).toBeGreaterThan(80))
  test.each(structure)('at %i is refused', async (at) => {
    const bad = Buffer.from(marked)
    bad[at] = ((bad[at] ?? 0) ^ 0x81) & 0xff
    // A longer length only makes the helper wait for what never comes; the play ends, so it is the end of the stream.
    await expectNoPayload(['R', bad], ['protocol', 'decider-failed'])
  })
})

/** Offsets of the length, the type, and each field's tag and length. */
function structureOf(frame: Buffer): readonly number[] {
  const offsets = [0, 1, 2, 3, 4]
  for (let at = 5; at < frame.length; at += 6 + frame.readUInt32LE(at + 2))
    offsets.push(...[0, 1, 2, 3, 4, 5].map((byte) => at + byte))
  return offsets
}

const field = (tag: number, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(tag, 0)
  head.writeUInt32LE(bytes.length, 2)
  return Buffer.concat([head, bytes])
}
const frame = (type: number, body: Buffer, length = body.length): Buffer => {
  const head = Buffer.alloc(5)
  head.writeUInt32LE(length >>> 0, 0)
  head.writeUInt8(type, 4)
  return Buffer.concat([head, body])
}
const without = (tag: number): Buffer => {
  const parts: Buffer[] = []
  for (let at = 5; at < marked.length; at += 6 + marked.readUInt32LE(at + 2))
    if (marked.readUInt16LE(at) !== tag) parts.push(marked.subarray(at, at + 6 + marked.readUInt32LE(at + 2)))
  return frame(0x83, Buffer.concat(parts))
}
const withField = (tag: number, bytes: Buffer): Buffer =>
  frame(0x83, Buffer.concat([without(tag).subarray(5), field(tag, bytes)]))
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

describe('a LAUNCH is refused for protocol', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 15, 16, 17, 18, 20])('without field %i', (tag) =>
    expectNoPayload(['R', without(tag)], ['protocol']),
  )
  test.each([1, 2, 4, 5, 12, 17, 18])('with field %i twice', (tag) =>
    expectNoPayload(['R', frame(0x83, Buffer.concat([marked.subarray(5), field(tag, u32(0))]))], ['protocol']),
  )
  test.each([
    ['a uid of three bytes', withField(1, Buffer.alloc(3))],
    ['a uid of eight bytes', withField(1, Buffer.alloc(8))],
    ['1025 groups', withField(3, Buffer.alloc(1025 * 4, 1))],
    ['groups of five bytes', withField(3, Buffer.alloc(5))],
    ['an empty argument vector', withField(4, Buffer.alloc(0))],
    ['a relative path to execute', withField(4, Buffer.from('bin/true\0'))],
    ['an argument without its end', withField(4, Buffer.from('/bin/true'))],
    ['a NUL in the directory', withField(6, Buffer.from('/tmp\0/x'))],
    ['a relative directory', withField(6, Buffer.from('tmp'))],
    ['a path of 4096 bytes', withField(6, Buffer.from(`/${'x'.repeat(4096)}`))],
    ['a umask of 01000', withField(7, u32(0o1000))],
    ['half a limit', withField(8, Buffer.alloc(19))],
    ['limit number 99', withField(8, Buffer.concat([u32(99), Buffer.alloc(16)]))],
    ['an entry to create that runs over', withField(9, Buffer.from([1, 0, 0, 0, 0, 0, 255, 255, 255, 255]))],
    [
      '65 entries to create',
      withField(
        9,
        Buffer.concat(
          Array.from({ length: 65 }, () =>
            Buffer.concat([Buffer.from([2, 0]), u32(0o700), u32(2), Buffer.from('/x'), u32(0)]),
          ),
        ),
      ),
    ],
    [
      'a relative entry',
      withField(9, Buffer.concat([Buffer.from([2, 0]), u32(0o700), u32(1), Buffer.from('x'), u32(0)])),
    ],
    ['standard input 3', withField(10, u32(3))],
    ['standard input of bytes, without bytes', withField(10, u32(2))],
    ['session 3', withField(12, u32(3))],
    ['no_new_privs 2', withField(13, u32(2))],
    ['a label of no kind', withField(14, Buffer.from('root'))],
    ['reap 2', withField(15, u32(2))],
    ['a relative record', withField(17, Buffer.from('run/mapexec/x'))],
    ['a reference with a slash', withField(18, Buffer.from('0123456789abcd/f'))],
    ['a short reference', withField(18, Buffer.from('0123'))],
    ['status descriptor 256', withField(19, u32(256))],
    ['tag 0', withField(0, Buffer.alloc(4))],
    ['tag 21', withField(21, Buffer.alloc(4))],
    ['tag 65535', withField(65535, Buffer.alloc(4))],
    ['the type of HELLO', frame(0x01, marked.subarray(5))],
    ['the type of FILE', frame(0x02, marked.subarray(5))],
    ['type 0', frame(0, marked.subarray(5))],
    ['type 255', frame(255, marked.subarray(5))],
    ['a length of 4 GiB', frame(0x83, marked.subarray(5), 0xffffffff)],
    ['a length of 8 MiB and one', frame(0x83, marked.subarray(5), 8 * 1024 * 1024 + 1)],
    ['a READ of 5000 bytes', frame(0x81, Buffer.alloc(5000))],
    ['a READ of a relative path', encodeRead('etc/passwd', 100)],
    ['a READ with a NUL', encodeRead('/etc/passwd\0x', 100)],
    ['a READ of 5 MiB', encodeRead('/etc/passwd', 5 * 1024 * 1024)],
    ['an empty PRINT', frame(0x82, Buffer.alloc(0))],
    ['a PRINT with exit code 256', frame(0x82, field(3, u32(256)))],
    [
      'a PRINT with a status text but no descriptor',
      frame(0x82, Buffer.concat([field(3, u32(0)), field(5, Buffer.from('x'))])),
    ],
  ])('with %s', (_what, bytes) => expectNoPayload(['R', bytes], ['protocol']))
})

describe('a LAUNCH is out of bounds', () => {
  test.each([
    ['uid 0', playedLaunch({ uid: 0 })],
    ['uid 1', playedLaunch({ uid: 1 })],
    ['uid 4294967295', playedLaunch({ uid: 0xffffffff })],
    ['the uid of the service', withField(1, u32(999))],
    ['the uid of the caller', playedLaunch({ uid: 60001 })],
    ['one below the range', playedLaunch({ uid: 61000 })],
    ['one above the range', playedLaunch({ uid: 62000 })],
    ['a guardian uid', playedLaunch({ uid: 161007 })],
    ['gid 0', playedLaunch({ gid: 0 })],
    ['gid 4294967295', playedLaunch({ gid: 0xffffffff })],
    ['a gid outside the range', playedLaunch({ gid: 61001 })],
    ['group 0', playedLaunch({ groups: [61000, 0] })],
    ['the group of the shadow file', playedLaunch({ groups: [42] })],
    ['group 4294967295', playedLaunch({ groups: [0xffffffff] })],
  ])('for %s', (_what, bytes) => expectNoPayload(['R', bytes], ['out-of-bounds']))
})

describe('a record is refused that', () => {
  // They are there, and the service's: only their place is wrong.
  const misplaced = [`${RECORDS}/.x`, `${RECORDS}/history/x`, '/tmp/record']
  afterAll(() => {
    for (const path of misplaced) rmSync(path)
  })
  beforeAll(() => {
    const { uid, gid } = statSync(RECORDS)
    for (const path of misplaced) {
      writeFileSync(path, '')
      chownSync(path, uid, gid)
    }
  })

  test.each([
    ['lies elsewhere', '/tmp/record'],
    ['climbs', '/run/mapexec/../mapexec/00000000deadbeef.jsonl'],
    ['lies in a directory below', '/run/mapexec/history/x'],
    ['is hidden', '/run/mapexec/.x'],
    ['is a directory', '/run/mapexec/locks'],
    ['does not exist', '/run/mapexec/1111111111111111.jsonl'],
    ['is the directory itself', '/run/mapexec/'],
  ])('%s', (_what, record) =>
    expectNoPayload(['R', playedLaunch({ record, argv: ['/bin/touch', MARK] })], ['record-failed']),
  )
})

describe('a decider that', () => {
  test.each([
    ['says nothing and ends', ['R'], ['decider-failed']],
    ['ends with a code', ['R', 'X'], ['decider-failed']],
    ['ends before it hears', ['X'], ['decider-failed']],
    ['dies by SIGKILL', ['R', 'K'], ['decider-failed']],
    ['dies by SIGKILL in the middle of its answer', ['R', marked.subarray(0, 40), 'K'], ['decider-failed']],
    ['closes the wire and lingers', ['R', 'C', 'L'], ['decider-failed']],
    ['says nothing', ['R', 'L'], ['decision-timeout']],
    ['does not even listen', ['L'], ['decision-timeout']],
    ['stops itself', ['R', 'T'], ['decision-timeout']],
    ['blocks every signal and says nothing', ['I', 'R', 'L'], ['decision-timeout']],
    ['is too slow', ['R', DEADLINE + 300, marked], ['decision-timeout']],
    [
      'drips one byte after the other beyond the deadline',
      ['R', ...[...marked.subarray(0, 60)].flatMap((byte) => [Buffer.from([byte]), 20])],
      ['decision-timeout'],
    ],
    [
      'asks for 17 files',
      ['R', ...Array.from({ length: 17 }, () => [encodeRead('/etc/hostname', 100), 'R' as const]).flat(), marked],
      ['protocol'],
    ],
    ['asks for a pipe that never ends', ['R', encodeRead('/dev/zero', 100), 'R', 'X'], ['decider-failed']],
  ] as const)('%s', (_what, play, reasons) => expectNoPayload([...play] as Play, reasons))

  test('has answered and lingers is ended before the payload starts', async () => {
    const result = await answer(['I', 'R', playedLaunch(), 'L'])
    expect([RIGHT, 202]).toContain(result.code)
    expect(result.took).toBeLessThan(6000)
  })
  test('leaves a child behind that holds the wire does not hold the launch', async () => {
    const result = await answer(['D', 'R', playedLaunch()])
    expect(result.code).toBe(RIGHT)
    expect(result.took).toBeLessThan(2500)
  })
  test('says LAUNCH and then more is not heard any further', async () => {
    const result = await answer(['R', playedLaunch(), playedLaunch({ uid: 61008 }), marked])
    expect([result.code, existsSync(MARK)]).toEqual([RIGHT, false])
  })
  test('says PRINT and then LAUNCH launches nothing', async () => {
    const result = await answer(['R', encodePrint({ exit: 3, stdout: 'said\n' }), marked])
    expect([result.code, result.stdout, existsSync(MARK)]).toEqual([3, 'said\n', false])
  })
  test('cannot have a file read that the caller may not read', async () => {
    // Not readable by pilot: FILE carries EACCES, and the play goes on to its PRINT.
    const result = await answer(['R', encodeRead('/etc/shadow', 4096), 'R', encodePrint({ exit: 4 })])
    expect([result.code, result.stdout]).toEqual([4, ''])
  })
})

describe('what a decider may ask for, and gets or not:', () => {
  test.each(['selinux:no_such_t', 'apparmor:no-such-profile'])(
    'the label %s that cannot be set is a refusal',
    async (execLabel) =>
      expectNoPayload(['R', playedLaunch({ execLabel, argv: ['/bin/touch', MARK] })], ['label-failed']),
  )
  test('a limit below the caller’s is set', async () => {
    const limits = [{ resource: 7, soft: 100n, hard: 100n }]
    const argv = ['/bin/bash', '-c', 'test $(ulimit -n) = 100']
    expect((await answer(['R', playedLaunch({ limits, argv })])).code).toBe(0)
  })
  test('a limit above the caller’s hard one is a refusal', () =>
    expectNoPayload(
      ['R', playedLaunch({ limits: [{ resource: 7, soft: undefined, hard: undefined }], argv: ['/bin/touch', MARK] })],
      ['switch-failed'],
    ))
  test('bytes as standard input are read, and cannot be changed', async () => {
    const argv = ['/bin/sh', '-c', 'cat; echo x >> /proc/self/fd/0']
    const result = await answer(['R', playedLaunch({ stdin: { mode: 'bytes', bytes: Buffer.from('given') }, argv })])
    expect([result.code === 0, result.stdout]).toEqual([false, 'given'])
  })
  test('log_only: another account than the caller’s is out of bounds, and the caller’s own runs', async () => {
    const own = { uid: 60001, gid: 60001, groups: [60001], argv: ['/bin/true'] }
    const conf = { decider: PLAYER, log_only: 1 }
    prepare(['R', marked])
    expect(verdict(await withHelperConf(conf, () => attack([], ['/bin/true'])))).toEqual([202, 'out-of-bounds'])
    prepare(['R', playedLaunch({ ...own, groups: [60001, 61000] })])
    expect(verdict(await withHelperConf(conf, () => attack([], ['/bin/true'])))).toEqual([202, 'out-of-bounds'])
    prepare(['R', playedLaunch(own)])
    expect((await withHelperConf(conf, () => attack([], ['/bin/true']))).code).toBe(0)
  })
  test('an account that somebody else cleans up until the deadline is a refusal that a retry may mend', async () => {
    const hold = `import fcntl, sys; f = open('${RECORDS}/locks/${PLAYED_UID}', 'w'); fcntl.lockf(f, fcntl.LOCK_EX, 1, 0); print('held', flush=True); sys.stdin.read()`
    const holder = spawn('/usr/bin/python3', ['-c', hold])
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const { uid, gid } = statSync(RECORDS)
    chownSync(`${RECORDS}/locks/${PLAYED_UID}`, uid, gid)
    const result = await answer(['R', marked])
    holder.kill()
    expect([...verdict(result), result.stderr.includes('(retry may help)')]).toEqual([202, 'account-busy', true])
    expect(existsSync(MARK)).toBe(false)
  })
  test('a warm service that is required and not there is a refusal; one that is preferred is done without', async () => {
    prepare(['R', playedLaunch()])
    const conf = { decider: PLAYER, socket: '/run/mapexec/nobody.sock' }
    expect(verdict(await withHelperConf({ ...conf, warm: 'require' }, () => attack([], ['/bin/true'])))[1]).toBe(
      'service-unavailable',
    )
    expect((await withHelperConf({ ...conf, warm: 'prefer' }, () => attack([], ['/bin/true']))).code).toBe(RIGHT)
  })
})

test('nothing of these launches is left', async () => {
  await until('no payload is left', () => processesOf(PLAYED_UID).length === 0)
})
