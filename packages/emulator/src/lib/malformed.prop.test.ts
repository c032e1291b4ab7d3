import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { acquireClose } from './acquired.testing.ts'
import { resources } from './close/resources/resources.ts'
import { TOOLS } from './mcp/close/tool.ts'
import { OPERATIONS } from './routes/operations.ts'

/** The long form asks for 20,000. */
const RUNS = Number(process.env['SANDPIT_MALFORMED'] ?? 1500)

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

/** What is nested in itself, up to and beyond what is read. */
const deep: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(10, 490, 499, 501, 3000), fc.boolean())
  .map(([levels, isList]) => {
    let value: unknown = 'deep'
    for (let level = 0; level < levels; level += 1) value = isList ? [value] : { value }
    return value
  })

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  deep,
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
    query: fc.constantFrom(
      '',
      '?query=((',
      '?_limit=x',
      '?_skip=-1',
      '?_fields=,',
      '?query=*',
      `?query=${'('.repeat(3000)}`,
      `?query=${'not%20'.repeat(1000)}a`,
      `?query=${'contact('.repeat(1000)}`,
      '?id__in=%00,%ff&date__gt=2025-13-45',
    ),
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

/** Every path that there is, with what stands in its places made up. */
const PATHS = [
  ...OPERATIONS.map(({ path }) => path),
  '/',
  '/_sandpit/state',
  '/_sandpit/faults',
  '/_sandpit/latency',
  '/_sandpit/clock',
  '/_sandpit/sandboxes/:id/break',
  '/_sandpit/sandboxes/:id',
  '/_sandpit/sign-in',
  '/_storage/:id/:file',
  '/close/mcp/',
  '/close/mcp',
  '/close/api/v1/lead/',
  new URL(acquired.mcpUrl).pathname + new URL(acquired.mcpUrl).search,
]

const text = fc.oneof(
  body.map((json) => JSON.stringify(json)),
  fc.constantFrom(
    '',
    '{',
    '[,]',
    '"\\ud800"',
    '{"a":1}}',
    '[1e400]',
    'null',
    '\u0000',
    '{"a":"\u0001"}',
  ),
  fc.constantFrom('['.repeat(100_000), '{"a":'.repeat(50_000), `"${'['.repeat(1000)}"`),
  fc.uint8Array({ maxLength: 40 }),
)

/** Anything at all, over a socket. */
const raw: fc.Arbitrary<Send> = fc
  .record({
    method: fc.oneof(method, fc.constantFrom('HEAD', 'OPTIONS')),
    path: fc.constantFrom(...PATHS),
    place: fc.constantFrom('x', 'close', '%00', '%zz', '..', '__proto__', 'a'.repeat(5000)),
    query: fc.constantFrom(
      '',
      '?tags=%7B',
      '?tags=[]',
      `?tags=${'['.repeat(3000)}`,
      '?__proto__=1',
    ),
    type: fc.constantFrom('application/json', 'text/plain', 'application/x+json', 'a;b;;', ''),
    text,
  })
  .map(({ method: verb, path, place, query, type, text: sent }) => async () => {
    const url = `${acquired.emulator.url}${path.replaceAll(/:\w+/g, place)}`
    const answer = await fetch(path.includes('?') ? url : url + query, {
      method: verb,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${acquired.emulator.apiKey}`,
        'content-type': type,
        accept: 'application/json, text/event-stream',
      },
      ...(verb !== 'GET' && verb !== 'HEAD' && { body: sent }),
    })
    const isStream = answer.headers.get('content-type') === 'text/event-stream'
    if (isStream && verb === 'GET') await answer.body?.cancel()
    else await answer.bytes()
    // A pool that is empty.
    return answer.status === 503 ? 400 : answer.status
  })

it(`refuses ${RUNS} malformed requests without failing and without half a change`, async () => {
  let before = JSON.stringify(await acquired.leads())
  await fc.assert(
    fc.asyncProperty(fc.oneof(lifecycle, rest, mcp, raw), async (send) => {
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
    { numRuns: RUNS, endOnFailure: true },
  )
  expect((await acquired.rest('GET', '/me/')).status).toBe(200)
}, 300_000)
