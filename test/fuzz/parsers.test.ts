/**
 * Every text and byte parser of the decider against what nobody meant to write: it gives a value or a LaunchError,
 * never another exception, and what it accepts keeps its promises. Each property also starts from good samples that
 * are damaged, because pure noise rarely gets past the first line.
 */
import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { parseRecord } from '../../src/admin/record/line'
import { parseLsc } from '../../src/authenticate/x509/voms/lsc'
import { parseNamespaces, parseSigningPolicy } from '../../src/authenticate/x509/signing-policy'
import { parsePem } from '../../src/authenticate/x509/pem'
import { loadSettings } from '../../src/config'
import { parseHelperConf } from '../../src/config/helper-conf'
import { LaunchError } from '../../src/core/errors'
import { matchesPattern } from '../../src/core/fnmatch'
import { parseMapLines } from '../../src/core/map-lines'
import { encodeFrame, list, parseFields, parseHeader, u32, u32s } from '../../src/launch/frame'
import { encodeLaunch, parseEnded, parseFile, parseHello, parseStarted } from '../../src/launch/protocol'
import { decodeLeaseName, encodeSubject, leaseSubjects, suffixText } from '../../src/mapping/lease/name'
import { jsonLine } from '../../src/record'
import { parseRunArguments } from '../../src/request/arguments'
import { parseEnvironment, parseExplicit, parseWrappedEnvironment } from '../../src/request/environment'
import { parseResponse } from '../../src/request/ci'
import { cleanEnvironment } from '../../src/sanitize/environment'
import { fakeSystem } from '../support/fake-system'
import { sampleIdentity, sampleSettings } from '../support/samples'

const RUNS = { numRuns: Number(process.env['TEST_FUZZ_RUNS'] ?? 400) }

/** A value, or undefined where the parser refused in the way it may. */
function tried<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof LaunchError) return undefined
    throw error
  }
}

/** A good sample with some of its characters changed, cut out or doubled. */
const damaged = (sample: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.nat(sample.length),
        fc.nat(8),
        fc.oneof(
          fc.string({ maxLength: 4 }),
          fc.constantFrom('"', '\n', '\\', '\0', '\r', '*', '[', '\u2028', '/', '='),
        ),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), sample))

const damagedBytes = (sample: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.tuple(fc.nat(sample.length), fc.nat(6), fc.uint8Array({ maxLength: 6 })), { minLength: 1, maxLength: 5 })
    .map((edits) =>
      edits.reduce(
        (bytes, [at, cut, put]) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
        sample,
      ),
    )

const anything = (sample: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: damaged(sample) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  )

const SAMPLES = {
  map: '# users\n"/DC=org/CN=Alice A" .pool\n/DC=org/CN=bob bob,carol\n"/testvo/Role=prod*" .prod\n',
  ban: '"/DC=org/CN=mallory"\n/DC=org/CN=trudy\n"/DC=org/*/CN=x[a-z]"\n',
  lsc: '/DC=org/CN=voms.example.org\n/DC=org/CN=CA\n------ NEXT CHAIN ------\n"/DC=org/CN=b"\n/DC=org/CN=CA\n',
  policy: "access_id_CA X509 '/DC=org/CN=CA'\npos_rights globus CA:sign\ncond_subjects globus '\"/DC=org/*\"'\n",
  namespaces: '#NAMESPACES-VERSION: 1.0\nTO Issuer "/DC=org/CN=CA" \\\n  PERMIT Subject "/DC=org/.*"\n',
  pem: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVqgAwIBAgIU\nAAECAwQ=\n-----END CERTIFICATE-----\n',
  record:
    '{"event":"start","ref":"0123456789abcdef","time":1,"caller":{"uid":1,"gid":1}}\n{"event":"end","ref":"0123456789abcdef"}\n',
  response: '{"id":7,"job_info":{"project_id":3},"variables":[{"key":"A","value":"b"}]}',
  conf: 'service_uid = 999\nservice_gid = 995\ncaller_uids = 60001 7-9\ntarget_uids = 61001-61999\ntarget_gids = 61000\n',
} as const

/** Bodies of good frames. */
const HELLO_SAMPLE = encodeFrame(0x01, [
  ...[1, 60001, 60001].map((value, at) => [at + 1, u32(value)] as const),
  [4, u32s([60001])],
  [5, u32(4711)],
  [6, Buffer.alloc(8, 1)],
  [7, Buffer.from('/home/pilot')],
  [8, list(['mapexec', 'run', '--', '/bin/true'])],
  [9, list(['LANG=C', 'PATH=/bin'])],
  [10, u32(0o22)],
  [11, u32(0)],
]).subarray(5)
const FILE_SAMPLE = encodeFrame(0x02, [
  [1, u32(0)],
  [2, Buffer.alloc(56, 2)],
  [3, Buffer.from('pem')],
]).subarray(5)
const ENDED_SAMPLE = encodeFrame(0x04, [
  [1, u32(0)],
  [2, Buffer.alloc(40, 1)],
  [3, Buffer.from('exec-failed')],
]).subarray(5)

