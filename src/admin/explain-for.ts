/**
 * `mapexec explain` for root: the decision that any caller would get, with everything that only root may see. It is
 * taken with the service account's rights and reads the caller's files with the caller's, as a launch would.
 */
import * as fs from 'node:fs'
import { errnoOf, LaunchError } from '../core/errors'
import type { Account, System } from '../core/system'
import type { Caller, CallerFile } from '../core/stages'
import type { Settings } from '../core/settings'
import { decide, refusalOf, type Witness } from '../pipeline'
import { parseRequest } from '../request'
import { explanationOf, type Explanation } from './explain'

/** Effective rights of this process. Groups are supplementary ones. */
export interface Rights {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}

export interface Question {
  readonly caller: Account
  /** `explain` and what follows it, without --caller. */
  readonly words: readonly string[]
  readonly cwd: string
  readonly umask: number
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface Machine {
  readonly system: System
  readonly settings: Settings
  /** Puts other effective rights on; the real uid stays root's. */
  readonly become: (rights: Rights) => void
}

/** Nothing is leased, recorded or run. Errors: those of the request, `account-unknown` for the service account. */
export async function explainFor(question: Question, { system, settings, become }: Machine): Promise<Explanation> {
  const service = rightsOf(settings.service.account, system)
  const caller = rightsOf(question.caller.name, system)
  become(service)
  const readCallerFile = (path: string, maxBytes: number): Promise<CallerFile> => {
    become(caller)
    try {
      return Promise.resolve(readAsCaller(path, maxBytes))
    } finally {
      become(service)
    }
  }
  const request = parseRequest(
    {
      caller: callerOf(caller),
      cwd: Buffer.from(question.cwd),
      argv: ['mapexec', ...question.words].map((word) => Buffer.from(word)),
      environ: Object.entries(question.environment).map(([name, value]) => Buffer.from(`${name}=${value ?? ''}`)),
      umask: question.umask,
      terminals: 0,
    },
    { ref: Buffer.from(system.random(8)).toString('hex'), path: settings.environment.path, readCallerFile },
  )
  const witness: Witness = {}
  const decision = await decide(request, settings, system, witness).catch(refusalOf)
  return explanationOf(decision, request, witness, 'root')
}

function rightsOf(name: string, system: System): Rights {
  const account = system.accounts.byName(name)
  if (account === undefined) throw new LaunchError('account-unknown', `there is no account ${JSON.stringify(name)}`)
  return { uid: account.uid, gid: account.gid, groups: system.accounts.groupsOf(account) }
}

/** Nobody's helper is running: process and start time are ours. */
const callerOf = ({ uid, gid, groups }: Rights): Caller => ({ uid, gid, groups, pid: process.pid, startTime: 0n })

/** What the helper does with the caller's rights (native-helper/reader.c). Errors: `credential-…`. */
function readAsCaller(path: string, maxBytes: number): CallerFile {
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = fs.constants
  let fd: number
  try {
    fd = fs.openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
  } catch (error) {
    const name = JSON.stringify(path)
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR')
      throw new LaunchError('credential-not-found', `the file ${name} does not exist`)
    throw new LaunchError('credential-unreadable', `the caller cannot read ${name}`, { detail: errnoOf(error) ?? '' })
  }
  try {
    const stat = fs.fstatSync(fd)
    if (!stat.isFile()) throw new LaunchError('credential-not-regular', `${JSON.stringify(path)} is not a regular file`)
    if (stat.size > maxBytes)
      throw new LaunchError('credential-too-large', `the file ${JSON.stringify(path)} is too large for a credential`)
    const { mode, uid, gid, nlink, size, mtimeMs } = stat
    return { path, facts: { mode, uid, gid, nlink, size, mtime: mtimeMs / 1000 }, bytes: fs.readFileSync(fd) }
  } finally {
    fs.closeSync(fd)
  }
}
