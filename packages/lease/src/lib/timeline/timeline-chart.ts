import { escapeHtml } from '../text/escape-html.ts'
import type { RunEvent, RunEventKind } from '../events/run-event.ts'
import { lengthOf } from '../events/run-highlights.ts'
import { duration } from '../text/amount.ts'
import { type TimelineRow, timelineRows } from './timeline-rows.ts'

/** What the kinds of events are called, in the order of the key. */
const kinds: Readonly<Record<RunEventKind, string>> = {
  lease: 'test',
  acquire: 'acquire',
  reset: 'reset',
  seed: 'seed',
  check: 'check',
  release: 'release',
  wait: 'test waits',
  fault: 'failed call',
}

/** Who waits when no test does. */
export const beforeTests = 'before the first test of a file'

/** What a wait was for. */
export function waitedFor(detail: string | undefined): string {
  return detail === 'acquire' ? 'waits for a sandbox' : `waits for its ${detail}`
}

/** The colours and what they mean. */
export function formatKey(): string {
  const items = Object.entries(kinds).map(
    ([kind, name]) => `<li><i class="${kind}"></i>${name}</li>`,
  )
  return `<ul class="key">${items.join('')}</ul>`
}

/** Sandboxes down, time across. `ids` names the bars that something else on the page leads to. */
export function formatChart(
  events: readonly RunEvent[],
  endMs: number,
  ids: ReadonlyMap<RunEvent, string>,
): string {
  const bar = (event: RunEvent): string => formatBar(event, endMs, ids.get(event))
  const rows = timelineRows(events).map((row) => formatRow(row, row.events.map(bar).join('')))
  return `<main id="chart" tabindex="0" aria-label="Timeline" data-ms="${endMs.toFixed(1)}">
<div id="canvas">
<div class="row axis"><span class="name"></span><div class="lane" id="axis"></div></div>
${rows.join('\n')}
</div>
</main>`
}

function formatRow({ server, sandboxId }: TimelineRow, bars: string): string {
  const name = sandboxId === undefined ? 'no sandbox yet' : `${server} ${sandboxId.slice(0, 8)}`
  const title = escapeHtml(sandboxId ?? name)
  return `<div class="row"><span class="name" title="${title}">${escapeHtml(name)}</span><div class="lane">${bars}</div></div>`
}

function formatBar(event: RunEvent, endMs: number, id: string | undefined): string {
  const left = ((event.startMs / endMs) * 100).toFixed(4)
  const width = ((lengthOf(event) / endMs) * 100).toFixed(4)
  const failed = event.code === undefined ? '' : ' failed'
  const name = id === undefined ? '' : ` id="${id}"`
  return `<i${name} class="${event.kind}${failed}" style="left:${left}%;width:${width}%" title="${escapeHtml(describe(event))}"></i>`
}

/** In words, what is read first at the front: a bar shows as much of it as fits. */
function describe({ kind, label, detail, code, startMs, endMs }: RunEvent): string {
  const more = [duration(endMs - startMs), `at ${duration(startMs)}`]
  if (code !== undefined) more.unshift(code)
  if (kind === 'lease') return words(nameOf(label), ...more, label, wentWrong(detail))
  if (kind === 'wait') return words(waitedFor(detail), ...more, label ?? beforeTests)
  return words(kinds[kind], detail, ...more)
}

/** The test's own name, without the file and the suites it is in. */
function nameOf(label: string = 'test'): string {
  return label.split(' > ').at(-1) ?? label
}

function wentWrong(detail: string | undefined): string | undefined {
  return detail === 'returned' ? undefined : detail
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ')
}
