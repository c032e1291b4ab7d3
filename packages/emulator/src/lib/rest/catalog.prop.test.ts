import fc from 'fast-check'
import { expect, it } from 'vitest'

import { ACTIONS } from '../close/actions/actions.ts'
import type { CloseCall } from '../close/call/close-call.ts'
import { CATALOG } from '../close/catalog/catalog-row.ts'
import { EmulatedClose } from '../close/close-sandbox.ts'
import { restResources } from '../close/resources/resources.ts'
import { Random } from '../world/random.ts'
import { answerCloseRest } from './close-rest.ts'

/** The long form asks for 50,000. */
const RUNS = Number(process.env['SANDPIT_MALFORMED'] ?? 4000)

const close = new EmulatedClose(new Random(5))
close.seed({ leads: [{ name: 'Acme', contacts: [{ name: 'Ada' }] }] }, new Date())

function header(name: string): string | undefined {
  return name === 'content-type' ? 'application/json' : undefined
}

function open(): CloseCall {
  return { store: close.store, now: new Date('2025-03-10T12:00:00Z') }
}

function send(method: string, path: string, json?: unknown): number {
  const text = json === undefined ? '' : JSON.stringify(json)
  return answerCloseRest({ method, path, query: '', text, header }, open).status
}

send('POST', 'custom_field/lead/', { name: 'Size', type: 'number' })
send('POST', 'custom_field/shared/', { name: 'Tier', type: 'choices', choices: ['a'] })
send('POST', 'custom_activity/', { name: 'Demo' })
send('POST', 'custom_object_type/', { name: 'Site', name_plural: 'Sites' })
send('POST', 'pipeline/', { name: 'Partners', statuses: [{ label: 'Trial', type: 'active' }] })
send('POST', 'saved_search/', { name: 'All', query: '*' })
send('POST', 'group/', { name: 'Sales' })
send('POST', 'playbook/', { name: 'Discovery' })
const { store } = close
const ids = [
  ...[...store.leads.all(), ...store.contacts.all()].map(({ id }) => id),
  ...[...CATALOG.keys()].flatMap((path) => Array.from(store.plain(path).all(), ({ id }) => id)),
  store.account.user.id,
  store.account.organizationId,
  store.account.pipelineId,
]
const words = ['query', 'queries', 'field', 'condition', 'value', 'values', 'negate', 'filter']
const more = [
  'custom',
  'custom.x',
  's_query',
  'object_type',
  'field_name',
  'lead',
  '__proto__',
  'url',
]
const names = new Set([
  ...[...CATALOG.values()].flatMap(({ fields }) => Object.keys(fields)),
  ...words,
  ...more,
  'lead_id',
  'lead_status_id',
  'fields',
  'statuses',
  '_fields',
  'sort',
  '_limit',
])
const types = [
  'and',
  'or',
  'text',
  'has_related',
  'field_condition',
  'regular_field',
  'number_range',
]
const kinds = ['set_lead_status', 'set_custom_field', 'constructor', 'toString', 'lead', 'choices']
const leaf = fc.oneof(
  fc.constantFrom(...ids, ...types, ...kinds, '%', '', 'http://127.0.0.1:1/', null, -1, 1.5, true),
  fc.jsonValue({ maxDepth: 1 }),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('type', 'id'), fc.constantFrom(...names)), tie('tree'), {
      maxKeys: 6,
    }),
  ),
}))
const body = fc.dictionary(fc.oneof(fc.constant('type'), fc.constantFrom(...names)), tree, {
  maxKeys: 6,
})
const path = fc
  .tuple(
    fc.constantFrom(...restResources.keys(), ...ACTIONS.keys()),
    fc.constantFrom('', '', '/x', '/%', ...ids.map((id) => `/${id}`)),
    fc.constantFrom(...ids, '%', '%25', '__proto__', 'lead'),
  )
  .map(([start, end, id]) => `${start.replaceAll(/\{\w+\}/g, id)}${end}/`)

it(
  'refuses what it does not understand without failing, and changes nothing then',
  () => {
    store.takeChanges()
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
        path,
        body,
        (method, at, json) => {
          const leads = store.leads.size
          const status = send(method, at, method === 'GET' ? undefined : json)
          expect([200, 201, 204, 400, 404, 405, 501]).toContain(status)
          if (status < 400) return
          expect(store.takeChanges()).toEqual([])
          expect(store.leads.size).toBe(leads)
        },
      ),
      { numRuns: RUNS },
    )
  },
  20_000 + RUNS * 4,
)
