/** Who may read and who may write: what the service account cannot read, it cannot decide by; what others may move, neither. */
import { dirname } from 'node:path'
import type { Settings } from '../../core/settings'
import type { System } from '../../core/system'
import type { Problem } from '../../config'
import { problemFrom } from './accounts'
import type { Machine } from './machine'

/** `files`: what a decision reads, besides the directories of certificates. */
export function checkAccess(
  settings: Settings,
  files: readonly string[],
  system: System,
  machine: Machine,
): readonly Problem[] {
  const { x509 } = settings.authenticate
  const directories = x509 === undefined ? [] : [x509.caDirectory, ...vomsDirectoryOf(x509)]
  return [
    ...[...new Set([...files, ...directories])].flatMap((path) => checkReadable(path, settings, system, machine)),
    ...ownDirectories(settings).flatMap(({ path, place }) => checkParents(path, place, settings, system, machine)),
  ]
}

const vomsDirectoryOf = ({ voms, vomsDirectory }: { voms: string; vomsDirectory: string }): readonly string[] =>
  voms === 'ignore' ? [] : [vomsDirectory]

function checkReadable(
  path: string,
  { service }: Settings,
  { accounts }: System,
  machine: Machine,
): readonly Problem[] {
  const account = accounts.byName(service.account)
  if (account === undefined || machine.owner(path) === undefined) return []
  if (machine.readableBy(account, accounts.groupsOf(account), path) !== false) return []
  return [
    problemFrom(
      {
        reason: 'internal',
        message: `the service account "${service.account}" cannot read it`,
        remedy: `chgrp ${service.account} and chmod g+r, also of the directories above (there: g+x)`,
      },
      { file: path },
    ),
  ]
}

/** Those of the service account, which no look at each use goes through from the root. */
const ownDirectories = ({ pools, record, path }: Settings) => [
  ...pools.map((pool) => ({ path: pool.directory, place: pool.place ?? { file: path } })),
  { path: record.directory, place: { file: path } },
]

const STICKY = 0o1000
const WRITABLE_BY_OTHERS = 0o022

/** Who may write a directory may put another one in the place of what is in it; the sticky bit forbids that. */
function checkParents(
  path: string,
  place: { readonly file: string },
  { service }: Settings,
  { accounts }: System,
  machine: Machine,
): readonly Problem[] {
  const own = accounts.byName(service.account)?.uid
  return parentsOf(path).flatMap((parent) => {
    const facts = machine.owner(parent)
    if (facts === undefined) return []
    const strange = facts.uid !== 0 && facts.uid !== own
    const open = (facts.mode & WRITABLE_BY_OTHERS) !== 0 && (facts.mode & STICKY) === 0
    if (!strange && !open) return []
    const why = strange ? `belongs to uid ${facts.uid}` : `can be written by others (mode ${octal(facts.mode)})`
    const message = `${parent}, above ${path}, ${why}: whoever may write there can put another directory in its place`
    const remedy = strange ? `chown root ${parent}` : `chmod go-w ${parent}`
    return [{ ...problemFrom({ reason: 'config-untrusted', message, remedy }, place), severity: 'warning' as const }]
  })
}

const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0')

/** `/a/b/c` → `/`, `/a`, `/a/b`. */
function parentsOf(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [] : [...parentsOf(parent), parent]
}
