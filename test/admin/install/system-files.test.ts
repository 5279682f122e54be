/** What the init system is told; packagers get the same from config/. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sysusers, tmpfiles } from '../../../src/admin/install/system-files'
import { sampleSettings } from '../../support/samples'

const shipped = (name: string): string => readFileSync(join(__dirname, '../../../config', name), 'utf8')
const settings = sampleSettings()
const standard = {
  ...settings,
  service: { ...settings.service, account: 'mapexec' },
  record: { ...settings.record, directory: '/run/mapexec' },
}

test('config/tmpfiles.conf is what the installer writes for a standard configuration', () => {
  expect(tmpfiles(standard)).toBe(shipped('tmpfiles.conf'))
})

test('config/sysusers.conf is what the installer writes for a standard configuration', () => {
  expect(sysusers('mapexec')).toBe(shipped('sysusers.conf'))
})

test('another account and another record directory are written where they are configured', () => {
  const text = tmpfiles({
    ...standard,
    service: { ...standard.service, account: 'mapper' },
    record: { ...standard.record, directory: '/run/elsewhere' },
  })
  expect(text).toContain('d /run/elsewhere/locks 0700 mapper mapper -\n')
  expect(text).not.toContain('/run/mapexec')
})
