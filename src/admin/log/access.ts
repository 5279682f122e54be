/** The log is not for everybody. */
import { errnoOf, LaunchError } from '../../core/errors'

/** Says so in words. Errors: `log-failed`. */
export function readingLog<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    throw new LaunchError('log-failed', `the audit log ${path} cannot be read: ${WHY[errno] ?? errno}`, {
      cause: error,
    })
  }
}

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'it is not for you to read',
  ENOENT: 'there is none yet',
  ELOOP: 'it is a link, which is not followed',
  EINVAL: 'it is no regular file',
}
