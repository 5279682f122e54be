/** `run` and `explain`, where they arrive here by mistake. */
import { LaunchError } from '../../core/errors'

/** Only the helper can run anything; this program has no privilege and must never try. Errors: `usage`. */
export function misdirected(): Promise<number> {
  return Promise.reject(
    new LaunchError('usage', 'this command is started by the installed mapexec or mapexec-helper, not by cli.js'),
  )
}
