import { label } from '../compare/diff-close-data.ts'
import { formatDifference } from '../compare/format-close-diff.ts'
import { type Candidate, nearestParts } from '../compare/nearest-parts.ts'
import { leadShape, type Part, partsIn, type PartShape } from '../compare/part-shape.ts'
import { missingName } from '@sandpit/client/near-miss'
import type { Sought } from '../expected/sought-part.ts'

/** How many leads, and how many parts of each, are told of. */
const MOST_LEADS = 3
const MOST_PARTS = 3

/** What is there instead of what a matcher looked for, the nearest first. */
export function explainMissing(
  { lead, within }: Sought,
  leads: readonly Part[],
  color: boolean,
): string {
  const wanted = within ? { ...lead, [within.shape.plural]: undefined } : lead
  const meant = leads.filter((part) => isMeant(wanted, part))
  if (within === undefined || meant.length === 0) {
    return instead({ place: 'the sandbox', shape: leadShape, wanted, parts: leads, color })
  }
  const { shape, part } = within
  return meant
    .slice(0, MOST_LEADS)
    .map((found) => {
      const place = label(leadShape, found)
      return instead({ place, shape, wanted: part, parts: partsIn(found[shape.plural]), color })
    })
    .join('\n')
}

function isMeant(wanted: Part, part: Part): boolean {
  return nearestParts(leadShape, wanted, [part])[0]?.differences.length === 0
}

/** Parts of one kind, where one that was expected is not among them. */
interface Instead {
  readonly place: string
  readonly shape: PartShape
  readonly wanted: Part
  readonly parts: readonly Part[]
  readonly color: boolean
}

function instead({ place, shape, wanted, parts, color }: Instead): string {
  const name = wanted[shape.identity]
  if (parts.length === 0) return `${place} has no ${shape.plural}`
  const candidates = nearestParts(shape, wanted, parts)
  if (typeof name === 'string' && isOnlyName(wanted)) {
    const names = candidates.map(({ part }) => part[shape.identity]).filter(isText)
    return `in ${place} ${missingName(shape.what, name, names)}`
  }
  const named = candidates.filter(({ isNamed }) => isNamed)
  const shown = (named.length > 0 ? named : candidates).slice(0, MOST_PARTS)
  const rest = parts.length - shown.length
  return [
    `${place} has ${counted(parts.length, shape)}${parts.length > 1 ? ', the nearest first' : ''}:`,
    ...shown.flatMap((candidate) => differencesOf(candidate, shape, color)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ].join('\n')
}

function differencesOf(
  { part, differences }: Candidate,
  shape: PartShape,
  color: boolean,
): readonly string[] {
  const place = label(shape, part)
  return differences.map(
    (difference) => `  ${formatDifference(difference, [place, ...difference.path], color)}`,
  )
}

function isOnlyName(wanted: Part): boolean {
  return Object.values(wanted).filter((value) => value !== undefined).length === 1
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function counted(count: number, { what, plural }: PartShape): string {
  return `${count} ${count === 1 ? what : plural}`
}
