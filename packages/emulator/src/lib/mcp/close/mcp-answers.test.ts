import { expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../../acquired.testing.ts'
import cases from './mcp-answers.testing.json' with { type: 'json' }

// What the public server of Close's tools, run against our REST API, answers to the byte.

interface Call {
  readonly tool: string
  readonly arguments?: unknown
  /** The arguments as the JSON that is sent, where its spelling counts. */
  readonly argumentsText?: string
}

interface Request {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Case extends Partial<Call> {
  readonly kind: string
  readonly before?: readonly (Call & { readonly save: string })[]
  readonly request?: Request
  /** The body of an event stream is its message. */
  readonly answer: {
    readonly status?: number
    readonly contentType?: string
    readonly allow?: string
    readonly body?: unknown
    readonly text?: string
    readonly isError?: boolean
  }
}

const SEED = {
  leads: [
    {
      name: 'Acme',
      status: 'Potential',
      contacts: [{ name: 'Ada', emails: [{ email: 'ada@acme.test', type: 'office' }] }],
      opportunities: [{ note: 'Renewal', value: 48_000, period: 'annual', confidence: 50 }],
      tasks: [{ description: 'Call Ada', date: '2027-01-02' }],
    },
    { name: 'Globex', status: 'Qualified' },
  ],
}

const POST = {
  method: 'POST',
  headers: {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  },
}

/** A sandbox that holds the data of all cases, and the ids in it by the names that cases use. */
class Scene {
  readonly #acquired: Acquired
  readonly #ids = new Map<string, string>()

  constructor(acquired: Acquired) {
    this.#acquired = acquired
  }

  async prepare(): Promise<void> {
    await this.#acquired.seed(SEED)
    for (const [name, path] of [
      ['me', '/me/'],
      ['lead_status', '/status/lead/'],
      ['opportunity_status', '/status/opportunity/'],
      ['call', '/task/'],
      ['leads', '/lead/'],
    ] as const) {
      this.#learn(name, await (await this.#acquired.rest('GET', path)).json())
    }
  }

  async prepareWith(call: Call & { readonly save: string }): Promise<void> {
    const { result } = (await this.call(call)).body as { result: { content: [{ text: string }] } }
    const [made] = Object.values(
      JSON.parse(result.content[0].text) as Record<string, { id: string }>,
    )
    this.#ids.set(`$${call.save}`, made?.id ?? '')
  }

  call({ tool, arguments: input, argumentsText }: Partial<Call>): Promise<Told> {
    const text = argumentsText ?? JSON.stringify(input)
    const params = `{"name":"${tool ?? ''}","arguments":${text}}`
    return this.send({
      ...POST,
      body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`,
    })
  }

  async send({ method, headers, body }: Request): Promise<Told> {
    const answer = await fetch(this.#acquired.mcpUrl, {
      method,
      headers,
      ...(method !== 'GET' && { body: this.withIds(body) }),
    })
    const contentType = answer.headers.get('content-type')
    const allow = answer.headers.get('allow')
    return { status: answer.status, contentType, allow, body: bodyOf(await answer.text()) }
  }

  withIds(text: string): string {
    // The longest name first: one may begin like another.
    const names = [...this.#ids].toSorted(([one], [other]) => other.length - one.length)
    return names.reduce((whole, [name, id]) => whole.replaceAll(name, id), text)
  }

  #learn(name: string, found: unknown): void {
    if (name === 'me') this.#ids.set('$me', (found as { id: string }).id)
    const { data = [] } = found as { data?: readonly Listed[] }
    for (const { id, label, name: lead, contacts = [], opportunities = [] } of data) {
      if (name === 'call') this.#ids.set('$call', id)
      if (label !== undefined) this.#ids.set(`$${name}_${label.toLowerCase()}`, id)
      if (lead !== undefined) this.#ids.set(`$${lead.toLowerCase()}`, id)
      for (const contact of contacts) this.#ids.set('$ada', contact.id)
      for (const opportunity of opportunities) this.#ids.set('$renewal', opportunity.id)
    }
  }
}

interface Listed {
  readonly id: string
  readonly label?: string
  readonly name?: string
  readonly contacts?: readonly { readonly id: string }[]
  readonly opportunities?: readonly { readonly id: string }[]
}

interface Told {
  readonly status: number
  readonly contentType: string | null
  readonly allow: string | null
  readonly body: unknown
}

function bodyOf(text: string): unknown {
  const message = /^event: message\r\ndata: (?<message>.*)\r\n\r\n$/.exec(text)?.groups?.['message']
  if (message !== undefined) return JSON.parse(message)
  return text.startsWith('{') ? JSON.parse(text) : text
}

/** What stands in an answer for what is different each time. */
const PLACES: Readonly<Record<string, string>> = {
  '<now>': String.raw`\d{4}-\d\d-\d\dT[\d:.]+\+00:00`,
  '<n>': String.raw`\d+`,
  '<lead>': String.raw`lead_\w+`,
  '<contact>': String.raw`cont_\w+`,
  '<activity>': String.raw`acti_\w+`,
}

function pattern(text: string): RegExp {
  const literal = text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const places = Object.entries(PLACES)
  return new RegExp(
    `^${places.reduce((all, [name, place]) => all.replaceAll(name, place), literal)}$`,
  )
}

it.each((cases as readonly Case[]).map((one, index) => [index + 1, one.kind, one] as const))(
  'case %i, %s',
  async (_number, _kind, { before = [], request, answer, ...call }) => {
    await using acquired = await acquireClose()
    const scene = new Scene(acquired)
    await scene.prepare()
    for (const made of before) await scene.prepareWith(made)
    const told = request === undefined ? await scene.call(call) : await scene.send(request)
    const { text, isError } = answer
    const wanted = { text: expect.stringMatching(pattern(scene.withIds(text ?? ''))), isError }
    expect(text === undefined ? told : toolResult(told)).toMatchObject(
      text === undefined ? answer : wanted,
    )
  },
)

function toolResult({ body }: Told): { readonly text: string; readonly isError: boolean } {
  const { result } = body as { result: { content: [{ text: string }]; isError: boolean } }
  return { text: result.content[0].text, isError: result.isError }
}
