/** One conversation, the helper's side played by the test: every question gets exactly one answer. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { converse, type Host } from '../src/conversation'
import type { Settings } from '../src/core/settings'
import { LaunchError } from '../src/core/errors'
import { FILE, HELLO, LAUNCH, MESSAGE, PRINT, READ } from '../src/core/wire'
import type { Channel } from '../src/launch/channel'
import { encodeFrame, list, parseFields, readList, readU32, u32, u32s, type Frame } from '../src/launch/frame'
import { account, fakeSystem } from './support/fake-system'
import { sampleSettings } from './support/samples'
import { reasonOfAsync } from './support/reason'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-conversation-'))
  for (const name of ['ended', 'history']) mkdirSync(join(directory, name))
})
afterEach(() => rmSync(directory, { recursive: true }))

const system = fakeSystem({
  accounts: [account('pilot', 60001), account('worker', 61001, 61000)],
  groups: { pool: 61000 },
  now: 1_790_000_000,
})

function host(change: Partial<Settings> = {}): Host {
  const base = sampleSettings()
  const rule = {
    name: 'fixed',
    kinds: [],
    from: { type: 'account' as const, subject: undefined, account: 'worker' },
    groups: { source: 'account' as const, groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
    leaseSuffix: 'none' as const,
    reap: 'tree' as const,
    place: { file: '/c', line: 1 },
  }
  const settings = {
    ...base,
    maps: [rule],
    record: { ...base.record, directory },
    log: { ...base.log, file: join(directory, 'audit.log') },
    ...change,
  }
  return { system, events: false, loadSettings: () => settings }
}

const helloFrame = (argv: string[], uid = 60001): Frame => {
  const start = Buffer.alloc(8)
  const fields: [number, Uint8Array][] = [
    [HELLO.VERSION, u32(1)],
    [HELLO.CALLER_UID, u32(uid)],
    [HELLO.CALLER_GID, u32(60001)],
    [HELLO.CALLER_GROUPS, u32s([60001])],
    [HELLO.PID, u32(42)],
    [HELLO.START_TIME, start],
    [HELLO.CWD, Buffer.from('/tmp')],
    [HELLO.ARGV, list(argv)],
    [HELLO.ENVIRON, list(['LANG=C', 'EVIL=1'])],
    [HELLO.UMASK, u32(0o22)],
    [HELLO.TERMINALS, u32(0)],
  ]
  return { type: MESSAGE.HELLO, body: encodeFrame(MESSAGE.HELLO, fields).subarray(5) }
}

class Helper implements Channel {
  readonly heard: Frame[] = []
  constructor(
    private readonly says: Frame[],
    private readonly deaf = false,
  ) {}

  receive(): Promise<Frame> {
    const next = this.says.shift()
    return next === undefined ? Promise.reject(new LaunchError('protocol', 'gone')) : Promise.resolve(next)
  }

  send(frame: Buffer): Promise<void> {
    if (this.deaf) return Promise.reject(new Error('EPIPE'))
    this.heard.push({ type: frame.readUInt8(4), body: frame.subarray(5) })
    return Promise.resolve()
  }
}

async function answerTo(argv: string[], { from = host(), uid = 60001, more = [] as Frame[] } = {}) {
  const helper = new Helper([helloFrame(argv, uid), ...more])
  await converse(helper, from)
  const last = helper.heard.at(-1)
  if (last === undefined) throw new Error('no answer')
  const fields = parseFields(
    last.body,
    Object.values(last.type === MESSAGE.LAUNCH ? LAUNCH : last.type === MESSAGE.READ ? READ : PRINT),
  )
  return {
    helper,
    type: last.type,
    fields,
    text: (tag: number) => fields.get(tag)?.toString() ?? '',
    number: (tag: number) => readU32(fields.get(tag) ?? Buffer.alloc(0)),
  }
}

const RUN = ['mapexec-helper', 'run', '--unix', '--', '/bin/echo', 'x']
const auditLines = () =>
  readFileSync(join(directory, 'audit.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a conversation', () => {
  test('ends in LAUNCH with the numbers of the account, a record and a log line', async () => {
    const { type, number, fields } = await answerTo(RUN)
    expect([type, number(LAUNCH.UID), number(LAUNCH.GID), number(LAUNCH.REAP)]).toEqual([
      MESSAGE.LAUNCH,
      61001,
      61000,
      1,
    ])
    expect(readList(fields.get(LAUNCH.ARGV) ?? Buffer.alloc(0)).map(String)).toEqual(['/bin/echo', 'x'])
    expect(readList(fields.get(LAUNCH.ENVIRON) ?? Buffer.alloc(0)).map(String)).toEqual(
      expect.arrayContaining(['LANG=C', 'HOME=/home/worker']),
    )
    expect(readList(fields.get(LAUNCH.ENVIRON) ?? Buffer.alloc(0)).map(String)).not.toContain('EVIL=1')
    expect(readdirSync(directory)).toContain(`${'07'.repeat(8)}.jsonl`)
    expect(auditLines()).toMatchObject([{ event: 'launch' }])
  })

  test.each([
    ['a caller that is on no list', RUN, 60009, 203, 'caller-not-listed'],
    [
      'no credential of a kind that may be used',
      ['m', 'run', '--token', '/t', '/bin/true'],
      60001,
      203,
      'caller-credential-kind',
    ],
    ['words that are not understood', ['m', 'run', '--bogus'], 60001, 201, 'usage'],
    ['another verb', ['m', 'install'], 60001, 201, 'usage'],
  ])('ends in a refusal, and one log line, for %s', async (_why, argv, uid, code, reason) => {
    const { type, text, number } = await answerTo(argv, { uid })
    expect([type, number(PRINT.EXIT)]).toEqual([MESSAGE.PRINT, code])
    expect(text(PRINT.STDERR)).toMatch(new RegExp(`^mapexec: ${code} ${reason}: .* \\(ref 0707070707070707\\)\\n$`))
    expect(auditLines()).toMatchObject([{ event: 'refusal', reason, code }])
    expect(readdirSync(directory).filter((name) => name.endsWith('.jsonl'))).toEqual([])
  })

  test('ends in 202 when the configuration fails, whatever the failure', async () => {
    const broken: Host = {
      ...host(),
      loadSettings: () => {
        throw new TypeError('surprise')
      },
    }
    const { number, text } = await answerTo(RUN, { from: broken })
    expect([number(PRINT.EXIT), text(PRINT.STDERR)]).toEqual([202, expect.stringContaining('internal')])
    expect(text(PRINT.STDERR)).not.toContain('surprise')
  })

  test('explains without leaving a record', async () => {
    const { type, text, number } = await answerTo(['m', 'run', '--unix', '--explain', '/bin/true'])
    expect([type, number(PRINT.EXIT), text(PRINT.STDOUT)]).toEqual([
      MESSAGE.PRINT,
      0,
      expect.stringContaining('account: worker'),
    ])
    expect(readdirSync(directory).filter((name) => name.endsWith('.jsonl'))).toEqual([])
  })

  test('explains a refusal with its code, as JSON where asked', async () => {
    const { text, number } = await answerTo(['m', 'explain', '--unix', '--json', '--account', 'other', '/bin/true'])
    expect([number(PRINT.EXIT), JSON.parse(text(PRINT.STDOUT))]).toEqual([
      203,
      expect.objectContaining({ reason: 'account-mismatch' }),
    ])
  })

  test('tells programs on the status descriptor, even of a request that is malformed elsewhere', async () => {
    const { text, number } = await answerTo(['m', 'run', '--status-fd', '9', '--bogus'])
    expect([number(PRINT.STATUS_FD), JSON.parse(text(PRINT.STATUS_TEXT))]).toEqual([
      9,
      expect.objectContaining({ reason: 'usage', payload: null }),
    ])
  })

  test('answers glexec -v without deciding anything', async () => {
    const { text, number } = await answerTo(['glexec', '-v'], { uid: 60009 })
    expect([number(PRINT.EXIT), text(PRINT.STDOUT)]).toEqual([0, expect.stringMatching(/glexec interface/)])
  })

  test('takes record and lease back when the helper cannot be told', async () => {
    const helper = new Helper([helloFrame(RUN)], true)
    await expect(converse(helper, host())).rejects.toThrow('EPIPE')
    expect(readdirSync(directory).filter((name) => name.endsWith('.jsonl'))).toEqual([])
  })

  test('is over when HELLO is nonsense', async () => {
    const nonsense = new Helper([{ type: MESSAGE.HELLO, body: Buffer.from('nonsense') }])
    expect(await reasonOfAsync(() => converse(nonsense, host()))).toBe('protocol')
    expect(nonsense.heard).toEqual([])
  })

  test.each([
    [2, 'credential-not-found'],
    [20, 'credential-not-found'],
    [13, 'credential-unreadable'],
    [22, 'credential-not-regular'],
    [27, 'credential-too-large'],
    [116, 'credential-changed'],
    [110, 'credential-unreadable'],
  ])('turns errno %i of a credential into %s', async (errno, reason) => {
    const base = sampleSettings()
    const x509 = { authenticate: { ...base.authenticate, x509: x509Settings } }
    const answer: Frame = {
      type: MESSAGE.FILE,
      body: encodeFrame(MESSAGE.FILE, [[FILE.ERRNO, u32(errno)]]).subarray(5),
    }
    const { helper, text } = await answerTo(['m', 'run', '--proxy', 'p.pem', '/bin/true'], {
      from: host(x509),
      more: [answer],
    })
    expect(
      parseFields(helper.heard[0]?.body ?? Buffer.alloc(0), [1, 2])
        .get(READ.PATH)
        ?.toString(),
    ).toBe('/tmp/p.pem')
    expect(text(PRINT.STDERR)).toContain(` ${reason}: `)
  })
})

const x509Settings: NonNullable<Settings['authenticate']['x509']> = {
  caDirectory: '/nonexistent',
  vomsDirectory: '/nonexistent',
  crl: 'required',
  signingPolicy: 'required',
  proxies: ['rfc'],
  allowPlainCertificate: false,
  limited: 'allow',
  allowIndependent: false,
  allowUnknownPolicy: false,
  lifetimes: [],
  maxDelegations: 9,
  maxFileBytes: 65536,
  minRsaBits: 2048,
  minProxyRsaBits: 1024,
  allowSha1: false,
  clockSkew: 300,
  voms: 'use',
  badAttributeCertificate: 'refuse',
  maxVomsLifetime: undefined,
  hostNames: [],
}
