import { setTimeout as sleep } from 'node:timers/promises'
import { bodyOf, type Call, callOf } from './calls.ts'
import { lateList } from './late-list.ts'
import type { Layer } from './layer.ts'

type Body = Record<string, unknown>

/** How a service may differ from the emulator and still do its work, or not quite. */
export const plantedDifferences: Readonly<Record<string, () => Layer>> = {
  'a missing field': () => changed('get', (body) => without(body, 'benchmark')),
  'an extra field': () => changedItems((item) => ({ ...item, owner: 'me' })),
  'an extra field of what is listed by tags': () =>
    changedItems((item, { url }) => (url.includes('?') ? { ...item, owner: 'me' } : item)),
  'a renamed field': () =>
    changed('get', (body) => ({ ...without(body, 'updated_at'), updated_on: body['updated_at'] })),
  'another type': () =>
    changed('list', (body) => ({ ...body, total_count: String(body['total_count']) })),
  'a field that may be null': () => changed('reset', (body) => ({ ...body, message: null })),
  'a time without a zone': () =>
    changed('get', (body) => ({ ...body, updated_at: '2026-01-29T12:09:30.123456' })),
  'other words': () => changed('release', (body) => ({ ...body, message: 'Gone: 12 things' })),
  'another status': () => changed('acquire', (body) => ({ ...body, status: 'running' })),
  'another code': () => answered('acquire', 201, (body) => Response.json(body, { status: 200 })),
  'another error body': () =>
    answered('get', 404, () => Response.json({ error: { code: 'gone' } }, { status: 404 })),
  'another code for an error': () =>
    answered('get', 404, (body) => Response.json(body, { status: 410 })),
  'an error that is no JSON': () =>
    answered('get', 404, () => new Response('<html>Not Found</html>', { status: 404 })),
  'a missing tool': () => changedTools((tools) => tools.filter((tool) => !isNamed(tool, note))),
  'an extra tool': () =>
    changedTools((tools) => [...tools, { name: 'close_dance', inputSchema: { type: 'object' } }]),
  "a tool's changed schema": () =>
    changedTools((tools) =>
      tools.map((tool) => (isNamed(tool, note) ? { ...tool, inputSchema: stricter } : tool)),
    ),
  'slow answers': () => slow('reset', 1100),
  'answers that lag': () => lateList(300),
  'a list alone that lags': () => emptyLists(2),
  'a 500 that stays': () => failing('reset', 500, Infinity),
  'a 502 that passes': () => failing('list', 502, 1),
  'any key': () => anyKey(),
  'a seed that is lost': () => lostSeed(),
}

const note = 'close_create_note_activity'
const stricter = {
  type: 'object',
  properties: { lead_id: { type: 'string', maxLength: 40 } },
  required: ['lead_id'],
}

/** Every success of a call has another body. */
function changed(call: Call, change: (body: Body, request: Request) => Body): Layer {
  return async (request, next) => {
    const response = await next(request)
    if (callOf(request).call !== call || !response.ok) return response
    return Response.json(change(await bodyOf<Body>(response), request), { status: response.status })
  }
}

function changedItems(change: (item: Body, request: Request) => Body): Layer {
  return changed('list', (body, request) => {
    const items = body['sandboxes'] as readonly Body[]
    return { ...body, sandboxes: items.map((item) => change(item, request)) }
  })
}

/** Every answer of a call that has this status is another one. */
function answered(call: Call, status: number, answer: (body: Body) => Response): Layer {
  return async (request, next) => {
    const response = await next(request)
    if (callOf(request).call !== call || response.status !== status) return response
    return answer(await bodyOf<Body>(response))
  }
}

/** The list of tools is another one, whether it comes as an event or as JSON. */
function changedTools(change: (tools: readonly Body[]) => readonly Body[]): Layer {
  return async (request, next) => {
    const isMcp = new URL(request.url).pathname.includes('/mcp')
    const response = await next(request)
    if (!isMcp || !response.ok) return response
    const text = await response.text()
    const told = text.replace(/\{"(?:jsonrpc|result|id)".*\}/, (json) => {
      const message = JSON.parse(json) as { readonly result?: { readonly tools?: readonly Body[] } }
      const tools = message.result?.tools
      if (tools === undefined) return json
      return JSON.stringify({ ...message, result: { ...message.result, tools: change(tools) } })
    })
    const headers = unsized(response.headers)
    return new Response(told === '' ? null : told, { status: response.status, headers })
  }
}

/** Headers for a body of another length. */
function unsized(headers: Headers): Headers {
  const rest = new Headers(headers)
  rest.delete('content-length')
  return rest
}

function without(body: Body, field: string): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== field))
}

function isNamed(tool: Body, name: string): boolean {
  return tool['name'] === name
}

function slow(call: Call, ms: number): Layer {
  return async (request, next) => {
    if (callOf(request).call === call) await sleep(ms)
    return next(request)
  }
}

/** Calls are answered with a status instead of being carried out, so many of them. */
function failing(call: Call, status: number, howMany: number): Layer {
  let failed = 0
  return async (request, next) => {
    if (callOf(request).call !== call || failed++ >= howMany) return next(request)
    return Response.json({ detail: 'Something is wrong' }, { status })
  }
}

/** So many lists show nothing. */
function emptyLists(howMany: number): Layer {
  let asked = 0
  return async (request, next) => {
    const response = await next(request)
    if (callOf(request).call !== 'list' || asked++ >= howMany) return response
    return Response.json({ sandboxes: [], total_count: 0 })
  }
}

function anyKey(): Layer {
  let known: string | null = null
  return async (request, next) => {
    const { call } = callOf(request)
    if (call === 'acquire') known = request.headers.get('authorization')
    if (call !== 'list' || known === null) return next(request)
    return next(new Request(request.url, { headers: { authorization: known } }))
  }
}

/** An initialize with a seed that is valid does nothing. */
function lostSeed(): Layer {
  return async (request, next) => {
    const body = await request.clone().text()
    if (callOf(request).call !== 'initialize' || !body.includes('CloudScale')) return next(request)
    const { url, method, headers } = request
    return next(new Request(url, { method, headers: unsized(headers), body: '{"leads":[]}' }))
  }
}
