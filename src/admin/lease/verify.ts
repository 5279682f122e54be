/** `mapexec lease verify`: what is wrong in gridmapdirs, and what of it can be mended without harm. */
import type { NumberRange, PoolSettings } from '../../core/settings'
import type { Accounts, System } from '../../core/system'
import { look, readNote, unlink } from '../../mapping/lease/directory'
import { INDEX, withLock } from '../../mapping/lease/lock'
import { finishInterrupted } from '../../mapping/lease/make'
import { decodeLeaseName } from '../../mapping/lease/name'
import { openPool } from '../../mapping/lease/pool'
import { QUARANTINE, readGridmapdir, type AccountFile, type Gridmapdir, type LeaseEntry } from './gridmapdir'

export type FindingKind =
  /** A lease whose account file is gone. Mended: the lease goes; its identity gets another account. */
  | 'orphan-lease'
  /** A lease with its second link outside the directory. */
  | 'lease-elsewhere'
  /** Several leases on one account: several identities are one user. */
  | 'shared-account'
  /** An account with a second link that is no lease: nobody gets it. */
  | 'leaked-account'
  /** An account file without a passwd entry. Mended where it is free: the file goes. */
  | 'unknown-account'
  /** The account exists, and the helper will refuse its uid. */
  | 'account-out-of-range'
  /** A lease name that no encoding of a subject makes. */
  | 'lease-name'
  /** A lease that is no regular file. */
  | 'lease-type'
  /** Something that is no account of any pool. */
  | 'foreign-name'
  /** Taken back, and not cleaned. */
  | 'quarantined'
  /** A quarantine whose account file is gone. Mended: it goes. */
  | 'orphan-quarantine'
  /** A decision was killed while it made a lease. Mended as the next decision would. */
  | 'interrupted'

export interface Finding {
  readonly kind: FindingKind
  readonly directory: string
  readonly name: string
  readonly message: string
  readonly remedy: string
  /** `--fix` has done something about it. */
  readonly fixed: boolean
}

export interface Verification {
  readonly system: System
  readonly targetUids: readonly NumberRange[]
  readonly fix: boolean
}

/** Each directory once. Errors: `lease-directory`, `config-untrusted` (the directory), `lease-conflict` (lock, with `fix`). */
export async function verifyPools(pools: readonly PoolSettings[], how: Verification): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const directory of new Set(pools.map((pool) => pool.directory))) {
    const own = pools.filter((pool) => pool.directory === directory)
    findings.push(...(await verifyDirectory(directory, own, how)))
  }
  return findings
}

async function verifyDirectory(
  directory: string,
  pools: readonly PoolSettings[],
  { system, targetUids, fix }: Verification,
): Promise<readonly Finding[]> {
  const [first] = pools
  if (first === undefined) return []
  const view = openPool(first, system, !fix)
  const interrupted = readNote(directory, `${INDEX}/making`)
  const findings = [
    ...(interrupted === undefined ? [] : [finding('interrupted', directory, interrupted, INTERRUPTED)]),
    ...judge(readGridmapdir(directory, pools), system.accounts, targetUids),
  ]
  if (!fix || findings.length === 0) return findings
  return withLock(`${directory}/${INDEX}/lock`, 'exclusive', system, () =>
    findings.map((one) => ({ ...one, fixed: one.kind === 'interrupted' ? finishInterrupted(view, true) : mend(one) })),
  )
}

const INTERRUPTED = ['a decision was killed while it made this lease', 'lease verify --fix'] as const

const finding = (
  kind: FindingKind,
  directory: string,
  name: string,
  [message, remedy]: readonly [message: string, remedy: string],
): Finding => ({ kind, directory, name, message, remedy, fixed: false })

/** Without touching anything. */
export function judge(state: Gridmapdir, accounts: Accounts, targetUids: readonly NumberRange[]): readonly Finding[] {
  const say = (kind: FindingKind, name: string, message: string, remedy: string): Finding =>
    finding(kind, state.directory, name, [message, remedy])
  return [
    ...state.leases.flatMap((lease) => judgeLease(state, lease, say)),
    ...state.accounts.flatMap((file) => judgeAccount(state, file, accounts, targetUids, say)),
    ...[...state.quarantined].map(([account, lease]) =>
      lease.account === undefined
        ? say('orphan-quarantine', lease.name, `${account} is quarantined and its file is gone`, 'lease verify --fix')
        : say(
            'quarantined',
            lease.name,
            `${account} was taken back and not cleaned`,
            `mapexec lease release ${account}`,
          ),
    ),
    ...state.foreign.map((name) =>
      say('foreign-name', name, 'is neither a lease nor an account of a pool', 'remove it, or configure its pool'),
    ),
  ]
}

type Say = (kind: FindingKind, name: string, message: string, remedy: string) => Finding

function judgeLease(state: Gridmapdir, { name, facts, account }: LeaseEntry, say: Say): readonly Finding[] {
  if (!facts.isFile) return [say('lease-type', name, 'is no regular file', 'remove it by hand')]
  const form =
    decodeLeaseName(name) === undefined
      ? [say('lease-name', name, 'stands for no subject', 'remove it if nobody knows it')]
      : []
  if (account === undefined)
    return [
      ...form,
      facts.links === 1
        ? say('orphan-lease', name, 'its account file is gone', 'mapexec lease verify --fix')
        : say('lease-elsewhere', name, 'its other link is outside the directory', 'find it with find -inum, remove it'),
    ]
  if (account.leases < 2) return form
  const others = state.leases.filter((other) => other.account === account && other.name !== name)
  return [
    ...form,
    say(
      'shared-account',
      name,
      `${account.name} is leased to ${others.map((other) => other.name).join(' ')}, too`,
      'remove all but one of them by hand',
    ),
  ]
}

function judgeAccount(
  state: Gridmapdir,
  { name, facts, leases }: AccountFile,
  accounts: Accounts,
  targetUids: readonly NumberRange[],
  say: Say,
): readonly Finding[] {
  const known = leases + (state.quarantined.get(name)?.account === undefined ? 0 : 1)
  const links =
    facts.links > known + 1
      ? [say('leaked-account', name, `has ${facts.links} links, ${known} of them known`, 'find -inum shows the others')]
      : []
  const account = accounts.byName(name)
  if (account === undefined)
    return [...links, say('unknown-account', name, 'has no passwd entry', 'create the account, or lease verify --fix')]
  const inRange = targetUids.some(({ first, last }) => account.uid >= first && account.uid <= last)
  return inRange
    ? links
    : [
        ...links,
        say(
          'account-out-of-range',
          name,
          `uid ${account.uid} is not in [service] target_uids`,
          'the helper refuses it',
        ),
      ]
}

/** Under the lock, and only what is still so. True: it is gone. */
function mend({ kind, directory, name }: Finding): boolean {
  if (kind !== 'orphan-lease' && kind !== 'unknown-account' && kind !== 'orphan-quarantine') return false
  const facts = look(directory, name)
  // One link: nothing else in the world has this file, no lease and no account.
  if (facts?.isFile !== true || facts.links !== 1) return false
  if (kind === 'orphan-quarantine' && !name.startsWith(QUARANTINE)) return false
  unlink(directory, name)
  return true
}
