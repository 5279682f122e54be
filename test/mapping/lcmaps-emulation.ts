/**
 * The lease algorithm that LCMAPS publishes (lcmaps_gridmapdir.c: get_pool_mapping, create_link), step by step and
 * with its refusals: a neighbour for race tests on machines without LCMAPS. No lock, first candidate only, no retry.
 */
import { linkSync, lstatSync, readdirSync, unlinkSync, utimesSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../src/core/errors'
import { encodeSubject } from '../../src/mapping/lease/name'
import type { WorkerAnswer } from './worker'

const PREFIX = 'tpool'
const stat = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false })
const now = (): Date => new Date()

/** A system call that fails is a failed mapping (ENOENT: the lease vanished). */
export function mapLikeLcmaps(directory: string, subject: string): WorkerAnswer {
  try {
    return mapOrThrow(directory, subject)
  } catch (error) {
    return { reason: errnoOf(error) ?? 'unknown' }
  }
}

function mapOrThrow(directory: string, subject: string): WorkerAnswer {
  const lease = join(directory, encodeSubject(subject))
  const found = stat(lease)
  if (found !== undefined && found.nlink > 2) return { reason: 'too-many-links' }
  if (found?.nlink === 2) {
    const other = readdirSync(directory).find(
      (name) => join(directory, name) !== lease && stat(join(directory, name))?.ino === found.ino,
    )
    if (other === undefined) return { reason: 'no-other-link' }
    utimesSync(lease, now(), now())
    return { account: other, fresh: false }
  }
  const candidate = readdirSync(directory).find((name) => isFree(directory, name))
  if (candidate === undefined) return { reason: 'no-pool-entry' }
  if (found !== undefined) unlinkSync(lease)
  return createLink(join(directory, candidate), lease, candidate)
}

function isFree(directory: string, name: string): boolean {
  if (!name.startsWith(PREFIX) || !/^[0-9]+$/.test(name.slice(PREFIX.length))) return false
  const facts = stat(join(directory, name))
  return facts?.isFile() === true && facts.nlink === 1
}

function createLink(account: string, lease: string, name: string): WorkerAnswer {
  let made = true
  try {
    linkSync(account, lease)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    made = false
  }
  const facts = stat(lease)
  if (facts?.nlink === 2 && facts.ino === stat(account)?.ino) {
    if (made) utimesSync(lease, now(), now())
    return { account: name, fresh: made }
  }
  if (facts?.nlink === 2) return { reason: 'other-inode' }
  if (facts !== undefined) unlinkSync(lease)
  return { reason: 'backing-off' }
}
