import { problemLine, Report } from '../../src/config/problems'

const report = () => new Report('/f', (pointer) => (pointer === '/a' ? { line: 9, column: 2 } : { line: 3, column: 1 }))

describe('Report', () => {
  test('sorts by place, not by the order of discovery', () => {
    const list = report()
    list.error('/a', 'one')
    list.warning('/b', 'two', 'do it')
    expect(list.problems.map(({ line, severity }) => [line, severity])).toEqual([
      [3, 'warning'],
      [9, 'error'],
    ])
  })

  test('knows where a table stands', () => {
    expect(report().place('/a')).toEqual({ file: '/f', line: 9, column: 2 })
  })
})

describe('problemLine', () => {
  test('leaves out what is not known', () => {
    const facts = { file: '/f', severity: 'warning', reason: 'config-invalid', message: 'odd', remedy: '' } as const
    expect(problemLine({ ...facts, line: undefined, column: undefined })).toBe('/f: warning: odd')
    expect(problemLine({ ...facts, line: 4, column: undefined, remedy: 'mend it' })).toBe('/f:4: warning: odd; mend it')
  })
})
