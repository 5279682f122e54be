/**
 * Ban and allow lists in files: LCMAPS `ban_dn`/`ban_fqan` and LCAS `ban_users.db` syntax (one pattern per line,
 * quoted where it has spaces). A list that cannot be read or parsed stops every launch.
 */
import { byteString, matchesPattern } from '../core/fnmatch'
import { readMapLines } from '../core/map-lines'
import type { Place } from '../core/errors'
import type { Identity, Refusal } from '../core/stages'
import type { AuthorizeSettings } from '../core/settings'
import type { System } from '../core/system'
import type { Trace } from '../core/trace'

/** Every spelling of the subject and every FQAN is held against the ban lists; one match bans. */
export function findBan(
  identity: Identity,
  lists: AuthorizeSettings,
  system: System,
  trace: Trace,
): Refusal | undefined {
  const subjects = subjectForms(identity)
  const fqans = identity.fqans.flatMap(fqanForms)
  const banned = (reason: 'banned-subject' | 'banned-fqan', hit: Hit): Refusal => ({
    refused: true,
    reason,
    message: reason === 'banned-fqan' ? 'this group or role is banned' : 'this identity is banned',
    detail: `"${hit.name}" matches "${hit.pattern}"`,
    place: hit.place,
  })
  const rounds = [
    ['ban list of DNs', 'banned-subject', lists.banDn, subjects],
    ['ban list of subjects', 'banned-subject', lists.banSubject, subjects],
    ['ban list of FQANs', 'banned-fqan', lists.banFqan, fqans],
  ] as const
  for (const [check, reason, files, names] of rounds) {
    for (const file of files) {
      const hit = search(file, names, system)
      trace.add({ step: 'authorize', check, outcome: hit ? 'fail' : 'pass', ...found(hit, file) })
      if (hit !== undefined) return banned(reason, hit)
    }
  }
  return undefined
}

/** Without allow lists everybody who maps is served; with any, a match on one of them is needed. */
export function findAllowed(
  identity: Identity,
  lists: AuthorizeSettings,
  system: System,
  trace: Trace,
): Refusal | undefined {
  const rounds = [
    ['allow list of DNs', lists.allowDn, subjectForms(identity)],
    ['allow list of FQANs', lists.allowFqan, identity.fqans.flatMap(fqanForms)],
  ] as const
  const files = [...lists.allowDn, ...lists.allowFqan]
  if (files.length === 0) return undefined
  for (const [check, list, names] of rounds) {
    for (const file of list) {
      const hit = search(file, names, system)
      trace.add({ step: 'authorize', check, outcome: hit ? 'pass' : 'note', ...found(hit, file) })
      if (hit !== undefined) return undefined
    }
  }
  trace.add({ step: 'authorize', check: 'allow lists', outcome: 'fail', found: files.join(', ') })
  const detail = `"${identity.subject}" and its FQANs are on none of: ${files.join(', ')}`
  return {
    refused: true,
    reason: 'not-allowed',
    message: 'this identity is not allowed here',
    detail,
    place: undefined,
  }
}

interface Hit {
  readonly name: string
  readonly pattern: string
  readonly place: Place
}

const found = (hit: Hit | undefined, file: string): { found: string; place: Place } =>
  hit === undefined ? { found: 'no match', place: { file } } : { found: `"${hit.pattern}"`, place: hit.place }

function search(file: string, names: readonly string[], system: System): Hit | undefined {
  const bytes = names.map((name) => ({ name, bytes: byteString(name) }))
  for (const { pattern, line } of readMapLines(system, file, { content: 'patterns', wildcards: true })) {
    // A name that holds a bracket does not match itself as a pattern; a list of names must not miss it for that.
    const hit = bytes.find((one) => one.bytes === pattern || matchesPattern(pattern, one.bytes))
    if (hit !== undefined) return { name: hit.name, pattern, place: { file, line } }
  }
  return undefined
}

const subjectForms = (identity: Identity): readonly string[] => [...new Set([identity.subject, ...identity.spellings])]

/**
 * VOMS servers append `/Role=NULL/Capability=NULL`; the short form means the same group, and a list may use either
 * (VOMS attribute certificate format 1.1, FQAN syntax).
 */
function fqanForms(fqan: string): readonly string[] {
  const withoutCapability = fqan.replace(/\/Capability=NULL$/, '')
  return [...new Set([fqan, withoutCapability, withoutCapability.replace(/\/Role=NULL$/, '')])]
}
