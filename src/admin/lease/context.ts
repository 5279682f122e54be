/** What the lease commands do their work with, on the real machine. */
import { spawnSync } from 'node:child_process'
import { LaunchError } from '../../core/errors'
import type { PoolSettings, Settings } from '../../core/settings'
import type { Account, System } from '../../core/system'
import { liveProcesses } from '../record/processes'
import { judgeNode } from '../install/node'
import type { ReleaseContext } from './release'
import type { LeaseView } from './view'

/** Longer than this no account can take to clean; a program that hangs must not hold the account's lock for ever. */
const CLEANING_TIMEOUT_MS = 10 * 60_000

/** Errors: `not-root`; `account-unknown` where there is no service account; `config-untrusted` for the cleaning program. */
export function releaseContext(settings: Settings, system: System, pool: PoolSettings): ReleaseContext {
  if (process.geteuid?.() !== 0) throw new LaunchError('not-root', 'only root can take accounts back')
  const service = system.accounts.byName(settings.service.account)
  if (service === undefined)
    throw new LaunchError('account-unknown', `there is no service account ${settings.service.account}`)
  // It runs as root: nobody else may have had a hand in it.
  if (pool.clean !== undefined) judgeNode(pool.clean, 0)
  return {
    system,
    processes: liveProcesses(system.clock.now()),
    recordDirectory: settings.record.directory,
    decisionTimeoutMs: settings.service.decisionTimeoutMs,
    guardianUidOffset: settings.service.guardianUidOffset,
    asService: (action) => asService(service, action),
    clean: pool.clean === undefined ? undefined : cleanerOf(pool.clean),
  }
}

/**
 * The directories belong to the service account, which could lay links in root's way: they are worked on with its
 * rights, not with root's.
 */
async function asService<T>({ uid, gid }: Account, action: () => Promise<T>): Promise<T> {
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([gid])
  process.setegid?.(gid)
  process.seteuid?.(uid)
  try {
    return await action()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}

/** PROGRAM ACCOUNT UID HOME, in an environment of its own. Status 0: the account is clean. */
const cleanerOf =
  (program: string) =>
  (account: Account, { pool, identity }: LeaseView): void => {
    const { error, status, signal, stderr } = spawnSync(program, [account.name, String(account.uid), account.home], {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', MAPEXEC_POOL: pool, MAPEXEC_IDENTITY: identity },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: CLEANING_TIMEOUT_MS,
    })
    if (error === undefined && status === 0) return
    // Of a program that could not be started there is no output at all.
    const said = error === undefined ? (stderr.trim().split('\n').at(-1) ?? '') : ''
    throw new LaunchError('internal', 'the cleaning program failed', {
      detail: `${program}: ${error?.message ?? `status ${status ?? signal ?? 'unknown'}`}${said === '' ? '' : `: ${said}`}`,
    })
  }
