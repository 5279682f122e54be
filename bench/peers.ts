/** Programs that start others as another account, as far as Debian has them. */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { ENVIRONMENT } from './site'
import type { Program } from './spawn'

/** What has to be installed before it can be measured. */
export interface Needs {
  readonly name: string
  readonly packages: readonly string[]
  /** Shows that the packages are there. */
  readonly file: string
  /** Left out by --quick where false. */
  readonly quick: boolean
  readonly prepare?: () => void
}

export interface Peer extends Needs {
  /** `file` is the program. */
  readonly argv: readonly string[]
  /** Undefined: as an unprivileged caller. */
  readonly asRoot?: true
}

const peer = (file: string, pack: string, argv: readonly string[], more: Partial<Peer> = {}): Peer => ({
  ...{ name: file.slice(file.lastIndexOf('/') + 1), packages: [pack], file, argv, quick: false },
  ...more,
})
const asRoot = { asRoot: true } as const

/** What starts `true` as another account on a Debian machine. */
export const PEERS: readonly Peer[] = [
  peer('/usr/bin/setpriv', 'util-linux', ['--reuid=pool001', '--regid=pool', '--init-groups', '/bin/true'], {
    ...asRoot,
    quick: true,
  }),
  peer('/usr/sbin/runuser', 'util-linux', ['-u', 'pool001', '--', '/bin/true'], { ...asRoot, quick: true }),
  peer('/usr/bin/sudo', 'sudo', ['-n', '-u', 'pool001', '/bin/true'], {
    quick: true,
    prepare: () => writeFileSync('/etc/sudoers.d/bench', 'pilot ALL=(ALL) NOPASSWD: ALL\n', { mode: 0o440 }),
  }),
  peer('/usr/bin/doas', 'opendoas', ['-n', '-u', 'pool001', '/bin/true'], {
    prepare: () => writeFileSync('/etc/doas.conf', 'permit nopass pilot\n', { mode: 0o400 }),
  }),
  peer('/usr/bin/su', 'util-linux', ['-s', '/bin/true', 'pool001'], asRoot),
  peer('/usr/sbin/gosu', 'gosu', ['pool001', '/bin/true'], asRoot),
  peer('/usr/bin/setuidgid', 'daemontools', ['pool001', '/bin/true'], asRoot),
  peer('/usr/bin/chpst', 'runit', ['-u', 'pool001:pool', '/bin/true'], asRoot),
  peer('/usr/sbin/capsh', 'libcap2-bin', ['--user=pool001', '--shell=/bin/true', '--'], asRoot),
  peer('/usr/bin/oslo-rootwrap', 'python3-oslo.rootwrap', ['/etc/rootwrap-bench.conf', '/bin/true'], {
    ...{ name: 'rootwrap', ...asRoot },
    prepare: () => void configureRootwrap(),
  }),
  peer('/usr/bin/munge', 'munge', ['-n'], { name: 'munge -n', quick: true, prepare: startMunge }),
]

/** What a reader may look for. */
export const NOT_HERE: readonly string[] = [
  'glexec (Debian has no package)',
  'sudo-rs, run0 (newer than this Debian)',
  'systemd-run (there is no systemd in the sandbox)',
]

/** Returns the configuration file. */
export function configureRootwrap(): string {
  const base = '/etc/rootwrap-bench'
  execFileSync('mkdir', ['-p', `${base}.d`])
  writeFileSync(`${base}.d/bench.filters`, '[Filters]\ntrue: CommandFilter, /bin/true, pool001\n')
  writeFileSync(`${base}.conf`, `[DEFAULT]\nfilters_path=${base}.d\nexec_dirs=/bin\n`)
  return `${base}.conf`
}

let munged = false

export function startMunge(): void {
  if (munged) return
  const munge = statSync('/etc/munge/munge.key', { throwIfNoEntry: false })
  if (munge === undefined) throw new Error('no key')
  execFileSync('install', ['-d', '-o', 'munge', '-g', 'munge', '-m', '0755', '/run/munge', '/var/log/munge'])
  execFileSync('runuser', ['-u', 'munge', '--', 'munged', '--force'], { stdio: 'ignore' })
  munged = true
}

export interface Prepared<T> {
  readonly ready: readonly T[]
  /** With the reason. */
  readonly missing: readonly string[]
}

/** Installs and prepares. */
export function prepare<T extends Needs>(list: readonly T[], quick: boolean): Prepared<T> {
  const wanted = list.filter((one) => one.quick || !quick)
  const packages = wanted.filter(({ file }) => !existsSync(file)).flatMap((one) => one.packages)
  if (packages.length > 0) install(packages)
  const missing = list.filter((one) => !wanted.includes(one)).map(({ name }) => `${name} (left out by --quick)`)
  const ready: T[] = []
  for (const one of wanted) {
    try {
      if (!existsSync(one.file)) throw new Error(`${one.packages.join(', ')} cannot be installed`)
      one.prepare?.()
      ready.push(one)
    } catch (error) {
      missing.push(`${one.name} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`)
    }
  }
  return { ready, missing }
}

/** In the sandbox only: its copy of the machine is gone afterwards. What fails is found missing. */
function install(packages: readonly string[]): void {
  const apt = (...args: readonly string[]): boolean => {
    try {
      execFileSync('apt-get', args, {
        env: { PATH: ENVIRONMENT.PATH, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: 'ignore',
        timeout: 240_000,
      })
      return true
    } catch {
      return false
    }
  }
  const all = (): boolean => apt('install', '-y', '--no-install-recommends', ...packages)
  if (all() || (apt('update') && all())) return
  for (const one of packages) apt('install', '-y', '--no-install-recommends', one)
}

export const peerProgram = ({ file, argv }: Peer): Program => ({
  argv: [file, ...argv],
  environment: ENVIRONMENT,
})
