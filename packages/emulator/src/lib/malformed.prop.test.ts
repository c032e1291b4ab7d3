import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { acquireClose } from './acquired.testing.ts'
import { resources } from './close/resources/resources.ts'
import { TOOLS } from './mcp/close/tool.ts'

const acquired = await acquireClose()
await acquired.seed()
const listed = await (await acquired.rest('GET', '/lead/?_limit=1')).json()
const [lead] = (listed as { data: [{ id: string }] }).data

afterAll(() => acquired[Symbol.asyncDispose]())

const FIELDS = [
  ...new Set(TOOLS.flatMap((tool) => Object.keys(tool.inputSchema.properties ?? {}))),
  'leads',
  'custom',
  '_type',
  'source',
  'destination',
  '__proto__',
  'constructor',
]

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('', 'lead_x', '__proto__', -1, 1e300, '\u0000', '"', '((', 'name:', lead.id),
)
const body = fc.oneof(junk, fc.dictionary(fc.constantFrom(...FIELDS), junk, { maxKeys: 5 }))
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH')

/** Sends one request that was made without looking at what is wanted; answers its status. */
type Send = () => Promise<number>

const lifecycle: fc.Arbitrary<Send> = fc
  .tuple(fc.constantFrom('/initialize', '/initialize?init_default_data=7', '/nope'), body)
  .map(
    ([path, json]) =>
      async () =>
        (await acquired.call('POST', path, json)).status,
  )

const rest: fc.Arbitrary<Send> = fc
  .record({
    method,
    resource: fc.constantFrom(...resources.keys(), 'me', 'lead/merge', 'nothing'),
    id: fc.constantFrom('', '', `${lead.id}/`, 'x/', '%/', '__proto__/', 'x/send/'),
    query: fc.constantFrom('', '?query=((', '?_limit=x', '?_skip=-1', '?_fields=,', '?query=*'),
    json: body,
  })
  .map(({ method: verb, resource, id, query, json }) => async () => {
    const sent = verb === 'GET' ? undefined : json
    return (await acquired.rest(verb, `/${resource}/${id}${query}`, sent)).status
  })

const mcp: fc.Arbitrary<Send> = fc
  .record({ name: fc.constantFrom(...TOOLS.map((tool) => tool.name), 'nope'), arguments: body })
  .map((params) => async () => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
    const answer = await acquired.mcp(message)
    const text = await answer.text()
    const refused = text.includes('"isError":true') || text.includes(String.raw`\"error\": `)
    return answer.status === 200 && refused ? 400 : answer.status
  })

it('refuses 10,000 malformed requests without failing and without half a change', async () => {
  let before = JSON.stringify(await acquired.leads())
  await fc.assert(
    fc.asyncProperty(fc.oneof(lifecycle, rest, mcp), async (send) => {
      const status = await send()
      // What is not emulated is refused with 501, and by name.
      expect(status === 501 ? 400 : status).toBeLessThan(500)
      const after = JSON.stringify(await acquired.leads())
      expect(status >= 400 ? after : before).toBe(before)
      before = after
      if (after.length > 20_000) {
        await acquired.call('POST', '/reset')
        before = JSON.stringify(await acquired.leads())
      }
    }),
    { numRuns: 10_000, endOnFailure: true },
  )
  expect((await acquired.rest('GET', '/me/')).status).toBe(200)
}, 120_000)
