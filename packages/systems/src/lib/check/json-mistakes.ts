import type { SandpitIssue } from '@sandpit/client/errors'
import { showValue } from '@sandpit/client/show-text'

type Path = readonly (string | number)[]

/** How deep a free-form value may be nested; far beyond any real one, and safe for every parser. */
const DEEPEST = 100

/** Where a free-form value would not survive JSON: what is lost there, changed or refused by it. */
export function jsonMistakes(value: unknown): readonly SandpitIssue[] {
  // Nearly every free-form value is a mail address or a phone number, and a seed may hold thousands.
  if (isFlat(value)) return []
  const mistakes: SandpitIssue[] = []
  visit(value, [], new Set(), mistakes)
  return mistakes
}

function visit(value: unknown, path: Path, above: Set<object>, mistakes: SandpitIssue[]): void {
  if (typeof value !== 'object' || value === null) {
    if (!isJsonLeaf(value))
      mistakes.push({ path, message: `${expectation}, got ${showValue(value)}` })
  } else if (above.has(value)) {
    mistakes.push({ path, message: 'is circular: it contains itself, which JSON cannot say' })
  } else if (above.size >= DEEPEST) {
    mistakes.push({ path, message: `is nested more than ${DEEPEST} levels deep` })
  } else if (!isPlain(value)) {
    mistakes.push({ path, message: `${expectation}, got ${showValue(value)}` })
  } else {
    visitParts(value, path, above, mistakes)
  }
}

function visitParts(value: object, path: Path, above: Set<object>, mistakes: SandpitIssue[]): void {
  above.add(value)
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) visit(part, [...path, index], above, mistakes)
  } else {
    for (const [key, part] of Object.entries(value)) {
      // JSON leaves out a key without a value, which is what an absent key means here.
      if (part !== undefined) visit(part, [...path, key], above, mistakes)
    }
  }
  above.delete(value)
}

const expectation =
  'expected something JSON can carry (text, number, true, false, null, list, object)'

function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return false
  return Object.values(value).every(isJsonLeaf)
}

function isJsonLeaf(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
