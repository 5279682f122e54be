/** `mapexec install` and `mapexec uninstall`. */
import { existsSync } from 'node:fs'
import { install } from '../../admin/install'
import { runTool } from '../../admin/install/tools'
import { uninstall } from '../../admin/uninstall'
import { createSystem } from '../../system'
import type { Invocation } from '../actions'

export async function installCommand({ options, output }: Invocation): Promise<number> {
  const changes = counter()
  await install({
    root: '',
    dryRun: options['dryRun'] === true,
    report: (change) => {
      changes.count += 1
      output.line(change)
    },
    source: __dirname,
    example: String(options['example']),
    node: process.execPath,
    system: createSystem(),
    run: runTool,
    uid: process.geteuid?.() ?? -1,
    rootIds: { uid: 0, gid: 0 },
    systemd: hasSystemd(),
  })
  if (changes.count === 0) output.line('nothing to do: mapexec is installed')
  return 0
}

export function uninstallCommand({ options, output }: Invocation): Promise<number> {
  uninstall({
    root: '',
    dryRun: options['dryRun'] === true,
    purge: options['purge'] === true,
    report: (change) => output.line(change),
    system: createSystem(),
    run: runTool,
    uid: process.geteuid?.() ?? -1,
    rootUid: 0,
    systemd: hasSystemd(),
  })
  return Promise.resolve(0)
}

/** sd_booted(3) */
const hasSystemd = (): boolean => existsSync('/run/systemd/system')

const counter = (): { count: number } => ({ count: 0 })
