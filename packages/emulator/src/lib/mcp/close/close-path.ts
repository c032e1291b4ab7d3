import { pythonRepr } from '../../json/python-text.ts'
import { type ToolError, unexpectedError } from './tool-error.ts'

/** Where the original calls Close; `InvalidURL` counts characters from its start. */
const ORIGIN = 'https://api.close.com'
const API = '/api/v1/'
const LONGEST = 65_536

/**
 * What `httpx`, with which the original calls Close, makes of a path under `/api/v1/`. Ids stand in
 * it as they came, so that one with slashes or dots calls something else; what follows a question
 * mark Close does not know and ignores. What leads out of the API is `..`.
 *
 * @throws ToolError for an address that `httpx` refuses
 */
export function closePath(tool: string, path: string): string {
  const url = `${ORIGIN}${API}${path}`
  if (url.length > LONGEST) throw invalidUrl(tool, 'URL too long')
  const at = url.search(/[\p{Cc}--[\u0080-\u009F]]/v)
  if (at !== -1) {
    const position = Array.from(url.slice(0, at)).length
    const what = `${pythonRepr(url[at])} at position ${position}`
    throw invalidUrl(tool, `Invalid non-printable ASCII character in URL, ${what}.`)
  }
  const [before = ''] = `${API}${path}`.split(/[?#]/, 1)
  const normalised = withoutDots(before)
  return normalised.startsWith(API) ? normalised.slice(API.length) : '..'
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
