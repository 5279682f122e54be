/** What the service says of itself, as opposed to the audit log of launches: to standard error, for the journal. */
import { Writable } from 'node:stream'
import { createLogger, format, transports, type Logger } from 'winston'
import { jsonLine } from '../record/json-line'

export type ServiceLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** sd-daemon(3): a line's priority for the journal. */
const PRIORITY: Readonly<Record<string, string>> = { error: '<3>', warn: '<4>', info: '<6>' }

/**
 * JSON lines; with `journal` each begins with its priority. No control character of a message survives.
 * `write` must not block for long: standard error of a service is the journal's socket or a file.
 */
export function createServiceLog(write: (line: string) => void, journal: boolean): ServiceLog {
  const line = format.printf(({ level, message, ...facts }) => {
    const prefix = journal ? (PRIORITY[level] ?? '') : ''
    return prefix + jsonLine({ level, message, ...facts }).trimEnd()
  })
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      write(chunk.toString())
      done()
    },
  })
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- winston declares its transports as interfaces
  return createLogger({ level: 'info', format: line, transports: new transports.Stream({ stream, eol: '\n' }) })
}
