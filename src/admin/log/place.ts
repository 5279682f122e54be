/** Where the audit log of this machine is. */
import { LaunchError } from '../../core/errors'
import { createSystem } from '../../system'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- most commands ask for no log, and it is larger than they are
const config = (): typeof import('../../config') => require('../../config') as typeof import('../../config')

/** Errors: those of the configuration; `usage` where it names no file. */
export function auditLog(given?: string): string {
  if (given !== undefined) return given
  const { file } = config().loadSettings(createSystem()).log
  if (file !== undefined) return file
  throw new LaunchError('usage', 'the configuration names no audit file ([log] file); look into syslog, or name one')
}
