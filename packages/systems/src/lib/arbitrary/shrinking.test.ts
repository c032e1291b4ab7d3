import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SystemData, SystemServer } from '../../data.ts'
import { toCode } from '../code/to-code.ts'
import { anyData } from './any-data.ts'
import { hostileData } from './hostile-data.ts'

/** A property that fails for some data, and the least data for which it does. */
interface Planted {
  readonly server: SystemServer
  readonly kind: 'any' | 'hostile'
  readonly fails: (json: string) => boolean
  readonly least: string
}

const PLANTED: readonly Planted[] = [
  planted(
    'slack',
    'any',
    /"messages":\[\{/,
    `{ channels: [{ name: 'general', messages: [{ text: 'Please have a look.' }] }] }`,
  ),
  planted(
    'slack',
    'any',
    /"replies":\[\{/,
    `{ channels: [ { name: 'general', messages: [{ text: 'Please have a look.', replies: [{ text: 'Please have a look.' }] }], }, ], }`,
  ),
  planted(
    'slack',
    'hostile',
    /"replies":null/,
    `{ channels: [{ name: '', messages: [{ text: '', replies: null }] }] }`,
  ),
  planted(
    'jira',
    'any',
    /"sprint_name"/,
    `{ projects: [{ key: 'WEB', name: 'Website', issues: [{ summary: 'Follow up', sprint_name: 'Sprint 1' }] }], sprints: [{ name: 'Sprint 1' }], }`,
  ),
  planted(
    'jira',
    'any',
    /"issue_type":"Bug"/,
    `{ projects: [{ key: 'WEB', name: 'Website', issues: [{ summary: 'Follow up', issue_type: 'Bug' }] }], }`,
  ),
  planted(
    'hubspot',
    'any',
    /"deals":\[\{[^\]]*\},\{/,
    `{ deals: [{ title: 'Renewal' }, { title: 'Annual subscription' }] }`,
  ),
  planted(
    'hubspot',
    'any',
    /"email_address":"b/,
    `{ contacts: [{ first_name: 'Bjorn', last_name: 'Lee', email_address: 'bjorn.lee@acme.example' }] }`,
  ),
  planted(
    'gmail',
    'any',
    /"labels":\["INBOX","STARRED"\]/,
    `{ messages: [ { subject: 'Hello', to: 'ann.lee@acme.example', body: 'Hello,\\n\\nplease find the offer attached.\\n\\nKind regards', labels: ['INBOX', 'STARRED'], }, ], }`,
  ),
  planted(
    'gmail',
    'hostile',
    /"body":"[^"]*😀/,
    `{ messages: [{ subject: '', to: '', body: '😀' }] }`,
  ),
  planted(
    'google_calendar',
    'any',
    /"endTime"/,
    `{ events: [{ title: 'Sync', startTime: '2025-01-01T08:00:00Z', endTime: '2025-01-01T08:30:00Z' }] }`,
  ),
  planted(
    'google_calendar',
    'any',
    /"accepted":"declined"/,
    `{ events: [{ title: 'Sync', attendees: [{ email: 'ann.lee@acme.example', accepted: 'declined' }] }], }`,
  ),
  planted(
    'shopify',
    'any',
    /"product_index":1/,
    `{ products: [ { title: 'Notebook', vendor: 'Acme', category: 'Office', price: '10.00', sku: 'SKU-1' }, { title: 'Mug', vendor: 'Acme', category: 'Office', price: '10.00', sku: 'SKU-1' }, ], customers: [{}], orders: [{ customer_index: 0, line_items: [{ product_index: 1 }] }], }`,
  ),
  planted(
    'shopify',
    'any',
    /"quantity":[3-9]/,
    `{ products: [{ title: 'Mug', vendor: 'Acme', category: 'Office', price: '10.00', sku: 'SKU-1' }], customers: [{}], orders: [{ customer_index: 0, line_items: [{ product_index: 0, quantity: 3 }] }], }`,
  ),
  planted(
    'github',
    'any',
    /"target_branch":"release"/,
    `{ repos: [ { name: 'app', branches: [{ name: 'release' }], prs: [{ pr_title: 'Follow up', source_branch: 'release', target_branch: 'release' }], }, ], }`,
  ),
  planted(
    'github',
    'any',
    /"path":"[^"]*\//,
    `{ repos: [ { name: 'app', branches: [ { name: 'main', folders: { name: 'Documents', path: 'Documents', folders: [{ name: 'Documents', path: 'Documents/Documents' }], }, }, ], }, ], }`,
  ),
  planted(
    'postgres',
    'any',
    /"rows":\[\{/,
    `{ schemas: [{ name: 'app', tables: [{ name: 'customers', columns: { id: 'integer' }, rows: [{ id: 1 }] }] }], }`,
  ),
  planted(
    'notion',
    'any',
    /"parent_source"/,
    `{ databases: [{ name: 'Notes', sources: [{ label: 'customers' }] }], pages: [{ name: 'Notes', parent_source: 'customers' }], }`,
  ),
  planted(
    'mongodb',
    'hostile',
    /"keys":\[\[/,
    `{ databases: [{ name: '', collections: [{ name: '', indexes: [{ name: '', keys: [['', 0]] }] }] }] }`,
  ),
  planted(
    'google_forms',
    'any',
    /"options":\[/,
    `{ forms: [ { title: 'Notes', items: [ { item_type: 'question', question: { title: 'What is your name?', question_type: 'multiple_choice', options: [{ value: 'Yes' }, { value: 'No' }], }, }, ], }, ], }`,
  ),
  planted(
    'salesforce',
    'hostile',
    /"probability":[1-9]/,
    `{ opportunities: [{ name: 'a', stage: '', close_date: '', probability: 1 }] }`,
  ),
]

describe('shrinking', () => {
  it.each(PLANTED)('ends at $least', ({ server, kind, fails, least }) => {
    const arbitrary: Arbitrary<SystemData<SystemServer>> =
      kind === 'any' ? anyData(server) : hostileData(server)
    const { counterexample } = fc.check(
      fc.property(arbitrary, (data) => !fails(JSON.stringify(data))),
      { seed: 20_251_202, numRuns: 2000 },
    )
    const code = toCode(counterexample?.[0] ?? {})
    expect(code.replaceAll(/\n\s*/g, ' ')).toBe(least)
  })
})

function planted(
  server: SystemServer,
  kind: Planted['kind'],
  found: RegExp,
  least: string,
): Planted {
  return { server, kind, fails: (json) => found.test(json), least }
}
