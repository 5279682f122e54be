import { openSync, closeSync, writeFileSync, mkdtempSync, rmSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescriptorChannel } from '../../src/launch/channel'
import { encodeFrame, u32 } from '../../src/launch/frame'
import { reasonOfAsync } from '../support/reason'

const directory = mkdtempSync(join(tmpdir(), 'mapexec-channel-'))
afterAll(() => rmSync(directory, { recursive: true }))

async function withBytes<T>(bytes: Uint8Array, action: (channel: DescriptorChannel) => Promise<T>): Promise<T> {
  const path = join(directory, 'in')
  writeFileSync(path, bytes)
  const fd = openSync(path, 'r')
  try {
    return await action(new DescriptorChannel(fd))
  } finally {
    closeSync(fd)
  }
}

const frame = encodeFrame(0x02, [[1, u32(7)]])

describe('a channel over a descriptor', () => {
  test('reads frame after frame', async () => {
    await withBytes(Buffer.concat([frame, frame]), async (channel) => {
      expect([await channel.receive(), await channel.receive()].map(({ type, body }) => [type, body.length])).toEqual([
        [2, 10],
        [2, 10],
      ])
    })
  })

  test.each(Array.from({ length: frame.length }, (_, length) => [length]))(
    'refuses a frame that ends after %i bytes',
    async (length) => {
      expect(await withBytes(frame.subarray(0, length), (channel) => reasonOfAsync(() => channel.receive()))).toBe(
        'protocol',
      )
    },
  )

  test('writes a frame whole, however large it is', async () => {
    const path = join(directory, 'out')
    const big = encodeFrame(0x83, [[1, new Uint8Array(1_000_000)]])
    const fd = openSync(path, 'w')
    await new DescriptorChannel(fd).send(big)
    closeSync(fd)
    expect(readFileSync(path).equals(big)).toBe(true)
  })
})
