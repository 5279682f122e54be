/**
 * The frame parsers of both languages on one corpus (fuzz/corpus/frame/: a type byte and a body in each file): what one
 * accepts the other accepts, and what is refused is refused for the same reason. The C side runs under ASan and UBSan.
 */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LAUNCH, MESSAGE, PRINT, READ } from '../../src/core/wire'
import { encodeFrame, parseFields, parseHeader, u32 } from '../../src/launch/frame'
import { refusalOf } from '../support/decider-messages'
import { reasonOf } from '../support/reason'

const ROOT = join(__dirname, '../..')
const CORPUS = join(ROOT, 'fuzz/corpus/frame')
const files = readdirSync(CORPUS).map((name) => ({ name, bytes: readFileSync(join(CORPUS, name)) }))
const RUNS = Number(process.env['TEST_FUZZ_RUNS'] ?? 4000)

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-frames-'))
  const flags = ['-std=c11', '-D_GNU_SOURCE', '-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
  const sources = ['fuzz/agree.c', 'native-helper/frame.c'].map((file) => join(ROOT, file))
  execFileSync('gcc', [...flags, '-I', join(ROOT, 'native-helper'), '-o', join(directory, 'agree'), ...sources])
})
afterAll(() => rmSync(directory, { recursive: true }))

/** What the helper's parser says of each input. */
function askC(inputs: readonly Buffer[]): readonly string[] {
  const input = Buffer.concat(inputs.flatMap((bytes) => [u32(bytes.length), bytes]))
  const said = execFileSync(join(directory, 'agree'), { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  return said.trimEnd().split('\n')
}
const askTs = (bytes: Buffer): string => refusalOf(bytes[0] ?? 0, bytes.subarray(1)) ?? 'accepted'

const TAGS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  [MESSAGE.READ]: READ,
  [MESSAGE.PRINT]: PRINT,
  [MESSAGE.LAUNCH]: LAUNCH,
}
const FRAMING = ['a field that runs over the end', 'an unknown tag', 'a tag that occurs twice']

/** The decider's own frame parser (src/launch/frame.ts) knows no values, only where fields are. */
function expectFraming(bytes: Buffer, verdict: string): void {
  const tags = Object.values(TAGS[bytes[0] ?? 0] ?? {})
  const reason = reasonOf(() => parseFields(bytes.subarray(1), tags))
  if (FRAMING.includes(verdict)) expect([verdict, reason]).toEqual([verdict, 'protocol'])
  if (verdict === 'accepted') {
    expect(reason).toBeUndefined()
    const whole = encodeFrame(bytes[0] ?? 0, [...parseFields(bytes.subarray(1), tags)])
    expect(whole.subarray(4)).toEqual(bytes)
    expect(parseHeader(whole.subarray(0, 5))).toEqual({ length: bytes.length - 1, type: bytes[0] })
  }
}

describe('a file of the corpus', () => {
  let said: readonly string[]
  beforeAll(() => (said = askC(files.map(({ bytes }) => bytes))))

  test.each(files.map(({ name }, at) => [name, at] as const))('%s means the same to both', (name, at) => {
    const bytes = files[at]?.bytes ?? Buffer.alloc(0)
    const verdict = said[at] ?? 'nothing'
    expect(askTs(bytes)).toBe(verdict)
    expectFraming(bytes, verdict)
    // Made by hand: the name says which.
    if (name.startsWith('bad-')) expect(verdict).not.toBe('accepted')
    if (name.startsWith('ok-')) expect(verdict).toBe('accepted')
  })
  test('shows every reason that a message is refused for, but length', () => {
    const source = readFileSync(join(ROOT, 'native-helper/frame.c'), 'utf8')
    const reasons = [...source.matchAll(/(?:return|[:?]) "([^"]+)"/g)].map(([, reason = '']) => reason)
    const tooLong = reasons.filter((reason) => /too long/.test(reason) && reason !== 'text that is too long')
    expect(new Set([...said, ...tooLong])).toEqual(new Set([...reasons, 'accepted']))
  })
})

test('a file that is damaged at some places means the same to both', () => {
  const samples = files.map(({ bytes }) => bytes).filter((bytes) => bytes.length > 1 && bytes.length < 5000)
  const edit = fc.tuple(fc.nat(6000), fc.nat(4), fc.uint8Array({ maxLength: 4 }))
  const damaged = fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([sample, edits]) =>
      edits.reduce((bytes, [place, cut, put]) => {
        const at = place % (bytes.length + 1)
        return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
      }, sample),
    )
    .filter((bytes) => bytes.length > 0)
  const inputs = fc.sample(damaged, RUNS)
  const said = askC(inputs)
  expect(said).toHaveLength(inputs.length)
  inputs.forEach((bytes, at) => {
    expect({ bytes: bytes.toString('hex'), verdict: askTs(bytes) }).toEqual({
      bytes: bytes.toString('hex'),
      verdict: said[at],
    })
    expectFraming(bytes, said[at] ?? 'nothing')
  })
  expect(said.filter((verdict) => verdict === 'accepted').length).toBeGreaterThan(0)
})
