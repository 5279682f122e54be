/** The list of checks of one decision. */
import { Trace } from '../../src/core/trace'

test('a trace keeps the checks in their order', () => {
  const trace = new Trace()
  trace.add({ step: 'authorize', check: 'first', outcome: 'pass' })
  trace.add({ step: 'map', check: 'second', outcome: 'fail', found: 'x' })
  expect(trace.checks.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['first', 'pass'],
    ['second', 'fail'],
  ])
})
