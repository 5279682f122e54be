/** The fixed programs, executed as they are, in every shell that may be /bin/sh. */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLEANUP, PREPARE, RUN } from '../../src/executor/scripts'

const SHELLS = [
  ['sh', ['/bin/sh']],
  ['bash', ['/bin/bash', '--posix']],
  ...(existsSync('/bin/busybox') || existsSync('/usr/bin/busybox') ? [['busybox', ['busybox', 'sh']] as const] : []),
] as const

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-scripts-'))
})
afterEach(() => {
  spawnSync('chmod', ['-R', 'u+rwX', directory])
  rmSync(directory, { recursive: true, force: true })
})

const run = ([command = '', ...before]: readonly string[], text: string, words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, [...before, '-c', text, 'name', ...words], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: directory },
    timeout: 10_000,
  })
  return { status, stdout, stderr }
}
const modeOf = (path: string): string => (lstatSync(path).mode & 0o7777).toString(8)

describe.each(SHELLS)('prepare in %s', (_name, shell) => {
  const prepare = (...words: readonly string[]) => run(shell, PREPARE, words)

  test('makes directories, and again, and shows the message', () => {
    const paths = [join(directory, 'data'), join(directory, 'data/builds/3/000')]
    for (const round of [1, 2]) {
      const { status, stdout } = prepare('0700', `Hello ${round}`, ...paths)
      expect([status, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^Hello ${round}\nmapexec: running as `))])
    }
    expect([...paths, join(directory, 'data/builds/3')].map(modeOf)).toEqual(['700', '700', '700'])
  })

  test('opens them to the group where it is told to', () => {
    prepare('0750', '', join(directory, 'data'))
    expect(modeOf(join(directory, 'data'))).toBe('750')
  })

  test('closes a directory of its own that others could enter', () => {
    mkdirSync(join(directory, 'data'), { mode: 0o777 })
    prepare('0700', '', join(directory, 'data'))
    expect(modeOf(join(directory, 'data'))).toBe('700')
  })

  const forms: readonly (readonly [string, (path: string) => void])[] = [
    ['a link', (path: string) => symlinkSync('/tmp', path)],
    ['a link to nothing', (path: string) => symlinkSync('/nonexistent', path)],
    ['a file', (path: string) => writeFileSync(path, '')],
    [
      'a directory of somebody else',
      (path: string) => {
        mkdirSync(path)
        chownSync(path, 65534, 65534)
      },
    ],
  ]
  const possible = forms.filter(([what]) => process.getuid?.() === 0 || !what.includes('somebody'))
  test.each(possible)('refuses %s in its place', (_what, make) => {
    const path = join(directory, 'data')
    make(path)
    expect(prepare('0700', '', path).status).toBe(1)
  })
})

describe.each(SHELLS)('cleanup in %s', (_name, shell) => {
  const builds = () => join(directory, 'builds')
  const cleanup = ({ job = '981', build = '', retention = '0', wipe = '0' }) =>
    run(shell, CLEANUP, [job, build, retention, builds(), wipe])
  const make = (name: string, days = 0): string => {
    const path = join(builds(), name)
    mkdirSync(join(path, 'sub'), { recursive: true })
    writeFileSync(join(path, 'sub/file'), '')
    const time = Date.now() / 1000 - days * 86_400
    utimesSync(path, time, time)
    return path
  }

  test('removes what it is told to, and again', () => {
    const [build, other] = [make('job-981'), make('job-982')]
    expect([cleanup({ build }).status, cleanup({ build }).status]).toEqual([0, 0])
    expect([existsSync(build), existsSync(other)]).toEqual([false, true])
  })

  test('removes directories that do not want to be written to', () => {
    const build = make('job-981')
    chmodSync(join(build, 'sub'), 0o500)
    chmodSync(build, 0o500)
    expect(cleanup({ build }).status).toBe(0)
    expect(existsSync(build)).toBe(false)
  })

  test('removes what is old and nothing else', () => {
    const paths = [make('old', 9), make('older name', 30), make('new', 6)]
    expect(cleanup({ retention: '7' }).status).toBe(0)
    expect(paths.map(existsSync)).toEqual([false, false, true])
  })

  test('follows no link', () => {
    const elsewhere = join(directory, 'elsewhere')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'file'), '')
    mkdirSync(builds())
    symlinkSync(elsewhere, join(builds(), 'job-981'))
    cleanup({ build: join(builds(), 'job-981'), retention: '7' })
    expect(existsSync(join(elsewhere, 'file'))).toBe(true)
  })

  test('does nothing where nothing is', () =>
    expect(cleanup({ build: join(builds(), 'job-1'), retention: '7' }).status).toBe(0))

  test('ends processes of the job, and of no other', async () => {
    const start = (job: string) =>
      spawn('/bin/sleep', ['30'], { env: { MAPEXEC_CI_JOB: job }, stdio: 'ignore', detached: true })
    const [own, other, similar] = [start('981'), start('982'), start('9811')]
    const ended = new Promise((resolve) => own.once('exit', (_code, signal) => resolve(signal)))
    cleanup({})
    expect(await ended).toBe('SIGKILL')
    expect([other.exitCode, other.signalCode, similar.signalCode]).toEqual([null, null, null])
    for (const child of [other, similar]) child.kill('SIGKILL')
  })

  test('wipes the home where it is told to, whatever its names are', () => {
    const home = mkdtempSync(join(directory, 'home'))
    mkdirSync(join(home, 'go/pkg'), { recursive: true })
    chmodSync(join(home, 'go/pkg'), 0o500)
    for (const name of ['.hidden', '-rf', 'a b', 'new\nline']) writeFileSync(join(home, name), '')
    const { status } = spawnSync(
      shell[0],
      [
        ...shell.slice(1),
        '-c',
        CLEANUP.replace('for place in /tmp /var/tmp /dev/shm', 'for place in'),
        'x',
        '981',
        '',
        '0',
        '',
        '1',
      ],
      {
        env: { PATH: '/usr/bin:/bin', HOME: home },
      },
    )
    expect([status, readdirSync(home)]).toEqual([0, []])
  })
})

describe('run', () => {
  const start = (script: string, limit = '5') => {
    const child = spawn('/bin/bash', ['--noprofile', '--norc', '-c', RUN, 'x', limit, 'keep', '/bin/bash', '-s'], {
      env: { PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    child.stdin.end(script)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
    const started = async (): Promise<void> => {
      while (!output.includes('started')) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return { child, ended, started, output: () => output }
  }

  test.each([0, 1, 42, 130, 255])('ends with what the script ends with: %d', async (code) =>
    expect(await start(`exit ${code}`).ended).toBe(code),
  )

  test('ends with 128 and the signal that ended the script', async () =>
    expect(await start('kill -9 $$').ended).toBe(137))

  test('stops a script that waits for a command, at once', async () => {
    const { child, ended, started } = start("trap 'exit 1' TERM\necho started\nsleep 60\n")
    await started()
    const time = performance.now()
    child.kill('SIGTERM')
    expect(await ended).toBe(1)
    expect(performance.now() - time).toBeLessThan(2000)
  })

  test('lets the script put things in order', async () => {
    const { child, ended, started, output } = start("trap 'echo tidied; exit 3' TERM\necho started\nsleep 60 & wait\n")
    await started()
    child.kill('SIGTERM')
    expect([await ended, output()]).toEqual([3, expect.stringContaining('tidied')])
  })

  test('kills a script that does not end in time', async () => {
    const { child, ended, started } = start("trap '' TERM\necho started\nwhile :; do sleep 1; done\n", '1')
    await started()
    child.kill('SIGTERM')
    expect(await ended).toBe(137)
  })
})
