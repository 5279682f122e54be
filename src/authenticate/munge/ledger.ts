/**
 * Credentials that have been used. munged remembers them too, but only in its memory: after a restart it says yes to the
 * same credential again. One empty file for each, made with O_EXCL, so that deciders which race agree on one winner.
 */
import { createHash } from 'node:crypto'
import { closeSync, lstatSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs'
import { errnoOf, LaunchError } from '../../core/errors'

/** Seconds: credentials of one hour stand in one directory, which goes as a whole. */
const SLOT = 3600
/** The oldest and the newest that can still be accepted: max_age is at most 1h, and so is what clocks may differ. */
const KEPT_SLOTS = 3

/** Who encoded when with which nonce: the same again is the same credential, in whatever spelling of base64. */
export interface Use {
  readonly uid: number
  /** Seconds since the epoch, from the credential. */
  readonly encoded: number
  readonly nonce: string
}

/**
 * True for whoever comes first. Directories and files MUST belong to the service account alone.
 * Errors: `config-untrusted`; others of the file system are thrown as they are.
 */
export function spend(directory: string, use: Use, now: number): boolean {
  const slot = Math.floor(use.encoded / SLOT)
  const path = `${directory}/${slot}`
  makeOwn(directory)
  if (makeOwn(path)) forgetOld(directory, Math.floor(now / SLOT) - KEPT_SLOTS)
  const name = createHash('sha256').update(`${use.uid} ${use.encoded} ${use.nonce}`).digest('hex')
  try {
    closeSync(openSync(`${path}/${name}`, 'wx', 0o600))
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
}

/** True where it was not there. Whoever else could write here could take entries out. */
function makeOwn(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 })
    return true
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
  }
  const facts = lstatSync(path)
  if (facts.isDirectory() && facts.uid === process.geteuid?.() && (facts.mode & 0o077) === 0) return false
  throw new LaunchError('config-untrusted', 'the ledger of used credentials cannot be trusted', {
    detail: `${path} is not a directory of the service account alone (mode 0700); remove it`,
    place: { file: path },
  })
}

function forgetOld(directory: string, before: number): void {
  for (const name of readdirSync(directory))
    if (/^[0-9]+$/.test(name) && Number(name) < before) rmSync(`${directory}/${name}`, { recursive: true, force: true })
}
