import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Deal, Task } from './crm.ts'
import { type Stage, stageOf, stages } from './stage.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The whole board. Works without a script; with one, deals can be dragged. */
export function page(deals: readonly Deal[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Pipeline</title>
        <link rel="stylesheet" href="/board.css" />
        <script type="module" src="/board.js"></script>
      </head>
      <body>
        <header>
          <h1>Pipeline</h1>
          ${summary(deals)}
        </header>
        <main>${stages.map((stage) => column(stage, deals))}</main>
      </body>
    </html>`
}

function summary(deals: readonly Deal[]): Html {
  const open = deals.flatMap((deal) => deal.tasks).filter((task) => !task.isComplete)
  const tasks = new Set(open.map((task) => task.id)).size
  const weighted = deals.reduce((sum, deal) => sum + (deal.annualValue * deal.confidence) / 100, 0)
  return html`<dl>
    ${figure('Deals', String(deals.length))} ${figure('Expected in a year', dollars(weighted))}
    ${figure('Open tasks', String(tasks))}
  </dl>`
}

function figure(term: string, value: string): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}

function column(stage: Stage, deals: readonly Deal[]): Html {
  const here = deals.filter((deal) => stageOf(deal) === stage)
  const value = here.reduce((sum, deal) => sum + deal.value, 0)
  return html`<section aria-labelledby="stage-${stage.id}" data-stage="${stage.id}">
    <h2 id="stage-${stage.id}">${stage.title}</h2>
    <p class="total">${String(here.length)} · ${dollars(value)}</p>
    ${here.toSorted((a, b) => b.confidence - a.confidence).map((deal) => card(deal, stage))}
  </section>`
}

function card(deal: Deal, stage: Stage): Html {
  return html`<article draggable="true" data-deal="${deal.id}" aria-label="${deal.note}">
    <h3>${deal.company}</h3>
    <p class="note">${deal.note}</p>
    <p class="facts">
      <strong>${deal.shownValue}</strong>
      <meter min="0" max="100" value="${String(deal.confidence)}"></meter>
      <span>${String(deal.confidence)} %</span>
    </p>
    ${deal.contact === undefined ? '' : html`<p class="contact">${deal.contact}</p>`}
    <ul>
      ${deal.tasks.filter((task) => !task.isComplete).map(openTask)}
    </ul>
    <form method="post" action="/leads/${deal.leadId}/tasks" class="add">
      <input name="text" placeholder="Add a task" aria-label="New task" required />
      <button>Add</button>
    </form>
    <form method="post" action="/deals/${deal.id}/stage" class="move">
      ${stages.filter((each) => each !== stage).map(moveButton)}
    </form>
  </article>`
}

function openTask({ id, text, dueDate }: Task): Html {
  return html`<li>
    <form method="post" action="/tasks/${id}/done">
      <button aria-label="Complete ${text}"></button>
    </form>
    <span>${text}</span>
    ${dueDate === undefined ? '' : html`<time>${dueDate}</time>`}
  </li>`
}

function moveButton({ id, title }: Stage): Html {
  return html`<button name="stage" value="${id}">Move to ${title}</button>`
}

function dollars(cents: number): string {
  const whole = Math.round(cents / 100)
  return whole.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 0,
  })
}
