/**
 * Keys of issuers on disk. Each decision is a process of its own, so what one has fetched must serve the next. Whoever
 * could write here could sign tokens: directory and files belong to the service account alone, and one that does
 * not is never read.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type { JSONWebKeySet } from 'jose'
import { errnoOf, LaunchError, messageOf } from '../../core/errors'
import type { OidcSettings } from '../../core/settings'

export interface CachedKeys {
  /** Seconds since the epoch. */
  readonly fetched: number
  /** Seconds that the issuer allows; undefined: it says nothing. */
  readonly maxAge: number | undefined
  readonly keys: JSONWebKeySet
}

export interface KeyCache {
  readonly directory: string
  /** Names the entry: issuer and address of its keys. */
  readonly of: readonly string[]
}

export const cacheOf = ({ keysDirectory, issuer, jwksUrl }: OidcSettings): KeyCache => ({
  directory: keysDirectory,
  of: [issuer, jwksUrl ?? 'discovery'],
})

export const pathOf = ({ directory, of }: KeyCache): string =>
  `${directory}/${createHash('sha256').update(of.join('\n')).digest('hex')}.json`

/**
 * Undefined where there is none, or one of another form than ours.
 * Errors: `config-untrusted`: a directory or a file that somebody else owns or may write or read.
 */
export function readCachedKeys(cache: KeyCache): CachedKeys | undefined {
  const path = pathOf(cache)
  try {
    judgeDirectory(cache.directory)
    // O_NONBLOCK: a FIFO must not hold us up before we have seen what it is.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const { mode, uid } = fstatSync(fd)
      if ((mode & constants.S_IFMT) !== constants.S_IFREG) untrusted(path, 'is not a regular file')
      if (uid !== process.geteuid?.() || (mode & 0o077) !== 0) untrusted(path, 'is not ours alone')
      return parseEntry(readFileSync(fd, 'utf8'))
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    if (errnoOf(error) === 'ELOOP') untrusted(path, 'is a symbolic link')
    throw error
  }
}

/** Whole or not at all. Undefined, or why it was not possible: the decision goes on with the keys that it has. */
export function writeCachedKeys(cache: KeyCache, entry: CachedKeys): string | undefined {
  const path = pathOf(cache)
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(cache.directory, { mode: 0o700, recursive: true })
    judgeDirectory(cache.directory)
    writeFileSync(temporary, JSON.stringify(entry), { mode: 0o600, flag: 'wx' })
    renameSync(temporary, path)
    return undefined
  } catch (error) {
    rmSync(temporary, { force: true })
    return messageOf(error)
  }
}

function judgeDirectory(path: string): void {
  const facts = lstatSync(path)
  if (!facts.isDirectory()) untrusted(path, 'is not a directory')
  if (facts.uid !== process.geteuid?.() || (facts.mode & 0o077) !== 0)
    untrusted(path, 'does not belong to the service account alone (mode 0700)')
}

function untrusted(path: string, why: string): never {
  throw new LaunchError('config-untrusted', 'the stored keys of the token issuer cannot be trusted', {
    detail: `${path} ${why}; remove it`,
    place: { file: path },
  })
}

/** Undefined for what is not of our form. */
export function parseEntry(text: string): CachedKeys | undefined {
  try {
    const entry: unknown = JSON.parse(text)
    if (typeof entry !== 'object' || entry === null || !('fetched' in entry) || !('keys' in entry)) return undefined
    const { fetched, keys } = entry
    const maxAge = 'maxAge' in entry && typeof entry.maxAge === 'number' ? entry.maxAge : undefined
    if (typeof fetched !== 'number' || !isKeySet(keys)) return undefined
    return { fetched, maxAge, keys }
  } catch {
    return undefined
  }
}

/** RFC 7517 §5: an object with a list of objects. */
export const isKeySet = (value: unknown): value is JSONWebKeySet =>
  typeof value === 'object' &&
  value !== null &&
  'keys' in value &&
  Array.isArray(value.keys) &&
  value.keys.every(
    (key: unknown) => typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string',
  )
