import { createHash } from 'node:crypto'
import { Arena, libcrypto, sha256, withArena } from '../../../src/authenticate/x509/libcrypto'

test('sha256 agrees with node:crypto', () => {
  for (const text of ['', 'abc', 'x'.repeat(100_000)]) {
    expect(sha256(Buffer.from(text))).toBe(createHash('sha256').update(text).digest('hex'))
  }
})

test('the functions are bound once', () => expect(libcrypto()).toBe(libcrypto()))

describe('an arena', () => {
  test('frees in reverse order, and once', () => {
    const order: number[] = []
    const arena = new Arena()
    arena.atEnd(() => order.push(1))
    arena.own(7n, () => order.push(2))
    arena.close()
    arena.close()
    expect(order).toEqual([2, 1])
  })

  test('does not take what is not there', () =>
    expect(() => new Arena().own(null, () => undefined)).toThrow('no object'))

  test('is closed when its user throws', async () => {
    const freed: string[] = []
    await expect(
      withArena((arena) => {
        arena.atEnd(() => freed.push('x'))
        throw new Error('trouble')
      }),
    ).rejects.toThrow('trouble')
    expect(freed).toEqual(['x'])
  })

  test('leaves no error of ours in the queue of node:crypto', async () => {
    await withArena((arena) =>
      arena.parse(Buffer.from('nonsense'), (bio) => arena.lib.d2i_X509_bio(bio, null), arena.lib.X509_free),
    )
    expect(createHash('sha256').update('x').digest('hex')).toHaveLength(64)
  })
})
