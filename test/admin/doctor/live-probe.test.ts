import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { liveProbe, mountIn } from '../../../src/admin/doctor/live-probe'

test('a FIFO in a directory of the service account is not waited for', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-probe-'))
  try {
    const at = (name: string): string => join(directory, name)
    execFileSync('mkfifo', [at('fifo')])
    writeFileSync(at('file'), 'text')
    symlinkSync('file', at('link'))
    const probe = liveProbe(0, undefined)
    expect(['fifo', 'file', 'link', 'none'].map((name) => probe.readText(at(name)))).toEqual([
      undefined,
      'text',
      'text',
      undefined,
    ])
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('a program that is missing, that says something, that never ends', () => {
  const { ask } = liveProbe(0, undefined)
  expect(ask(['/nowhere/program'])).toBeUndefined()
  expect(ask(['cat'], 'text')).toEqual({ status: 0, stdout: 'text', stderr: '' })
  expect(ask(['sleep', '60'])?.status).toBeNull()
})

test('mountIn takes the nearest mount above, the last where several are on one place', () => {
  const info = [
    '21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '22 21 8:2 / /usr ro,nosuid shared:2 - xfs /dev/sda2 rw',
    '23 21 8:3 / /usr rw - btrfs /dev/sda3 rw',
    '24 21 8:4 / /usrlocal rw,nosuid - ext4 /dev/sda4 rw',
    '25 21 8:5 / /my\\040disk nosuid - ext4 /dev/sda5 rw',
  ].join('\n')
  expect([mountIn(info, '/usr/lib/x')?.type, mountIn(info, '/usrlocal')?.type, mountIn(info, '/etc')?.place]).toEqual([
    'btrfs',
    'ext4',
    '/',
  ])
  expect(mountIn(info, '/my disk/x')?.options).toEqual(['nosuid'])
})
