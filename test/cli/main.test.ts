/** The administrator's program as a process: the bundle, its exit status, its streams. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(__dirname, '../..')
let directory: string
let program: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-cli-'))
  program = join(directory, 'cli.js')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['koffi'],
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  })
})
afterAll(() => rmSync(directory, { recursive: true }))

/** koffi's binary is no part of a bundle. */
const env = { NODE_PATH: join(root, 'node_modules') }
const run = (...words: string[]) => spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', env })

describe('the program', () => {
  test('ends with 0 after help, on standard output', () => {
    const { status, stdout, stderr } = run('--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Usage: mapexec')
  })

  test.each<[why: string, words: readonly string[]]>([
    ['nothing', []],
    ['an unknown command', ['instal']],
    ['an unknown option', ['check', '-z']],
    ['to run something', ['run', '--unix', '--', '/bin/true']],
  ])('ends with 201 when asked for %s, with a line on standard error', (_why, words) => {
    const { status, stdout, stderr } = run(...words)
    expect({ status, stdout }).toEqual({ status: 201, stdout: '' })
    expect(stderr).toMatch(/^mapexec: 201 usage: /m)
  })

  test('ends with 202 where there is no configuration, and names the file', () => {
    const { status, stderr } = run('explain', '--caller', 'root', '--unix')
    if (process.geteuid?.() === 0)
      expect({ status, stderr }).toMatchObject({
        status: 202,
        stderr: expect.stringMatching(/^mapexec: 202 config-absent: /),
      })
    else
      expect({ status, stderr }).toMatchObject({
        status: 201,
        stderr: expect.stringMatching(/^mapexec: 201 not-root: /),
      })
  })

  test('writes all of a long text into a pipe before it ends', () => {
    const { status, stdout } = spawnSync(
      '/bin/sh',
      ['-c', '"$0" "$1" help run | (sleep 0.2; cat)', process.execPath, program],
      {
        encoding: 'utf8',
        env: {},
      },
    )
    expect({ status, whole: stdout.includes('Examples:') }).toEqual({ status: 0, whole: true })
  })

  test('does not complain when nobody reads on', () => {
    const { stderr } = spawnSync('/bin/sh', ['-c', '"$0" "$1" --help | true', process.execPath, program], {
      encoding: 'utf8',
      env: {},
    })
    expect(stderr).toBe('')
  })
})
