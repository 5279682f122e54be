/** A running systemd inside the sandbox (boot-systemd), so that the units are tried by the one who will read them. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HELPER, UID, sleep, until, type Result } from './support'

const SYSTEMD = '/lib/systemd/systemd'

export interface Systemd {
  /** As root, beside it. */
  run(...argv: readonly [string, ...string[]]): Result
  /** A launch by pilot. */
  launch(...words: readonly string[]): Result
  /** A property of a unit. */
  show(unit: string, property: string): string
  readonly end: () => Promise<void>
}

/** A cgroup for it, or the reason why there cannot be one. */
export function makeGroup(): { readonly group: string } | { readonly why: string } {
  if (!existsSync(SYSTEMD)) return { why: 'systemd is not installed' }
  const tree = mkdtempSync('/tmp/cgroup-')
  const mounted = spawnSync('mount', ['-t', 'cgroup2', 'none', tree], { encoding: 'utf8' })
  if (mounted.status !== 0) return { why: `no cgroup2 file system: ${mounted.stderr.trim()}` }
  const group = join(tree, `mapexec-test-${Date.now().toString(36)}`)
  try {
    mkdirSync(group)
    return { group }
  } catch (error) {
    return { why: `no cgroup of its own: ${String(error)}` }
  }
}

/** Errors: it does not come up within 30 seconds. */
export async function bootSystemd(group: string): Promise<Systemd> {
  const boot = spawn(join(__dirname, 'boot-systemd'), [group], { stdio: ['ignore', 'inherit', 'inherit'] })
  const child = (): string => readFileSync(`/proc/${boot.pid}/task/${boot.pid}/children`, 'utf8').trim()
  await until('systemd starts', () => existsSync(`/proc/${boot.pid}`) && child() !== '')
  const pid = child()
  const enter = ['--target', pid, '--mount', '--pid', '--cgroup', '--']
  const start = (argv: readonly string[], ids: { uid?: number; gid?: number } = {}): Result => {
    const as =
      ids.uid === undefined ? [] : ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--init-groups', '--']
    const { status, signal, stdout, stderr } = spawnSync('nsenter', [...enter, ...as, ...argv], {
      ...{ cwd: '/', encoding: 'utf8', timeout: 50_000 },
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    })
    return { code: status, signal, stdout, stderr }
  }
  const systemd: Systemd = {
    run: (...argv) => start(argv),
    launch: (...words) => start([HELPER, 'run', ...words], { uid: UID.pilot, gid: UID.pilot }),
    show: (unit, property) => start(['systemctl', 'show', '--value', '--property', property, unit]).stdout.trim(),
    async end() {
      boot.kill('SIGKILL')
      await until('its group is empty', () => /^populated 0$/m.test(readFileSync(`${group}/cgroup.events`, 'utf8')))
      removeGroup(group)
      execFileSync('umount', [join(group, '..')])
    },
  }
  for (let tries = 0; start(['systemctl', 'is-active', 'test.target']).code !== 0; tries += 1) {
    if (tries === 150) throw new Error('systemd does not come up')
    await sleep(200)
  }
  return systemd
}

/** Groups are directories with files that nobody can remove. */
function removeGroup(group: string): void {
  for (const entry of readdirSync(group, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroup(join(group, entry.name))
  rmdirSync(group)
}

/** Further lines for a unit, until the machine is off. */
export function dropIn(systemd: Systemd, unit: string, text: string): void {
  const file = '/sandbox/drop-in.conf'
  writeFileSync(file, text)
  const directory = `/run/systemd/system/${unit}.d`
  systemd.run('mkdir', '-p', directory)
  systemd.run('cp', file, `${directory}/test.conf`)
  systemd.run('systemctl', 'daemon-reload')
}
