import { connect, type Socket } from 'node:net'

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
  /** Bodies to be sent in turns, in place of one. */
  readonly bodies?: readonly string[]
  readonly token?: string
}

/**
 * Milliseconds for one call, sixteen in flight on connections that are kept.
 *
 * The bytes of the request are made once and the answer is only counted: an HTTP client costs as
 * much as a bare server does, and would be measured in its place.
 */
export async function timeCalls(served: Measured, call: Call, count: number): Promise<number> {
  const { bodies = [call.body ?? ''] } = call
  const requests = bodies.map((body) => requestBytes(served, call, body))
  const sockets = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => connected(new URL(served.url))),
  )
  // Opening a connection is no part of a call: each has made one before the clock starts.
  await Promise.all(sockets.map((socket) => sendAll(socket, onceOf(requests))))
  const startedAt = performance.now()
  let sent = 0
  const next = (): Buffer | undefined => {
    sent += 1
    return sent > count ? undefined : requests[sent % requests.length]
  }
  await Promise.all(sockets.map((socket) => sendAll(socket, next)))
  const elapsedMs = performance.now() - startedAt
  for (const socket of sockets) socket.destroy()
  return elapsedMs / count
}

/** How long a server is called before it is measured: V8 has compiled what is called most by then. */
const warmUpMs = 2000
const callsBetweenLooks = 200

/** Calls a server until it is as fast as it gets, so that what is timed is its rate. */
export async function warmUp(served: Measured, call: Call): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < warmUpMs) await timeCalls(served, call, callsBetweenLooks)
}

function requestBytes({ url, apiKey }: Measured, call: Call, body: string): Buffer {
  const { method, path, token = apiKey } = call
  const head = [
    `${method} ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    ...(body === '' ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
  ]
  return Buffer.from([...head, '', body].join('\r\n'))
}

function connected({ hostname, port }: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

function onceOf(requests: readonly Buffer[]): () => Buffer | undefined {
  const [first] = requests
  const left = [first]
  return () => left.pop()
}

function sendAll(socket: Socket, nextRequest: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0
    const next = (): void => {
      const request = nextRequest()
      if (request !== undefined) socket.write(request)
      else {
        socket.removeAllListeners()
        resolve()
      }
    }
    socket.on('data', (chunk) => {
      missing = missing > 0 ? missing - chunk.length : missingAfter(chunk, reject)
      if (missing === 0) next()
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the server closed the connection')))
    next()
  })
}

/** How much of an answer is still to come after its first chunk, which has the whole head. */
function missingAfter(chunk: Buffer, reject: (error: Error) => void): number {
  const end = chunk.indexOf('\r\n\r\n')
  const head = chunk.toString('latin1', 0, end)
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 2') || length === undefined) reject(new Error(head))
  return end + '\r\n\r\n'.length + Number(length) - chunk.length
}
