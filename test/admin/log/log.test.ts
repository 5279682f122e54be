import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { followFile } from '../../../src/admin/log/follow'
import { searchLog } from '../../../src/admin/log/find'
import { entriesOf, linesOf, logFiles, parseEntry, subjectOfEntry } from '../../../src/admin/log/read'
import { verifyFile } from '../../../src/admin/log/verify'
import { appendChained } from '../../../src/record/chain'

let directory: string
let log: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-log-'))
  log = join(directory, 'audit.log')
})
afterEach(() => rmSync(directory, { recursive: true }))

async function write(...names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const subject = `/CN=${name}`
    const time = new Date(1_790_000_000_000 + index * 1000).toISOString()
    await appendChained(log, { time, event: 'launch', ref: `${index}`.padStart(16, '0'), identity: { subject } })
  }
}
const rewrite = (change: (lines: string[]) => string[]): void =>
  writeFileSync(log, `${change(readFileSync(log, 'utf8').trimEnd().split('\n')).join('\n')}\n`)
const faults = () => verifyFile(log).faults.map(({ line, kind }) => [line, kind])

describe('log verify', () => {
  beforeEach(() => write('alice', 'böb', 'carol', 'dave'))

  test('finds nothing in an untouched log', () => expect(verifyFile(log)).toMatchObject({ lines: 4, faults: [] }))

  test.each<[string, (lines: string[]) => string[], unknown]>([
    ['an altered line', (l) => l.map((line) => line.replace('carol', 'mallory')), [[3, 'altered']]],
    ['a removed line', (l) => l.filter((_, index) => index !== 1), [[2, 'gap']]],
    ['a removed beginning', (l) => l.slice(1), [[1, 'beginning-missing']]],
    [
      'lines in another order',
      ([a = '', b = '', c = '', d = '']) => [a, c, b, d],
      [
        [2, 'gap'],
        [3, 'gap'],
        [4, 'gap'],
      ],
    ],
    ['a line twice', ([a = '', ...rest]) => [a, a, ...rest], [[2, 'gap']]],
    [
      'a line put in by hand',
      ([a = '', ...rest]) => [a, '{"event":"launch"}', ...rest],
      [
        [2, 'unchained'],
        [3, 'gap'],
      ],
    ],
    [
      'a changed hash',
      (l) => l.map((line, i) => (i === 1 ? line.replace(/.{3}"\}$/, '000"}') : line)),
      [
        [2, 'altered'],
        [3, 'gap'],
      ],
    ],
  ])('finds %s', (_what, change, expected) => {
    rewrite(change)
    expect(faults()).toEqual(expected)
  })

  test('finds every single byte that is altered', () => {
    const bytes = readFileSync(log)
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(log, changed)
      expect(verifyFile(log).faults.length).toBeGreaterThan(0)
    }
  })

  test('takes half a line of a killed writer for what it is, cut anywhere', async () => {
    const half = '{"identity":"é'
    for (let length = 1; length <= Buffer.byteLength(half); length++) {
      rmSync(log)
      await write('alice')
      appendFileSync(log, Buffer.from(half).subarray(0, length))
      await appendChained(log, { n: 2 })
      expect(faults()).toEqual([[2, 'torn']])
    }
  })

  test('notices a cut end against a hash that was noted', () => {
    const { head } = verifyFile(log)
    const seen = () => {
      const all: string[] = []
      verifyFile(log, (hash) => all.push(hash))
      return all
    }
    expect(seen()).toContain(head)
    rewrite((lines) => lines.slice(0, -1))
    expect([faults(), seen().includes(head ?? '')]).toEqual([[], false])
  })
})

describe('the log is read', () => {
  test('with its rotated files, the oldest first', async () => {
    await write('new')
    writeFileSync(`${log}.1`, '{"event":"one"}\n')
    writeFileSync(`${log}.2.gz`, gzipSync('{"event":"two"}\n'))
    writeFileSync(`${log}.bak`, '{"event":"not"}\n')
    utimesSync(`${log}.1`, 2000, 2000)
    utimesSync(`${log}.2.gz`, 1000, 1000)
    expect([...entriesOf(logFiles(log))].map(({ event }) => event)).toEqual(['two', 'one', 'launch'])
    expect(logFiles(log, 1500)).toEqual([`${log}.1`, log])
  })

  test('over the bounds of its chunks', () => {
    const text = Array.from({ length: 40_000 }, (_, index) => `{"n":${index},"é":"ü"}`).join('\n')
    writeFileSync(log, text)
    const lines = [...linesOf(log)]
    expect([lines.length, lines.every(({ text: line, line: n }) => line === `{"n":${n - 1},"é":"ü"}`)]).toEqual([
      40_000,
      true,
    ])
  })

  test.each(['', 'x', '[]', 'null', '"text"', '{"a":'])('without %j, which is no line of ours', (text) =>
    expect(parseEntry({ file: log, line: 1, text })).toBeUndefined(),
  )

  test('by reference', async () => {
    await write('alice', 'bob')
    appendFileSync(log, '{"message":"\\"ref\\":\\"0000000000000001"}\n')
    expect(searchLog(log, '0000000000000001').map(({ fields }) => fields['identity'])).toEqual([{ subject: '/CN=bob' }])
  })

  test('with fields of any form', () => {
    const entry = parseEntry({ file: log, line: 1, text: '{"identity":7,"caller":null,"account":["x"],"time":5}' })
    expect(entry === undefined ? undefined : subjectOfEntry(entry)).toMatchObject({ subject: undefined, from: 0 })
  })
})

describe('log follow', () => {
  test('shows what is new, whole lines only, over a rotation', () => {
    writeFileSync(log, 'old\n')
    const follower = followFile(log, 'end')
    appendFileSync(log, 'a\nb')
    expect(follower.next()).toEqual(['a'])
    appendFileSync(log, 'c\n')
    renameSync(log, `${log}.1`)
    appendFileSync(`${log}.1`, 'late\n')
    expect(follower.next()).toEqual(['bc', 'late'])
    writeFileSync(log, 'new\n')
    expect(follower.next()).toEqual(['new'])
    writeFileSync(log, '')
    appendFileSync(log, 'x\n')
    expect(follower.next()).toEqual(['x'])
    follower.close()
  })
  test('waits for a file that is not there', () => {
    const follower = followFile(log, 'end')
    expect(follower.next()).toEqual([])
    writeFileSync(log, 'first\n')
    expect(follower.next()).toEqual(['first'])
    follower.close()
  })
})
