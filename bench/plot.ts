/** The medians of the launches as a picture for the README. */
import type { Report } from './report'

const WIDTH = 720
const LABEL = 110
const BAR = 22

/** Bars on a logarithmic scale; ours are dark. */
export function plot({ medians_ms: medians = {} }: Partial<Report>): string {
  const rows = Object.entries(medians).toSorted(([, a], [, b]) => a - b)
  const [least = 0.1, most = 100] = [rows[0]?.[1], rows.at(-1)?.[1]]
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  const x = (ms: number): number => LABEL + ((Math.log10(ms) - low) / (high - low)) * (WIDTH - LABEL - 70)
  const bars = rows.map(([name, ms], index) => {
    const y = 34 + index * BAR
    const own = /^(?:cold|warm)_/.test(name)
    return (
      `<text x="${LABEL - 6}" y="${y + 12}" text-anchor="end">${name}</text>` +
      `<rect x="${LABEL}" y="${y}" width="${(x(ms) - LABEL).toFixed(1)}" height="${BAR - 6}" fill="${own ? '#1f4e79' : '#a9b8c6'}"/>` +
      `<text x="${(x(ms) + 5).toFixed(1)}" y="${y + 12}">${ms.toFixed(ms < 10 ? 2 : 1)}</text>`
    )
  })
  const height = 44 + rows.length * BAR
  const grid = Array.from({ length: high - low + 1 }, (_, power) => 10 ** (low + power)).map(
    (ms) =>
      `<line x1="${x(ms).toFixed(1)}" x2="${x(ms).toFixed(1)}" y1="28" y2="${height - 8}" stroke="#dddddd"/>` +
      `<text x="${x(ms).toFixed(1)}" y="22" text-anchor="middle" fill="#777777">${ms} ms</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...grid,
    ...bars,
    '</svg>\n',
  ].join('\n')
}
