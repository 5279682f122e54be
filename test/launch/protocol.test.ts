import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as wire from '../../src/core/wire'
import { encodeFrame, list, parseFields, readList, readU32, u32, u32s } from '../../src/launch/frame'
import {
  encodeLaunch,
  encodePrint,
  encodeRead,
  parseEnded,
  parseFile,
  parseHello,
  parseStarted,
  type Launch,
} from '../../src/launch/protocol'
import { reasonOf } from '../support/reason'

const u64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  return bytes
}

const H = wire.HELLO
const helloFields: [number, Uint8Array][] = [
  [H.VERSION, u32(1)],
  [H.CALLER_UID, u32(60001)],
  [H.CALLER_GID, u32(60002)],
  [H.CALLER_GROUPS, u32s([7, 8])],
  [H.PID, u32(42)],
  [H.START_TIME, u64(123456789012n)],
  [H.CWD, Buffer.from('/tmp')],
  [H.ARGV, list(['m', 'run'])],
  [H.ENVIRON, list(['A=1'])],
  [H.UMASK, u32(0o22)],
  [H.TERMINALS, u32(8)],
]
const frameOf = (type: number, fields: [number, Uint8Array][]) => ({
  type,
  body: encodeFrame(type, fields).subarray(5),
})

describe('HELLO', () => {
  test('arrives whole', () => {
    expect(parseHello(frameOf(wire.MESSAGE.HELLO, helloFields))).toMatchObject({
      callerUid: 60001,
      callerGid: 60002,
      callerGroups: [7, 8],
      pid: 42,
      startTime: 123456789012n,
      umask: 0o22,
      terminals: 8,
    })
  })

  test.each(helloFields.map(([tag], index) => [tag, index]))('is refused without field %i', (_tag, index) => {
    expect(reasonOf(() => parseHello(frameOf(wire.MESSAGE.HELLO, helloFields.toSpliced(index, 1))))).toBe('protocol')
  })

  test('is refused as another message and in another version', () => {
    expect(reasonOf(() => parseHello(frameOf(wire.MESSAGE.FILE, helloFields)))).toBe('protocol')
    expect(
      reasonOf(() => parseHello(frameOf(wire.MESSAGE.HELLO, [[H.VERSION, u32(2)], ...helloFields.slice(1)]))),
    ).toBe('protocol')
  })
})

describe('FILE', () => {
  const facts = Buffer.alloc(56)
  facts.writeUInt32LE(0o100600, 0)
  facts.writeUInt32LE(60001, 4)

  test('arrives with facts and bytes', () => {
    const answer = parseFile(
      frameOf(wire.MESSAGE.FILE, [
        [1, u32(0)],
        [2, facts],
        [3, Buffer.from('pem')],
      ]),
    )
    expect([answer.errno, answer.facts?.mode, answer.facts?.uid, answer.bytes?.toString()]).toEqual([
      0,
      0o100600,
      60001,
      'pem',
    ])
  })

  test.each([
    [
      'data beside an error',
      [
        [1, u32(2)],
        [3, Buffer.from('x')],
      ],
    ],
    [
      'success without data',
      [
        [1, u32(0)],
        [2, facts],
      ],
    ],
    [
      'data without facts',
      [
        [1, u32(0)],
        [3, Buffer.from('x')],
      ],
    ],
    [
      'facts of another size',
      [
        [1, u32(0)],
        [2, Buffer.alloc(55)],
        [3, Buffer.from('x')],
      ],
    ],
  ] as [string, [number, Uint8Array][]][])('is refused with %s', (_why, fields) => {
    expect(reasonOf(() => parseFile(frameOf(wire.MESSAGE.FILE, fields)))).toBe('protocol')
  })
})

test('STARTED and ENDED arrive', () => {
  expect(parseStarted(frameOf(wire.MESSAGE.STARTED, [[1, u32(77)]]))).toBe(77)
  const rusage = Buffer.concat([u64(1n), u64(2n), u64(3n), u64(4n), u64(5n)])
  expect(
    parseEnded(
      frameOf(wire.MESSAGE.ENDED, [
        [1, u32(256)],
        [2, rusage],
      ]),
    ),
  ).toEqual({
    status: 256,
    userMicroseconds: 1n,
    systemMicroseconds: 2n,
    maxRssKib: 3n,
    reason: undefined,
  })
})

