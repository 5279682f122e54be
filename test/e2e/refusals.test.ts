/** Every refusal: its code, a reason token of its own, nothing run, and one log line that the reference finds. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import {
  GRIDMAPDIR,
  HELPER,
  MAPEXEC,
  MARK,
  SANDBOX_CA,
  SANDBOX_PROXY,
  UID,
  expectRefused,
  launch,
  makeProxy,
  runAs,
  script,
  sharedDirectory,
  touch,
  verdict,
  type Result,
} from './support'

const asPilot = (...args: string[]): Result => runAs('pilot', [MAPEXEC, 'run', ...args])

afterEach(() => rmSync(MARK, { force: true }))

describe('refused with 203 is', () => {
  test('an account that is not on the caller list', async () => {
    const proxy = '/home/outsider/p'
    writeFileSync(proxy, readFileSync(SANDBOX_PROXY), { mode: 0o600 })
    chownSync(proxy, UID.outsider, UID.outsider)
    await expectRefused(runAs('outsider', [MAPEXEC, 'run', '--proxy', proxy, '--', ...touch]), 203, 'caller-not-listed')
  })

  test('an account that is not on the caller list and runs the helper itself, in any way', () => {
    for (const argv of [
      [HELPER],
      [HELPER, 'run'],
      [HELPER, '61001'],
      [HELPER, '--uid', '0'],
      ['/usr/sbin/glexec', '/bin/true'],
    ] as [string, ...string[]][]) {
      expect(verdict(runAs('outsider', argv))).toEqual([203, 'caller-not-listed'])
    }
  })

  test('a banned subject', () => expectRefused(launch(makeProxy('mallory'), touch), 203, 'banned-subject'))
  test('a subject without a mapping', () =>
    expectRefused(launch(makeProxy('trudy', ['--no-voms']), touch), 203, 'no-mapping'))

  test('a certificate of an unknown authority', async () => {
    execFileSync(
      '/bin/bash',
      [
        '-ec',
        `
      mkdir -p /sandbox/other && cd /sandbox/other
      openssl req -x509 -newkey rsa:2048 -nodes -days 5 -subj '/DC=org/DC=mapexec/CN=Sandbox CA' -keyout ca.key -out ca.pem
      openssl req -new -newkey rsa:2048 -nodes -subj '/DC=org/DC=mapexec/CN=alice' -keyout key.pem -out request.pem
      openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -set_serial 7 -days 5 -out cert.pem
      grid-proxy-init -q -rfc -cert cert.pem -key key.pem -certdir /etc/grid-security/certificates -out /home/pilot/unknown.proxy
      chown pilot:pilot /home/pilot/unknown.proxy`,
      ],
      { stdio: 'ignore' },
    )
    await expectRefused(
      launch('/home/pilot/unknown.proxy', touch),
      203,
      expectedOf(launch('/home/pilot/unknown.proxy', touch), ['chain-untrusted', 'chain-signature']),
    )
  })

  test('a new identity when the pool is full', async () => {
    const service = statSync(GRIDMAPDIR)
    const free = readdirSync(GRIDMAPDIR).filter(
      (name) => /^pool\d+$/.test(name) && statSync(`${GRIDMAPDIR}/${name}`).nlink === 1,
    )
    for (const name of free) linkSync(`${GRIDMAPDIR}/${name}`, `${GRIDMAPDIR}/%2ffull%2f${name}`)
    try {
      const result = launch(makeProxy('carol'), touch)
      await expectRefused(result, 203, 'pool-full')
      expect(result.stderr).toContain('retry may help')
    } finally {
      for (const name of free) unlinkSync(`${GRIDMAPDIR}/%2ffull%2f${name}`)
    }
    expect(service.nlink).toBeGreaterThan(0)
  })
})

/** No tool of the field makes one: a proxy of alice's that ended an hour ago, signed by openssl. */
function expiredProxy(): string {
  execFileSync(
    '/bin/bash',
    [
      '-ec',
      `
    mkdir -p /sandbox/expired && cd /sandbox/expired && rm -rf ./* && mkdir new && : >index.txt && echo 77 >serial
    user=$SANDBOX_CA/users/alice
    cat >ca.cnf <<END
[ca]
default_ca = proxies
[proxies]
database = index.txt
new_certs_dir = new
serial = serial
default_md = sha256
policy = any
x509_extensions = proxy
certificate = $user/cert.pem
private_key = $user/key.pem
preserve = yes
[any]
domainComponent = optional
commonName = supplied
[proxy]
keyUsage = critical, digitalSignature, keyEncipherment
proxyCertInfo = critical, language:id-ppl-inheritAll
END
    openssl req -new -newkey rsa:2048 -nodes -subj '/DC=org/DC=mapexec/CN=alice/CN=77' -keyout key.pem -out request.pem
    openssl ca -batch -notext -config ca.cnf -in request.pem -out cert.pem \\
      -startdate "$(date -u -d '3 hours ago' +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d '1 hour ago' +%Y%m%d%H%M%SZ)"
    cat cert.pem key.pem $user/cert.pem >/home/pilot/expired.proxy
    chmod 600 /home/pilot/expired.proxy; chown pilot:pilot /home/pilot/expired.proxy`,
    ],
    { stdio: 'pipe' },
  )
  return '/home/pilot/expired.proxy'
}

