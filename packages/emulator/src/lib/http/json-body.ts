import { depthProblem } from '../json/json-depth.ts'
import { type JsonError, pythonJsonError } from '../json/python-json-error.ts'
import { ApiError } from './api-error.ts'

const UNREADABLE = 'There was an error parsing the body'
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The text of a body. Throws 400 for bytes that are not UTF-8. */
export function decodeBody(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) return ''
  try {
    return decoder.decode(bytes)
  } catch {
    throw new ApiError(400, UNREADABLE)
  }
}

/**
 * Reads a request's body as FastAPI does: nothing is `undefined`, JSON is its value, and
 * anything under another content type is its text. Throws 422 for malformed JSON.
 */
export function readBody(
  text: string,
  contentType: string | undefined,
  parse: (text: string) => unknown = parseJson,
): unknown {
  if (text === '') return undefined
  return isJson(contentType) ? parse(text) : text
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true
  const mediaType = (contentType ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return mediaType === 'application/json' || /^application\/.+\+json$/.test(mediaType)
}

/**
 * Throws 422 for malformed JSON, in the words of the service's framework, and 400 for what is
 * nested too deep: Python gives up on that too, at a depth of its own.
 */
export function parseJson(text: string): unknown {
  const depth = depthProblem(text)
  if (depth !== undefined) throw new ApiError(400, `${UNREADABLE}: ${depth}`)
  try {
    return JSON.parse(text)
  } catch {
    throw invalidJson(pythonJsonError(text))
  }
}

function invalidJson({ message, position }: JsonError): ApiError {
  const loc = ['body', position]
  const ctx = { error: message }
  return new ApiError(422, [
    { type: 'json_invalid', loc, msg: 'JSON decode error', input: {}, ctx },
  ])
}
