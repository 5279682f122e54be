/** Names of resource limits (setrlimit(2)) → Linux numbers. */
import type { LaunchSettings } from '../core/settings'
import type { ResourceLimit } from '../core/stages'

export const RLIMITS = {
  cpu: 0,
  fsize: 1,
  data: 2,
  stack: 3,
  core: 4,
  rss: 5,
  nproc: 6,
  nofile: 7,
  memlock: 8,
  as: 9,
  locks: 10,
  sigpending: 11,
  msgqueue: 12,
  nice: 13,
  rtprio: 14,
  rttime: 15,
} as const

export type LimitName = keyof typeof RLIMITS

const isLimitName = (name: string): name is LimitName => name in RLIMITS

/** A name the configuration should have refused is passed over nowhere: it throws. */
export function limitsOf(limits: LaunchSettings['limits']): readonly ResourceLimit[] {
  return limits.map(({ name, soft, hard }) => {
    if (!isLimitName(name)) throw new Error(`unknown limit ${name}`)
    return { resource: RLIMITS[name], soft, hard }
  })
}
