import { createServiceSystem } from '../../src/serve/system'

test('the system of a service stays, and answers like the one that ends', () => {
  const system = createServiceSystem()
  expect(system.stays).toBe(true)
  expect(system.accounts.byUid(0)?.name).toBe('root')
  expect(system.hostName()).toMatch(/./)
  const [first, again] = [system.readTrustedFile('/etc/passwd'), system.readTrustedFile('/etc/passwd')]
  expect(again.text).toBe(first.text)
  system.forget()
  expect(system.readTrustedFile('/etc/passwd')).not.toBe(first)
})

test('random bytes are as many as asked for, and never the same', () => {
  const system = createServiceSystem()
  const given = new Set(Array.from({ length: 2000 }, () => Buffer.from(system.random(8)).toString('hex')))
  expect(given.size).toBe(2000)
  expect(system.random(10_000)).toHaveLength(10_000)
})
