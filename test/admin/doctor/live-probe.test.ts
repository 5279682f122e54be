import { mountIn } from '../../../src/admin/doctor/live-probe'

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
