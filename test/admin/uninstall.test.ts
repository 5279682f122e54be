/** Removal: what goes, and what a site cannot get back and therefore stays. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { install } from '../../src/admin/install'
import { PATHS } from '../../src/admin/install/layout'
import { uninstall } from '../../src/admin/uninstall'
import { reasonOf } from '../support/reason'
import { Machine } from './install/machine'

let machine: Machine
beforeEach(async () => {
  machine = new Machine()
  await install(machine.installation)
})
afterEach(() => machine.remove())

const removal = (purge = false) => ({ ...machine.installation, purge, rootUid: machine.installation.rootIds.uid })
const exists = (path: string): boolean => fs.existsSync(machine.root + path)

describe('uninstall', () => {
  test.each([
    PATHS.library,
    PATHS.door,
    PATHS.glexec,
    PATHS.helperConf,
    PATHS.sysusers,
    PATHS.tmpfiles,
    `${PATHS.units}/mapexec.service`,
    `${PATHS.manual}/man1/mapexec.1`,
  ])('removes %s', (path) => {
    uninstall(removal())
    expect(exists(path)).toBe(false)
  })

  test.each([
    PATHS.configuration,
    '/etc/mapexec/grid-mapfile',
    '/var/lib/mapexec/gridmapdir/pool001',
    '/var/log/mapexec',
    '/run/mapexec',
  ])('keeps %s', (path) => {
    uninstall(removal())
    expect(exists(path)).toBe(true)
  })

  test('leaves no helper that somebody has hoarded with its capabilities', () => {
    const hoard = join(machine.root, 'hoard')
    fs.linkSync(machine.root + PATHS.helper, hoard)
    uninstall(removal())
    expect(machine.capabilities.get(fs.statSync(hoard).ino)).toBeUndefined()
    expect(fs.statSync(hoard).mode & 0o7777).toBe(0)
  })

  test('works where the configuration has become unreadable', () => {
    fs.writeFileSync(machine.root + PATHS.configuration, '[[[')
    uninstall(removal())
    expect(exists(PATHS.library)).toBe(false)
  })

  test('keeps a glexec that is not ours', () => {
    fs.rmSync(machine.root + PATHS.glexec)
    fs.writeFileSync(machine.root + PATHS.glexec, 'the real one')
    uninstall(removal())
    expect(exists(PATHS.glexec)).toBe(true)
  })

  test('has nothing to do twice', () => {
    uninstall(removal())
    uninstall(removal())
    expect(machine.changes.filter((change) => !change.startsWith('keep'))).toEqual([])
  })

  test('can be undone: leases map everybody as before', async () => {
    const lease = `${machine.root}/var/lib/mapexec/gridmapdir/%2fcn%3da`
    fs.linkSync(`${machine.root}/var/lib/mapexec/gridmapdir/pool002`, lease)
    uninstall(removal())
    await install(machine.installation)
    expect(fs.statSync(lease).nlink).toBe(2)
  })

  test('stops the service before its unit goes', () => {
    uninstall(removal())
    expect(machine.commands.filter((command) => command.startsWith('systemctl'))).toEqual([
      'systemctl disable --now mapexec.service',
      'systemctl daemon-reload',
    ])
  })

  test('does not look for systemd where there is none', () => {
    uninstall({ ...removal(), systemd: false })
    expect(machine.commands.filter((command) => command.startsWith('systemctl'))).toEqual([])
    expect(exists(`${PATHS.units}/mapexec.service`)).toBe(false)
  })

  test('refuses anybody but root', () => {
    expect(reasonOf(() => uninstall({ ...removal(), uid: machine.uid + 1 }))).toBe('not-root')
    expect(exists(PATHS.helper)).toBe(true)
  })
})

describe('uninstall --purge', () => {
  test.each(['/etc/mapexec', '/var/lib/mapexec', '/var/log/mapexec', '/run/mapexec'])('removes %s', (path) => {
    uninstall(removal(true))
    expect(exists(path)).toBe(false)
  })

  test('removes the account', () => {
    uninstall(removal(true))
    expect(machine.commands).toContain('userdel mapexec')
  })

  test('says what it would do, and does it not, in a dry run', () => {
    const before = machine.snapshot()
    uninstall({ ...removal(true), dryRun: true })
    expect(machine.snapshot()).toBe(before)
    expect(machine.changes).toContain('remove /etc/mapexec')
  })
})
