/** A whole mapping decision from a few values: rules, files, pools, identity, caller, machine. */
import type { CallerSettings, MapRule, PoolSettings, Settings } from '../../src/core/settings'
import {
  mint,
  type Identity,
  type LaunchRequest,
  type Permit,
  type Plain,
  type Refusal,
  type Target,
} from '../../src/core/stages'
import { map } from '../../src/mapping'
import { account, type FakeMachine } from './fake-system'
import { leaseSystem, permitFor, recordDirectory, ruleFor } from './leases'
import { reasonOfAsync } from './reason'
import { sampleSettings } from './samples'

export const grid = (change: Partial<MapRule> = {}) =>
  ruleFor({ type: 'grid-mapfile', file: '/gm', wildcards: true }, { name: 'grid', ...change })
export const voms = (change: Partial<MapRule> = {}) =>
  ruleFor({ type: 'voms-mapfile', file: '/vm', wildcards: true }, { name: 'voms', ...change })

export interface Scene {
  readonly maps: readonly MapRule[]
  readonly files?: Readonly<Record<string, string>>
  readonly pools?: readonly PoolSettings[]
  readonly identity?: Partial<Plain<Identity>>
  readonly caller?: Partial<CallerSettings>
  readonly request?: Partial<Plain<LaunchRequest>>
  readonly machine?: FakeMachine
  readonly settings?: Partial<Settings>
}

export const LOCAL = [account('local1', 61701, 61000), account('local2', 61702, 61000), account('daemon', 1, 1)]
const ROOTS = [account('root', 0, 0), account('toor', 0, 0)]

/** The account, or the reason why there is none. */
export async function mapped({
  maps,
  files,
  pools,
  identity,
  caller,
  request,
  machine = {},
  settings,
}: Scene): Promise<Target | Refusal> {
  const permit = permitFor(identity, request)
  const limited: Permit = mint<Permit>({ ...permit, caller: { ...permit.caller, ...caller } })
  const system = leaseSystem(4, { accounts: [...LOCAL, ...ROOTS], ...machine, files: files ?? {} })
  const directory = pools?.[0]?.directory
  const record = { ...sampleSettings().record, ...(directory && { directory: recordDirectory(directory) }) }
  const all = sampleSettings({ maps, pools: pools ?? [], record, ...settings })
  return map(limited, all, system)
}

export async function accountOf(scene: Scene): Promise<string> {
  const reason = { thrown: '' }
  const thrown = await reasonOfAsync(async () => {
    const result = await mapped(scene)
    reason.thrown = result.refused ? result.reason : result.account.name
  })
  return thrown ?? reason.thrown
}
