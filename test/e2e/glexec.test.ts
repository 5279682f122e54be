/** The drop-in, as HTCondor, DIRAC and glideinWMS call gLExec: variables in, exit codes out. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { execFileSync } from 'node:child_process'
import {
  CONFIGURATION,
  GRIDMAPDIR,
  HELPER_CONF,
  SANDBOX_PROXY,
  makeProxy,
  recordOf,
  runAs,
  script,
  sharedDirectory,
  verdict,
  withFile,
  type Result,
} from './support'

const BASE = { PATH: '/usr/bin:/bin', HOME: '/home/pilot', LANG: 'C.UTF-8' }

const glexec = (environment: Readonly<Record<string, string>>, ...command: string[]): Result =>
  runAs('pilot', ['/usr/sbin/glexec', ...command], { env: { ...BASE, ...environment } })

const withProxy = (extra: Readonly<Record<string, string>>, ...command: string[]): Result =>
  glexec({ GLEXEC_CLIENT_CERT: SANDBOX_PROXY, ...extra }, ...command)

describe('glexec', () => {
  test('runs a command as the account of the owner', () => {
    const { code, stdout } = withProxy({}, '/usr/bin/id', '-un')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^pool\d+\n$/)])
  })

  test('takes SSL_CLIENT_CERT where GLEXEC_CLIENT_CERT is not set', () => {
    expect(glexec({ SSL_CLIENT_CERT: SANDBOX_PROXY }, '/bin/true').code).toBe(0)
  })

  test('puts the source proxy where GLEXEC_TARGET_PROXY says, private, and leaves it there for renewal', () => {
    const target = '/tmp/glexec-target'
    const source = makeProxy('bob')
    const { stdout } = withProxy(
      { GLEXEC_SOURCE_PROXY: source, GLEXEC_TARGET_PROXY: target },
      '/bin/sh',
      '-c',
      'stat -c "%U %a" $X509_USER_PROXY; cat $X509_USER_PROXY',
    )
    expect(stdout).toMatch(/^pool\d+ 600\n/)
    expect(stdout).toContain(readFileSync(source, 'utf8'))
    expect(existsSync(target)).toBe(true)
    const before = statSync(target).ino
    const renewed = makeProxy('alice')
    expect(withProxy({ GLEXEC_SOURCE_PROXY: renewed, GLEXEC_TARGET_PROXY: target }, '/bin/pwd').code).toBe(0)
    expect([readFileSync(target, 'utf8'), statSync(target).ino === before]).toEqual([
      readFileSync(renewed, 'utf8'),
      false,
    ])
  })

  test('gives the payload no proxy with GLEXEC_TARGET_PROXY=/dev/null', () => {
    expect(withProxy({ GLEXEC_TARGET_PROXY: '/dev/null' }, '/bin/sh', '-c', 'echo "[$X509_USER_PROXY]"').stdout).toBe(
      '[]\n',
    )
  })

  test("never gives the payload the pilot's own X509_USER_PROXY", () => {
    expect(withProxy({ X509_USER_PROXY: '/tmp/pilot-own' }, '/usr/bin/env').stdout).not.toContain('/tmp/pilot-own')
  })

  test('unwraps GLEXEC_ENV, and leaves it there for scripts that do it themselves', () => {
    const wrapped = deflateSync(
      Buffer.from(
        ['JOB=a b', 'LD_PRELOAD=/x', 'HOME=/x'].map((pair) => `${Buffer.from(pair).toString('base64')} `).join(''),
      ),
    ).toString('base64')
    const { stdout } = withProxy({ GLEXEC_ENV: wrapped }, '/usr/bin/env')
    expect(stdout).toContain('JOB=a b\n')
    expect(stdout).toContain(`GLEXEC_ENV=${wrapped}\n`)
    expect(stdout).not.toContain('LD_PRELOAD')
    expect(stdout).toMatch(/^HOME=\/home\/pool/m)
  })

  test('puts GLEXEC_ID on record, without newlines', () => {
    const { stdout } = withProxy({ GLEXEC_ID: 'job 7\nforged' }, '/bin/sh', '-c', 'echo $MAPEXEC_REF')
    expect(recordOf(stdout.trim())[0]).toMatchObject({ label: 'job 7 forged', frontend: 'glexec' })
  })

  test.each(['-v', '-V'])('prints its version with %s, without a credential', (option) => {
    expect(glexec({}, option)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^mapexec \d+\.\d+\.\d+ \(glexec interface\)\n$/) as string,
    })
  })

  test('keeps the exit codes of gLExec', () => {
    const directory = sharedDirectory('glexec-codes')
    expect(glexec({}, '/bin/true')).toMatchObject({ code: 201 })
    expect(verdict(withProxy({}, '/no/such'))).toEqual([201, 'command-missing'])
    expect(verdict(withProxy({}, script(`${directory}/c`, 'x', 0o600)))).toEqual([201, 'command-not-executable'])
    expect(verdict(glexec({ GLEXEC_CLIENT_CERT: makeProxy('mallory') }, '/bin/true'))).toEqual([203, 'banned-subject'])
    expect(withProxy({}, '/bin/sh', '-c', 'exit 202').code).toBe(204)
    expect(withProxy({}, '/bin/sh', '-c', 'exit 7').code).toBe(7)
    expect(verdict(withProxy({}, 'true'))).toEqual([201, 'usage'])
    expect(verdict(withProxy({ GLEXEC_MODE: 'other' }, '/bin/true'))).toEqual([201, 'usage'])
  })

  test('makes a directory for the payload as mkgltempdir does', () => {
    const parent = sharedDirectory('glexec-parent')
    execFileSync('chmod', ['1777', parent])
    expect(withProxy({}, '/bin/mkdir', '-m', '700', `${parent}/inner`).code).toBe(0)
    expect(statSync(`${parent}/inner`).uid).toBeGreaterThan(61000)
    expect(withProxy({}, '/bin/rmdir', `${parent}/inner`).code).toBe(0)
  })

  test('verifies an account without making or touching a lease in lcmaps_verify_account mode', () => {
    const before = execFileSync('ls', ['-l', '--time-style=full-iso', GRIDMAPDIR], { encoding: 'utf8' })
    expect(verdict(withProxy({ GLEXEC_MODE: 'lcmaps_verify_account' }, '/bin/true'))[0]).toBe(203)
    expect(execFileSync('ls', ['-l', '--time-style=full-iso', GRIDMAPDIR], { encoding: 'utf8' })).toBe(before)
  })
})

describe('log-only mode', () => {
  test('authorises, logs and runs as the caller, and only where root says so', async () => {
    await withFile(
      CONFIGURATION,
      () => {
        const text = readFileSync(CONFIGURATION, 'utf8')
        execFileSync('/bin/sh', ['-c', `cat > ${CONFIGURATION}`], {
          input: text.replace('[service]', '[service]\nlog_only = true'),
        })
      },
      async () => {
        expect(withProxy({}, '/usr/bin/id', '-un')).toMatchObject({ code: 202 })
        await withFile(
          HELPER_CONF,
          () => {
            const text = readFileSync(HELPER_CONF, 'utf8').replace(/^log_only = 0\n/m, '')
            execFileSync('/bin/sh', ['-c', `cat > ${HELPER_CONF}`], { input: `${text}log_only = 1\n` })
          },
          () => {
            const { code, stdout } = withProxy(
              {},
              '/bin/sh',
              '-c',
              'id -un; grep CapPrm /proc/self/status; echo $MAPEXEC_REF',
            )
            const [name, capabilities, ref] = stdout.split('\n')
            expect([code, name, capabilities]).toEqual([0, 'pilot', 'CapPrm:\t0000000000000000'])
            expect(recordOf(ref ?? '')[0]).toMatchObject({
              identity: { subject: '/DC=org/DC=mapexec/CN=alice' },
              account: { name: 'pilot' },
            })
            expect(verdict(glexec({ GLEXEC_CLIENT_CERT: makeProxy('mallory') }, '/bin/true'))).toEqual([
              203,
              'banned-subject',
            ])
          },
        )
      },
    )
  })
})
