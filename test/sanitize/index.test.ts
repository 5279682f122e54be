import { sanitize } from '../../src/sanitize'
import type { Plain, LaunchRequest } from '../../src/core/stages'
import type { LaunchSettings, Settings } from '../../src/core/settings'
import { sampleRequest, samplePermit, sampleSettings, sampleTarget, REF } from '../support/samples'
import { reasonOf } from '../support/reason'

const PROXY = Buffer.from('PEM')

function jobOf(
  request: Partial<Plain<LaunchRequest>> = {},
  launch: Partial<LaunchSettings> = {},
  proxy: Uint8Array | undefined = PROXY,
) {
  const base = sampleSettings()
  const settings: Settings = { ...base, launch: { ...base.launch, ...launch } }
  return sanitize(sampleTarget({ permit: samplePermit(sampleRequest(request)) }), settings, { proxy })
}
const valueOf = (job: ReturnType<typeof jobOf>, name: string): string | undefined =>
  job.environment.find((entry) => entry.name === name)?.value

describe('the job', () => {
  test('has the home, name and shell of the account, the path of the configuration, and its reference', () => {
    const job = jobOf()
    expect(
      ['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH', 'TMPDIR', 'MAPEXEC_REF'].map((name) => valueOf(job, name)),
    ).toEqual(['/home/pool001', 'pool001', 'pool001', '/bin/bash', '/usr/bin:/bin', '/tmp', REF])
  })

  test('gets its own copy of the proxy, private, gone at the end', () => {
    const job = jobOf()
    expect(job.create).toEqual([
      { kind: 'file', path: `/tmp/x509up_u61001.${REF}`, mode: 0o600, bytes: PROXY, removeAtEnd: true },
    ])
    expect(valueOf(job, 'X509_USER_PROXY')).toBe(`/tmp/x509up_u61001.${REF}`)
  })

  test.each([
    ['/dev/null is the target', { targetProxy: '/dev/null' }, {}],
    ['the site copies none', {}, { targetProxy: 'none' as const }],
  ])('gets no proxy when %s', (_why, request, launch) => {
    const job = jobOf(request, launch)
    expect([job.create, valueOf(job, 'X509_USER_PROXY')]).toEqual([[], undefined])
  })

  test("never sees the caller's X509_USER_PROXY, even where a site allows every name", () => {
    const settings = sampleSettings()
    const target = sampleTarget({
      permit: samplePermit(sampleRequest({ environment: [{ name: 'X509_USER_PROXY', value: '/tmp/pilot' }] })),
    })
    const job = sanitize(
      target,
      { ...settings, environment: { ...settings.environment, allow: ['*'] } },
      { proxy: undefined },
    )
    expect(valueOf(job, 'X509_USER_PROXY')).toBeUndefined()
  })

  test('of the drop-in keeps GLEXEC_* and a proxy that it named, for renewal', () => {
    const job = jobOf({
      frontend: 'glexec',
      targetProxy: '/home/pool001/p',
      environment: [{ name: 'GLEXEC_ID', value: '7' }],
    })
    expect(job.create[0]).toMatchObject({ path: '/home/pool001/p', removeAtEnd: false })
    expect([valueOf(job, 'GLEXEC_ID'), valueOf(job, 'GLEXEC_TARGET_PROXY')]).toEqual(['7', '/home/pool001/p'])
  })

  test('in a temporary directory has it as working directory, TMPDIR and place of the proxy', () => {
    const job = jobOf({ cwd: 'temp' })
    const temp = `/tmp/mapexec-${REF}`
    expect([job.cwd, valueOf(job, 'TMPDIR'), job.create.map(({ kind, path, mode }) => [kind, path, mode])]).toEqual([
      temp,
      temp,
      [
        ['directory', temp, 0o700],
        ['file', `${temp}/x509up_u61001.${REF}`, 0o600],
      ],
    ])
  })

  test.each([
    ['keep', undefined, ''],
    ['home', undefined, '/home/pool001'],
    ['/data', undefined, '/data'],
    ['home', '/asked', '/asked'],
  ])('with cwd = %j, asked for %j, starts in %j', (configured, asked, cwd) =>
    expect(jobOf({ cwd: asked }, { cwd: configured }).cwd).toBe(cwd),
  )

  test.each([
    [undefined, 0o77, 0o77],
    [undefined, 'keep' as const, 0o22],
    [0o27, 0o77, 0o27],
  ])('asked for umask %p, configured %p, gets %p', (asked, configured, umask) =>
    expect(jobOf({ umask: asked }, { umask: configured }).umask).toBe(umask),
  )

  test('has the limits by number', () => {
    expect(jobOf({}, { limits: [{ name: 'core', soft: 0n, hard: 0n }] }).limits).toEqual([
      { resource: 4, soft: 0n, hard: 0n },
    ])
  })

  test('cannot take back no_new_privs from the configuration', () => {
    expect([
      jobOf({}, { noNewPrivs: true }).noNewPrivs,
      jobOf({ noNewPrivs: true }).noNewPrivs,
      jobOf().noNewPrivs,
    ]).toEqual([true, true, false])
  })
})

test('a directory that cannot be told is refused where it should be kept', () => {
  expect(reasonOf(() => jobOf({ callerCwd: '' }))).toBe('cwd-unknown')
  expect(jobOf({ callerCwd: '' }, { cwd: 'home' }).cwd).toBe('/home/pool001')
})
