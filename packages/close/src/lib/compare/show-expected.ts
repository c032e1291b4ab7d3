import { showText, showValue } from '@sandpit/client/show-text'
import type { Part } from './part-shape.ts'
import { isNothing, isRecord } from '@sandpit/systems/content'

/** Above so many characters, the rest of an object or list is told by number. */
const LONGEST = 160

/** An expected or actual value on one line, as one would write it in a test. */
export function showExpected(value: unknown, key = ''): string {
  if (value === undefined || value === null) return 'nothing'
  if (value instanceof RegExp) return String(value)
  if (typeof value === 'function')
    return value.name === '' ? 'what the predicate accepts' : `what ${value.name} accepts`
  if (typeof value === 'number' && key === 'value') return showCents(value)
  if (typeof value === 'string') return showText(value)
  if (typeof value !== 'object') return showValue(value)
  if (Array.isArray(value))
    return enclosed(
      '[',
      value.map((part) => showExpected(part)),
      ']',
    )
  if ('asymmetricMatch' in value) return showMatcher(value)
  return showFields(Object.entries(value).filter(([, part]) => part !== undefined))
}

/** What there is to a part besides its name; of the parts in it, their names. */
export function showPart(part: Part): string {
  const [name] = Object.entries(part).find(([key, held]) => isName(key, held)) ?? []
  const fields = Object.entries(part).filter(([key, held]) => key !== name && !isNothing(held))
  return fields.length === 0 ? '' : showFields(fields.map(([key, held]) => [key, namesOf(held)]))
}

function showFields(fields: readonly (readonly [string, unknown])[]): string {
  return enclosed(
    '{ ',
    fields.map(([key, held]) => `${showKey(key)}: ${showExpected(held, key)}`),
    ' }',
  )
}

/** A key as one writes it: in quotes unless it is a plain word. */
export function showKey(key: string): string {
  return /^[\w$]+$/.test(key) ? key : showText(key)
}

/** The names of the parts in a list; what has none stands as it is. */
function namesOf(held: unknown): unknown {
  if (!Array.isArray(held)) return held
  return held.map((part: unknown) => {
    if (!isRecord(part)) return part
    const [, name = part] = Object.entries(part).find(([key, value]) => isName(key, value)) ?? []
    return name
  })
}

const NAMES: ReadonlySet<string> = new Set(['name', 'note', 'description', 'email', 'phone'])

function isName(key: string, value: unknown): boolean {
  return NAMES.has(key) && (typeof value === 'string' || value instanceof RegExp)
}

/** As many of the parts as are short enough together, and how many more there are. */
function enclosed(open: string, parts: readonly string[], close: string): string {
  let length = 0
  const shown = parts.filter((part) => (length += part.length + 2) <= LONGEST)
  const rest = parts.length - shown.length
  const more = rest > 0 ? [shown.length > 0 ? `and ${rest} more` : `${rest} too long to show`] : []
  return parts.length === 0
    ? `${open}${close}`.replaceAll(' ', '')
    : `${open}${[...shown, ...more].join(', ')}${close}`
}

/** Cents, and what they are in dollars: mistaking one for the other is the classic mistake. */
function showCents(cents: number): string {
  if (!Number.isInteger(cents) || Math.abs(cents) > 1e15) return String(cents)
  return `usd(${cents / 100})`
}

/** What the runners' matchers hold: the text of `expect.stringContaining('renewal')`, say. */
function showMatcher(matcher: object): string {
  if ('toAsymmetricMatcher' in matcher && typeof matcher.toAsymmetricMatcher === 'function') {
    return String(matcher.toAsymmetricMatcher())
  }
  const name = (matcher as { readonly toString: () => string }).toString()
  if (name.startsWith('[') || !('sample' in matcher)) return 'what the matcher accepts'
  return `${name} ${showExpected(matcher.sample)}`
}
