import { errno, foreign } from '../../src/core/foreign'

const ENOENT = 2

test('calls by prototype, texts, buffers that are filled, and numbers of 64 bits', () => {
  const c = foreign({
    labs: ['long', 'long'],
    strlen: ['size', 'text'],
    memcpy: ['ptr', 'out', 'in', 'size'],
    gmtime_r: ['ptr', 'place', 'place'],
  })
  expect(c.labs(-(2 ** 40))).toBe(2 ** 40)
  expect(c.strlen('pool account')).toBe(12)
  const copy = Buffer.alloc(4)
  c.memcpy(copy, Buffer.from('lease'), 4)
  expect(copy.toString()).toBe('leas')
  const tm = new Int32Array(16)
  c.gmtime_r(BigInt64Array.of(86400n * 31n), tm)
  expect([...tm.subarray(3, 6)]).toEqual([1, 1, 70])
})

test('says why a call failed', () => {
  const c = foreign({ rmdir: ['int', 'text'] })
  expect([c.rmdir('/no/such/directory'), errno()]).toEqual([-1, ENOENT])
})

test('binds a function once, and a name that is nowhere only matters to who uses it', () => {
  const c = foreign({ getpid: ['int'], mapexec_has_no_such_function: ['int'] })
  expect(c.getpid).toBe(c.getpid)
  expect(c.getpid()).toBe(process.pid)
  expect(() => c.mapexec_has_no_such_function()).toThrow('mapexec_has_no_such_function')
})
