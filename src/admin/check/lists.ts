/** grid-mapfiles, groupmapfiles, ban and allow lists: every malformed line, and every line that leads nowhere. */
import { LaunchError, type Place } from '../../core/errors'
import { parseMapLines, type MapLine, type MapLinesOptions } from '../../core/map-lines'
import type { Settings } from '../../core/settings'
import type { ListFile, System } from '../../core/system'
import type { Problem } from '../../config'
import { problemFrom, type Directory, type Objection } from './accounts'
import type { Machine } from './machine'
import { deniedTo } from './pools'

interface List extends MapLinesOptions {
  readonly file: string
  /** What is wrong with an entry besides its form. */
  readonly judge: (entry: MapLine) => readonly Objection[]
}

/** Of one file; somebody who needs more has given the wrong file. */
const MOST_PROBLEMS = 50

export interface ListCheck {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** Prefixes of the pools that lines lead to; undefined: not every line can be read. */
  readonly pools: ReadonlySet<string> | undefined
}

export function checkLists(settings: Settings, system: System, directory: Directory, machine: Machine): ListCheck {
  const used = new Set<string>()
  const lists = listsOf(settings, directory, used)
  const others = otherFilesOf(settings)
  const problems = [
    ...lists.flatMap((list) => checkList(list, system, machine)),
    ...others.flatMap((file) => {
      const read = readable(file, system, machine.uid)
      return 'severity' in read ? [read] : []
    }),
  ]
  const files = [...new Set([...lists.map(({ file }) => file), ...others])]
  const unknown = problems.some(({ severity, line }) => severity === 'error' || line === undefined)
  return { files, problems, pools: unknown ? undefined : used }
}

function listsOf({ maps, authorize, pools }: Settings, directory: Directory, used: Set<string>): readonly List[] {
  const prefixes = new Set(pools.map(({ prefix }) => prefix))
  const account = (name: string): Objection | undefined => {
    if (!name.startsWith('.')) return directory.account(name)
    used.add(name.slice(1))
    return poolObjection(name.slice(1), prefixes)
  }
  const names = [...authorize.banDn, ...authorize.banFqan, ...authorize.banSubject]
  const lists: readonly (List | undefined)[] = [
    ...maps.map(({ from }): List | undefined =>
      from.type === 'grid-mapfile' || from.type === 'voms-mapfile'
        ? { file: from.file, content: 'mapping', wildcards: from.wildcards, judge: judgeNames('an account', account) }
        : undefined,
    ),
    ...maps.map(({ groups: { groupmapfile } }): List | undefined =>
      groupmapfile === undefined
        ? undefined
        : {
            file: groupmapfile,
            content: 'mapping',
            wildcards: true,
            judge: judgeNames('a group', (name) => directory.group(name)),
          },
    ),
    ...[...names, ...authorize.allowDn, ...authorize.allowFqan].map((file): List => ({
      file,
      content: 'patterns',
      wildcards: true,
      judge: () => [],
    })),
  ]
  return [...new Map(lists.filter((list) => list !== undefined).map((list) => [list.file, list])).values()]
}

/** Files that are read as a whole, by others. */
const otherFilesOf = ({ authenticate: { oidc } }: Settings): readonly string[] =>
  oidc.flatMap(({ jwksFile, caFile }) => [jwksFile, caFile]).filter((file) => file !== undefined)

function checkList(list: List, system: System, { uid }: Machine): readonly Problem[] {
  const file = readable(list.file, system, uid)
  if ('severity' in file) return [file]
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  for (const entry of entriesOf(list, file.text, problems)) {
    const place = { file: list.file, line: entry.line }
    for (const objection of list.judge(entry)) problems.push(problemFrom(objection, place))
    const earlier = seen.get(entry.pattern)
    if (earlier === undefined) seen.set(entry.pattern, entry.line)
    else problems.push({ ...problemFrom(repeated(earlier), place), severity: 'warning' })
  }
  if (problems.length <= MOST_PROBLEMS) return problems
  const rest: Objection = { reason: 'map-syntax', message: `${problems.length - MOST_PROBLEMS} more`, remedy: '' }
  return [...problems.slice(0, MOST_PROBLEMS), problemFrom(rest, { file: list.file })]
}

/** Good entries; what the parser refuses goes to `problems`, line by line, where it would stop at the first. */
function entriesOf(list: List, text: string, problems: Problem[]): readonly MapLine[] {
  try {
    return parseMapLines(list.file, text, list)
  } catch (error) {
    if (problemOf(error) === undefined) throw error
  }
  return text.split('\n').flatMap((content, index) => {
    try {
      return parseMapLines(list.file, content, list).map((entry) => ({ ...entry, line: index + 1 }))
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      problems.push({ ...problem, line: index + 1 })
      return []
    }
  })
}

const judgeNames =
  (what: string, objectionTo: (name: string) => Objection | undefined) =>
  ({ names }: MapLine): readonly Objection[] => {
    if (names.length === 0)
      return [{ reason: 'no-mapping', message: `the line names nobody`, remedy: `write ${what} behind the name` }]
    return names.map(objectionTo).filter((objection) => objection !== undefined)
  }

const poolObjection = (prefix: string, prefixes: ReadonlySet<string>): Objection | undefined =>
  prefixes.has(prefix)
    ? undefined
    : {
        reason: 'pool-unknown',
        message: `there is no [[pool]] with prefix "${prefix}"`,
        remedy: prefixes.size === 0 ? 'there are none at all' : `there are: ${[...prefixes].join(', ')}`,
      }

const repeated = (earlier: number): Objection => ({
  reason: 'map-syntax',
  message: `the same name is in line ${earlier}, which is tried first`,
  remedy: 'take one of them out',
})

/** `uid`: whose rights we have. */
export function readable(path: string, system: System, uid: number): ListFile | Problem {
  try {
    return system.readTrustedFile(path)
  } catch (error) {
    const denied = error instanceof LaunchError ? deniedTo(uid, error.cause) : undefined
    if (denied !== undefined) return { ...problemFrom(denied, { file: path }), severity: 'warning' }
    const problem = problemOf(error)
    if (problem === undefined) throw error
    return { ...problem, file: path }
  }
}

/** undefined: not an error that we know. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof LaunchError)) return undefined
  const { file, line, column }: Place = error.place ?? { file: '' }
  const said = error.detail ?? error.message
  // The line begins with the file already.
  const message = file !== '' && said.startsWith(`${file} `) ? said.slice(file.length + 1) : said
  const remedy = REMEDIES[error.reason] ?? ''
  return { file, line, column, severity: 'error', reason: error.reason, message, remedy }
}

const REMEDIES: Readonly<Record<string, string>> = {
  'list-absent': 'create it (an empty file will do), or take its name out of the configuration',
  'config-untrusted': 'chown root:root and chmod go-w the path that is named',
}
