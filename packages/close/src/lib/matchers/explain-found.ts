import { label } from '../compare/diff-close-data.ts'
import { nearestParts } from '../compare/nearest-parts.ts'
import { leadShape, type Part, partsIn, type PartShape } from '../compare/part-shape.ts'
import { showPart } from '../compare/show-expected.ts'
import { expectationOf, type Sought } from '../expected/sought-part.ts'

/** How many of the parts that should not be there are told of. */
const MOST_FOUND = 5

/** What is there that a matcher hoped not to find. */
export function explainFound(sought: Sought, leads: readonly Part[]): string {
  const [wanted = {}] = expectationOf(sought).leads
  const { within } = sought
  const found = fitting(leadShape, wanted, leads).flatMap((lead) =>
    within === undefined
      ? [`the sandbox has ${told(leadShape, lead)}`]
      : fitting(within.shape, within.part, partsIn(lead[within.shape.plural])).map(
          (part) => `${label(leadShape, lead)} has ${told(within.shape, part)}`,
        ),
  )
  const rest = found.length - MOST_FOUND
  return [...found.slice(0, MOST_FOUND), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')
}

function fitting(shape: PartShape, wanted: Part, parts: readonly Part[]): readonly Part[] {
  return nearestParts(shape, wanted, parts)
    .filter(({ differences }) => differences.length === 0)
    .map(({ part }) => part)
}

function told(shape: PartShape, part: Part): string {
  const shown = showPart(part)
  return `${label(shape, part)}${shown === '' ? '' : `: ${shown}`}`
}