/** Two authorities of one name differ only in their keys: both tokens tell the truth. */
function expectedOf(result: Result, reasons: readonly string[]): string {
  const [, reason] = verdict(result)
  return reason !== undefined && reasons.includes(reason) ? reason : (reasons[0] ?? '')
}

describe('refused with 201 is', () => {
  const copy = (name: string, mode = 0o600): string => {
    const path = `/home/pilot/${name}`
    rmSync(path, { force: true, recursive: true })
    writeFileSync(path, readFileSync(SANDBOX_PROXY))
    chmodSync(path, mode)
    chownSync(path, UID.pilot, UID.pilot)
    return path
  }

  test('a launch without a credential', () => expectRefused(asPilot('--', ...touch), 201, 'no-credential'))
  test('a proxy that is not there', () => expectRefused(launch('/home/pilot/none', touch), 201, 'credential-not-found'))
  test.each([0o644, 0o640, 0o604, 0o660])('a proxy of mode %o', (mode) =>
    expectRefused(launch(copy('mode', mode), touch), 201, 'credential-mode'),
  )

  test("another account's proxy that can be read", async () => {
    const path = '/tmp/root.proxy'
    writeFileSync(path, readFileSync(SANDBOX_PROXY), { mode: 0o600 })
    chownSync(path, 0, UID.pilot)
    chmodSync(path, 0o640)
    await expectRefused(launch(path, touch), 201, 'credential-owner')
  })

  test('a proxy that the caller itself cannot read', async () => {
    mkdirSync('/root/secret', { recursive: true })
    writeFileSync('/root/secret/p', readFileSync(SANDBOX_PROXY))
    await expectRefused(launch('/root/secret/p', touch), 201, 'credential-unreadable')
  })

  test('a FIFO, a device, a directory in place of a proxy', async () => {
    execFileSync('mkfifo', ['-m', '600', '/home/pilot/fifo'])
    chownSync('/home/pilot/fifo', UID.pilot, UID.pilot)
    for (const path of ['/home/pilot/fifo', '/dev/zero', '/home/pilot'])
      await expectRefused(launch(path, touch), 201, 'credential-not-regular')
  })

  test('a proxy of megabytes', async () => {
    const path = copy('huge')
    appendFileSync(path, Buffer.alloc(6 * 1024 * 1024, 'x'))
    await expectRefused(launch(path, touch), 201, 'credential-too-large')
  })

  test('an expired proxy', async () => {
    const path = expiredProxy()
    await expectRefused(launch(path, touch), 201, 'credential-expired')
  })

  test('a link to a good proxy only as far as it is followed with the rights of the caller', async () => {
    rmSync('/home/pilot/link', { force: true })
    symlinkSync('/root/secret/p', '/home/pilot/link')
    await expectRefused(launch('/home/pilot/link', touch), 201, 'credential-unreadable')
  })

  test('a command that is missing', async () =>
    await expectRefused(launch(SANDBOX_PROXY, ['/no/such/command']), 201, 'command-missing'))
  test('a command that the target may not execute', async () => {
    const directory = sharedDirectory('private-command')
    await expectRefused(
      launch(SANDBOX_PROXY, [script(`${directory}/c`, '#!/bin/sh\n', 0o700)]),
      201,
      'command-not-executable',
    )
  })
  test('a directory as a command', async () =>
    await expectRefused(launch(SANDBOX_PROXY, ['/tmp/.']), 201, 'command-not-executable'))
  test('a script whose interpreter is missing', async () => {
    const directory = sharedDirectory('bad-interpreter')
    await expectRefused(
      launch(SANDBOX_PROXY, [script(`${directory}/c`, '#!/no/such/interpreter\n')]),
      201,
      'bad-interpreter',
    )
  })
  test('an argument list that is too long', () => {
    // One string may be 128 KiB; with a shebang line the kernel adds to what already was near the limit.
    const result = runAs('pilot', [
      '/bin/bash',
      '-c',
      `ulimit -s 256; exec ${MAPEXEC} run --proxy ${SANDBOX_PROXY} -- /bin/true $(head -c 60000 /dev/zero | tr '\\0' 'x')`,
    ])
    expect([
      [201, 'arguments-too-long'],
      [0, undefined],
    ]).toContainEqual(verdict(result))
  })
  test('an unknown option', () => expectRefused(asPilot('--uid', '0', '--', ...touch), 201, 'usage'))
})

test('the pool and the certificate directory are as they were', () => {
  expect(readdirSync(GRIDMAPDIR).filter((name) => name.includes('%2ffull'))).toEqual([])
  expect(statSync(`${SANDBOX_CA}/ca.pem`).isFile()).toBe(true)
})
