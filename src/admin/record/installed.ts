/**
 * Where records are, by what is in force: helper.conf, which the helper itself obeys. Reading it is cheaper than
 * reading the configuration, which may have been changed since.
 */
import { readFileSync } from 'node:fs'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import { HELPER_CONF_PATH, parseHelperConf } from '../../config/helper-conf'

export const DEFAULT_RECORDS = '/run/mapexec'

/** Errors: `helper-config-untrusted` when it cannot be read, `helper-config-syntax`. */
export function recordDirectory(path = HELPER_CONF_PATH): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return DEFAULT_RECORDS
    throw new LaunchError('helper-config-untrusted', `${path} cannot be read`, {
      detail: messageOf(error),
      cause: error,
    })
  }
  return parseHelperConf(text, path).get('record_directory') ?? DEFAULT_RECORDS
}
