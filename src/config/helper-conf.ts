/**
 * helper.conf: the bounds of the privileged helper, in numbers. Names are resolved here, once, by root, because the
 * helper never asks the name service (design §2.3). native-helper/conf.h describes the form; its parser is the judge.
 */
import { LaunchError, type Place } from '../core/errors'
import type { NumberRange, ServiceSettings, Settings } from '../core/settings'
import type { System } from '../core/system'
import type { Problem } from './problems'
import { objectionToIds, overlaps, rangeText } from './rules-identifiers'

export const HELPER_CONF_PATH = '/etc/mapexec/helper.conf'

/** In the order in which they are written. */
const KEYS = [
  'service_uid',
  'service_gid',
  'caller_uids',
  'caller_gids',
  'target_uids',
  'target_gids',
  'guardian_uid_offset',
  'decider',
  'warm',
  'socket',
  'record_directory',
  'lock_directory',
  'decision_timeout_ms',
  'log_only',
  'syslog_socket',
] as const

export type HelperKey = (typeof KEYS)[number]

/**
 * Options of the Node that decides one launch; the site's own come later, and so count more. Choosing V8's hash seed and
 * sorting its snapshot anew takes 3 ms of 20; it protects many callers of one process from each other, and this process has
 * one caller and a deadline (docs/decisions/0010). Young objects of 2 MiB: a whole decision, so that none is collected.
 */
export const deciderOptions = ({ nodeOptions }: Pick<ServiceSettings, 'nodeOptions'>): readonly string[] => [
  '--no-rehash-snapshot',
  '--min-semi-space-size=2',
  ...nodeOptions,
]

/** Key → value as written. A list without items has no line. */
export type HelperConf = ReadonlyMap<HelperKey, string>

/**
 * The text of helper.conf. `installation` is the directory of the decision program, e.g. `/usr/lib/mapexec`.
 * Errors: `config-invalid`: a name that nobody has, an id that no payload may have; `detail` names all of them.
 */
export function renderHelperConf(settings: Settings, system: System, installation: string): string {
  const { values, problems } = resolveHelperConf(settings, system, installation)
  const [first] = problems
  if (first !== undefined)
    throw new LaunchError('config-invalid', 'the configuration names ids that cannot be used', {
      detail: problems.map(({ message }) => message).join(' | '),
      place: { file: first.file, ...(first.line === undefined ? {} : { line: first.line }) },
    })
  return `${HEADER}${[...values].map(([key, value]) => `${key} = ${value}\n`).join('')}`
}

const HEADER = `# The bounds of mapexec-helper, made from mapexec.toml by "mapexec install". Change that file and install again.
`

/** The same with every problem, for `mapexec check`. */
export function resolveHelperConf(
  settings: Settings,
  system: System,
  installation: string,
): { readonly values: HelperConf; readonly problems: readonly Problem[] } {
  const names = new Names(settings, system)
  const { service, record, log } = settings
  const account = names.account(service.account, '[service] account')
  const callerUids = settings.callers.flatMap(({ users, name, place }) =>
    users.map((user) => ({ place, ids: single(names.account(user, `[[caller]] "${name}"`, place)?.uid) })),
  )
  const callerGids = settings.callers.flatMap(({ groups, name, place }) =>
    groups.map((group) => single(names.group(group, `[[caller]] "${name}"`, place))),
  )
  const targetGids = [...service.targetGids, ...service.targetGroups.map((group) => names.target(group))]
  if (account !== undefined) judgeIds({ ...account, callerUids, targetGids }, settings, names)
  const all: readonly (readonly [HelperKey, string])[] = [
    ['service_uid', String(account?.uid ?? '')],
    ['service_gid', String(account?.gid ?? '')],
    ['caller_uids', listText(callerUids.map(({ ids }) => ids))],
    ['caller_gids', listText(callerGids)],
    ['target_uids', listText(service.targetUids)],
    ['target_gids', listText(targetGids)],
    ['guardian_uid_offset', String(service.guardianUidOffset)],
    ['decider', [service.node, ...deciderOptions(service), `${installation}/decider.js`].join(' ')],
    ['warm', service.warm],
    ['socket', service.socket],
    ['record_directory', record.directory],
    ['lock_directory', `${record.directory}/locks`],
    ['decision_timeout_ms', String(service.decisionTimeoutMs)],
    ['log_only', service.logOnly ? '1' : '0'],
    ['syslog_socket', log.syslogSocket],
  ]
  return { values: new Map(all.filter(([, value]) => value !== '')), problems: names.problems }
}

/**
 * Key → value of a helper.conf. Errors: `helper-config-syntax` with the line: unknown or repeated key, another form
 * than `key = value`, a last line without its end.
 */
