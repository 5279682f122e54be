/** `mapexec check`: every mistake in the configuration and in the lists it names, with file, line and remedy. */
import { messageOf } from '../core/errors'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'
import { checkSettings, CONFIGURATION_PATH, problemLine, type Problem } from '../config'
import { HELPER_CONF_PATH, helperConfDrift, parseHelperConf, resolveHelperConf } from '../config/helper-conf'
import { checkAccess } from './check/access'
import { Directory } from './check/accounts'
import { checkIdentifiers } from './check/identifiers'
import { checkLists, problemOf, readable } from './check/lists'
import { liveMachine, type Machine } from './check/machine'
import { checkPools } from './check/pools'
import { checkShells } from './check/shells'

export interface CheckOptions {
  /** Of the configuration. */
  readonly path?: string
  readonly helperConf?: string
  /** Where the decision program is installed. */
  readonly installation?: string
  readonly machine?: Machine
}

export interface CheckReport {
  /** Files that were read, in order. */
  readonly files: readonly string[]
  /** By file in the order of `files`, then by line. */
  readonly problems: readonly Problem[]
  readonly errors: number
  readonly warnings: number
}

/** Never throws for what an administrator wrote: a failure of the machine itself is a problem of its file, too. */
export function check(options: CheckOptions, system: System): CheckReport {
  const { path = CONFIGURATION_PATH, machine = liveMachine() } = options
  const { problems, place = () => ({ file: path }), ...inspection } = checkSettings(system, path)
  const settings = inspection.settings ?? inspection.draft
  if (settings === undefined) return reportOf([path], problems)
  const directory = new Directory(system, settings)
  const lists = checkLists(settings, system, directory, machine)
  const found = [...problems, ...lists.problems]
  const look = (action: () => readonly Problem[]): void => void found.push(...guarded(path, action))
  look(() => checkNames(settings, system, options, machine))
  look(() => directory.problems(settings))
  look(() => checkIdentifiers(settings, system, place))
  look(() => {
    const pools = checkPools(settings, directory, machine, lists.pools)
    return [...pools.problems, ...checkShells(settings, system, pools.members)]
  })
  look(() => checkAccess(settings, [path, ...lists.files], system, machine))
  return reportOf([path, ...lists.files], distinct(found))
}

/** A contradiction may be found by more than one of them. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [problemLine(problem), problem])).values(),
]

/** As compilers write it: one line for each problem, then a sum. */
export function checkLines({ files, problems, errors, warnings }: CheckReport): readonly string[] {
  const sum = `${counted(files.length, 'file')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
  return [...problems.map(problemLine), sum]
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

function reportOf(files: readonly string[], problems: readonly Problem[]): CheckReport {
  const rank = (file: string): number => (files.includes(file) ? files.indexOf(file) : files.length)
  const sorted = problems.toSorted(
    (a, b) => rank(a.file) - rank(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  )
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return { files, problems: sorted, errors, warnings: problems.length - errors }
}

/** Names that helper.conf needs as numbers, and whether the installed helper.conf still says what the configuration does. */
function checkNames(settings: Settings, system: System, options: CheckOptions, { uid }: Machine): readonly Problem[] {
  const { installation = '/usr/lib/mapexec', helperConf = HELPER_CONF_PATH } = options
  const wanted = resolveHelperConf(settings, system, installation)
  if (wanted.problems.length > 0) return wanted.problems
  const file = readable(helperConf, system, uid)
  if ('severity' in file) return file.reason === 'list-absent' ? [] : [file]
  const place = { file: helperConf, line: undefined, column: undefined }
  return helperConfDrift(wanted.values, parseHelperConf(file.text, helperConf)).map((message) => ({
    ...place,
    severity: 'error',
    reason: 'helper-config-syntax',
    message,
    remedy: 'run "mapexec install"',
  }))
}

function guarded(path: string, action: () => readonly Problem[]): readonly Problem[] {
  try {
    return action()
  } catch (error) {
    return [problemOf(error) ?? { ...problemAt(path), reason: 'internal', message: messageOf(error), remedy: '' }]
  }
}

const problemAt = (file: string) => ({ file, line: undefined, column: undefined, severity: 'error' as const })
