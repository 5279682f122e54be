/**
 * Hostile bytes against native memory: whatever is changed in a real proxy file, the answer is a refusal with a reason or the
 * very same identity; never another one, never an unforeseen error, never the end of the process.
 */
import fc from 'fast-check'
import { LaunchError } from '../../../src/core/errors'
import type { Identity } from '../../../src/core/stages'
import { authenticateText } from '../../support/pki/attempt'
import { derOf, pemOf } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'

const essence = ({ subject, spellings, fqans, vo, limited, validUntil }: Identity): unknown => ({
  ...{ subject, spellings, fqans, vo, limited, validUntil },
})

const BLOCK = /-----BEGIN [A-Z ]+-----[^-]*-----END [A-Z ]+-----\n/g

describeWithTools('a mutated proxy file', () => {
  const forge = useForge()
  const originals = new Map<string, { readonly text: string; readonly identity: unknown }>()

  beforeAll(async () => {
    const kinds: readonly (readonly [string, readonly string[]])[] = [
      ['rfc', ['-rfc']],
      ['draft', ['-draft', '-limited']],
      ['legacy', ['-old']],
      ['voms', ['--voms', '/testvo/Role=production/Capability=NULL', '/testvo']],
    ]
    for (const [name, options] of kinds) {
      const text = forge().tool('alice', ...options)
      originals.set(name, { text, identity: essence(await authenticateText(forge().dir, text)) })
    }
  })

  /** Counts how it ended, so that a mutation that never reaches anything is noticed. */
  async function judge(
    kind: string,
    mutate: (text: string) => string | Uint8Array,
    tally: Map<string, number>,
  ): Promise<void> {
    const original = originals.get(kind)
    if (original === undefined) throw new Error(kind)
    const count = (outcome: string): unknown => tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
    try {
      expect(essence(await authenticateText(forge().dir, mutate(original.text)))).toEqual(original.identity)
      count('same')
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error
      expect(error.reason).not.toBe('internal')
      count(error.reason)
    }
  }

  /** The n-th PEM block with some bytes of its DER changed; certificates stay PEM that can be read. */
  const changeDer = (text: string, block: number, changes: readonly (readonly [number, number])[]): string => {
    const blocks = text.match(BLOCK) ?? []
    const chosen = blocks[block % blocks.length] ?? ''
    const label = /BEGIN ([A-Z ]+)-/.exec(chosen)?.[1] ?? ''
    const der = derOf(chosen.replaceAll(label, 'CERTIFICATE'))
    for (const [at, byte] of changes) der[at % der.length] = byte
    return text.replace(chosen, pemOf(der, label))
  }

  const change = fc.tuple(fc.nat(0xffff), fc.nat(255))

  test.each(['rfc', 'draft', 'legacy', 'voms'])('with other bytes in its DER (%s)', async (kind) => {
    const tally = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 3 }), (block, changes) =>
        judge(kind, (text) => changeDer(text, block, changes), tally),
      ),
      { numRuns: 250 },
    )
    expect(tally.size).toBeGreaterThan(2)
  })

  test('with a flipped bit in every header of the leaf', async () => {
    const tally = new Map<string, number>()
    for (let at = 0; at < 80; at++) {
      await judge('voms', (text) => changeDer(text, 0, [[at, 0x80 | at]]), tally)
    }
    expect(tally.get('same') ?? 0).toBe(0)
  })

  test('with other characters in its text', async () => {
    const tally = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) =>
        judge(
          'voms',
          (text) => {
            const bytes = Buffer.from(text, 'latin1')
            for (const [at, byte] of changes) bytes[at % bytes.length] = byte
            return bytes
          },
          tally,
        ),
      ),
      { numRuns: 250 },
    )
    expect(tally.get('proxy-syntax')).toBeGreaterThan(0)
  })

  test('that ends early or has pieces twice', async () => {
    const tally = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.nat(0xffff), fc.nat(0xffff), fc.boolean(), (from, to, twice) =>
        judge(
          'voms',
          (text) => {
            const [start, end] = [from % text.length, to % text.length].toSorted((a, b) => a - b)
            return twice ? text.slice(0, end) + text.slice(start) : text.slice(0, start) + text.slice(end)
          },
          tally,
        ),
      ),
      { numRuns: 150 },
    )
    expect(tally.size).toBeGreaterThan(1)
  })

  test('with its blocks in any order, or from another file', async () => {
    const tally = new Map<string, number>()
    const all = [...originals.values()].flatMap(({ text }) => text.match(BLOCK) ?? [])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(all.length - 1), { maxLength: 6 }), async (chosen) => {
        const text = chosen.map((index) => all[index] ?? '').join('')
        try {
          const identity = await authenticateText(forge().dir, text)
          expect(identity.subject).toBe('/DC=org/DC=example/OU=People/CN=alice')
          tally.set('same', 1)
        } catch (error) {
          if (!(error instanceof LaunchError)) throw error
          expect(error.reason).not.toBe('internal')
          tally.set(error.reason, 1)
        }
      }),
      { numRuns: 300 },
    )
    expect(tally.size).toBeGreaterThan(3)
  })

  test('is any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        await expect(authenticateText(forge().dir, bytes)).rejects.toMatchObject({ reason: 'proxy-syntax' })
      }),
      { numRuns: 100 },
    )
  })
})
