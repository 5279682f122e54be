import { checkMunge } from '../../../src/admin/doctor/munge'
import { checkSettings } from '../../../src/config'
import {
  caWithCrl,
  directory,
  file,
  healthyMachine,
  MUNGE_SOCKET,
  probeOf,
  says,
  systemOf,
  UNMUNGE,
  type Machine,
} from '../../support/healthy'

const ca = caWithCrl()
const LEDGER = '/var/lib/mapexec/cache/munge'

async function found(damage: (machine: Machine) => unknown) {
  const machine = healthyMachine(ca)
  damage(machine)
  const { settings } = checkSettings(systemOf(machine))
  if (settings === undefined) throw new Error('the configuration is wrong')
  return checkMunge(settings, systemOf(machine), probeOf(machine))
}

const VERSION = `${UNMUNGE} --version`
const PACKAGE = 'dpkg-query -W -f ${Version} munge'
const COMPARED = 'dpkg --compare-versions 0.5.15-2+deb12u1 ge 0.5.15-2+deb12u1'

describe('doctor finds of MUNGE that', () => {
  test.each<[string, (machine: Machine) => unknown, string, 'problem' | 'warning', RegExp]>([
    [
      'unmunge has a writable directory',
      (m) => m.paths.set('/usr/bin', directory(0o777)),
      'program',
      'problem',
      /go-w/,
    ],
    ['unmunge is for root only', (m) => m.paths.set(UNMUNGE, file(0o700)), 'program', 'problem', /^chmod a\+rx/],
    ['munged does not run', (m) => m.paths.delete(MUNGE_SOCKET), 'socket', 'problem', /systemctl enable --now munge/],
    ['its socket is none', (m) => m.paths.set(MUNGE_SOCKET, file(0o777, 110)), 'socket', 'problem', /^rm /],
    [
      "the socket is somebody's",
      (m) => m.paths.set(MUNGE_SOCKET, { ...file(0o777, 60001), type: 'socket' }),
      'socket',
      'problem',
      /systemctl/,
    ],
    [
      'others may write beside the socket',
      (m) => m.paths.set('/run/munge', directory(0o1777, 110)),
      'socket',
      'problem',
      /^chown munge \/run\/munge && chmod go-w \/run\/munge$/,
    ],
    [
      "the socket's directory is the pilot's",
      (m) => m.paths.set('/run/munge', directory(0o755, 60001)),
      'socket',
      'problem',
      /^chown munge/,
    ],
    [
      "the directory above is the pilot's",
      (m) => m.paths.set('/run', directory(0o755, 60001)),
      'socket',
      'problem',
      /^chown root \/run &&/,
    ],
    [
      'nobody listens at the socket',
      (m) => m.sockets.set(MUNGE_SOCKET, 'ECONNREFUSED'),
      'socket',
      'problem',
      /systemctl enable/,
    ],
    [
      'munged is stopped',
      (m) => m.programs.set(`${UNMUNGE} --socket ${MUNGE_SOCKET}`, says('', null)),
      'socket',
      'problem',
      /restart munge/,
    ],
    [
      'the ledger is open to its group',
      (m) => m.paths.set(LEDGER, directory(0o770, 997)),
      'ledger',
      'problem',
      /^chown -h mapexec: .* chmod 0700 \//,
    ],
    ["the ledger is root's", (m) => m.paths.set(LEDGER, directory(0o700)), 'ledger', 'problem', /^chown/],
    ['the ledger is a file', (m) => m.paths.set(LEDGER, file(0o600, 997)), 'ledger', 'problem', /^rm /],
    [
      'the ledger cannot be made',
      (m) => m.paths.set('/var/lib/mapexec/cache', directory()),
      'ledger',
      'problem',
      /^install -d -m 0700 -o mapexec /,
    ],
    [
      'the package has the hole',
      (m) => {
        m.programs.set(PACKAGE, says('0.5.15-2'))
        m.programs.set('dpkg --compare-versions 0.5.15-2 ge 0.5.15-2+deb12u1', says('', 1))
      },
      'version',
      'problem',
      /^upgrade munge/,
    ],
    [
      'an old release without dpkg may have it',
      (m) => m.programs.delete(PACKAGE),
      'version',
      'warning',
      /distribution/,
    ],
    [
      'a package of another release may have it',
      (m) => {
        m.programs.set(VERSION, says('munge-0.5.16 (2024-03-15)'))
        m.programs.set(PACKAGE, says('0.5.16-1'))
      },
      'version',
      'warning',
      /distribution/,
    ],
    [
      "another munge than the package's may have it",
      (m) => m.programs.set(VERSION, says('munge-0.5.13')),
      'version',
      'warning',
      /distribution/,
    ],
    ['its version is a riddle', (m) => m.programs.set(VERSION, says('?', 1)), 'version', 'warning', /CVE-2026-25506/],
    ['dpkg compares nothing', (m) => m.programs.delete(COMPARED), 'version', 'problem', /^upgrade/],
  ])('%s', async (_what, damage, id, level, remedy) => {
    const wrong = (await found(damage)).filter((one) => one.level !== 'ok')
    expect(wrong.map((one) => [one.id, one.level])).toContainEqual([`munge-${id}`, level])
    expect(wrong.find((one) => one.id === `munge-${id}`)?.remedy).toMatch(remedy)
  })
})

test.each(['munge-0.5.18 (2026-02-10)', 'munge-0.6.0', 'munge-1.0.0'])('%s needs no package', async (said) => {
  const findings = await found((m) => {
    m.programs.set(VERSION, says(said))
    m.programs.delete(PACKAGE)
  })
  expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok'])
})

test("a program that is not root's is not started", async () => {
  const findings = await found((m) => {
    m.paths.set(UNMUNGE, file(0o755, 60001))
    m.programs.set(VERSION, says('munge-0.5.18'))
  })
  expect(findings.filter(({ level }) => level !== 'ok').map(({ id }) => id)).toEqual(['munge-program', 'munge-version'])
})

test('without [authenticate.munge] nothing is looked at', async () => {
  const findings = await found((m) => {
    m.configuration = m.configuration.replace('[authenticate.munge]\n', '').replace(', "munge"', '')
  })
  expect(findings).toEqual([])
})
