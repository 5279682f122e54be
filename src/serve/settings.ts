/**
 * The configuration of a service: read anew as soon as its file has changed, and replaced only by one that is valid. A
 * mistake in a file that is being edited is no reason to refuse everybody who is served already; the log says so once
 * for each version of the file. Lists (grid-mapfiles, bans, CRLs) are not treated like this: a list that cannot be read
 * refuses, as in the cold decider, because an entry that nobody sees could be a ban.
 */
import { LaunchError, messageOf, placeText } from '../core/errors'
import type { Settings } from '../core/settings'
import type { ListFile } from '../core/system'

export interface Source {
  /** Errors: those of the system port. */
  file(): ListFile
  /** Errors: those of the configuration. */
  load(): Settings
  report(level: 'info' | 'error', message: string): void
}

export interface CurrentSettings {
  /** For the next decision: the file is looked at. */
  current(): Settings
  /** Of the last decision. */
  last(): Settings
}

/** Errors: those of the configuration, where not even the first one is valid. */
export function keepSettings(source: Source): CurrentSettings {
  let settings = source.load()
  let judged = versionOf(source)
  return {
    current() {
      const found = versionOf(source)
      if (found === judged) return settings
      judged = found
      try {
        settings = source.load()
        source.report('info', 'the configuration has changed and is in force')
      } catch (error) {
        source.report('error', `the configuration has changed and is not valid; the old one stays: ${lineOf(error)}`)
      }
      return settings
    },
    last: () => settings,
  }
}

/** What is in the file, or why it cannot be read: no text, since that would begin with NUL. */
function versionOf(source: Source): string {
  try {
    return source.file().text
  } catch (error) {
    return `\0${lineOf(error)}`
  }
}

/** For the log of the service. */
export function lineOf(error: unknown): string {
  if (!(error instanceof LaunchError)) return messageOf(error)
  const place = error.place === undefined ? '' : `${placeText(error.place)}: `
  return `${place}${error.reason}: ${error.detail ?? error.message}`
}
