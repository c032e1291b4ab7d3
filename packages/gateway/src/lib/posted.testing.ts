/** A call of a tool as a message. */
export function toolCall(tool: string, given: object = {}, id: number | string = 1): object {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name: tool, arguments: given } }
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What of a request can be set. */
export interface PostInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | null
}

/** Posts a message as a raw client does, and reads all of the answer. */
export async function post(url: string, message: unknown, init: PostInit = {}): Promise<Answered> {
  const answer = await fetch(url, {
    method: 'POST',
    body: typeof message === 'string' ? message : JSON.stringify(message),
    ...init,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...init.headers,
    },
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** The error in an answer. */
export function errorOf({ text }: Answered): {
  readonly code: number
  readonly message: string
  readonly data: { readonly reason: string }
} {
  return (JSON.parse(text) as { error: ReturnType<typeof errorOf> }).error
}
