import { CloseError } from '../close/call/close-error.ts'
import type { ListParameters } from '../close/call/page.ts'
import { depthProblem } from '../json/json-depth.ts'
import { type Dictionary, isDictionary } from '../validation/containers.ts'
import { utcOffsetMs } from './utc-offset.ts'

/** A request to Close's API, read. */
export interface RestRequest {
  readonly method: string
  /** Under `/api/v1/`. */
  readonly path: string
  readonly parameters: ListParameters
  /** The names of those that were sent more than once. */
  readonly repeated: readonly string[]
  /** How far the caller's place is ahead of UTC. */
  readonly utcOffsetMs: number
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
  const { method, path, query } = raw
  const utcOffset = utcOffsetMs(raw.header('x-tz-offset'))
  const body = readBody(raw)
  const isGet = method === 'POST' && raw.header('x-http-method-override')?.toUpperCase() === 'GET'
  const sent = query === '' ? [] : [...new URLSearchParams(query)]
  const request = { path, utcOffsetMs: utcOffset }
  if (!isGet) return { ...request, method, body, ...gathered(sent) }
  return { ...request, method: 'GET', body: {}, ...gathered([...sent, ...sentInBody(body)]) }
}

type Sent = readonly [name: string, value: string]

/** What is repeated becomes one list, as if written with commas. */
function gathered(sent: readonly Sent[]): Pick<RestRequest, 'parameters' | 'repeated'> {
  const parameters = new Map<string, string>()
  const repeated: string[] = []
  for (const [name, value] of sent) {
    const before = parameters.get(name)
    if (before !== undefined) repeated.push(name)
    parameters.set(name, before === undefined ? value : `${before},${value}`)
  }
  return { parameters: Object.fromEntries(parameters), repeated }
}

/** A list is what is repeated in an address; `null` is nothing. */
function sentInBody({ _params: parameters = {}, ...others }: Dictionary): readonly Sent[] {
  const [other] = Object.keys(others)
  if (other !== undefined)
    throw CloseError.invalid(`Parameters stand in _params, ${other} does not.`)
  if (!isDictionary(parameters)) throw CloseError.invalid('_params must be an object.')
  return Object.entries(parameters).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value]
    if (values.length === 0 || values.some(isDictionary)) {
      throw CloseError.invalid(`${name} must be a value, or a list of some.`)
    }
    return values
      .filter((one) => one !== null)
      .map((one): Sent => [name, typeof one === 'string' ? one : JSON.stringify(one)])
  })
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
  const depth = depthProblem(text)
  if (depth !== undefined) throw CloseError.invalid(`The request body is not read: ${depth}.`)
  try {
    return JSON.parse(text)
  } catch {
    throw CloseError.invalid('The request body is not valid JSON.')
  }
}
