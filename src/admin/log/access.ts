/** The log is not for everybody. */
import { errnoOf, LaunchError } from '../../core/errors'

/** Says so in words. Errors: `log-failed`. */
export function readingLog<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    const why = errno === 'EACCES' ? 'it is not for you to read' : errno === 'ENOENT' ? 'there is none yet' : errno
    throw new LaunchError('log-failed', `the audit log ${path} cannot be read: ${why}`, { cause: error })
  }
}
