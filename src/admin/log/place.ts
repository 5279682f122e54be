/** Where the audit log of this machine is. */
import { LaunchError } from '../../core/errors'
import { createSystem } from '../../system'
import { shownSettings } from '../files/settings'

/** Errors: those of the configuration; `usage` where it names no file. */
export function auditLog(given?: string): string {
  if (given !== undefined) return given
  const { file } = shownSettings(createSystem()).log
  if (file !== undefined) return file
  throw new LaunchError('usage', 'the configuration names no audit file ([log] file); look into syslog, or name one')
}
