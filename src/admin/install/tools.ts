/** The programs of the system that an installation calls: useradd(8), groupadd(8), setcap(8), systemctl(1)… */
import { spawnSync } from 'node:child_process'
import { LaunchError } from '../../core/errors'

/** Runs a program and returns its standard output. Errors: `install-failed` when it is missing or fails. */
export type RunTool = (program: string, args: readonly string[]) => string

/** setcap and friends live in sbin, which is not in everybody's PATH; nothing else of our environment concerns them. */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

export const runTool: RunTool = (program, args) => {
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, {
    env: ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (error === undefined && status === 0) return stdout
  const why = error?.message ?? (stderr.trim() || `status ${status ?? signal ?? 'unknown'}`)
  throw new LaunchError('install-failed', `${program} failed`, { detail: `${program} ${args.join(' ')}: ${why}` })
}
