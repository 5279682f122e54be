/** Files of a launch: the proxy that the payload gets, and the directory that it starts in. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync, chownSync } from 'node:fs'
import { SANDBOX_PROXY, UID, launch, makeProxy, sharedDirectory, verdict } from './support'

describe("the payload's proxy", () => {
  test("is its own file, mode 0600, with the bytes of the owner's proxy, and gone at the end", () => {
    const { stdout } = launch(SANDBOX_PROXY, [
      '/bin/sh',
      '-c',
      'stat -c "%U %a %h" "$X509_USER_PROXY"; echo "$X509_USER_PROXY"; cat "$X509_USER_PROXY"',
    ])
    const [facts, path, ...pem] = stdout.split('\n')
    expect(facts).toMatch(/^pool\d+ 600 1$/)
    expect(pem.join('\n')).toBe(readFileSync(SANDBOX_PROXY, 'utf8'))
    expect(existsSync(path ?? '/')).toBe(false)
  })

  test('is not there with --target-proxy none', () => {
    expect(
      launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'echo "[$X509_USER_PROXY]"'], ['--target-proxy', 'none']).stdout,
    ).toBe('[]\n')
  })

  test('is the source proxy where one is named', () => {
    const source = makeProxy('bob')
    expect(launch(SANDBOX_PROXY, ['/bin/sh', '-c', 'cat "$X509_USER_PROXY"'], ['--source-proxy', source]).stdout).toBe(
      readFileSync(source, 'utf8'),
    )
  })

  test.each([
    [
      "another owner's file",
      (path: string) => {
        writeFileSync(path, 'precious', { mode: 0o666 })
        chownSync(path, UID.pilot, UID.pilot)
      },
    ],
    ['a directory', (path: string) => mkdirSync(path)],
  ])('never replaces %s', (_what, make) => {
    const path = `/tmp/target-${Math.random().toString(36).slice(2)}`
    make(path)
    expect(verdict(launch(SANDBOX_PROXY, ['/bin/true'], ['--target-proxy', path]))).toEqual([201, 'target-proxy'])
    expect(existsSync(path)).toBe(true)
    if (statSync(path).isFile()) expect(readFileSync(path, 'utf8')).toBe('precious')
  })

  test('is refused where the target may not write', () => {
    expect(verdict(launch(SANDBOX_PROXY, ['/bin/true'], ['--target-proxy', '/root/p']))).toEqual([201, 'target-proxy'])
  })
})

/** The caller's own, and nobody else's. */
function privateDirectory(): string {
  const path = sharedDirectory('private')
  chmodSync(path, 0o700)
  return path
}

describe('the working directory', () => {
  test('is the one of the caller, kept', () => {
    const directory = sharedDirectory('kept')
    expect(launch(SANDBOX_PROXY, ['/bin/pwd'], [], { cwd: directory }).stdout).toBe(`${directory}\n`)
  })

  test('is the home directory of the account with --cwd home', () => {
    expect(launch(SANDBOX_PROXY, ['/bin/pwd'], ['--cwd', 'home']).stdout).toMatch(/^\/home\/pool\d+\n$/)
  })

  test('is a fresh private directory with --cwd temp, gone at the end with all that was put there', () => {
    const { stdout } = launch(
      SANDBOX_PROXY,
      [
        '/bin/sh',
        '-c',
        'pwd; stat -c "%U %a" .; mkdir -p a/b; touch a/b/c; ln -s /etc/passwd link; chmod 000 a/b; echo "$TMPDIR"',
      ],
      ['--cwd', 'temp'],
    )
    const [path, facts, temp] = stdout.split('\n')
    expect([facts, temp]).toEqual([expect.stringMatching(/^pool\d+ 700$/), path])
    expect([existsSync(path ?? '/'), existsSync('/etc/passwd')]).toEqual([false, true])
  })

  test.each([
    ['does not exist', '/no/such/directory'],
    ['the target may not enter', '/root'],
  ])('is refused when it %s', (_why, path) =>
    expect(verdict(launch(SANDBOX_PROXY, ['/bin/true'], ['--cwd', path]))).toEqual([201, 'cwd-inaccessible']),
  )

  test('is refused when it is kept and the target may not enter it', () => {
    expect(verdict(launch(SANDBOX_PROXY, ['/bin/true'], [], { cwd: privateDirectory() }))).toEqual([
      201,
      'cwd-inaccessible',
    ])
    expect(launch(SANDBOX_PROXY, ['/bin/true'], ['--cwd', 'home'], { cwd: privateDirectory() }).code).toBe(0)
  })
})
