/** What comes out of a measurement: the JSON document. */
import type { LeaseCost } from './lease'

export interface Throughput {
  readonly name: string
  readonly concurrency: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export interface Scaling {
  readonly entries: number
  readonly [name: string]: number
}

/** A call of something that runs already, or an answer without a launch. Milliseconds. */
export interface Call {
  readonly name: string
  readonly what: string
  readonly ms: number
}

export interface ServiceMemory {
  readonly launches: number
  readonly pssKib: number
  readonly rssKib: number
}

/** A launch with warm = "prefer" without a service that helps. */
export interface Fallback {
  readonly when: string
  /** How the launch ended. */
  readonly code: number
  /** Milliseconds more than a cold launch. */
  readonly more: number
}

/** Milliseconds of a trivial CI job and of as many bare starts of Node as it has stages. */
export interface CiJob {
  readonly name: string
  readonly node: number
  readonly job: number
}

export interface AdminCommand {
  readonly command: string
  /** How much there is to look through. */
  readonly what: string
  readonly ms: number
  /** `node -e 0` in the same rounds. */
  readonly node: number
  /** What it may take: 2 × `node -e 0` where there is nothing to list, 3 × `node -e 0` + 150 ms else. */
  readonly most: number
}

/**
 * Stable: programs read `ratios`, `pss_kib_per_payload` and `medians_ms`. Times in milliseconds. What --only or --quick
 * leaves out is absent.
 */
export interface Report {
  readonly ratios: Readonly<Partial<Record<keyof typeof BUDGETS, number>>>
  readonly pss_kib_per_payload?: number
  readonly medians_ms?: Readonly<Record<string, number>>
  /** A tenth of the launches was faster: what a busy machine disturbs least. */
  readonly p10_ms?: Readonly<Record<string, number>>
  readonly calls?: readonly Call[]
  readonly throughput?: readonly Throughput[]
  readonly serviceMemory?: readonly ServiceMemory[]
  readonly leases?: readonly LeaseCost[]
  readonly gridMapfile?: readonly Scaling[]
  readonly crl?: readonly Scaling[]
  readonly fallback?: readonly Fallback[]
  readonly ci?: readonly CiJob[]
  readonly admin?: readonly AdminCommand[]
  /** Peers that were not measured, with the reason. */
  readonly missing: readonly string[]
  readonly peers: readonly string[]
  readonly machine: {
    readonly cpus: number
    readonly kernel: string
    readonly node: string
    /** Processes that wanted a CPU in the minute before. */
    readonly load: number
  }
}

/** Design §10. */
export const BUDGETS = {
  cold_unix: { most: 1.5, over: 'node -e 0' },
  cold_voms: { most: 2, over: 'node -e 0' },
  warm_unix: { most: 0.5, over: 'sudo' },
  warm_voms: { most: 0.75, over: 'sudo' },
  lease_100k: { most: 1.3, over: '10 accounts' },
  admin_start: { most: 2, over: 'node -e 0' },
} as const
export const PSS_BUDGET = 64
/** Over as many bare starts of Node as there are stages. */
export const CI_BUDGET = 1.5

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}
