/** What commands print: tables and colour for people at a terminal, JSON for programs. */
import { shortened, shortenedLeft } from '../admin/record/text'
import { escapeUnsafe } from '../record/json-line'
import { columnsOf, withProgress, type Screen, type Tick } from './progress'

export interface Output {
  /** The caller asked for --json. */
  readonly json: boolean
  line(text?: string): void
  /**
   * Columns are as wide as their widest cell; the last one is not padded. On a terminal that is too narrow, the widest
   * ones are cut.
   */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void
  value(value: unknown): void
  /** For standard error: what went wrong, never mixed with results. */
  complain(text: string): void
  paint(colour: Colour, text: string): string
  /** Shows on standard error's terminal what takes longer than a second. */
  progress<T>(what: string, action: (tick: Tick) => Promise<T> | T): Promise<T>
}

export type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold'

const CODES: Readonly<Record<Colour, string>> = { red: '31', green: '32', yellow: '33', dim: '2', bold: '1' }

export interface OutputChoices {
  readonly json: boolean
  /** NO_COLOR (no-color.org) and TERM=dumb are honoured. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

export function createOutput(stdout: Screen, stderr: Screen, { json, environment }: OutputChoices): Output {
  const coloured =
    stdout.isTTY === true && !json && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
  const paint = (colour: Colour, text: string): string => (coloured ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text)
  return {
    json,
    paint,
    line: (text = '') => void stdout.write(`${text}\n`),
    table: (head, rows) => {
      const lengthOf = coloured ? visible : plain
      const natural = widthsOf(head, rows, lengthOf)
      const layout =
        stdout.isTTY === true
          ? { widths: fitted(natural, rows, columnsOf(stdout, Infinity)), lengthOf, cut: true }
          : { widths: natural, lengthOf, cut: false }
      const pieces: string[] = []
      pushRow(pieces, head, layout)
      pieces.splice(0, pieces.length, paint('bold', pieces.join('').trimEnd()), '\n')
      for (const row of rows) {
        pushRow(pieces, row, layout)
        if (pieces.length > MANY_PIECES) stdout.write(pieces.splice(0).join(''))
      }
      stdout.write(pieces.join(''))
    },
    value: (value) => void stdout.write(`${escapeUnsafe(JSON.stringify(value, undefined, 2))}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
    progress: (what, action) => withProgress(environment['TERM'] === 'dumb' ? undefined : stderr, what, action),
  }
}

interface Layout {
  readonly widths: readonly number[]
  readonly lengthOf: (cell: string) => number
  /** Some widths are smaller than their cells. */
  readonly cut: boolean
}

function widthsOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  lengthOf: Layout['lengthOf'],
): readonly number[] {
  const widths = head.map((title) => title.length)
  for (const row of rows)
    for (let column = 0; column < row.length; column++)
      widths[column] = Math.max(widths[column] ?? 0, lengthOf(row[column] ?? ''))
  return widths
}

/** Cells and the space between them, none at the end of the line. Of ten thousand rows each string that is made counts. */
function pushRow(pieces: string[], row: readonly string[], { widths, lengthOf, cut }: Layout): void {
  let last = row.length - 1
  while (last > 0 && row[last]?.trimEnd() === '') last -= 1
  for (let column = 0; column <= last; column++) {
    const width = widths[column] ?? 0
    const whole = row[column] ?? ''
    const cell = cut && lengthOf(whole) > width ? shortenedCell(whole, width, column === row.length - 1) : whole
    if (column === last) pieces.push(cell.trimEnd(), '\n')
    else pieces.push(cell, spaces(width - lengthOf(cell) + 2))
  }
}

/** What is written at once stays small, and is forgotten soon. */
const MANY_PIECES = 10_000

const SPACES: string[] = []
const spaces = (count: number): string => (SPACES[count] ??= ' '.repeat(count))

const plain = (text: string): number => text.length

/** Length without colour. */
const visible = (text: string): number =>
  text.includes('\x1b') ? text.replace(/\x1b\[[\d;]*m/g, '').length : text.length

/** References and times stay whole. */
const NARROWEST = 20

/** The widest columns give way first, until the line fits or nothing more can be cut. */
function fitted(natural: readonly number[], rows: readonly (readonly string[])[], columns: number): readonly number[] {
  // What is coloured is short, and is not cut in its colour.
  const least = natural.map((width, column) =>
    rows.some((row) => row[column]?.includes('\x1b')) ? width : Math.min(width, NARROWEST),
  )
  const widths = [...natural]
  for (let excess = widths.reduce((sum, width) => sum + width + 2, -2) - columns; excess > 0; excess -= 1) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0))
    const widest = Math.max(...spare)
    if (widest === 0) break
    widths[spare.lastIndexOf(widest)] = widest - 1
  }
  return widths
}

const shortenedCell = (cell: string, width: number, last: boolean): string =>
  last || !/^[/…]/.test(cell) ? shortened(cell, width) : shortenedLeft(cell, width)