const launch: Launch = {
  uid: 61001,
  gid: 61000,
  groups: [61000],
  argv: ['/bin/true'],
  environ: ['A=1'],
  cwd: '',
  umask: 0o77,
  limits: [],
  create: [],
  stdin: { mode: 'inherit' },
  session: 'auto',
  noNewPrivs: false,
  execLabel: undefined,
  reap: 'account',
  graceMilliseconds: 0,
  record: '/run/mapexec/0123456789abcdef.jsonl',
  ref: '0123456789abcdef',
  statusFd: undefined,
  events: false,
}
const launchFields = (change: Partial<Launch> = {}) =>
  parseFields(encodeLaunch({ ...launch, ...change }).subarray(5), Object.values(wire.LAUNCH))

describe('LAUNCH', () => {
  test('carries the numbers as they are', () => {
    const fields = launchFields()
    expect(readU32(fields.get(wire.LAUNCH.UID) ?? Buffer.alloc(0))).toBe(61001)
    expect(readList(fields.get(wire.LAUNCH.ARGV) ?? Buffer.alloc(0)).map(String)).toEqual(['/bin/true'])
  })

  test('leaves out what is optional', () => {
    const { LIMITS, CREATE, STDIN_DATA, EXEC_LABEL, STATUS_FD } = wire.LAUNCH
    for (const tag of [LIMITS, CREATE, STDIN_DATA, EXEC_LABEL, STATUS_FD]) expect(launchFields().has(tag)).toBe(false)
  })

  test('writes an infinite limit as all ones', () => {
    const bytes = launchFields({ limits: [{ resource: 4, soft: 0n, hard: undefined }] }).get(wire.LAUNCH.LIMITS)
    expect(bytes?.toString('hex')).toBe(`04000000${'00'.repeat(8)}${'ff'.repeat(8)}`)
  })

  test('writes what is to be created with kind, flag, mode, path and bytes', () => {
    const create = [{ kind: 'file' as const, path: '/p', mode: 0o600, bytes: Buffer.from('xy'), removeAtEnd: true }]
    expect(launchFields({ create }).get(wire.LAUNCH.CREATE)?.toString('hex')).toBe(
      '010180010000020000002f70020000007879',
    )
  })

  test.each([
    ['a NUL in an argument', { argv: ['/bin/true', 'a\0b'] }],
    ['a NUL in the environment', { environ: ['A=\0'] }],
  ])('is refused with %s', (_why, change) =>
    expect(reasonOf(() => encodeLaunch({ ...launch, ...change }))).toBe('protocol'),
  )
})

test('READ and PRINT carry their fields', () => {
  expect(parseFields(encodeRead('/p', 9).subarray(5), [1, 2]).get(1)?.toString()).toBe('/p')
  const print = parseFields(
    encodePrint({ exit: 203, stderr: 'no', status: { fd: 5, text: '{}' } }).subarray(5),
    Object.values(wire.PRINT),
  )
  expect([print.get(2)?.toString(), readU32(print.get(3) ?? Buffer.alloc(0)), print.has(1)]).toEqual(['no', 203, false])
})

describe('the C helper', () => {
  const header = readFileSync(join(__dirname, '../../native-helper/protocol.h'), 'utf8')
  const defined = new Map(
    [...header.matchAll(/^#define\s+(\w+)\s+(0x[0-9a-fA-F]+|\d+)u?\b/gm)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  )
  const tables = {
    MSG: wire.MESSAGE,
    HELLO: wire.HELLO,
    FILE: wire.FILE,
    STARTED: wire.STARTED,
    ENDED: wire.ENDED,
    READ: wire.READ,
    PRINT: wire.PRINT,
    LAUNCH: wire.LAUNCH,
  }
  const expected = Object.entries(tables).flatMap(([prefix, table]) =>
    Object.entries(table).map(([name, value]) => [`${prefix}_${name}`, value] as const),
  )

  test.each(expected)('knows %s as %i', (name, value) => expect(defined.get(name)).toBe(value))
})
