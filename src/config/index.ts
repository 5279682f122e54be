/** `/etc/mapexec/mapexec.toml` → settings. Nothing that is wrong with the file is passed over. */
import * as toml from 'toml'
import { LaunchError, messageOf, type Place } from '../core/errors'
import type { Reason } from '../core/reasons'
import type { Settings } from '../core/settings'
import type { ListFile, System } from '../core/system'
import { CONFIGURATION_PATH } from './compiled'
import { locate, positionOf, type Positions } from './locate'
import { normalise } from './normalise'
import { problemLine, Report, type Problem } from './problems'
import { judge } from './rules'
import { reportSchemaErrors, tablesOf } from './schema-problems'
import { validateConfiguration } from './schema-validator.js'
import type { Configuration } from './schema'

export { problemLine, type Problem } from './problems'

export { CONFIGURATION_PATH }

/** Of the file. The shipped examples have 5 KiB. */
const LARGEST = 1024 * 1024
/** Of lists and inline tables; the parser and ours recurse. */
const DEEPEST = 16

export interface Inspection {
  /** In the order of the file, errors and warnings. */
  readonly problems: readonly Problem[]
  /** Only where no problem is an error. */
  readonly settings?: Settings
  /** Of a file of the right form with errors in it: to look for more of them by. No launch may be decided under it. */
  readonly draft?: Settings
  /** Where a key stands, by its JSON pointer. */
  readonly place?: (pointer: string) => Place
}

/**
 * What a launch runs under.
 * Errors: `config-absent`, `config-untrusted` (owner, mode, type), `config-syntax` (not TOML), `config-invalid`.
 */
export function loadSettings(system: System, path = CONFIGURATION_PATH): Settings {
  const { settings, problems } = checkSettings(system, path)
  if (settings !== undefined) return settings
  const errors = problems.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first === undefined) throw new LaunchError('internal', 'the configuration could not be judged')
  throw new LaunchError(first.reason, MESSAGES[first.reason] ?? 'the configuration cannot be read', {
    detail: errors.slice(0, MOST_IN_DETAIL).map(problemLine).join(' | '),
    place: {
      file: first.file,
      ...(first.line === undefined ? {} : { line: first.line }),
      ...(first.column === undefined ? {} : { column: first.column }),
    },
  })
}

/** The log line is for one mistake or two; `mapexec check` shows them all. */
const MOST_IN_DETAIL = 5

const MESSAGES: Partial<Record<Reason, string>> = {
  'config-absent': 'there is no configuration',
  'config-untrusted': 'the configuration cannot be trusted',
  'config-syntax': 'the configuration is not valid; "mapexec check" says where',
  'config-invalid': 'the configuration is not valid; "mapexec check" says where',
}

/** All problems of the file. Never throws for what is in it. */
export function checkSettings(system: System, path = CONFIGURATION_PATH): Inspection {
  const file = readFile(system, path)
  if (isProblem(file)) return { problems: [file] }
  const data = parse(file)
  if (isProblem(data)) return { problems: [data] }
  return inspect(data, path, locate(file.text))
}

function inspect(data: Readonly<Record<string, unknown>>, path: string, positions: Positions): Inspection {
  const report = new Report(path, (pointer) => positionOf(positions, pointer))
  const valid = validateConfiguration(data)
  const errors = valid ? [] : (validateConfiguration.errors ?? [])
  reportSchemaErrors(errors, report)
  // Tables that the schema refused are not read by any rule.
  judge(data as Configuration, tablesOf(errors), report)
  const { problems } = report
  const place = (pointer: string): Place => report.place(pointer)
  if (!valid) return { problems, place }
  if (!problems.some(({ severity }) => severity === 'error'))
    return { problems, place, settings: normalise(data, path, place) }
  const draft = draftOf(() => normalise(data, path, place))
  return { problems, place, ...(draft && { draft }) }
}

/** What contradicts itself may have no settings at all. */
function draftOf(make: () => Settings): Settings | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

const isProblem = (value: object): value is Problem => 'severity' in value && 'remedy' in value

function readFile(system: System, path: string): ListFile | Problem {
  try {
    const file = system.readTrustedFile(path, LARGEST)
    // The parser would take replacement characters for text; TOML 1.0: "A TOML file must be a valid UTF-8 encoded Unicode document."
    const bad = file.text.indexOf('\ufffd')
    return bad === -1 ? file : syntaxProblem(path, 'is not valid UTF-8', file.text.slice(0, bad))
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    const absent = error.reason === 'list-absent'
    return {
      ...problemAt(path),
      reason: absent ? 'config-absent' : error.reason,
      message: error.detail ?? error.message,
      remedy: absent ? 'copy one of the examples, e.g. worker-node.toml' : '',
    }
  }
}

function parse({ path, text }: ListFile): Readonly<Record<string, unknown>> | Problem {
  try {
    return toml.parse(withoutComments(text), { maxDepth: DEEPEST }) as Readonly<Record<string, unknown>>
  } catch (error) {
    return syntaxProblem(path, shorten(messageOf(error)), '', positionIn(error))
  }
}

/**
 * Empties lines that are comments: half of a documented file, on which the parser spends half of its time. Only where
 * there is no multi-line string, in which such a line would be text.
 */
const withoutComments = (text: string): string =>
  text.includes('"""') || text.includes("'''") ? text : text.replace(/^[ \t]*#[\t\x20-\x7e\x80-\uffff]*$/gm, '')

const problemAt = (file: string, line?: number, column?: number) => ({
  file,
  line,
  column,
  severity: 'error' as const,
})

function syntaxProblem(
  file: string,
  message: string,
  before: string,
  position = { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') },
): Problem {
  return { ...problemAt(file, position.line, position.column), reason: 'config-syntax', message, remedy: '' }
}

/** Where the parser stopped: syntax errors have `location`, redefinitions `line` and `column`. */
function positionIn(error: unknown): { readonly line: number; readonly column: number } {
  const facts: Readonly<Record<string, unknown>> = isRecord(error) ? error : {}
  const start = isRecord(facts['location']) ? facts['location']['start'] : facts
  if (!isRecord(start)) return { line: 1, column: 1 }
  const { line, column } = start
  return { line: typeof line === 'number' ? line : 1, column: typeof column === 'number' ? column : 1 }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The parser lists every character that it would have taken. */
function shorten(message: string): string {
  const found = /but (.+) found\.$/.exec(message)?.[1]
  return found === undefined ? message : `unexpected ${found}`
}
