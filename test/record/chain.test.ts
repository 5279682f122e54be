import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { appendChained, CHAIN_START, hashedPart, hashIn } from '../../src/record/chain'

let directory: string
const log = () => join(directory, 'audit.log')
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-chain-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const lines = () =>
  readFileSync(log(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('appendChained', () => {
  test('links each line to the one before it', async () => {
    for (const n of [1, 2, 3]) expect(await appendChained(log(), { n })).toBeUndefined()
    const [first, second, third] = lines()
    expect(first?.['prev']).toBe(CHAIN_START)
    expect([second?.['prev'], third?.['prev']]).toEqual([first?.['hash'], second?.['hash']])
  })

  test('finds the last line behind a long one', async () => {
    await appendChained(log(), { long: 'x'.repeat(100_000) })
    await appendChained(log(), { n: 2 })
    const [first, second] = lines()
    expect(second?.['prev']).toBe(first?.['hash'])
  })

  test('ends a line that a killed writer left, and goes on', async () => {
    await appendChained(log(), { n: 1 })
    appendFileSync(log(), '{"n":2,"pre')
    await appendChained(log(), { n: 3 })
    const text = readFileSync(log(), 'utf8').split('\n')
    expect([text[1], text.length, hashIn(text[2] ?? '') !== undefined]).toEqual(['{"n":2,"pre', 4, true])
  })

  test.each<[string, () => void, (texts: readonly string[]) => string | undefined]>([
    [
      'others have written to',
      () => appendFileSync(log(), '{"n":2,"hash":"' + 'ab'.repeat(32) + '"}\n'),
      () => 'ab'.repeat(32),
    ],
    ['was rotated', () => rmSync(log()), () => CHAIN_START],
    ['was emptied in place', () => writeFileSync(log(), ''), () => CHAIN_START],
    ['is as we left it', () => undefined, (texts) => hashIn(texts[0] ?? '')],
  ])('goes on in a file that %s', async (_what, happen, expected) => {
    await appendChained(log(), { n: 1 })
    const before = readFileSync(log(), 'utf8').trimEnd().split('\n')
    happen()
    await appendChained(log(), { n: 3 })
    expect(lines().at(-1)?.['prev']).toBe(expected(before))
  })

  test.each([
    ['a link', () => symlinkSync('/dev/null', log())],
    ['a directory that is not there', () => rmSync(directory, { recursive: true })],
  ])('says why it cannot write to %s', async (_what, prepare) => {
    prepare()
    expect(typeof (await appendChained(log(), {}))).toBe('string')
    if (_what.includes('directory')) directory = mkdtempSync(join(tmpdir(), 'mapexec-chain-'))
  })

  test('waits for another writer, and not for ever', async () => {
    writeFileSync(log(), '')
    const child = spawn('flock', [log(), 'sh', '-c', 'echo held; sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve))
      expect(await appendChained(log(), { n: 1 })).toContain('locked')
      expect(readFileSync(log(), 'utf8')).toBe('')
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
  })

  test('by many processes at once makes one unbroken chain', async () => {
    const outfile = join(directory, 'writer.cjs')
    const entry = `import { appendChained } from ${JSON.stringify(join(__dirname, '../../src/record/chain.ts'))}
      const run = async () => { for (let n = 0; n < 25; n++) { const why = await appendChained(process.argv[2], { n, pid: process.pid }); if (why) throw new Error(why) } }
      run().catch((error) => { console.error(error); process.exit(1) })`
    const options = {
      bundle: true,
      platform: 'node' as const,
      external: ['koffi'],
      outfile,
      logLevel: 'error' as const,
      supported: { 'dynamic-import': false },
    }
    await build({ stdin: { contents: entry, resolveDir: __dirname, loader: 'ts' }, ...options })
    const path = join(__dirname, '../../node_modules')
    const codes = await Promise.all(
      Array.from(
        { length: 6 },
        () =>
          new Promise((resolve) =>
            spawn(process.execPath, [outfile, log()], { env: { NODE_PATH: path }, stdio: 'inherit' }).once(
              'exit',
              resolve,
            ),
          ),
      ),
    )
    expect(codes).toEqual(Array(6).fill(0))
    const written = lines()
    expect(written).toHaveLength(150)
    written.reduce((prev, line) => {
      expect(line['prev']).toBe(prev)
      return String(line['hash'])
    }, CHAIN_START)
  }, 60_000)
})

test('the hash covers everything before it', () => {
  const hash = 'a'.repeat(64)
  expect([
    hashedPart(`{"a":1,"prev":"x","hash":"${hash}"}`),
    hashedPart('{"a":1}'),
    hashIn(`{"hash":"${hash}"} `),
  ]).toEqual(['{"a":1,"prev":"x"}', undefined, undefined])
})
