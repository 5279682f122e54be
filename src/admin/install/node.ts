/** Node is part of what decides: nobody but root may be able to change it. */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { LaunchError, messageOf } from '../../core/errors'

/**
 * `trusted` is root's uid, or who stands in for root below another root directory. Judges the program behind a path and every directory above it, links resolved.
 * Errors: `config-untrusted`, `config-invalid` where there is no such program.
 */
export function judgeNode(path: string, trusted: number): void {
  let real: string
  try {
    real = fs.realpathSync(path)
    fs.accessSync(real, fs.constants.X_OK)
  } catch (error) {
    throw new LaunchError('config-invalid', `there is no Node at ${path}`, {
      detail: `${messageOf(error)}; set service.node in mapexec.toml`,
    })
  }
  for (const at of [real, ...directoriesAbove(real)]) {
    const { uid, mode } = fs.statSync(at)
    const owned = uid === 0 || uid === trusted
    if (owned && (mode & 0o022) === 0) continue
    const why = owned ? 'can be written by others than root' : `belongs to uid ${uid}, not to root`
    throw new LaunchError('config-untrusted', `the Node at ${path} cannot be trusted`, {
      detail: `${at} ${why}; install Node for the whole system and set service.node in mapexec.toml`,
    })
  }
}

export function directoriesAbove(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [] : [parent, ...directoriesAbove(parent)]
}
