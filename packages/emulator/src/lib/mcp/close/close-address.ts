import { pythonRepr } from '../../json/python-text.ts'
import { type ToolError, unexpectedError } from './tool-error.ts'

/** Where the original calls Close; `InvalidURL` counts characters from its start. */
const ORIGIN = 'https://api.close.com'
const API = '/api/v1/'
const LONGEST = 65_536

/** Where a call of Close's API goes. */
export interface CloseAddress {
  /** What follows `/api/v1/`; `..` where it leads out of the API. */
  readonly path: string
  readonly query: string
}

/**
 * Reads an address as `httpx` does, with which the original calls Close. It puts ids into paths as
 * they are, so that one with slashes, dots or a question mark calls something else.
 *
 * @throws ToolError for an address that `httpx` refuses
 */
export function closeAddress(tool: string, path: string): CloseAddress {
  const url = `${ORIGIN}${API}${path}`
  if (url.length > LONGEST) throw invalidUrl(tool, 'URL too long')
  const at = url.search(/\p{Cc}/u)
  if (at !== -1) {
    const position = Array.from(url.slice(0, at)).length
    const what = `${pythonRepr(url[at])} at position ${position}`
    throw invalidUrl(tool, `Invalid non-printable ASCII character in URL, ${what}.`)
  }
  const [, before = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(`${API}${path}`) ?? []
  const normalised = withoutDots(before)
  return { path: normalised.startsWith(API) ? normalised.slice(API.length) : '..', query }
}

function withoutDots(path: string): string {
  const kept: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') {
      if (kept.length > 1) kept.pop()
    } else if (step !== '.') kept.push(step)
  }
  return kept.join('/')
}

function invalidUrl(tool: string, message: string): ToolError {
  return unexpectedError(tool, 'InvalidURL', message)
}
