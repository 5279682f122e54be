/** Tables, colour and JSON. */
import { createOutput } from '../../src/cli/output'

function outputOf(isTTY: boolean, json: boolean, environment: Record<string, string>, columns?: number) {
  const said = { out: '', err: '' }
  const output = createOutput(
    { isTTY, ...(columns && { columns }), write: (text: string) => (said.out += text) },
    { write: (text: string) => (said.err += text) },
    { json, environment },
  )
  return { said, output }
}

describe('colour', () => {
  test('is for a terminal', () => {
    expect(outputOf(true, false, {}).output.paint('red', 'x')).toBe('\x1b[31mx\x1b[0m')
  })

  test.each<[why: string, isTTY: boolean, json: boolean, environment: Record<string, string>]>([
    ['a pipe', false, false, {}],
    ['a program that asked for JSON', true, true, {}],
    ['NO_COLOR', true, false, { NO_COLOR: '1' }],
    ['a terminal without colour', true, false, { TERM: 'dumb' }],
  ])('is not for %s', (_why, isTTY, json, environment) => {
    expect(outputOf(isTTY, json, environment).output.paint('red', 'x')).toBe('x')
  })
})

describe('a table', () => {
  test('has columns as wide as their widest cell, and no blanks at the ends of lines', () => {
    const { said, output } = outputOf(false, false, {})
    output.table(
      ['A', 'LONG', 'Z'],
      [
        ['1', 'x', ''],
        ['22222', 'yy', 'last'],
      ],
    )
    expect(said.out).toBe('A      LONG  Z\n1      x\n22222  yy    last\n')
  })

  test('counts letters, not what colours them', () => {
    const { said, output } = outputOf(true, false, {})
    output.table(
      ['A', 'B'],
      [
        [output.paint('green', 'ok'), 'x'],
        ['long', 'y'],
      ],
    )
    const plain = said.out.replace(/\x1b\[\d*m/g, '')
    expect(plain).toBe('A     B\nok    x\nlong  y\n')
  })
})

describe('a table that is too wide', () => {
  const REF = '0123456789abcdef'
  const rows = [[REF, `/DC=org/CN=${'a'.repeat(40)}end`, `/bin/${'b'.repeat(60)}`]]
  const lineOf = (isTTY: boolean, columns?: number) => {
    const { said, output } = outputOf(isTTY, false, { NO_COLOR: '1' }, columns)
    output.table(['REF', 'IDENTITY', 'COMMAND'], rows)
    return said.out.split('\n')[1] ?? ''
  }

  test('gives way to the terminal: names keep their ends, what is last its beginning', () => {
    expect(lineOf(true, 80)).toHaveLength(80)
    expect(lineOf(true, 80)).toMatch(/^0123456789abcdef {2}…a+end {2}\/bin\/b+…$/)
  })

  test.each([
    ['is whole in a pipe', false, 80],
    ['is whole on a terminal that is wide enough', true, 200],
    ['is whole on a terminal that does not say how wide it is', true, undefined],
  ])('%s', (_what, isTTY, columns) => {
    expect(lineOf(isTTY, columns)).toBe(rows[0]?.join('  '))
  })

  test('keeps references, and wraps where nothing more can be cut', () => {
    expect(lineOf(true, 10)).toMatch(new RegExp(`^${REF}  …a+end  /bin/b+…$`))
  })

  test('is not cut in its colour', () => {
    const { said, output } = outputOf(true, false, {}, 30)
    const red = output.paint('red', 'x'.repeat(30))
    output.table(['A', 'B'], [[red, 'y']])
    expect(said.out).toContain(red)
  })
})

test('a value is JSON that a program can read', () => {
  const { said, output } = outputOf(false, true, {})
  output.value({ a: [1] })
  expect(JSON.parse(said.out)).toEqual({ a: [1] })
})

test('a complaint is never among the results', () => {
  const { said, output } = outputOf(false, false, {})
  output.complain('no')
  expect(said).toEqual({ out: '', err: 'no\n' })
})
