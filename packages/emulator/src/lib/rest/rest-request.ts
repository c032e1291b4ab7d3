import { CloseError } from '../close/call/close-error.ts'
import type { ListParameters } from '../close/call/page.ts'
import type { Dictionary } from '../validation/containers.ts'

/** A request to Close's API, read. */
export interface RestRequest {
  readonly method: string
  /** Under `/api/v1/`. */
  readonly path: string
  readonly parameters: ListParameters
  readonly body: Dictionary
}

/** A request to Close's API as it came. */
export interface RawRestRequest {
  readonly method: string
  /** What follows the `?`; empty without one. */
  readonly query: string
  /** What follows `/api/v1/`. */
  readonly path: string
  /** The body. */
  readonly text: string
  readonly header: (name: string) => string | undefined
}

/**
 * Reads a request. `POST` with `x-http-method-override: GET` is a `GET` whose parameters are in
 * the body's `_params`, for filters that are too long for an address.
 */
export function readRestRequest(raw: RawRestRequest): RestRequest {
  const { method, path } = raw
  const query = raw.query === '' ? {} : Object.fromEntries(new URLSearchParams(raw.query))
  const body = readBody(raw)
  const override = raw.header('x-http-method-override')?.toUpperCase()
  if (method !== 'POST' || override !== 'GET') return { method, path, parameters: query, body }
  const sent = Object.entries((body['_params'] ?? {}) as Dictionary)
  const inBody = Object.fromEntries(sent.map(([name, value]) => [name, asParameter(value)]))
  return { method: 'GET', path, parameters: { ...query, ...inBody }, body: {} }
}

/** Close's texts for these two mistakes are not recorded. */
function readBody({ text, header }: RawRestRequest): Dictionary {
  if (text === '') return {}
  const type = header('content-type') ?? 'application/json'
  if (!/^application\/(?:.+\+)?json\b/i.test(type)) {
    const error = 'Unsupported content type. Send application/json.'
    throw new CloseError(415, { error }, error)
  }
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw CloseError.invalid('The request body must be a JSON object.')
  }
  return body as Dictionary
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw CloseError.invalid('The request body is not valid JSON.')
  }
}

function asParameter(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
