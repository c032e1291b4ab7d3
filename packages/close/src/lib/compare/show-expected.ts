import { showText } from '../messages/show-text.ts'

const LONGEST = 160

/** An expected or actual value on one line, as one would write it in a test. */
export function showExpected(value: unknown, key = ''): string {
  const text = show(value, key)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

function show(value: unknown, key: string): string {
  if (value === undefined || value === null) return 'nothing'
  if (value instanceof RegExp) return String(value)
  if (typeof value === 'function')
    return value.name === '' ? 'what the predicate accepts' : `what ${value.name} accepts`
  if (typeof value === 'number' && key === 'value') return showCents(value)
  if (typeof value === 'string') return showText(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((part) => show(part, '')).join(', ')}]`
  if ('asymmetricMatch' in value) return showMatcher(value)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{ ${entries.map(([name, part]) => `${name}: ${show(part, name)}`).join(', ')} }`
}

/** Cents, and what they are in dollars: mistaking one for the other is the classic mistake. */
function showCents(cents: number): string {
  if (!Number.isInteger(cents) || Math.abs(cents) > 1e15) return String(cents)
  return `usd(${cents / 100})`
}

function showMatcher(matcher: object): string {
  if ('toAsymmetricMatcher' in matcher && typeof matcher.toAsymmetricMatcher === 'function') {
    return String(matcher.toAsymmetricMatcher())
  }
  return 'what the matcher accepts'
}
