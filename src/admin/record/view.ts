/** A record as the commands show it: `--json` prints exactly this (docs/schemas/record-list.json). */
import { descendantsOf, childrenOf, isAlive, type Children, type ProcessFacts, type Processes } from './processes'
import type { RecordEntry, RecordState, Records } from './store'
import type { Subject } from './filter'
import type { StartLine } from './line'

export interface Usage {
  /** Seconds of CPU of the processes that are there, and of those they have waited for. */
  readonly cpu: number
  /** Bytes in memory now. */
  readonly memory: number
  readonly processes: number
}

export interface RecordView {
  readonly ref: string
  readonly state: RecordState
  /** The file does not have the form that mapexec writes. */
  readonly damaged: boolean
  readonly path: string
  /** Seconds since the epoch; null where the record is too damaged to say. */
  readonly started: number | null
  /** null: it runs, or nobody knows. */
  readonly ended: number | null
  readonly caller: { readonly uid: number; readonly gid: number; readonly name: string | null } | null
  readonly identity: StartLine['identity'] | null
  readonly account: StartLine['account'] | null
  readonly command: readonly string[] | null
  readonly frontend: string | null
  readonly label: string | null
  readonly rule: StartLine['rule'] | null
  readonly lease: StartLine['lease'] | null
  readonly evidence: StartLine['evidence'] | null
  readonly helper: StartLine['helper'] | null
  /** Only while it runs. */
  readonly now: Usage | null
  readonly result: {
    readonly exit: number | null
    readonly signal: number | null
    readonly code: number
    readonly reason: string | null
    /** CPU in seconds, maxrss in bytes. */
    readonly user: number | null
    readonly system: number | null
    readonly maxrss: number | null
  } | null
}

export type NameOf = (uid: number) => string | undefined

/** Each uid is looked up once. */
export function rememberingNames(lookUp: NameOf): NameOf {
  const names = new Map<number, string | undefined>()
  return (uid) => {
    if (!names.has(uid)) names.set(uid, lookUp(uid))
    return names.get(uid)
  }
}

export function viewOf(entry: RecordEntry, nameOf: NameOf, usage?: Usage): RecordView {
  const { start, end, ref, state, damaged, path } = entry
  return {
    ref,
    state,
    damaged,
    path,
    started: start?.time ?? null,
    ended: end?.time ?? null,
    caller: start === undefined ? null : { ...start.caller, name: nameOf(start.caller.uid) ?? null },
    identity: start?.identity ?? null,
    account: start?.account ?? null,
    command: start?.command ?? null,
    frontend: start?.frontend ?? null,
    label: start?.label ?? null,
    rule: start?.rule ?? null,
    lease: start?.lease ?? null,
    evidence: start?.evidence ?? null,
    helper: start?.helper ?? null,
    now: usage ?? null,
    result:
      end === undefined
        ? null
        : {
            exit: end.exit ?? null,
            signal: end.signal ?? null,
            code: end.code,
            reason: end.reason ?? null,
            user: end.rusage?.user ?? null,
            system: end.rusage?.system ?? null,
            maxrss: end.rusage === undefined ? null : end.rusage.maxrss * 1024,
          },
  }
}

/** With what each running launch uses now; the process table is read only where something runs. */
export function viewsOf(records: Records, nameOf: NameOf, processes: Processes): readonly RecordView[] {
  const runs = records.entries.some(({ state }) => state === 'running')
  const children = runs ? childrenOf(processes.all()) : new Map<number, readonly ProcessFacts[]>()
  return records.entries.map((entry) =>
    viewOf(entry, nameOf, entry.state === 'running' ? usageOf(entry, children) : undefined),
  )
}

export const payloadOf = ({ start }: RecordEntry, children: Children): readonly ProcessFacts[] =>
  start === undefined ? [] : descendantsOf(children, start.helper.pid).filter(isAlive)

/** The guardian, a child of the helper that waits on a pipe, is ours and is counted: a page or two. */
function usageOf(entry: RecordEntry, children: Children): Usage {
  const payload = payloadOf(entry, children)
  return {
    cpu: payload.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: payload.reduce((sum, { memory }) => sum + memory, 0),
    processes: payload.length,
  }
}

/** What the filters look at. */
export function subjectOf({ start, end, modified, state }: RecordEntry): Subject {
  return {
    subject: start?.identity.subject,
    fqans: start?.identity.fqans ?? [],
    vo: start?.identity.vo,
    account: start?.account.name,
    uid: start?.account.uid,
    callerUid: start?.caller.uid,
    from: start?.time ?? modified,
    until: state === 'running' ? undefined : (end?.time ?? Math.max(modified, start?.time ?? 0)),
    code: end?.code,
    exit: end?.exit,
    reason: end?.reason,
  }
}
