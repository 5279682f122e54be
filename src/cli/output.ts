/** What commands print: tables and colour for people at a terminal, JSON for programs. */
import { escapeUnsafe } from '../record/json-line'

export interface Output {
  /** The caller asked for --json. */
  readonly json: boolean
  line(text?: string): void
  /** Columns are as wide as their widest cell; the last one is not padded. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void
  value(value: unknown): void
  /** For standard error: what went wrong, never mixed with results. */
  complain(text: string): void
  paint(colour: Colour, text: string): string
}

export type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold'

const CODES: Readonly<Record<Colour, string>> = { red: '31', green: '32', yellow: '33', dim: '2', bold: '1' }

interface Stream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface OutputChoices {
  readonly json: boolean
  /** NO_COLOR (no-color.org) and TERM=dumb are honoured. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

export function createOutput(stdout: Stream, stderr: Stream, { json, environment }: OutputChoices): Output {
  const coloured =
    stdout.isTTY === true && !json && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
  const paint = (colour: Colour, text: string): string => (coloured ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text)
  return {
    json,
    paint,
    line: (text = '') => void stdout.write(`${text}\n`),
    table: (head, rows) => {
      const widths = head.map((title, column) =>
        rows.reduce((width, row) => Math.max(width, visible(row[column] ?? '')), title.length),
      )
      const text = (row: readonly string[]): string =>
        row
          .map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0)))
          .join('  ')
          .trimEnd()
      stdout.write(`${paint('bold', text(head))}\n${rows.map((row) => `${text(row)}\n`).join('')}`)
    },
    value: (value) => void stdout.write(`${escapeUnsafe(JSON.stringify(value, undefined, 2))}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
  }
}

/** Length without colour. */
const visible = (text: string): number =>
  text.includes('\x1b') ? text.replace(/\x1b\[[\d;]*m/g, '').length : text.length

const padded = (cell: string, width: number): string => cell.padEnd(width + cell.length - visible(cell))
