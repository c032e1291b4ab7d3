import type { SystemData, SystemServer } from '@sandpit/systems'
import { diffData, formatDifferences } from '@sandpit/systems/compare'
import { isSystemServer } from '@sandpit/systems/shape'

import type { SandboxDocument } from '../systems/document.ts'
import { type Dictionary, isDictionary } from '../validation/containers.ts'
import { type Html, html } from './html.ts'

/** More rows than this are counted, not shown. */
const SHOWN_ROWS = 200

/** More changes than this are counted, not shown. */
const SHOWN_CHANGES = 50

/** What a system's sandbox holds, as a table for each list, and how that differs from its seed. */
export function dataTables(server: string, { data, seeded }: SandboxDocument): Html {
  if (!isSystemServer(server)) return html`<p>Nothing to show for this server.</p>`
  const parts = Object.entries(data)
  return html`<h2>Changes since it was seeded</h2>
    <div id="changes" data-live>${changeList(server, seeded, data)}</div>
    <h2>Data</h2>
    <div id="data" data-live>
      ${parts.length === 0 ? html`<p class="quiet">None.</p>` : ''}
      ${parts.map(
        ([name, value]) =>
          html`<article>
            <h3>${name}</h3>
            ${shown(value)}
          </article>`,
      )}
    </div>`
}

function changeList(server: SystemServer, seeded: Dictionary, data: Dictionary): Html {
  const differences = diffData(server, seeded as SystemData<SystemServer>, data)
  if (differences.length === 0) return html`<p class="quiet">None.</p>`
  const lines = formatDifferences(differences, { lines: SHOWN_CHANGES }).split('\n')
  return html`<ul>
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`
}

/** A list of objects as a table; anything else as it is written. */
function shown(value: unknown): Html {
  if (Array.isArray(value)) return list(value)
  if (isDictionary(value)) return members(value)
  return html`${typeof value === 'string' ? value : JSON.stringify(value)}`
}

function list(items: readonly unknown[]): Html {
  if (items.length === 0) return html`<span class="quiet">None.</span>`
  if (!items.every(isDictionary))
    return html`${items.map((item) => html`<div>${shown(item)}</div>`)}`
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const more = items.length - SHOWN_ROWS
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${items.slice(0, SHOWN_ROWS).map((item) => row(columns, item))}
        </tbody>
      </table>
    </div>
    ${more > 0 ? html`<p class="quiet">And ${more} more.</p>` : ''}`
}

function row(columns: readonly string[], item: Dictionary): Html {
  return html`<tr>
    ${columns.map((column) => html`<td>${cell(item[column])}</td>`)}
  </tr>`
}

function cell(value: unknown): Html {
  return value === undefined || value === null ? html`` : shown(value)
}

function members(value: Dictionary): Html {
  return html`<dl>
    ${Object.entries(value).map(
      ([name, held]) =>
        html`<dt class="quiet">${name}</dt>
          <dd>${cell(held)}</dd>`,
    )}
  </dl>`
}
