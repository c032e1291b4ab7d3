import { escapeHtml } from '../text/escape-html.ts'
import type { RunEvent, RunEventKind } from '../events/run-event.ts'
import { formatCare, lengthOf } from '../events/run-highlights.ts'
import { count, duration } from '../text/amount.ts'
import type { Timeline } from './timeline.ts'
import { beforeTests, formatChart, formatKey, waitedFor } from './timeline-chart.ts'
import { timelineScript } from './timeline-script.ts'
import { timelineStyle } from './timeline-style.ts'
import { timelineTotals } from './timeline-totals.ts'

const help =
  'Point at anything, or walk there with the arrow keys, to read about it. Ctrl and the wheel zoom, or + and −.'

/** How many of the slowest are named. */
const named = 10

/**
 * The timeline for people: one page that needs nothing from anywhere. Sandboxes down, time across:
 * the tests on each sandbox, what the service did to it below them, then who waited; failed calls
 * across all of it.
 *
 * @example
 * ```ts
 * import { timelineHtml } from '@sandpit/lease/timeline'
 *
 * timelineHtml({ runId: 'a1b2c3', startedAt: new Date().toISOString(), events: [] })
 * ```
 */
export function timelineHtml({ runId, startedAt, events }: Timeline): string {
  const endMs = events.reduce((last, event) => Math.max(last, event.endMs), 1)
  const title = `Sandpit run ${escapeHtml(runId)}`
  const tests = slowestOf(events, 'lease')
  const waits = slowestOf(events, 'wait')
  const ids = new Map([...tests, ...waits].map((event, index) => [event, `bar-${index}`]))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${timelineStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${escapeHtml(startedAt)}, ${duration(endMs)}</p>
<dl>${facts(events).map(formatFact).join('')}</dl>
</header>
<form>
<label>Find a test <input id="find" type="search"></label>
<label>Zoom <input id="zoom" type="range" min="0" max="10" step="0.1" value="0"></label>
${formatKey()}
</form>
<output id="about" data-help="${help}">${help}</output>
${formatChart(events, endMs, ids)}
<section>
${formatSlowest('Slowest tests', tests, ids)}
${formatSlowest('Longest waits', waits, ids)}
${formatFaults(ofKind(events, 'fault'))}
</section>
<script type="module">${timelineScript}</script>
</body>
</html>
`
}

function facts(events: readonly RunEvent[]): readonly (readonly [string, string])[] {
  const totals = timelineTotals(events)
  const left = totals.leftBehind
  return [
    ['Sandboxes', String(totals.sandboxes)],
    ['Tests', String(totals.tests)],
    ['Resets', String(totals.resets)],
    ['Resets and seeds took', formatCare(totals)],
    ['Tests waited', duration(totals.waitedMs)],
    ['Failed calls', String(totals.failedCalls)],
    ['Left behind', left === 0 ? 'nothing' : count(left, 'sandbox', 'sandboxes')],
  ]
}

function formatFact([name, value]: readonly [string, string]): string {
  return `<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function formatSlowest(
  title: string,
  events: readonly RunEvent[],
  ids: ReadonlyMap<RunEvent, string>,
): string {
  const rows = events.map((event) => {
    const { label = beforeTests, detail, kind, startMs } = event
    const why = kind === 'wait' ? `${waitedFor(detail)}: ` : ''
    const link = `<a href="#${ids.get(event)}">${escapeHtml(why + label)}</a>`
    return formatLine(duration(lengthOf(event)), link, `at ${duration(startMs)}`)
  })
  return formatTable(title, rows)
}

function formatFaults(faults: readonly RunEvent[]): string {
  const alike = Map.groupBy(faults, ({ detail, code }) => `${detail}: ${code}`)
  const rows = [...alike].map(([what, each]) =>
    formatLine(`${each.length} ×`, escapeHtml(what), ''),
  )
  return formatTable('Failed calls', rows)
}

function formatTable(title: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `<table><caption>${title}</caption>${rows.join('')}</table>`
}

function formatLine(...cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function slowestOf(events: readonly RunEvent[], kind: RunEventKind): readonly RunEvent[] {
  return [...ofKind(events, kind)].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, named)
}

function ofKind(events: readonly RunEvent[], kind: RunEventKind): readonly RunEvent[] {
  return events.filter((event) => event.kind === kind)
}
