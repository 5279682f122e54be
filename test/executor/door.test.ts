/** bin/mapexec-ci: the helper's result in the runner's language. The helper is played by a script. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DOOR = readFileSync('bin/mapexec-ci', 'utf8')

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-door-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const codeFile = () => join(directory, 'build_exit_code')

function install(helper: string): string {
  const path = join(directory, 'helper')
  writeFileSync(path, `#!/bin/bash\n${helper}\n`)
  chmodSync(path, 0o755)
  const door = join(directory, 'door')
  writeFileSync(door, DOOR.replace('/usr/lib/mapexec/mapexec-helper', path))
  return door
}

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  PATH: '/usr/bin:/bin',
  BUILD_FAILURE_EXIT_CODE: '11',
  SYSTEM_FAILURE_EXIT_CODE: '22',
  BUILD_EXIT_CODE_FILE: codeFile(),
  ...more,
})

const SHELLS = ['/bin/sh', '/bin/bash', ...(existsSync('/bin/busybox') ? ['/bin/busybox'] : [])]
const wordsFor = (shell: string): readonly string[] => (shell.endsWith('busybox') ? ['sh'] : [])

function run(shell: string, helper: string, words: readonly string[] = ['run', '/s', 'build_script'], more = {}) {
  const door = install(helper)
  const { status, stdout, stderr } = spawnSync(shell, [...wordsFor(shell), door, ...words], {
    encoding: 'utf8',
    env: environment(more),
  })
  const code = existsSync(codeFile()) ? readFileSync(codeFile(), 'utf8') : undefined
  return { status, stdout, stderr, code }
}

const line = (code: number, payload: string): string =>
  `echo '{"code":${code},"reason":"x","retryable":false,"ref":"0123456789abcdef","payload":${payload}}' >&9; exit ${code}`

describe.each(SHELLS)('the door in %s', (shell) => {
  test.each([
    ['success', line(0, '{"exit":0,"signal":null}'), 0, undefined],
    ['success without a status', 'exit 0', 0, undefined],
    ["a script's own code", line(42, '{"exit":42,"signal":null}'), 11, '42\n'],
    ['a script that ends with 1', line(1, '{"exit":1,"signal":null}'), 11, '1\n'],
    ['a script that ends with 2', line(2, '{"exit":2,"signal":null}'), 11, '2\n'],
    ['a script that ends with 202', line(204, '{"exit":202,"signal":null}'), 11, '202\n'],
    ['a script that is killed', line(137, '{"exit":null,"signal":9}'), 11, '137\n'],
    ['a refusal of the client', line(201, 'null'), 11, undefined],
    ['a refusal by policy', line(203, 'null'), 11, undefined],
    ['trouble of the system', line(202, 'null'), 22, undefined],
    ['a helper that dies', 'kill -9 $$', 22, undefined],
    ['a helper that ends oddly', 'exit 1', 22, undefined],
    ['a status that is no status', 'echo nonsense >&9; exit 5', 22, undefined],
  ])('answers %s', (_what, helper, status, code) => expect(run(shell, helper)).toMatchObject({ status, code }))

  test('answers trouble where there is no helper', () => {
    const door = install('')
    rmSync(join(directory, 'helper'))
    const { status } = spawnSync(shell, [...wordsFor(shell), door, 'config'], { env: environment() })
    expect(status).toBe(22)
  })

  test('removes the code of an earlier stage', () => {
    writeFileSync(codeFile(), '42\n')
    expect(run(shell, line(203, 'null'))).toMatchObject({ status: 11, code: undefined })
  })

  test('leaves standard output and standard error to the helper, whatever they say', () => {
    const helper = `echo '{"payload":{"exit":7'; echo err >&2; ${line(0, 'null')}`
    expect(run(shell, helper)).toMatchObject({ status: 0, stdout: '{"payload":{"exit":7\n', stderr: 'err\n' })
  })

  test('gives the helper the words, a descriptor for the status, and none of its own', () => {
    const { stdout } = run(shell, 'echo "$*"; echo /proc/self/fd/*', ['run', '/a b/script', 'step_x'])
    expect(stdout).toMatch(/^ci --status-fd 9 run \/a b\/script step_x\n/)
    expect(stdout).not.toMatch(/\/fd\/8\b/)
  })

  test('gives back what has been cleaned up, only then and only where config said so', () => {
    const helper = 'echo "$4"; [ "$4" != "$FAIL" ] || exit 3'
    const marked = { MAPEXEC_CI_RELEASE: '1' }
    expect(run(shell, helper, ['cleanup']).stdout).toBe('cleanup\n')
    expect(run(shell, helper, ['cleanup'], marked).stdout).toBe('cleanup\nrelease\n')
    expect(run(shell, helper, ['prepare'], marked).stdout).toBe('prepare\n')
    expect(run(shell, helper, ['cleanup'], { ...marked, FAIL: 'cleanup' }).stdout).toBe('cleanup\n')
  })

  test('uses the codes of the documentation where the runner names none', () => {
    const door = install(line(203, 'null'))
    const { status } = spawnSync(shell, [...wordsFor(shell), door, 'config'], { env: { PATH: '/usr/bin:/bin' } })
    expect(status).toBe(1)
  })

  test('waits for the helper when the group is told to end, and keeps its result', async () => {
    const door = install(
      `end() { sleep 0.3; ${line(143, '{"exit":5,"signal":null}')}; }; trap end TERM; echo started; while :; do sleep 0.05; done`,
    )
    const child = spawn(shell, [...wordsFor(shell), door, 'run', '/s', 'x'], { env: environment(), detached: true })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    const status = await new Promise((resolve) => child.on('close', (code) => resolve(code)))
    expect([status, readFileSync(codeFile(), 'utf8')]).toEqual([11, '5\n'])
  })
})
