import { type JsonError, pythonJsonError } from '../json/python-json-error.ts'
import { ApiError } from './api-error.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The text of a body. Throws 400 for bytes that are not UTF-8. */
export function decodeBody(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) return ''
  try {
    return decoder.decode(bytes)
  } catch {
    throw new ApiError(400, 'There was an error parsing the body')
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

/** Throws 422 for malformed JSON, in the words of the service's framework. */
export function parseJson(text: string): unknown {
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
