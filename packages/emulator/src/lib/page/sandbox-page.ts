import type { EmulatedClose } from '../close/close-sandbox.ts'
import {
  type DumpedContact,
  type DumpedLead,
  type DumpedOpportunity,
  type DumpedTask,
  dumpLead,
} from '../close/seed/dump.ts'
import { type LeadChange, seedDiff } from '../close/seed/seed-diff.ts'
import { formatValue } from '../close/views/money.ts'
import type { EmulatorCore } from '../core/core.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { callList } from './call-list.ts'
import { dataTables } from './data-tables.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** More leads than this are counted, not shown. */
const SHOWN_LEADS = 200

/** One sandbox: how it differs from its seed, what is in it, and the calls about it. */
export function sandboxPage(core: EmulatorCore, sandbox: Sandbox): Html {
  const { close, document, id, server, status } = sandbox
  return layout(
    `${server} sandbox - Sandpit emulator`,
    html`<header>
        <h1>${server} <span class="mono">${id}</span></h1>
        <span id="state" data-live><span class="state ${status}">${status}</span></span>
        <a href="/">All sandboxes</a>
      </header>
      <main id="main">
        ${close === undefined ? dataTables(server, document) : closeParts(close)}
        <h2>Calls</h2>
        ${callList(core.log.latest(id))}
      </main>`,
  )
}

function closeParts({ store, seeded }: EmulatedClose): Html {
  const leads = [...store.leads.all()].slice(0, SHOWN_LEADS)
  const more = store.leads.size - leads.length
  return html`<h2>Changes since it was seeded</h2>
    <div id="changes" data-live>${changeList(seedDiff(store, seeded))}</div>
    <h2>Leads</h2>
    <div id="leads" data-live>
      ${leads.length === 0 ? html`<p class="quiet">None.</p>` : ''}
      ${leads.map((lead) => leadCard(dumpLead(store, lead)))}
      ${more > 0 ? html`<p class="quiet">And ${more} more.</p>` : ''}
    </div>`
}

function changeList(changes: readonly LeadChange[]): Html {
  if (changes.length === 0) return html`<p class="quiet">None.</p>`
  return html`<ul>
    ${changes.map(
      ({ kind, name, details }) =>
        html`<li>
          <span data-kind="${kind}">${kind}</span> <strong>${name}</strong>
          <ul>
            ${details.map((detail) => html`<li>${detail}</li>`)}
          </ul>
        </li>`,
    )}
  </ul>`
}

function leadCard(lead: DumpedLead): Html {
  return html`<article>
    <h3>${lead.name === '' ? 'Untitled' : lead.name} <span class="state">${lead.status}</span></h3>
    <div class="cards">
      ${group('Contacts', lead.contacts, contactItem)}
      ${group('Opportunities', lead.opportunities, opportunityItem)}
      ${group('Tasks', lead.tasks, taskItem)}
    </div>
  </article>`
}

function group<Item>(title: string, items: readonly Item[], show: (item: Item) => Html): Html {
  if (items.length === 0) return html``
  return html`<div>
    <h4>${title}</h4>
    <ul>
      ${items.map(show)}
    </ul>
  </div>`
}

function contactItem({ name, emails, phones }: DumpedContact): Html {
  const reached = [...(emails ?? []), ...(phones ?? [])]
    .map((entry) => entry['email'] ?? entry['phone'])
    .filter((text) => typeof text === 'string')
  return html`<li>
    ${name ?? 'Unnamed'}
    <div class="quiet">${reached.join(', ')}</div>
  </li>`
}

function opportunityItem({ note, value, confidence, period }: DumpedOpportunity): Html {
  return html`<li>
    ${note}
    <div class="quiet">
      ${formatValue(value, period)} ${confidence === null ? '' : `at ${confidence} %`}
    </div>
  </li>`
}

function taskItem({ description, date, completed }: DumpedTask): Html {
  return html`<li class="${completed === true ? 'finished' : ''}">
    ${description}
    <div class="quiet">${date ?? 'no date'}${completed === true ? ', done' : ''}</div>
  </li>`
}
