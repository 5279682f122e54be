/** The memory of a service: what it may rest on, one thing changed at a time. */
import { createHash } from 'node:crypto'
import { authenticateX509 } from '../../../src/authenticate/x509'
import { recall, type Presented } from '../../../src/authenticate/x509/remembered'
import { LaunchError } from '../../../src/core/errors'
import { mint, type Admitted, type Identity } from '../../../src/core/stages'
import type { System } from '../../../src/core/system'
import { Trace } from '../../../src/core/trace'
import { FIXTURE } from '../../../src/rehearsal/fixture'
import { fakeSystem } from '../../support/fake-system'
import { CALLER_UID, requestFor, x509Settings } from '../../support/pki/attempt'
import { reasonOfAsync } from '../../support/reason'
import { sampleSettings } from '../../support/samples'

const settings = x509Settings('/trust')
const DAY = 86_400

interface World {
  readonly now?: number
  /** End of a path → text, or undefined: not there. */
  readonly files?: Readonly<Record<string, string | undefined>>
  readonly untrusted?: string
  readonly stays?: false
  readonly hostName?: string
}

function machine({
  now = FIXTURE.time,
  files = {},
  untrusted,
  stays,
  hostName = 'wn.example.org',
}: World = {}): System {
  const texts: Readonly<Record<string, string | undefined>> = {
    '.r0': FIXTURE.crl,
    '.0': FIXTURE.authority,
    '.signing_policy': FIXTURE.signingPolicy,
    '.lsc': FIXTURE.lsc,
    ...files,
  }
  const facts = { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: 0, mtime: 0 }
  return {
    ...fakeSystem({ now }),
    ...(stays !== false && { stays: true }),
    hostName: () => hostName,
    readTrustedFile(path) {
      if (untrusted !== undefined && path.endsWith(untrusted)) throw new LaunchError('config-untrusted', 'no')
      const ending = Object.keys(texts).find((one) => path.endsWith(one))
      const text = ending === undefined ? undefined : texts[ending]
      if (text === undefined) throw new LaunchError('list-absent', 'no')
      return { path, text, facts }
    },
    listTrustedDirectory: () => [],
  }
}

let serial = 0
/** Every test has a file of its own: a comment in PEM makes another digest. */
const nextFile = (): string => `${FIXTURE.proxy}${'\n'.repeat(++serial)}`

function authenticate(text: string, system: System, trace = new Trace()): Promise<Identity> {
  const [caller] = sampleSettings().callers
  if (caller === undefined) throw new Error('the sample has a caller')
  const offer = { kind: 'x509' as const, path: '/home/pilot/proxy', origin: '--proxy' }
  const admitted = { request: requestFor(text, { trace }), caller: { ...caller, keyless: true }, offer }
  return authenticateX509(mint<Admitted>(admitted), settings, system)
}

const presented = (text: string, change: Partial<Presented> = {}): Presented => ({
  digest: createHash('sha256').update(text, 'latin1').digest('hex'),
  keyless: true,
  settings,
  time: FIXTURE.time,
  ...change,
})

test('the same file means the same person again, with the same checks in the log', async () => {
  const text = nextFile()
  const [first, second] = [new Trace(), new Trace()]
  const before = await authenticate(text, machine(), first)
  expect(recall(presented(text), machine())).toBeDefined()
  const after = await authenticate(text, machine(), second)
  expect(after).toEqual(before)
  expect(after.fqans).toEqual(['/testvo/Role=NULL/Capability=NULL'])
  expect(second.checks).toEqual(first.checks)
})

test('a decision program that ends remembers nothing', async () => {
  const text = nextFile()
  await authenticate(text, machine({ stays: false }))
  expect(recall(presented(text), machine())).toBeUndefined()
})

test('a refusal is not remembered', async () => {
  const text = nextFile()
  expect(await reasonOfAsync(() => authenticate(text, machine({ files: { '.r0': undefined } })))).toBe('crl-missing')
  expect(recall(presented(text), machine())).toBeUndefined()
  expect((await authenticate(text, machine())).subject).toBe(FIXTURE.subject)
})

describe('is verified anew', () => {
  test.each<[string, World]>([
    ['when the CRL is another', { files: { '.r0': `${FIXTURE.crl}\n` } }],
    ['when the CRL is gone', { files: { '.r0': undefined } }],
    ['when there is one more CRL', { files: { '.r1': FIXTURE.crl } }],
    ['when the CA is gone', { files: { '.0': undefined } }],
    ['when the signing policy is another', { files: { '.signing_policy': '# nothing\n' } }],
    ['when the trusted VOMS server is another', { files: { '.lsc': '/CN=other\n/CN=CA\n' } }],
    ['when a file cannot be trusted any more', { untrusted: '.r0' }],
    ['when a file that was absent cannot be trusted', { untrusted: '.r1' }],
    ['when this machine has another name', { hostName: 'other.example.org' }],
  ])('%s', async (_when, world) => {
    const text = nextFile()
    await authenticate(text, machine())
    expect(recall(presented(text), machine(world))).toBeUndefined()
    // And stays forgotten, even when everything is as it was.
    expect(recall(presented(text), machine())).toBeUndefined()
  })

  test.each<[string, Partial<Presented>]>([
    ['for a caller who has to have the key', { keyless: false }],
    ['under other settings', { settings: { ...settings } }],
    ['for another file', { digest: '0'.repeat(64) }],
    ['before it was valid', { time: FIXTURE.time - DAY }],
    ['after the proxy has ended', { time: FIXTURE.time + DAY }],
    ['after everything has ended', { time: FIXTURE.time + 10_000 * DAY }],
  ])('%s', async (_when, change) => {
    const text = nextFile()
    await authenticate(text, machine())
    expect(recall(presented(text, change), machine())).toBeUndefined()
  })
})

test('somebody else’s file is refused, remembered or not', async () => {
  const text = nextFile()
  await authenticate(text, machine())
  const [caller] = sampleSettings().callers
  const request = requestFor(text, { uid: CALLER_UID + 1 })
  const admitted = mint<Admitted>({ request, caller, offer: { kind: 'x509', path: '/p', origin: '--proxy' } } as never)
  expect(await reasonOfAsync(() => authenticateX509(admitted, settings, machine()))).toBe('credential-owner')
})

test('the memory has an end', async () => {
  const first = nextFile()
  await authenticate(first, machine())
  for (let count = 0; count < 512; count += 1) await authenticate(nextFile(), machine())
  expect(recall(presented(first), machine())).toBeUndefined()
})
