/** Every row of the threat table has its test, and the documents name them all. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ROWS = Array.from({ length: 38 }, (_, index) => index + 1)
const texts = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'rows.test.ts')
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
const document = readFileSync(join(__dirname, '../../docs/security-tests.md'), 'utf8')

describe('row', () => {
  test.each(ROWS)('%i of the threat table has a test that is named after it', (row) =>
    expect(texts.some((text) => new RegExp(`(describe|test)\\(\\s*['"]row ${row}:`).test(text))).toBe(true),
  )
  test.each(ROWS)('%i has a line in docs/security-tests.md', (row) =>
    expect(document).toMatch(new RegExp(`^\\| ${row} \\|`, 'm')),
  )
})

test('no hostile test is skipped or singled out', () => {
  for (const text of texts) expect(text).not.toMatch(/\b(test|describe|it)\.(skip|only|todo)\b|\bx(test|it|describe)\(/)
})
