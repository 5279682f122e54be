/** scripts/sandbox itself: the status it returns, the signals it hands on, and that nothing of it is left. Needs root. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(__dirname, '..')
const SANDBOX = join(root, 'scripts/sandbox')
const isRoot = process.geteuid?.() === 0
if (!isRoot) console.warn('test/sandbox.test.ts: skipped, because namespaces and mounts need root')
const asRoot = isRoot ? describe : describe.skip

const sandbox = (...command: string[]) =>
  spawnSync(SANDBOX, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Starts a sandbox in which `script` says "ready" once it is. */
async function running(script: string): Promise<ChildProcess> {
  const child = spawn(SANDBOX, ['bash', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) if (chunk.includes('ready')) break
  return child
}

/** What a sandbox could leave on the host: mounts, accounts, directories, files of the installation. */
const traces = () => ({
  mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
  passwd: readFileSync('/etc/passwd', 'utf8'),
  group: readFileSync('/etc/group', 'utf8'),
  log: existsSync('/dev/log') && statSync('/dev/log').ino,
  directories: [
    '/',
    '/etc',
    '/home',
    '/mnt',
    '/media',
    '/srv',
    '/usr/bin',
    '/usr/sbin',
    '/usr/lib',
    '/var/lib',
    '/var/log',
  ]
    .filter((path) => existsSync(path))
    .map((path) => [path, ...readdirSync(path)]),
})

/** Processes of this machine whose command line holds a word. */
const processesWith = (word: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(word)
      } catch {
        return false
      }
    })

asRoot('a sandbox', () => {
  test.each<[what: string, script: string, status: number]>([
    ['success', 'true', 0],
    ['a failure', 'exit 7', 7],
    ['the largest status', 'exit 255', 255],
    ['a death by signal', 'kill -KILL $$', 137],
  ])('returns %s', (_what, script, status) => {
    expect(sandbox('bash', '-c', script).status).toBe(status)
  })

  test('leaves nothing on the host, whatever is done in it', () => {
    const before = traces()
    const { status } = sandbox(
      'bash',
      '-c',
      'useradd stranger; touch /etc/left /usr/bin/left /var/lib/left /root/left /tmp/left-by-sandbox; logger left; ' +
        'mapexec uninstall --purge; (setsid sleep 987654 &) ; mkdir /mnt/left',
    )
    expect(status).toBe(0)
    expect(traces()).toEqual(before)
    expect(existsSync('/tmp/left-by-sandbox') || existsSync('/root/left')).toBe(false)
    expect(processesWith('987654')).toEqual([])
  })

  test('takes its checkout along, and keeps what is written there', () => {
    const { status, stdout } = sandbox(
      'bash',
      '-c',
      'pwd; test -r package.json && touch package.json.left && rm -r src && echo gone',
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${root}\ngone\n` })
    expect(existsSync(join(root, 'package.json.left'))).toBe(false)
    expect(existsSync(join(root, 'src/pipeline.ts'))).toBe(true)
  })

  test('has the actors of the tests, with the credential for one of them', () => {
    const script = [
      'id -u pilot outsider 2>/dev/null; id -u pilot; id -u outsider; id -u pool001; id -u pool020; id -gn pool007',
      'stat -c "%U %a" "$SANDBOX_PROXY"',
      'openssl x509 -noout -subject -nameopt compat -in "$SANDBOX_CA/ca.pem"',
      'ls /var/lib/mapexec/gridmapdir | wc -l',
      'X509_CERT_DIR=/etc/grid-security/certificates verify-proxy-tool -q "$SANDBOX_PROXY" >/dev/null; echo $?',
    ].join('; ')
    const lines = sandbox('bash', '-c', script).stdout.trim().split('\n')
    expect(lines.slice(-9)).toEqual([
      '60001',
      '60002',
      '61001',
      '61020',
      'pool',
      'pilot 600',
      'subject=/DC=org/DC=mapexec/CN=Sandbox CA',
      '20',
      '0',
    ])
  })

  test('is installed by the installer, which then has nothing more to do', () => {
    expect(sandbox('mapexec', 'install').stdout).toBe('nothing to do: mapexec is installed\n')
    expect(sandbox('getcap', '/usr/lib/mapexec/mapexec-helper').stdout).toContain('cap_setgid,cap_setuid=p')
  })

  test('has a clean environment', () => {
    const child = spawnSync(SANDBOX, ['env'], {
      encoding: 'utf8',
      env: { ...process.env, LD_PRELOAD: '', STRANGE: 'x', NODE_OPTIONS: '--no-warnings' },
    })
    expect(child.stdout).not.toMatch(/STRANGE|NODE_OPTIONS|LD_PRELOAD/)
    expect(child.stdout).toMatch(/^SANDBOX_PROXY=/m)
  })

  test.each<NodeJS.Signals>(['SIGTERM', 'SIGHUP', 'SIGUSR1'])('hands %s on', async (signal) => {
    const child = await running(`trap "exit 42" ${signal}; echo ready; while :; do sleep 0.1; done`)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([42, null])
  })

  test('dies with the process that stands for it outside', async () => {
    const child = await running('sleep 876543 & setsid sleep 876543 & echo ready; wait')
    child.kill('SIGKILL')
    await once(child, 'exit')
    for (let wait = 0; wait < 50 && processesWith('876543').length > 0; wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(processesWith('876543')).toEqual([])
  })

  test('does not see its neighbours', async () => {
    const child = await running('touch /etc/neighbour /run/neighbour; echo ready; sleep 20')
    expect(sandbox('bash', '-c', 'ls /etc/neighbour /run/neighbour 2>/dev/null; pgrep -c sleep').stdout.trim()).toBe(
      '0',
    )
    child.kill('SIGKILL')
  })
})

asRoot('a sandbox refuses', () => {
  test('to do nothing', () => expect(sandbox().status).toBe(125))

  test('anybody but root', () => {
    // Where everybody can read it: a checkout may lie in a home directory of root's.
    const place = mkdtempSync('/tmp/mapexec-not-root-')
    cpSync(dirname(SANDBOX), join(place, 'scripts'), { recursive: true })
    chmodSync(place, 0o755)
    const nobody = { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8' } as const
    const { status, stderr } = spawnSync(join(place, 'scripts/sandbox'), ['true'], nobody)
    rmSync(place, { recursive: true })
    expect([status, stderr]).toEqual([125, expect.stringContaining('root')])
  })

  test('a command that is not there, with the status of a shell', () => {
    expect(sandbox('/nonexistent').status).toBe(127)
  })
})
