import { afterAll, describe, expect, it } from 'vitest'

import { startEmulator } from '../emulator.ts'
import answers from './fastapi-answers.testing.json' with { type: 'json' }

/** A request and what an equivalent model on FastAPI 0.142.2 with pydantic 2.13.5 answered to it. */
interface RecordedAnswer {
  readonly request: string
  readonly body?: string
  readonly contentType?: string | null
  readonly authorization?: string | null
  readonly status: number
  /** The body of a refusal. */
  readonly answer?: unknown
  readonly allow?: string
  readonly location?: string
}

const emulator = await startEmulator({
  apiKey: 'KEY',
  pools: { close: 1000, jira: 1000, 'Cal.com': 1000 },
})

afterAll(() => emulator.close())

async function replay(recorded: RecordedAnswer): Promise<Response> {
  const [method = '', path = ''] = recorded.request.split(' ')
  const { authorization = 'Bearer KEY', contentType = 'application/json', body } = recorded
  const headers = new Headers()
  if (authorization !== null) headers.set('authorization', authorization)
  if (contentType !== null) headers.set('content-type', contentType)
  const init = { method, headers, ...(body !== undefined && { body }) }
  return emulator.fetch(new Request(`${emulator.url}${path}`, init))
}

describe('requests that FastAPI refuses', () => {
  const refused = (answers as readonly RecordedAnswer[]).filter(({ status }) => status >= 300)

  it.each(refused)('$request $body gets $status', async (recorded) => {
    const answer = await replay(recorded)
    const text = await answer.text()
    expect({
      status: answer.status,
      answer: text.startsWith('{') ? JSON.parse(text) : null,
      allow: answer.headers.get('allow') ?? undefined,
      location: answer.headers.get('location')?.replace(emulator.url, ''),
    }).toEqual({
      status: recorded.status,
      answer: recorded.answer ?? null,
      allow: recorded.allow,
      location: recorded.location,
    })
  })
})

describe('requests that FastAPI takes', () => {
  const taken = (answers as readonly RecordedAnswer[]).filter(({ status }) => status < 300)

  it.each(taken)('$request $body gets past validation', async (recorded) => {
    // The model knew no sandboxes: where it took a request, the emulator may still miss one.
    expect([recorded.status, 404]).toContain((await replay(recorded)).status)
  })
})
