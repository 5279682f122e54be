/** What `mapexec check` asks of the machine besides the system port; tests hold another one. */
import { closeSync, constants, openSync, readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { errnoOf } from '../../core/errors'
import type { Account } from '../../core/system'

export interface Machine {
  /** Whose rights we have. */
  readonly uid: number
  /** How many payloads a full machine runs at once, one on each. */
  readonly processors: number
  /** Names in a gridmapdir, which belongs to the service account and is therefore no trusted directory. */
  readonly names: (path: string) => readonly string[]
  /** Of what the path leads to; undefined: nothing, or not for us to see. */
  readonly owner: (path: string) => { readonly uid: number; readonly mode: number } | undefined
  /** Whether the account could open it for reading; undefined: only root can try. */
  readonly readableBy: (account: Account, groups: readonly number[], path: string) => boolean | undefined
}

export const liveMachine = (): Machine => ({
  uid: process.geteuid?.() ?? 0,
  processors: availableParallelism(),
  names: (path) => readdirSync(path),
  owner: (path) => {
    try {
      const { uid, mode } = statSync(path)
      return { uid, mode }
    } catch {
      return undefined
    }
  },
  readableBy,
})

/** With the rights of the account for the moment: access lists and mounts count, too. */
function readableBy({ uid, gid }: Account, groups: readonly number[], path: string): boolean | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const before = process.getgroups?.() ?? []
  process.setgroups?.([...groups])
  process.setegid?.(gid)
  process.seteuid?.(uid)
  try {
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY))
    return true
  } catch (error) {
    return errnoOf(error) !== 'EACCES'
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(before)
  }
}
