import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is measured of a suite, in milliseconds. */
export interface Waiting {
  /** What the service takes for each call. */
  readonly latencyMs: Readonly<Record<string, number>>
  readonly suite: Readonly<Record<string, number>>
  /** What no way to run it can be faster than. */
  readonly limitMs: number
  readonly rows: readonly WaitingRow[]
}

/** One way to run it: the median time, and how many sandboxes were acquired. */
export interface WaitingRow {
  readonly name: string
  readonly ms: number
  readonly sandboxes: number
}

/** Where the guide shows it. */
const chartFile = join(import.meta.dirname, '../../../../docs/images/waiting.svg')

const width = 760
const nameWidth = 220
const barHeight = 24
const gap = 12
const top = 44

/** Draws what was measured as bars, the same for the same numbers. */
export function drawWaiting({ rows, limitMs }: Waiting): string {
  const longestMs = Math.max(limitMs, ...rows.map(({ ms }) => ms))
  const x = (ms: number): number => Math.round(nameWidth + (ms / longestMs) * (width - 340))
  const bars = rows.map(({ name, ms, sandboxes }, index) => {
    const y = top + index * (barHeight + gap)
    const kind = name.startsWith('as installed') ? 'ours' : 'other'
    const had = sandboxes === 0 ? '' : `, ${sandboxes} acquired`
    return [
      `<text x="${nameWidth - 10}" y="${y + 17}" text-anchor="end">${name}</text>`,
      `<rect class="${kind}" x="${nameWidth}" y="${y}" width="${x(ms) - nameWidth}" height="${barHeight}" rx="3"/>`,
      `<text x="${x(ms) + 8}" y="${y + 17}">${seconds(ms)}${had}</text>`,
    ].join('')
  })
  const bottom = top + rows.length * (barHeight + gap)
  const limit = x(limitMs)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 12}" role="img" aria-label="How long one suite takes">`,
    `<style>text{font:14px system-ui,sans-serif;fill:#1f2328}.other{fill:#afb8c1}.ours{fill:#0969da}.limit{stroke:#bc4c00;stroke-dasharray:4 4}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.other{fill:#57606a}.ours{fill:#4493f8}.limit{stroke:#f0883e}}</style>`,
    ...bars,
    `<line class="limit" x1="${limit}" y1="${top - 12}" x2="${limit}" y2="${bottom}"/>`,
    `<text x="${limit}" y="20" text-anchor="middle">nothing can be faster: ${seconds(limitMs)}</text>`,
    `</svg>`,
    '',
  ].join('\n')
}

/** Draws the chart anew from what was measured last. */
export function writeChart(waiting: Waiting): void {
  writeFileSync(chartFile, drawWaiting(waiting))
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

if (process.argv[1] === import.meta.filename) {
  const measured = join(import.meta.dirname, '../../results/waiting.json')
  writeChart(JSON.parse(readFileSync(measured, 'utf8')) as Waiting)
}
