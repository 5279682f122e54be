/** Launches in rounds: everything that is compared runs in the same round, so that a busy machine is busy for all. */
import type { Peer } from './peers'
import { peerProgram } from './peers'
import { quantile, type Throughput } from './report'
import { launches, NODE, PILOT, useDecider, type Decider } from './site'
import { as, crowd, time, type Program } from './spawn'

export interface Candidate {
  readonly name: string
  readonly program: Program
  readonly uid: number
  readonly decider?: Decider
}

export const ownLaunches = (decider: 'cold' | 'warm'): readonly Candidate[] =>
  Object.entries(launches()).map(([kind, program]) => ({ name: `${decider}_${kind}`, program, uid: PILOT, decider }))

export function candidates(peers: readonly Peer[]): readonly Candidate[] {
  const plain = (name: string, ...argv: [string, ...string[]]): Candidate => ({ name, program: { argv }, uid: PILOT })
  return [
    plain('fork+exec', '/bin/true'),
    plain('node -e 0', NODE, '-e', '0'),
    plain('admin', '/usr/bin/mapexec', 'record', 'list'),
    ...peers.map((peer) => ({ name: peer.name, program: peerProgram(peer), uid: peer.asRoot ? 0 : PILOT })),
    ...ownLaunches('cold'),
    ...ownLaunches('warm'),
  ]
}

/** Milliseconds. Errors: a status that is not 0. */
export function once({ program, uid, decider }: Candidate): number {
  if (decider !== undefined) useDecider(decider)
  return uid === 0 ? time(program) : as(uid, () => time(program))
}

export type Times = Readonly<Record<string, readonly number[]>>

/** In another order each time: who comes after a similar program finds its files and libraries in the processor's caches. */
function shuffled<T>(list: readonly T[]): readonly T[] {
  const all = [...list]
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[all[at], all[other]] = [all[other] as T, all[at] as T]
  }
  return all
}

/** Launches of each kind that a service has served before it is measured: V8 compiles what is in use by and by. */
const SERVED = 300

/** After one round that does not count, and of a service that is at work already, not in its first second. */
export function times(list: readonly Candidate[], rounds: number): Times {
  const all = new Map<string, number[]>(list.map(({ name }) => [name, []]))
  for (const candidate of list) once(candidate)
  for (const candidate of list.filter(({ decider }) => decider === 'warm'))
    for (let served = 0; served < SERVED; served += 1) once(candidate)
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of shuffled(list)) all.get(candidate.name)?.push(once(candidate))
  }
  return Object.fromEntries(all)
}

/** The value below which that part of the times of each lies. */
export const quantiles = (all: Times, part: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, quantile(values, part)]))

/** Each at several levels of concurrency, for so many seconds. */
export function throughput(
  list: readonly Candidate[],
  levels: readonly number[],
  seconds: number,
): readonly Throughput[] {
  return list.flatMap((candidate) =>
    levels.map((concurrency) => {
      if (candidate.decider !== undefined) useDecider(candidate.decider)
      const guess = as(candidate.uid, () => crowd(() => candidate.program, 2 * concurrency, concurrency))
      const count = Math.max(40, Math.round(((2 * concurrency) / guess.seconds) * seconds))
      const { latencies, seconds: took } = as(candidate.uid, () => crowd(() => candidate.program, count, concurrency))
      return {
        name: candidate.name,
        concurrency,
        perSecond: count / took,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      }
    }),
  )
}

/** Launches against the size of a file that they read. */
export function scaling(
  own: readonly Candidate[],
  sizes: readonly number[],
  grow: (entries: number) => void,
): readonly { readonly entries: number; readonly [name: string]: number }[] {
  let size = 0
  return sizes.map((entries) => {
    grow(entries - size)
    size = entries
    return { entries, ...quantiles(times(own, 9), 0.5) }
  })
}
