import { missingName, nearMiss } from '@sandpit/client/near-miss'
import { leadShape, type Part } from '../compare/part-shape.ts'
import type { Sought } from '../expected/sought-part.ts'

/**
 * Says that the lead in which nothing was to be found is not there, while one of nearly that name
 * is: with `not`, a misspelt name would always hold. A lead of the seed may be gone.
 */
export function misspeltLead(
  { lead, within }: Sought,
  leads: readonly Part[],
  seeded: readonly Part[],
): string | undefined {
  const name = lead[leadShape.identity]
  if (within === undefined || typeof name !== 'string') return undefined
  const isKnown = [...leads, ...seeded].some((known) => known[leadShape.identity] === name)
  const names = leads.map((known) => known[leadShape.identity]).filter(isText)
  if (isKnown || nearMiss(name, names) === undefined) return undefined
  return `in the sandbox ${missingName(leadShape.what, name, names)}`
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
