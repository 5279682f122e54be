import { belongsTo } from '../../../src/mapping/lease/pool'
import { poolAt } from '../../support/leases'

describe('an account of the pool "tpool"', () => {
  const names = [
    'tpool1',
    'tpool001',
    'tpool',
    'tpoolx',
    'tpool1x',
    'tpool001~',
    'Tpool1',
    'xtpool1',
    '%tpool1',
    '.tpool1',
    'root',
    'tpool１',
  ]

  test('has digits and nothing else behind the prefix', () => {
    const pool = poolAt('/x')
    expect(names.filter((name) => belongsTo(pool, name))).toEqual(['tpool1', 'tpool001'])
  })

  test('has anything behind the prefix where that is configured, but is never hidden, a lease or a copy', () => {
    const pool = poolAt('/x', { strictPrefix: false })
    expect(names.filter((name) => belongsTo(pool, name))).toEqual(names.filter((name) => /^tpool(?!001~)/.test(name)))
  })

  test('is not root, nor a lease, under an empty prefix', () => {
    const pool = poolAt('/x', { prefix: '', strictPrefix: false })
    expect(['root', '%2fcn%3da', '.mapexec'].filter((name) => belongsTo(pool, name))).toEqual([])
  })
})
