/** Lines of one launch. */
import { LaunchError, messageOf } from '../../core/errors'
import { auditLog } from './place'
import { linesOf, logFiles, parseEntry, type LogEntry } from './read'

export interface Found {
  readonly lines: readonly LogEntry[]
  /** Why the log could not be searched. */
  readonly trouble: string | undefined
}

/** By the beginning of a reference. Never throws: a record can be shown without the log. */
export function logLinesOf(prefix: string): Found {
  try {
    return { lines: searchLog(auditLog(), prefix), trouble: undefined }
  } catch (error) {
    return { lines: [], trouble: error instanceof LaunchError ? (error.detail ?? error.message) : messageOf(error) }
  }
}

export function searchLog(path: string, prefix: string): readonly LogEntry[] {
  const sign = `"ref":"${prefix}`
  return logFiles(path).flatMap((file) =>
    [...linesOf(file)].flatMap((line) => {
      const entry = line.text.includes(sign) ? parseEntry(line) : undefined
      return entry?.ref.startsWith(prefix) === true ? [entry] : []
    }),
  )
}
