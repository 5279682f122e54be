/** Tables, colour and JSON. */
import { createOutput } from '../../src/cli/output'

function outputOf(isTTY: boolean, json: boolean, environment: Record<string, string>) {
  const said = { out: '', err: '' }
  const output = createOutput(
    { isTTY, write: (text: string) => (said.out += text) },
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