export function parseHelperConf(text: string, file = HELPER_CONF_PATH): HelperConf {
  const values = new Map<HelperKey, string>()
  const lines = text.split('\n')
  const fail = (line: number, why: string): never => {
    throw new LaunchError('helper-config-syntax', `${file} is not valid`, { detail: why, place: { file, line } })
  }
  if (lines.pop() !== '') fail(lines.length + 1, 'the last line is not ended')
  lines.forEach((line, index) => {
    if (/[^ -~]/.test(line)) fail(index + 1, 'a character that does not belong here')
    if (line === '' || line.startsWith('#')) return
    const end = line.indexOf(' = ')
    const key = KEYS.find((name) => name === line.slice(0, Math.max(0, end)))
    if (key === undefined) return fail(index + 1, 'unknown key, or not of the form "key = value"')
    if (values.has(key)) fail(index + 1, `${key} occurs twice`)
    if (line.length === end + 3) fail(index + 1, `${key} has no value`)
    values.set(key, line.slice(end + 3))
  })
  return values
}

/** One line for each key in which the installed file differs from what the configuration asks for now. */
export const helperConfDrift = (wanted: HelperConf, installed: HelperConf): readonly string[] =>
  KEYS.filter((key) => wanted.get(key) !== installed.get(key)).map(
    (key) => `${key} is ${installed.get(key) ?? 'not set'}, the configuration asks for ${wanted.get(key) ?? 'none'}`,
  )

interface Ids {
  readonly uid: number
  readonly gid: number
  readonly callerUids: readonly { readonly place: Place | undefined; readonly ids: NumberRange | undefined }[]
  readonly targetGids: readonly (NumberRange | undefined)[]
}

/** The same contradictions that the helper refuses, and a caller that is a target: its payloads could be itself. */
function judgeIds({ uid, gid, callerUids, targetGids }: Ids, { service }: Settings, names: Names): void {
  const [own, ownGroup] = [single(uid), single(gid)]
  const guardians = service.targetUids.map(({ first, last }) => ({
    first: first + service.guardianUidOffset,
    last: last + service.guardianUidOffset,
  }))
  const hits = (ids: NumberRange | undefined, ranges: readonly (NumberRange | undefined)[]): boolean =>
    ids !== undefined && ranges.some((range) => range !== undefined && overlaps(range, ids))
  if (uid === 0 || gid === 0) names.complain('the service account must not be root')
  if (hits(own, service.targetUids)) names.complain(`uid ${uid} of the service account is in target_uids`)
  if (hits(own, guardians)) names.complain(`uid ${uid} of the service account is the uid of a guardian`)
  if (hits(ownGroup, targetGids)) names.complain(`gid ${gid} of the service account is allowed for payloads`)
  for (const { ids, place } of callerUids) {
    if (hits(ids, service.targetUids)) names.complain(`uid ${ids?.first} of a caller is in target_uids`, place)
    if (hits(ids, guardians)) names.complain(`uid ${ids?.first} of a caller is the uid of a guardian`, place)
  }
}

const single = (id: number | undefined): NumberRange | undefined => (id === undefined ? id : { first: id, last: id })

/** Sorted, joined where they touch: the helper takes 512 ranges. */
function listText(ranges: readonly (NumberRange | undefined)[]): string {
  const joined: NumberRange[] = []
  for (const range of ranges.filter((one) => one !== undefined).toSorted((a, b) => a.first - b.first)) {
    const previous = joined.at(-1)
    if (previous === undefined || range.first > previous.last + 1) joined.push(range)
    else joined[joined.length - 1] = { first: previous.first, last: Math.max(previous.last, range.last) }
  }
  return joined.map(rangeText).join(' ')
}

/** Looks names up and remembers which could not be used. */
class Names {
  readonly problems: Problem[] = []

  constructor(
    private readonly settings: Settings,
    private readonly system: System,
  ) {}

  account(name: string, owner: string, place?: Place): { readonly uid: number; readonly gid: number } | undefined {
    const found = this.system.accounts.byName(name)
    if (found === undefined)
      this.complain(`there is no user "${name}" (${owner})`, place, `create it, e.g. useradd ${name}`)
    return found
  }

  group(name: string, owner: string, place?: Place): number | undefined {
    const found = this.system.accounts.groupByName(name)
    if (found === undefined)
      this.complain(`there is no group "${name}" (${owner})`, place, `create it, e.g. groupadd ${name}`)
    return found
  }

  target(name: string): NumberRange | undefined {
    const range = single(this.group(name, '[service] target_groups'))
    const objection = range === undefined ? undefined : objectionToIds(range, this.settings.service.allowSystem)
    if (range !== undefined && objection !== undefined)
      this.complain(`group "${name}" has gid ${range.first}, which ${objection}`)
    return range
  }

  complain(message: string, place?: Place, remedy = ''): void {
    const { file, line, column } = place ?? { file: this.settings.path }
    this.problems.push({ file, line, column, severity: 'error', reason: 'config-invalid', message, remedy })
  }
}
