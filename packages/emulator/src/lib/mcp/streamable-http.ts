import { PassThrough } from 'node:stream'

import { type Answer, jsonAnswer } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import { INVALID_REQUEST, NoMessage, readMessage } from './json-rpc.ts'
import { PROTOCOL_VERSIONS, respond, type ToolCallListener } from './methods.ts'
import type { RelayedServer } from './relayed-server.ts'
import type { ToolServer } from './tool-server.ts'

const decoder = new TextDecoder()
const EVENTS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * Answers one request of a client: streamable HTTP without sessions, as version 1.11.0 of the
 * protocol's Python SDK does, which the public servers run on.
 */
export async function answerMcp(
  exchange: Exchange,
  server: ToolServer | RelayedServer,
  listener: ToolCallListener,
): Promise<Answer> {
  switch (exchange.method) {
    case 'POST':
      return refusal(exchange) ?? answerMessage(exchange, server, listener)
    case 'GET':
      return refusal(exchange) ?? versionRefusal(exchange) ?? listen()
    case 'DELETE':
      return refused(405, 'Method Not Allowed: Session termination not supported')
    default:
      return { ...refused(405, 'Method Not Allowed'), headers: { allow: 'GET, POST, DELETE' } }
  }
}

async function answerMessage(
  exchange: Exchange,
  server: ToolServer | RelayedServer,
  listener: ToolCallListener,
): Promise<Answer> {
  try {
    const request = readMessage(decoder.decode(await exchange.bytes()))
    const isFirst = request?.method === 'initialize'
    const wrongVersion = isFirst ? undefined : versionRefusal(exchange)
    if (wrongVersion !== undefined) return wrongVersion
    if (request === undefined) return { status: 202, text: '' }
    const message = JSON.stringify(await respond(request, server, listener))
    return { status: 200, text: `event: message\r\ndata: ${message}\r\n\r\n`, headers: EVENTS }
  } catch (error) {
    if (error instanceof NoMessage) return refused(400, error.message, error.code)
    throw error
  }
}

/** A stream of what the server has to say by itself, which is nothing. */
function listen(): Answer {
  return { status: 200, text: '', stream: new PassThrough(), headers: EVENTS }
}

/** Looks at the headers that a verb must have. */
function refusal(exchange: Exchange): Answer | undefined {
  const accepted = (exchange.header('accept') ?? '').split(',').map((type) => type.trim())
  const accepts = (wanted: string): boolean => accepted.some((type) => type.startsWith(wanted))
  if (exchange.method === 'GET') {
    if (accepts('text/event-stream')) return undefined
    return refused(406, 'Not Acceptable: Client must accept text/event-stream')
  }
  const type = exchange.header('content-type') ?? ''
  if (!type.toLowerCase().startsWith('application/json')) {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    return { status: 400, text: 'Invalid Content-Type header', headers }
  }
  if (!accepts('application/json') || !accepts('text/event-stream')) {
    const both = 'both application/json and text/event-stream'
    return refused(406, `Not Acceptable: Client must accept ${both}`)
  }
  const types = (type.split(';', 1)[0] ?? '').split(',').map((each) => each.trim())
  if (types.includes('application/json')) return undefined
  return refused(415, 'Unsupported Media Type: Content-Type must be application/json')
}

function versionRefusal(exchange: Exchange): Answer | undefined {
  const version = exchange.header('mcp-protocol-version')
  if (version === undefined || PROTOCOL_VERSIONS.includes(version)) return undefined
  const supported = PROTOCOL_VERSIONS.join(', ')
  return refused(
    400,
    `Bad Request: Unsupported protocol version: ${version}. Supported versions: ${supported}`,
  )
}

function refused(status: number, message: string, code: number = INVALID_REQUEST): Answer {
  return jsonAnswer(status, { jsonrpc: '2.0', id: 'server-error', error: { code, message } })
}
