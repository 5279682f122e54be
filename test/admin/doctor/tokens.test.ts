/** What doctor says about token issuers, their keys on disk, and the program of the site for CI jobs. */
import { createHash } from 'node:crypto'
import { doctor } from '../../../src/admin/doctor/doctor'
import { pathOf } from '../../../src/authenticate/oidc/cache'
import { caWithCrl, file, healthyMachine, probeOf, systemOf, type Machine } from '../../support/healthy'

const ca = caWithCrl()
const DAY = 86_400
const KEYS = pathOf({ directory: '/var/lib/mapexec/cache/jwks', of: ['https://ci.example.org', 'discovery'] })
const RUNAS = '/usr/local/libexec/runas'
const PROGRAM = '#!/bin/sh\n'

function machineFor(damage: (machine: Machine) => void): Machine {
  const machine = healthyMachine(ca)
  machine.configuration = `${machine.configuration.replace('audience', 'user_claim = "user_login"\naudience')}[ci]
[ci.runas]
script = "${RUNAS}"
sha256 = "${createHash('sha256').update(PROGRAM).digest('hex')}"
`
  machine.paths.set(RUNAS, file(0o755))
  machine.bytes.set(RUNAS, Buffer.from(PROGRAM))
  damage(machine)
  return machine
}

const keysOf = (machine: Machine, fetched: number): void => {
  machine.texts.set(KEYS, JSON.stringify({ fetched, keys: { keys: [] } }))
}

test('all is well, and keys on disk have their age', async () => {
  const machine = machineFor((m) => {
    keysOf(m, m.now - 3600)
  })
  const findings = await doctor({}, systemOf(machine), probeOf(machine))
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([])
  expect(findings.filter(({ id }) => id === 'runas' || id === 'issuer-ci').map(({ message }) => message)).toEqual([
    'the keys of ci can be had; those on disk are 1h00m old',
    `${RUNAS} is root's, and has the last word about CI jobs`,
  ])
})

const unreachable = (m: Machine): void => {
  m.issuer = { trouble: 'ECONNREFUSED' }
}

test.each<[what: string, damage: (m: Machine) => void, finding: string, message: RegExp, remedy: RegExp]>([
  [
    'the issuer cannot be reached, and its keys on disk do for a while',
    (m) => {
      unreachable(m)
      keysOf(m, m.now - 3600)
    },
    'warning issuer-ci',
    /on disk are 1h00m old and do for \d+[hd]/,
    /network/,
  ],
  [
    'they are too old',
    (m) => {
      unreachable(m)
      keysOf(m, m.now - 40 * DAY)
    },
    'problem issuer-ci',
    /40d00h old, are too old/,
    /network/,
  ],
  [
    'they are no keys',
    (m) => {
      unreachable(m)
      m.texts.set(KEYS, '{}')
    },
    'problem issuer-ci',
    /: ECONNREFUSED$/,
    /network/,
  ],
  [
    'the program is not there',
    (m) => void m.paths.delete(RUNAS),
    'problem runas',
    /no regular file/,
    /set \[ci\.runas\]/,
  ],
  ["it is not root's", (m) => void m.paths.set(RUNAS, file(0o755, 60001)), 'problem runas', /uid 60001/, /chown root/],
  ['others may write it', (m) => void m.paths.set(RUNAS, file(0o775)), 'problem runas', /mode 0775/, /chmod go-w/],
  [
    'the service cannot run it',
    (m) => void m.paths.set(RUNAS, file(0o700)),
    'problem runas',
    /executed/,
    /chmod a\+rx/,
  ],
  [
    'it is another one than was written down',
    (m) => void m.bytes.set(RUNAS, Buffer.from('#!/bin/bash\n')),
    'problem runas',
    /SHA-256 is [0-9a-f]{64}/,
    /find out who changed it/,
  ],
])('doctor names exactly what is broken when %s', async (_what, damage, finding, message, remedy) => {
  const machine = machineFor(damage)
  const wrong = (await doctor({}, systemOf(machine), probeOf(machine))).filter(({ level }) => level !== 'ok')
  expect(wrong.map(({ id, level }) => `${level} ${id}`)).toEqual([finding])
  expect(wrong[0]?.message).toMatch(message)
  expect(wrong[0]?.remedy).toMatch(remedy)
})
