/**
 * A decision program reduced to the mapping step, for tests that need real processes: one JSON request per line on
 * stdin, one JSON answer per line on stdout.
 */
import { createInterface } from 'node:readline'
import { LaunchError } from '../../src/core/errors'
import { map } from '../../src/mapping'
import { mapLikeLcmaps } from './lcmaps-emulation'
import { leaseSystem, permitFor, poolAt, poolSettings } from '../support/leases'

export interface WorkerRequest {
  readonly directory: string
  readonly accounts: number
  readonly subject: string
  /** Decide as LCMAPS does. */
  readonly like?: 'lcmaps'
  readonly sharing?: 'identity' | 'launch'
  readonly maxPerIdentity?: number
  /** Helper of the launch; absent: this process. */
  readonly pid?: number
  readonly startTime?: string
}

export interface WorkerAnswer {
  readonly account?: string
  readonly fresh?: boolean
  readonly reason?: string
  readonly detail?: string | undefined
}

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if (request.like === 'lcmaps') return mapLikeLcmaps(request.directory, request.subject)
  const { directory, accounts, subject, sharing = 'identity', maxPerIdentity = 3 } = request
  const settings = poolSettings(poolAt(directory, { sharing, maxPerIdentity }))
  const caller = {
    uid: 60001,
    gid: 60001,
    groups: [],
    pid: request.pid ?? process.pid,
    startTime: BigInt(request.startTime ?? '0'),
  }
  try {
    const target = await map(permitFor({ subject }, { caller }), settings, leaseSystem(accounts))
    if (target.refused) return { reason: target.reason, detail: target.detail }
    return { account: target.account.name, fresh: target.lease?.fresh ?? false }
  } catch (error) {
    if (error instanceof LaunchError) return { reason: error.reason, detail: error.detail }
    return { reason: 'internal', detail: String(error) }
  }
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(JSON.parse(line) as WorkerRequest)
    process.stdout.write(`${JSON.stringify(reply)}\n`)
  }
}

void main()
