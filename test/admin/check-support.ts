/** A site in order for `check`, made of values; a test changes one thing in it. */
import { check, type CheckOptions } from '../../src/admin/check'
import type { Machine } from '../../src/admin/check/machine'
import { added, PATH } from '../config/support'
import { account, fakeSystem, type FakeMachine } from '../support/fake-system'

export const GRID = '/etc/mapexec/grid-mapfile'
export const BANS = '/etc/mapexec/ban_users.db'
export const HELPER = '/etc/mapexec/helper.conf'
export const CONFIGURATION = added(11, '', '[authorize]', `ban_dn = ["${BANS}"]`)

export const MACHINE = {
  files: { [PATH]: CONFIGURATION, [GRID]: '"/DC=org/CN=alice" .pool\n', [BANS]: '"/DC=org/CN=mallory"\n' },
  accounts: [
    account('mapexec', 990),
    account('pilot', 60001),
    account('pool001', 61001, 61000),
    account('robot', 61500, 61000),
    account('daemon', 1),
    account('visitor', 61501, 100),
  ],
  groups: { pool: 61000, users: 100 },
}
export const GOOD_MACHINE: Machine = {
  uid: 0,
  processors: 1,
  names: () => ['pool001', '%2fdc%3dorg%2fcn%3dalice'],
  owner: () => ({ uid: 0, mode: 0o40755 }),
  readableBy: () => true,
}
export const OPTIONS: CheckOptions = { machine: GOOD_MACHINE }
export const on = (change: Partial<Machine>): CheckOptions => ({ machine: { ...GOOD_MACHINE, ...change } })

export const run = (change: Partial<FakeMachine> = {}, options: CheckOptions = {}) =>
  check({ ...OPTIONS, ...options }, fakeSystem({ ...MACHINE, ...change, files: { ...MACHINE.files, ...change.files } }))

/** `file:line severity reason` of each problem. */
export const findings = (change: Partial<FakeMachine>, options: CheckOptions = {}) =>
  run(change, options).problems.map(
    ({ file, line, severity, reason }) => `${file}:${line ?? '-'} ${severity} ${reason}`,
  )
