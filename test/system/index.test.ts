import { hostname } from 'node:os'
import { createSystem } from '../../src/system'

const system = createSystem()

test('the clock is in seconds', () => {
  expect(Math.abs(system.clock.now() - Date.now() / 1000)).toBeLessThan(5)
})

test('random bytes are as many as asked for, and never the same', () => {
  const [one, other] = [system.random(16), system.random(16)]
  expect(one).toHaveLength(16)
  expect(one).not.toEqual(other)
  expect(system.random(0)).toHaveLength(0)
})

test('sleep waits', async () => {
  const start = performance.now()
  await system.sleep(20)
  expect(performance.now() - start).toBeGreaterThan(15)
})

test("the host name is the kernel's", () => {
  expect(system.hostName()).toBe(hostname())
})

test('files that root alone can change are read', () => {
  const { text, facts, path } = system.readTrustedFile('/etc/passwd')
  expect(path).toBe('/etc/passwd')
  expect(text).toMatch(/^root:/m)
  expect(facts).toMatchObject({ uid: 0, size: Buffer.byteLength(text) })
})
