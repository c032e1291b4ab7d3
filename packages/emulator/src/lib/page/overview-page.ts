import type { EmulatorCore } from '../core/core.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { shownTags } from '../sandbox/shown-tags.ts'
import { countRecords } from '../systems/document.ts'
import { callList } from './call-list.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** Every sandbox by state and holder, and the latest calls. */
export function overviewPage(core: EmulatorCore): Html {
  const sandboxes = core.registry.all().toSorted(byState)
  return layout(
    'Sandpit emulator',
    html`<header>
        <h1>Sandpit emulator</h1>
        <span id="clock" class="quiet" data-live>${core.clock.now().toUTCString()}</span>
        <form method="post" action="/_sandpit/sign-out"><button>Sign out</button></form>
      </header>
      <main id="main">
        <h2>Sandboxes</h2>
        <div id="sandboxes" class="scroll" data-live>${sandboxTable(sandboxes)}</div>
        <h2>Calls</h2>
        ${callList(core.log.latest())}
      </main>`,
  )
}

function sandboxTable(sandboxes: readonly Sandbox[]): Html {
  if (sandboxes.length === 0) {
    return html`<p class="quiet">Nothing has been acquired yet.</p>`
  }
  return html`<table>
    <thead>
      <tr>
        <th scope="col">State</th>
        <th scope="col">Server</th>
        <th scope="col">Sandbox</th>
        <th scope="col">Held since</th>
        <th scope="col">Tags</th>
        <th scope="col">Records</th>
      </tr>
    </thead>
    <tbody>
      ${sandboxes.map(sandboxRow)}
    </tbody>
  </table>`
}

function sandboxRow(sandbox: Sandbox): Html {
  const { id, lease, server, status, close, document } = sandbox
  const tags = shownTags(lease)
  return html`<tr>
    <td><span class="state ${status}">${status}</span></td>
    <td>${server}</td>
    <td><a class="mono" href="/_sandpit/sandboxes/${id}">${id}</a></td>
    <td>${lease?.since.toISOString() ?? ''}</td>
    <td class="mono">${tags === null ? '' : JSON.stringify(tags)}</td>
    <td>${close === undefined ? countRecords(document.data) : close.store.leads.size}</td>
  </tr>`
}

/** What needs attention first. */
function byState(one: Sandbox, other: Sandbox): number {
  const order = ['error', 'occupied', 'idle']
  return order.indexOf(one.status) - order.indexOf(other.status)
}
