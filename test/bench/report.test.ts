/** What the benchmark may be asked for, and what its tables make of a result. */
import { PARTS, partsOf } from '../../bench/parts'
import { plot } from '../../bench/plot'
import { quantile, type Report } from '../../bench/report'
import { summary, tables } from '../../bench/tables'

const report: Report = {
  ratios: { cold_unix: 1.4, warm_unix: 0.6 },
  medians_ms: { sudo: 2, warm_unix: 1.2, 'node -e 0': 15, cold_unix: 21, 'munge -n': 0.5 },
  calls: [{ name: 'munge -n | unmunge', what: 'both', ms: 1 }],
  missing: ['glexec (no package)'],
  peers: [],
  machine: { cpus: 2, kernel: '6.1', node: 'v20', load: 0 },
}

describe('partsOf', () => {
  test('is everything, in one order', () => expect(partsOf(undefined, false)).toEqual(Object.keys(PARTS)))
  test('takes lists, and keeps the order', () =>
    expect(partsOf(['ci,load', 'launch'], true)).toEqual(['launch', 'load', 'ci']))
  test('has all that the budgets need in the quick run', () =>
    expect(partsOf(undefined, true)).toEqual(expect.arrayContaining(['launch', 'memory', 'lease'])))
  test.each(['', 'lunch', 'launch,', 'toString'])('refuses %j', (name) =>
    expect(() => partsOf([name], false)).toThrow('there is no part'),
  )
})

describe('tables', () => {
  const text = tables(report)
  test('judge budgets', () => {
    expect(text).toContain('| cold_unix | node -e 0 | 1.40 | 1.50 | kept |')
    expect(text).toContain('| warm_unix | sudo | 0.60 | 0.50 | missed |')
  })
  test('leave no cell broken and no section empty', () => {
    expect(text).toContain('| munge -n \\| unmunge | both | 1.000 |')
    expect(text).not.toContain('### A CI job')
    expect(text).not.toContain('NaN')
  })
  test('name what is missing', () => expect(text).toContain('Not measured: glexec (no package).'))
})

test('the summary has launches only, the fastest first, ours in bold', () =>
  expect(summary(report).trimEnd().split('\n').slice(2)).toEqual([
    '| **mapexec, warm: own account** | **1.20** | **0.60** |',
    '| `sudo` | 2.00 | 1.00 |',
    '| `node -e 0` | 15.00 | 7.50 |',
    '| **mapexec, cold: own account** | **21.00** | **10.50** |',
  ]))

test('the plot has a bar for each launch', () => expect(plot(report).match(/<rect x=/g)).toHaveLength(5))

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.99, 4],
  [[], 0.5, NaN],
])('quantile(%j, %d) is %d', (values, part, expected) => expect(quantile(values, part)).toBe(expected))