describe('gives a value or a LaunchError:', () => {
  test.each<readonly [string, string, (text: string) => unknown]>([
    ['grid-mapfile', SAMPLES.map, (text) => parseMapLines('f', text, { content: 'mapping', wildcards: true })],
    ['groupmapfile', SAMPLES.map, (text) => parseMapLines('f', text, { content: 'mapping', wildcards: false })],
    ['ban file', SAMPLES.ban, (text) => parseMapLines('f', text, { content: 'patterns', wildcards: true })],
    ['.lsc', SAMPLES.lsc, parseLsc],
    ['signing_policy', SAMPLES.policy, (text) => parseSigningPolicy(text, 'f')],
    ['namespaces', SAMPLES.namespaces, (text) => parseNamespaces(text, 'f')],
    ['PEM', SAMPLES.pem, (text) => parsePem(text, 'proxy-syntax', 'the file')],
    ['helper.conf', SAMPLES.conf, (text) => parseHelperConf(text)],
    ['a record', SAMPLES.record, (text) => parseRecord(text, '0123456789abcdef')],
    ['a job response', SAMPLES.response, (text) => parseResponse(Buffer.from(text))],
    ['a lease name', '%2fdc%3dorg%2fcn%3dalice:pool:mapcount=0001', decodeLeaseName],
  ])('%s', (_name, sample, parse) => {
    fc.assert(
      fc.property(anything(sample), (text) => void tried(() => parse(text))),
      RUNS,
    )
    expect(tried(() => parse(sample))).toBeDefined()
  })

  test('mapexec.toml', () => {
    const path = '/etc/mapexec/mapexec.toml'
    const sample =
      '[service]\ntarget_uids = ["61001-61999"]\n[[caller]]\nname = "p"\nusers = ["pilot"]\ncredentials = ["x509"]\n[launch]\numask = "0022"\n'
    fc.assert(
      fc.property(anything(sample), (text) => void tried(() => loadSettings(fakeSystem({ files: { [path]: text } })))),
      { numRuns: 150 },
    )
  })

  test('arguments', () => {
    const word = fc.oneof(
      fc.constantFrom('--proxy', '--', '--env', 'A=B', '--json', '--status-fd', '-x', '', '--cwd=', '--umask'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => void tried(() => parseRunArguments(words))),
      RUNS,
    )
  })

  test.each<readonly [string, Buffer, (bytes: Buffer) => unknown]>([
    ['HELLO', HELLO_SAMPLE, (body) => parseHello({ type: 0x01, body })],
    ['FILE', FILE_SAMPLE, (body) => parseFile({ type: 0x02, body })],
    ['STARTED', encodeFrame(0x03, [[1, u32(7)]]).subarray(5), (body) => parseStarted({ type: 0x03, body })],
    ['ENDED', ENDED_SAMPLE, (body) => parseEnded({ type: 0x04, body })],
    ['a header', Buffer.from([1, 0, 0, 0, 1]), parseHeader],
  ])('%s', (_name, sample, parse) => {
    fc.assert(
      fc.property(
        fc.oneof(damagedBytes(sample), fc.uint8Array({ maxLength: 200 }).map(Buffer.from)),
        (bytes) => void tried(() => parse(bytes)),
      ),
      RUNS,
    )
  })
})

