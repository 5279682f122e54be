/** Damaged certificates and proxies: a value or a LaunchError, and no name that is not what the bytes say. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseCertificate, parseName } from '../../src/authenticate/x509/certificate'
import { parseDer } from '../../src/authenticate/x509/der'
import { parseProxyFile } from '../../src/authenticate/x509/file'
import { withArena } from '../../src/authenticate/x509/libcrypto'
import {
  parseAttributeCertificates,
  parseIssuerCertificates,
  parseTargets,
} from '../../src/authenticate/x509/voms/attribute-certificate'
import { LaunchError } from '../../src/core/errors'

const RUNS = { numRuns: Number(process.env['TEST_FUZZ_RUNS'] ?? 300) }
const directory = mkdtempSync(join(tmpdir(), 'mapexec-fuzz-'))
const pem = join(directory, 'both.pem')
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    pem,
    '-out',
    `${pem}.cert`,
    '-subj',
    '/DC=org/CN=alice',
    '-days',
    '2',
  ],
  { stdio: 'ignore' },
)
const certificate = readFileSync(`${pem}.cert`)
const der = Buffer.from(certificate.toString().replace(/-----[^-]*-----|\s/g, ''), 'base64')
const proxy = Buffer.concat([certificate, readFileSync(pem), certificate])
afterAll(() => rmSync(directory, { recursive: true }))

/** Single bytes changed, and pieces cut out or repeated: lengths and tags are hit as often as content. */
const damaged = (sample: Buffer): fc.Arbitrary<Buffer> =>
  fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255), fc.nat(3)), { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((bytes, [at, value, how]) => {
      const copy = Buffer.from(bytes)
      if (how < 2 && at < copy.length) copy[at] = value
      if (how === 2) return Buffer.concat([copy.subarray(0, at), copy.subarray(at + (value % 16) + 1)])
      if (how === 3) return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.max(0, at - value))])
      return copy
    }, sample),
  )

function allowed(action: () => unknown): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
  }
}

describe('gives a value or a LaunchError:', () => {
  test.each([
    ['parseDer', der],
    ['parseCertificate', der],
    ['parseName', der.subarray(20, 80)],
    ['parseAttributeCertificates', der],
    ['parseIssuerCertificates', der],
    ['parseTargets', der],
    ['parseProxyFile', proxy],
  ] as const)('%s', async (name, sample) => {
    const parsers = {
      parseDer,
      parseCertificate,
      parseName,
      parseAttributeCertificates,
      parseIssuerCertificates,
      parseTargets,
      parseProxyFile,
    }
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged(sample), fc.uint8Array({ maxLength: 80 }).map(Buffer.from)), (bytes) =>
        withArena((arena) => {
          allowed(() => parsers[name](arena, bytes))
        }),
      ),
      RUNS,
    )
  })

  test('and the undamaged sample is read', () =>
    withArena((arena) => {
      expect(parseCertificate(arena, der)).toBeDefined()
      expect(parseDer(arena, der)).toBeDefined()
      expect(parseProxyFile(arena, proxy)).toBeDefined()
    }))
})

test('a DER element that is accepted is all of the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(der), fc.uint8Array({ minLength: 1, maxLength: 3 }), (bytes, more) =>
      withArena((arena) => {
        if (parseDer(arena, bytes) !== undefined) expect(parseDer(arena, Buffer.concat([bytes, more]))).toBeUndefined()
      }),
    ),
    RUNS,
  )
})
