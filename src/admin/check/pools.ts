/** Pools: whether the gridmapdir is there, its accounts can be used, and there are enough of them. */
import { errnoOf, messageOf } from '../../core/errors'
import type { PoolSettings, Settings } from '../../core/settings'
import type { Problem } from '../../config'
import { problemFrom, type Directory, type Objection } from './accounts'
import type { Machine } from './machine'

/** Of one pool: a range that was forgotten hits every account alike. */
const MOST_OBJECTIONS = 5

export interface PoolCheck {
  readonly problems: readonly Problem[]
  /** Pool → its accounts. */
  readonly members: ReadonlyMap<string, readonly string[]>
}

/** `used`: names of pools that a line of a list leads to; undefined: not all lists could be read. */
export function checkPools(
  { pools, maps, path }: Settings,
  directory: Directory,
  machine: Machine,
  used: ReadonlySet<string> | undefined,
): PoolCheck {
  const members = new Map<string, readonly string[]>()
  const problems = pools.flatMap((pool) => {
    const place = pool.place ?? { file: path }
    const names = namesOf(pool, machine)
    if (!Array.isArray(names)) return [names.warning ? warned(names, place) : problemFrom(names, place)]
    members.set(pool.name, names)
    const wanted = used === undefined || used.has(pool.prefix) || maps.some(({ from }) => isPool(from, pool))
    return [
      ...objectionsTo(pool, names, directory).map((objection) => problemFrom(objection, place)),
      ...(names.length === 0 ? [] : tooFew(pool, names.length, machine)).map((objection) => warned(objection, place)),
      ...(wanted ? [] : [warned(unused(pool), place)]),
    ]
  })
  return { problems, members }
}

const warned = (objection: Objection, place: Parameters<typeof problemFrom>[1]): Problem => ({
  ...problemFrom(objection, place),
  severity: 'warning',
})

const isPool = (from: Settings['maps'][number]['from'], { name }: PoolSettings): boolean =>
  from.type === 'pool' && from.pool === name

/** Accounts of the pool, or why they are not known. */
function namesOf(
  { prefix, directory: path }: PoolSettings,
  machine: Machine,
): string[] | (Objection & { readonly warning: boolean }) {
  try {
    return machine.names(path).filter((entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)))
  } catch (error) {
    const denied = deniedTo(machine.uid, error)
    if (denied !== undefined) return { ...denied, message: `${path}: ${denied.message}`, warning: true }
    const message = errnoOf(error) === 'ENOENT' ? `${path} does not exist` : messageOf(error)
    return { reason: 'lease-directory', message, remedy: 'run "mapexec install"', warning: false }
  }
}

/** What only this user may not see is no mistake of the administrator. */
export const deniedTo = (uid: number, error: unknown): Objection | undefined =>
  uid !== 0 && (errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM')
    ? { reason: 'internal', message: `cannot be judged as uid ${uid}`, remedy: 'run "mapexec check" as root' }
    : undefined

function objectionsTo(
  { name, prefix, directory: path }: PoolSettings,
  accounts: readonly string[],
  directory: Directory,
): readonly Objection[] {
  if (accounts.length === 0)
    return [
      {
        reason: 'pool-full',
        message: `[[pool]] "${name}" has no account: ${path} has no file "${prefix}" with digits`,
        remedy: `touch ${path}/${prefix}001 for each account`,
      },
    ]
  const objections = accounts.map((account) => directory.account(account)).filter((found) => found !== undefined)
  const [first] = objections
  if (first === undefined || objections.length <= MOST_OBJECTIONS) return objections
  const more = objections.length - MOST_OBJECTIONS
  return [...objections.slice(0, MOST_OBJECTIONS), { ...first, message: `${more} more accounts of [[pool]] "${name}"` }]
}

/** A batch system has a slot for each processor, and each may be somebody else's. */
const tooFew = ({ name }: PoolSettings, count: number, { processors }: Machine): readonly Objection[] =>
  count >= processors
    ? []
    : [
        {
          reason: 'pool-full',
          message: `[[pool]] "${name}" has ${count} accounts for ${processors} processors: with a user on each, launches end with pool-full`,
          remedy: 'add accounts',
        },
      ]

const unused = ({ name, prefix }: PoolSettings): Objection => ({
  reason: 'config-invalid',
  message: `[[pool]] "${name}" is never used: no [[map]] and no line of a list leads to it`,
  remedy: `add a [[map]] with pool = "${name}", or ".${prefix}" in a grid-mapfile; or take it out`,
})
