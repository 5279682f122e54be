/** doctor on an installed machine: nothing to complain of, and what is really broken is really found. */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, copyFileSync, linkSync, renameSync, rmSync } from 'node:fs'
import { CONFIGURATION, GRIDMAPDIR, HELPER, HELPER_CONF, MAPEXEC, withFile } from './support'

interface Finding {
  readonly id: string
  readonly level: string
  readonly message: string
  readonly remedy: string
}

function problems(...options: readonly string[]): { code: number | null; found: readonly Finding[] } {
  const { status, stdout } = spawnSync(MAPEXEC, ['doctor', '--json', ...options], { encoding: 'utf8', timeout: 50_000 })
  const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] }
  return { code: status, found: findings.filter(({ level }) => level === 'problem') }
}

test('doctor finds no problem in a fresh installation, and a caller is heard', () => {
  expect(problems('--as', 'pilot')).toEqual({ code: 0, found: [] })
})

test('doctor hears that an account is no caller', () =>
  expect(problems('--as', 'outsider').found.map(({ id }) => id)).toEqual(['dry-launch']))

test.each<[string, string, () => void, string]>([
  ['the capabilities are gone', HELPER, () => execFileSync('setcap', ['-r', HELPER]), 'helper-capabilities'],
  [
    'the helper has another owner',
    HELPER,
    () => {
      execFileSync('setcap', ['-r', HELPER])
      chownSync(HELPER, 60001, 0)
    },
    'helper',
  ],
  ['the helper is linked a second time', HELPER, () => linkSync(HELPER, '/usr/lib/mapexec/kept'), 'helper'],
  [
    'helper.conf has drifted',
    CONFIGURATION,
    () => {
      execFileSync('sed', ['-i', 's/61001-61999/61001-61998/', CONFIGURATION])
    },
    'helper-conf',
  ],
  ['helper.conf can be written by others', HELPER_CONF, () => chmodSync(HELPER_CONF, 0o666), 'helper-conf'],
  ['helper.conf is damaged', HELPER_CONF, () => appendFileSync(HELPER_CONF, 'x\n'), 'helper-conf'],
  ['the locks are open', '/run/mapexec/locks', () => chmodSync('/run/mapexec/locks', 0o755), 'records'],
  ['the gridmapdir is open', GRIDMAPDIR, () => chmodSync(GRIDMAPDIR, 0o777), 'pool-pool'],
  [
    'a CRL has gone',
    '/etc/grid-security/certificates',
    () => {
      execFileSync('sh', ['-c', 'rm /etc/grid-security/certificates/*.r0'])
    },
    'crls',
  ],
])('doctor finds that %s', async (_what, path, damage, id) => {
  await withFile(path, damage, () => {
    try {
      const { code, found } = problems()
      expect(code).toBe(1)
      expect(found.map((one) => one.id)).toContain(id)
      expect(found.every(({ remedy }) => remedy !== '')).toBe(true)
    } finally {
      rmSync('/usr/lib/mapexec/kept', { force: true })
    }
  })
})

test('doctor finds a nosuid mount', () => {
  execFileSync('mount', ['--bind', '/usr/lib/mapexec', '/usr/lib/mapexec'])
  try {
    execFileSync('mount', ['-o', 'remount,bind,nosuid', '/usr/lib/mapexec'])
    const { found } = problems('--as', 'pilot')
    expect(found.map(({ id }) => id)).toEqual(['helper-mount', 'dry-launch'])
  } finally {
    execFileSync('umount', ['/usr/lib/mapexec'])
  }
})

test('the remedy of lost capabilities mends them', async () => {
  await withFile(
    HELPER,
    () => {
      copyFileSync(HELPER, `${HELPER}.copy`)
      renameSync(`${HELPER}.copy`, HELPER)
      chmodSync(HELPER, 0o755)
    },
    () => {
      const remedy = problems().found.find(({ id }) => id === 'helper-capabilities')?.remedy ?? ''
      execFileSync('sh', ['-c', remedy])
      expect(problems('--as', 'pilot')).toEqual({ code: 0, found: [] })
    },
  )
})
