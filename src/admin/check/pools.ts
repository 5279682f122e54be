/** Pools: whether the gridmapdir is there and its accounts can be used. */
import { errnoOf, messageOf } from '../../core/errors'
import type { PoolSettings, Settings } from '../../core/settings'
import type { Problem } from '../../config'
import { problemFrom, type Directory, type Objection } from './accounts'

/** Of one pool: a range that was forgotten hits every account alike. */
const MOST_OBJECTIONS = 5

export function checkPools(
  { pools, path }: Settings,
  directory: Directory,
  listDirectory: (path: string) => readonly string[],
): readonly Problem[] {
  return pools.flatMap((pool) => {
    const place = pool.place ?? { file: path }
    return objectionsTo(pool, directory, listDirectory).map((objection) => problemFrom(objection, place))
  })
}

function objectionsTo(
  { name, prefix, directory: path }: PoolSettings,
  directory: Directory,
  listDirectory: (path: string) => readonly string[],
): readonly Objection[] {
  let names: readonly string[]
  try {
    names = listDirectory(path)
  } catch (error) {
    const message = errnoOf(error) === 'ENOENT' ? `${path} does not exist` : messageOf(error)
    return [{ reason: 'lease-directory', message, remedy: 'run "mapexec install"' }]
  }
  const accounts = names.filter((entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)))
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
