import { Pool } from 'undici'

const CONCURRENCY = 16

/** A server under measurement, and the key that it wants. */
export interface Measured {
  readonly url: string
  readonly apiKey: string
}

/** One request to be sent over and over. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly token?: string
}

/** Milliseconds for one call, many of them in flight at once. */
export async function timeCalls(served: Measured, call: Call, count: number): Promise<number> {
  const pool = new Pool(served.url, { connections: CONCURRENCY })
  const startedAt = performance.now()
  let left = count
  const worker = async (): Promise<void> => {
    while (left-- > 0) await send(pool, served, call)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  const elapsedMs = performance.now() - startedAt
  await pool.close()
  return elapsedMs / count
}

export async function post(
  served: Measured,
  path: string,
  json?: unknown,
): Promise<Record<string, string>> {
  const answer = await fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as Record<string, string>
}

export async function acquire(served: Measured): Promise<string> {
  return (await post(served, '/sandbox/close'))['sandbox_id'] ?? ''
}

export async function seed(served: Measured, sandboxId: string, data: unknown): Promise<void> {
  await post(served, `/sandbox/close/${sandboxId}/initialize`, data)
}

async function send(pool: Pool, { apiKey }: Measured, call: Call): Promise<void> {
  const { body, statusCode } = await pool.request({
    method: call.method,
    path: call.path,
    headers: {
      authorization: `Bearer ${call.token ?? apiKey}`,
      'content-type': 'application/json',
    },
    ...(call.body !== undefined && { body: call.body }),
  })
  if (statusCode >= 300) throw new Error(`${call.path} answered ${statusCode}`)
  await body.dump()
}