describe('what is accepted:', () => {
  test('fields of a frame lie inside it and are all of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }).map(Buffer.from), (body) => {
        const fields = tried(() => parseFields(body, [1, 2, 3]))
        if (fields === undefined) return
        const size = [...fields.values()].reduce((sum, bytes) => sum + 6 + bytes.length, 0)
        expect(size).toBe(body.length)
      }),
      RUNS,
    )
  })

  test('a map line never maps to root’s line break: names and patterns hold no control character', () => {
    fc.assert(
      fc.property(anything(SAMPLES.map), (text) => {
        const lines = tried(() => parseMapLines('f', text, { content: 'mapping', wildcards: true })) ?? []
        for (const { pattern, names } of lines)
          for (const part of [pattern, ...names]) expect(part).not.toMatch(/[\x00\n]/)
      }),
      RUNS,
    )
  })

  test('a near-miss of an exact pattern is no match', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abcdefgXYZ/=. 0'.split('')), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(name, fc.nat(40), fc.constantFrom('q', '', 'zz'), (exact, at, other) => {
        const near = exact.slice(0, at) + other + exact.slice(at + 1)
        expect(matchesPattern(exact, near)).toBe(near === exact)
      }),
      RUNS,
    )
  })

  test('GLEXEC_ENV comes out as it was wrapped, but for the names that never do', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 60 })), { selector: ([key]) => key, maxLength: 10 }),
        (pairs) => {
          const never = ['HOME', 'LOGNAME', 'USER', 'X509_USER_PROXY', '_']
          const text = pairs.map(([key, value]) => `${Buffer.from(`${key}=${value}`).toString('base64')} `).join('')
          const { entries } = parseWrappedEnvironment(deflateSync(text).toString('base64'), 1 << 20)
          const wanted = pairs.filter(([key]) => !never.includes(key))
          expect(entries.map(({ name: key, value }) => [key, value])).toEqual(wanted)
        },
      ),
      { numRuns: 150 },
    )
  })
  test('GLEXEC_ENV that is noise, or inflates without end, is refused and never thrown otherwise', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => void tried(() => parseWrappedEnvironment(text, 4096))),
      RUNS,
    )
    const bomb = deflateSync(Buffer.alloc(50 << 20)).toString('base64')
    expect(tried(() => parseWrappedEnvironment(bomb, 1 << 20))).toBeUndefined()
  })

  test('a variable has a name that every shell agrees about, once', () => {
    const string = fc.oneof(
      fc.uint8Array({ maxLength: 30 }).map(Buffer.from),
      fc.constantFrom('A=1', 'A=2', 'LANG=C', '=x', 'B').map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.array(string, { maxLength: 12 }), (strings) => {
        const { entries } = parseEnvironment(strings)
        expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length)
        for (const { name } of entries) {
          expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/)
          expect(strings.filter((bytes) => bytes.toString('latin1').startsWith(`${name}=`))).toHaveLength(1)
        }
      }),
      RUNS,
    )
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => void tried(() => parseExplicit(words))),
      RUNS,
    )
  })

  test('cleaning an environment twice equals once, and nothing of the deny list is in it', () => {
    const { environment: settings } = sampleSettings()
    const rules = { settings: { ...settings, allow: ['*'] }, allow: [] }
    const entry = fc.record({
      name: fc.oneof(
        fc.stringMatching(/^[A-Z_]{1,12}$/),
        fc.constantFrom('LD_PRELOAD', 'BASH_ENV', 'PERL5OPT', 'GIT_SSH', 'LANG', 'TZ'),
      ),
      value: fc.string({ maxLength: 40 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 10 }), (offered) => {
        const once = cleanEnvironment(offered, [], [], rules).entries
        expect(cleanEnvironment(once, [], [], rules).entries).toEqual(once)
        for (const { name, value } of once) {
          expect(name).not.toMatch(/^(LD_|PERL|PYTHON|NODE_|GIT_|BASH_ENV|HOME$|PATH$)/)
          expect(value).not.toMatch(/[\x00-\x1f\x7f]/)
        }
      }),
      RUNS,
    )
  })

  test('a lease name decodes to what it encoded, is one file name, and no account', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 9999 })),
        (subject, count) => {
          const dn = `/${subject}`
          const name = tried(
            () => encodeSubject(dn) + suffixText({ groups: ['pool'], ...(count === null ? {} : { counter: count }) }),
          )
          if (name === undefined) return
          expect(name).toMatch(/^%[^/\0]*$/)
          expect(decodeLeaseName(name)).toEqual({
            subject: dn.toLowerCase().replace(/[^\x00-\x7f]/g, '?'),
            groups: ['pool'],
            counter: count ?? undefined,
          })
        },
      ),
      RUNS,
    )
  })

  test('token identities that differ in anything have different lease names', () => {
    const name = fc.string({ minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(name, name, (a, b) => {
        const of = (subject: string): string | undefined =>
          tried(() => leaseSubjects({ ...sampleIdentity(), kind: 'oidc', subject, spellings: [subject] })[0])
        if (a !== b && of(a) !== undefined) expect(of(a)).not.toBe(of(b))
      }),
      RUNS,
    )
  })

  test('a JSON line is one line that comes back as it went', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = jsonLine(value)
        expect(line.trimEnd()).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]/)
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      RUNS,
    )
  })

  test('a LAUNCH is never made with a NUL inside a string', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = tried(() =>
          encodeLaunch({
            ...{ uid: 1, gid: 1, groups: [], environ: [], cwd: '/', umask: 0, limits: [], create: [] },
            ...{ stdin: { mode: 'null' }, session: 'new', noNewPrivs: false, execLabel: undefined, reap: 'tree' },
            ...{ graceMilliseconds: 0, record: '/r', ref: '0', statusFd: undefined, events: false, argv: ['/x', text] },
          }),
        )
        expect(bytes === undefined).toBe(text.includes('\0'))
      }),
      RUNS,
    )
  })
})
