/** A machine below a temporary directory on which `install` and `uninstall` can work without being root. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Installation } from '../../../src/admin/install'
import { PATHS } from '../../../src/admin/install/layout'
import type { RunTool } from '../../../src/admin/install/tools'
import { LaunchError } from '../../../src/core/errors'
import type { Account, System } from '../../../src/core/system'
import { account, fakeSystem } from '../../support/fake-system'

const own = { uid: process.geteuid?.() ?? -1, gid: process.getegid?.() ?? -1 }
/** Only root can give files away; everybody else keeps them. */
const SERVICE_UID = own.uid === 0 ? 990 : own.uid

const checkout = join(__dirname, '../../..')

export class Machine {
  readonly root: string
  readonly build: string
  readonly changes: string[] = []
  readonly commands: string[] = []
  /** Capabilities by inode, as a file system keeps them. */
  readonly capabilities = new Map<number, string>()
  accounts: Account[] = [account('pilot', 60001), account('pool001', 61001, 61000), account('pool002', 61002, 61000)]
  /** Program → what it says when it fails. */
  failing: Record<string, string> = {}
  dryRun = false
  node = process.execPath
  uid = own.uid

  constructor() {
    const base = fs.mkdtempSync(join(tmpdir(), 'mapexec-install-'))
    fs.chmodSync(base, 0o755)
    this.root = join(base, 'root')
    this.build = join(base, 'dist')
    fs.mkdirSync(this.root)
    this.writeBuild('0123456789abcdef')
  }

  remove(): void {
    fs.rmSync(dirname(this.root), { recursive: true, force: true })
  }

  /** A build with the real loader and the shipped examples around programs of one line. */
  writeBuild(hash: string): void {
    fs.rmSync(this.build, { recursive: true, force: true })
    const loader = fs.readFileSync(join(checkout, 'scripts/build.d/loader.cjs'), 'utf8')
    const files: Record<string, string> = {
      'mapexec-helper': `helper ${hash}`,
      'decider.js': loader
        .replaceAll('@PROGRAM@', `decider-${hash}`)
        .replaceAll('@PARTS@', '{"./main.js":"main","./x509.js":"x509","./rehearsal.js":"rehearsal"}'),
      [`decider-${hash}.rehearsal.js`]: `(function(require,publish){publish({"./rehearsal.js":{}})})`,
      [`decider-${hash}.js`]: `(function(require,publish){publish({"./main.js":{}});require("./x509.js");globalThis.decider = () => "${hash}"})`,
      [`decider-${hash}.x509.js`]: `(function(require,publish){publish({"./x509.js":{}})})`,
      'cli.js': loader
        .replaceAll('@PROGRAM@', `cli-${hash}`)
        .replaceAll('@PARTS@', '{"./main.js":"main","./record.js":"record"}'),
      [`cli-${hash}.js`]: `(function(require,publish){publish({"./main.js":{}});globalThis.cli = () => "${hash}"})`,
      [`cli-${hash}.record.js`]: `(function(require,publish){publish({"./record.js":{}});throw new Error("nobody asked")})`,
      'koffi-3.3.4.node': 'native',
      'share/mapexec': fs.readFileSync(join(checkout, 'bin/mapexec'), 'utf8'),
      'share/LICENSE': 'licence',
      'share/config/systemd/mapexec.service': '[Service]',
      'share/man/mapexec.1': '.TH MAPEXEC 1',
    }
    for (const name of ['worker-node.toml', 'gitlab-runner.toml'])
      files[`share/config/${name}`] = fs.readFileSync(join(checkout, 'config', name), 'utf8')
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(dirname(join(this.build, name)), { recursive: true })
      fs.writeFileSync(join(this.build, name), text)
    }
  }

  readonly run: RunTool = (program, args) => {
    this.commands.push([program, ...args].join(' '))
    const failure = this.failing[program]
    if (failure !== undefined) throw new LaunchError('install-failed', `${program} failed`, { detail: failure })
    const path = args.at(-1) ?? ''
    switch (program) {
      case 'useradd':
        this.accounts.push(account(path, SERVICE_UID, own.gid === 0 ? 990 : own.gid))
        return ''
      case 'setcap':
        if (args[0] === '-r') this.capabilities.delete(fs.statSync(path).ino)
        else this.capabilities.set(fs.statSync(path).ino, args[0] ?? '')
        return ''
      case 'getcap': {
        const text = this.capabilities.get(fs.statSync(path).ino)
        return text === undefined ? '' : `${path} ${text}\n`
      }
      case 'getent':
        return this.accounts.map(({ name, uid, gid }) => `${name}:x:${uid}:${gid}::/home/${name}:/bin/sh\n`).join('')
      case 'getfacl':
        return `user:${SERVICE_UID}:rwx\ndefault:user:${SERVICE_UID}:rw-\n`
      case 'rm':
        fs.rmSync(path, { recursive: true, force: true })
        return ''
      default:
        return ''
    }
  }

  get system(): System {
    const { accounts, ...rest } = fakeSystem({ groups: { pool: 61000 } })
    return {
      ...rest,
      accounts: { ...accounts, byName: (name) => this.accounts.find((one) => one.name === name) },
      readTrustedFile: (path) => {
        const text = fs.readFileSync(this.root + path, 'utf8')
        return { path, text, facts: { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: text.length, mtime: 0 } }
      },
    }
  }

  get installation(): Installation {
    const { root, build: source, dryRun, node, system, run, uid } = this
    this.changes.length = 0
    this.commands.length = 0
    const report = (change: string): void => void this.changes.push(change)
    return { root, source, dryRun, node, system, run, uid, report, example: 'worker-node', rootIds: own, systemd: true }
  }

  text(path: string): string {
    return fs.readFileSync(this.root + path, 'utf8')
  }

  /** Permission bits in octal; undefined where there is nothing. */
  mode(path: string): string | undefined {
    const stat = fs.lstatSync(this.root + path, { throwIfNoEntry: false })
    return stat && (stat.mode & 0o7777).toString(8)
  }

  helperCapabilities(): string | undefined {
    return this.capabilities.get(fs.statSync(this.root + PATHS.helper).ino)
  }

  /** Every path with mode, size, links and time: what a run that changes nothing leaves alike. */
  snapshot(): string {
    return fs
      .readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .toSorted()
      .map((name) => {
        const { mode, size, nlink, mtimeMs, ino } = fs.lstatSync(join(this.root, name))
        return [name, mode, size, nlink, mtimeMs, ino].join(' ')
      })
      .join('\n')
  }
}
