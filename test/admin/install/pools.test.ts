/** Which accounts belong to a pool. */
import { accountNames, accountsOf } from '../../../src/admin/install/pools'
import type { PoolSettings } from '../../../src/core/settings'
import { reasonOf } from '../../support/reason'

const pool: PoolSettings = {
  name: 'pool',
  prefix: 'pool',
  directory: '/d',
  sharing: 'identity',
  maxPerIdentity: 1,
  strictPrefix: true,
  overrideInconsistency: false,
  place: undefined,
}

describe('the accounts of a pool', () => {
  test('are prefix and digits, in order', () => {
    expect(accountsOf(pool, ['pool010', 'pool002', 'pool1'])).toEqual(['pool002', 'pool010', 'pool1'])
  })

  test.each(['pool', 'poolside', 'pool1a', 'apool1', 'Pool1', 'pool 1', 'pool-1', 'prod1'])(
    'do not include %s',
    (name) => {
      expect(accountsOf(pool, [name])).toEqual([])
    },
  )
})

describe('the names of passwd lines', () => {
  test('are their first fields', () => {
    expect(accountNames('a:x:1:1::/:/bin/sh\nb:x:2:2:B, b:/b:\n')).toEqual(['a', 'b'])
  })

  test.each(['a', ':x:1:1::/:', 'a:x:1'])('are not taken from %j', (line) => {
    expect(reasonOf(() => accountNames(`${line}\n`))).toBe('install-failed')
  })
})
