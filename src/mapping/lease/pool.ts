/** What a decision knows of one pool's directory while it looks for a lease. */
import type { PoolSettings } from '../../core/settings'
import type { System } from '../../core/system'
import { checkDirectory, readNote, unlink, writeNote } from './directory'
import { INDEX } from './lock'

export interface PoolView {
  readonly pool: PoolSettings
  readonly directory: string
  readonly system: System
  /** `explain` and verification: nothing is written, not even an index. */
  readonly readOnly: boolean
  /** inode → account, found by this decision; '' = no other name in the directory has it. */
  readonly known: Map<bigint, string>
}

/** Errors: `lease-directory`, `config-untrusted`. */
export function openPool(pool: PoolSettings, system: System, readOnly: boolean): PoolView {
  checkDirectory(pool.directory)
  return { pool, directory: pool.directory, system, readOnly, known: new Map() }
}

export const lockFile = (view: PoolView): string => `${view.directory}/${INDEX}/lock`

/** LCMAPS never takes these for accounts: leases, hidden names, `root`, editors' copies. */
const isAccountName = (name: string): boolean => !/^[%.]|~/.test(name) && name !== 'root'

/** `-strict_poolprefix_match`: prefix and one or more digits; else prefix and anything. */
export function belongsTo(pool: PoolSettings, name: string): boolean {
  if (!name.startsWith(pool.prefix) || !isAccountName(name)) return false
  return !pool.strictPrefix || /^[0-9]+$/.test(name.slice(pool.prefix.length))
}

/**
 * An index that makes finding a lease independent of the number of accounts: `.mapexec/<inode>` is a symbolic link
 * whose text is the account's name. It is a hint, believed only where lstat(2) of that name shows the inode; it may
 * be removed at any time, and without it the directory is read once.
 */
export function readHint(view: PoolView, inode: bigint): string | undefined {
  return view.known.get(inode) ?? readNote(view.directory, `${INDEX}/${inode}`)
}

export function writeHint(view: PoolView, inode: bigint, account: string): void {
  view.known.set(inode, account)
  replaceNote(view, inode.toString(), account)
}

/** How the accounts of a pool are numbered, so that one can be drawn without reading the directory. */
export interface Numbering {
  /** Digits with leading zeros; 0: without. */
  readonly width: number
  readonly first: number
  readonly last: number
}

const numberingNote = (view: PoolView): string => `numbers-${Buffer.from(view.pool.prefix).toString('hex')}`

export function readNumbering(view: PoolView): Numbering | undefined {
  const found = /^(\d{1,2}):(\d{1,15}):(\d{1,15})$/.exec(
    readNote(view.directory, `${INDEX}/${numberingNote(view)}`) ?? '',
  )
  if (found === null) return undefined
  const [width = 0, first = 0, last = 0] = found.slice(1).map(Number)
  return first <= last ? { width, first, last } : undefined
}

export function writeNumbering(view: PoolView, { width, first, last }: Numbering): void {
  replaceNote(view, numberingNote(view), `${width}:${first}:${last}`)
}

/** What cannot be noted is found again by reading the directory. */
function replaceNote(view: PoolView, name: string, text: string): void {
  if (view.readOnly) return
  const path = `${INDEX}/${name}`
  try {
    if (readNote(view.directory, path) === text) return
    unlink(view.directory, path)
    writeNote(view.directory, path, text)
  } catch {
    // A hint is never worth a refusal.
  }
}
