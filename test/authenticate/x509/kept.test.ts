import { readFileSync } from 'node:fs'
import { parseCertificate, readName, type Certificate } from '../../../src/authenticate/x509/certificate'
import { Kept } from '../../../src/authenticate/x509/kept'
import { Arena } from '../../../src/authenticate/x509/libcrypto'
import { oneLine } from '../../../src/authenticate/x509/name'
import { derOf } from '../../support/pki/forge'
import { describeWithTools, useForge } from '../../support/pki/suite'

describeWithTools('what is kept of a text', () => {
  const forge = useForge()
  const certificates = (): Kept<Certificate> => new Kept('X509', ({ handle }) => handle)
  const within = <T>(use: (arena: Arena) => T): T => {
    const arena = new Arena()
    try {
      return use(arena)
    } finally {
      arena.close()
    }
  }
  const parse = (arena: Arena): readonly Certificate[] => {
    const certificate = parseCertificate(arena, derOf(readFileSync(forge().authority.cert, 'latin1')))
    return certificate === undefined ? [] : [certificate]
  }
  const subject = (arena: Arena, { handle }: Certificate): string =>
    oneLine(readName(arena, arena.lib.X509_get_subject_name(handle)))

  test('is parsed once, and outlives the decision that parsed it', () => {
    const kept = certificates()
    const [first] = within((arena) => kept.recall(arena, 'text', () => parse(arena)))
    within((arena) => {
      const [again] = kept.recall(arena, 'text', () => {
        throw new Error('parsed twice')
      })
      expect(again).toBe(first)
      expect(again === undefined ? '' : subject(arena, again)).toBe(oneLine(first?.subject ?? []))
    })
  })

  test('is parsed anew from another text', () => {
    const kept = certificates()
    within((arena) => {
      const [first] = kept.recall(arena, 'text', () => parse(arena))
      expect(kept.recall(arena, 'other', () => parse(arena))[0]).not.toBe(first)
    })
  })

  test('is not kept where it cannot be parsed', () => {
    const kept = certificates()
    const refuse = () => {
      throw new Error('malformed')
    }
    expect(() => within((arena) => kept.recall(arena, 'text', refuse))).toThrow('malformed')
    expect(within((arena) => kept.recall(arena, 'text', () => parse(arena)))).toHaveLength(1)
  })

  test.each([
    ['number of texts', Array.from({ length: 256 }, (_, index) => `text ${index}`)],
    ['size of the texts', ['a', 'b'].map((letter) => letter.repeat(4 * 1024 * 1024))],
  ])('goes when the %s is too large, and stays good for who uses it', (_what, texts) => {
    const kept = certificates()
    within((arena) => {
      const [first] = kept.recall(arena, 'first', () => parse(arena))
      within((other) => texts.map((text) => kept.recall(other, text, () => parse(other))))
      expect(first === undefined ? '' : subject(arena, first)).toBe(oneLine(first?.subject ?? []))
      expect(kept.recall(arena, 'first', () => parse(arena))[0]).not.toBe(first)
    })
  })

  test('is nothing where one text alone is too large', () => {
    const kept = certificates()
    const text = 'x'.repeat(9 * 1024 * 1024)
    within((arena) => {
      const [first] = kept.recall(arena, text, () => parse(arena))
      expect(kept.recall(arena, text, () => parse(arena))[0]).not.toBe(first)
    })
  })
})
