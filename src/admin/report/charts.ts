/** Plots as inline SVG: no script, no network. Colours come from the page's style, so that they follow light, dark and print. */
import type { Series } from './collect'

export interface Plot {
  readonly series: readonly Series[]
  /** Of each bucket, for the axis and for the tooltip. */
  readonly labels: readonly string[]
  /** What a value is: `launches`. */
  readonly unit: string
  /** Upper end of the axis; undefined: what the values need. */
  readonly most?: number
}

const WIDTH = 760
const HEIGHT = 220
const LEFT = 48
const BOTTOM = 26
const TOP = 8
const ROOM = WIDTH - LEFT - 8
const RISE = HEIGHT - TOP - BOTTOM

/** For text and attribute values alike. */
export const html = (text: string): string =>
  text
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')

/** Bars on top of each other, one for each bucket. */
export function stackedBars(plot: Plot, title: string): string {
  const totals = plot.labels.map((_, index) => plot.series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const top = plot.most ?? niceCeiling(Math.max(0, ...totals))
  const slot = ROOM / plot.labels.length
  const bars = plot.labels.flatMap((label, index) => {
    let below = 0
    return plot.series.map(({ name, values }, order) => {
      const value = values[index] ?? 0
      const height = (value / top) * RISE
      below += height
      if (value === 0) return ''
      const x = LEFT + index * slot + Math.min(1, slot / 8)
      const tip = `<title>${html(`${label}: ${value} ${plot.unit}, ${name}`)}</title>`
      return `<rect class="s${order}" x="${n(x)}" y="${n(TOP + RISE - below)}" width="${n(Math.max(1, slot - Math.min(2, slot / 4)))}" height="${n(height)}">${tip}</rect>`
    })
  })
  return frame(plot, top, bars.join(''), title)
}

/** A line for each series. */
export function lines(plot: Plot, title: string): string {
  const top = plot.most ?? niceCeiling(Math.max(0, ...plot.series.flatMap(({ values }) => values)))
  const slot = ROOM / plot.labels.length
  const at = (index: number, value: number): string =>
    `${n(LEFT + (index + 0.5) * slot)},${n(TOP + RISE * (1 - Math.min(value, top) / top))}`
  const drawn = plot.series.map(({ name, values }, order) => {
    const points = values.map((value, index) => at(index, value)).join(' ')
    const marks = values.map((value, index) => {
      const [x, y] = at(index, value).split(',')
      const label = `${plot.labels[index] ?? ''}: ${n(value)} ${plot.unit}, ${name}`
      return `<circle class="s${order}" cx="${x ?? ''}" cy="${y ?? ''}" r="2.5"><title>${html(label)}</title></circle>`
    })
    return `<polyline class="l${order}" points="${points}"/>${marks.join('')}`
  })
  return frame(plot, top, drawn.join(''), title)
}

/** Words on the left, bars to the right, the number at the end. */
export function rankedBars(rows: readonly { readonly name: string; readonly value: number }[], title: string): string {
  const most = Math.max(1, ...rows.map(({ value }) => value))
  const height = 24 * rows.length + 4
  const bars = rows.map(({ name, value }, index) => {
    const width = (value / most) * (WIDTH - 290)
    const y = 4 + 24 * index
    return `<text class="name" x="212" y="${y + 13}" text-anchor="end">${html(name)}</text><rect class="s0" x="220" y="${y}" width="${n(Math.max(1, width))}" height="18"/><text x="${n(226 + width)}" y="${y + 13}">${value}</text>`
  })
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${html(title)}">${bars.join('')}</svg>`
}

function frame(plot: Plot, top: number, inside: string, title: string): string {
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const y = TOP + RISE * (1 - part)
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - 8}" y1="${n(y)}" y2="${n(y)}"/><text x="${LEFT - 6}" y="${n(y + 4)}" text-anchor="end">${n(top * part)}</text>`
  })
  const slot = ROOM / plot.labels.length
  const every = Math.max(1, Math.ceil(plot.labels.length / 8))
  const axis = plot.labels.map((label, index) =>
    index % every === 0
      ? `<text x="${n(LEFT + (index + 0.5) * slot)}" y="${HEIGHT - 8}" text-anchor="middle">${html(label)}</text>`
      : '',
  )
  const legend = plot.series.map(({ name }, order) => `<li><span class="k k${order}"></span>${html(name)}</li>`)
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${html(title)}">${grid.join('')}${axis.join('')}${inside}</svg><ul class="legend">${legend.join('')}</ul>`
}

/** 1, 2, 4, 5 or 8 times a power of ten: quarters of it are round, too. At least 4, because launches are whole. */
export function niceCeiling(value: number): number {
  if (value <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 5, 8, 10].find((factor) => factor * power >= value) ?? 10) * power
}

const n = (value: number): string => String(Math.round(value * 100) / 100)
