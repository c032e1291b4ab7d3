import type { LoggedCall } from '../core/call-history.ts'
import { type Html, html } from './html.ts'

/** The log of calls, each to be opened for what was sent and answered. */
export function callList(calls: readonly LoggedCall[]): Html {
  return html`<section id="calls" data-live aria-label="Calls">
    ${calls.length === 0 ? html`<p class="quiet">No calls yet.</p>` : calls.map(callItem)}
  </section>`
}

function callItem(call: LoggedCall): Html {
  const time = call.at.toISOString().slice(11, 23)
  return html`<details id="call-${call.number}">
    <summary>
      <span class="mono quiet">${time}</span>
      <span class="mono">${call.operation}</span> ${call.title}
      <span class="state ${stateOf(call.outcome)}">${call.outcome}</span>
      <span class="quiet">${call.durationMs.toFixed(1)} ms</span>
    </summary>
    <pre aria-label="Sent">${call.input === '' ? '(nothing sent)' : call.input}</pre>
    <pre aria-label="Answered">${call.output === '' ? '(nothing answered)' : call.output}</pre>
  </details>`
}

function stateOf(outcome: string): string {
  return outcome === 'done' || /^2\d\d$/.test(outcome) ? 'done' : 'error'
}
