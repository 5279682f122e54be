import { recall, remember, type Facts } from '../../src/authenticate/x509/remembered'
import { createServiceSystem } from '../../src/serve/system'
import { x509Settings } from '../support/pki/attempt'

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

test('told to forget, it forgets the proxies that it has verified, too', () => {
  const system = createServiceSystem()
  const presented = { digest: 'a', keyless: true, settings: x509Settings('/trust'), time: 1 }
  const bounds = { notBefore: 0, notAfter: 2 }
  remember(presented, system, { facts: {} as Facts, checks: [], inputs: [], bounds })
  expect(recall(presented, system)).toBeDefined()
  system.forget()
  expect(recall(presented, system)).toBeUndefined()
})

test('random bytes are as many as asked for, and never the same', () => {
  const system = createServiceSystem()
  const given = new Set(Array.from({ length: 2000 }, () => Buffer.from(system.random(8)).toString('hex')))
  expect(given.size).toBe(2000)
  expect(system.random(10_000)).toHaveLength(10_000)
})
