import { type Part, partsIn, type PartShape } from './part-shape.ts'
import { isRecord } from '@sandpit/systems/content'
import { letterPairs, type LetterPairs, overlap } from './text-likeness.ts'

/** From where on two parts of unlike names are taken for one: they hold the same, or nearly the name. */
const LIKE_CONTENT = 0.5
const LIKE_NAME = 0.6

/** What a part is told from others by. */
interface Features {
  readonly name: LetterPairs
  readonly content: ReadonlySet<string>
}

/**
 * Says how likely two parts of this shape are one under two names, 0 for strangers. What it has
 * found out of a part it keeps, since each is compared with many.
 */
export function partLikeness(shape: PartShape): (one: Part, other: Part) => number {
  const known = new Map<Part, Features>()
  const featuresOf = (part: Part): Features => {
    const features = known.get(part) ?? {
      name: nameOf(shape, part),
      content: contentOf(shape, part),
    }
    known.set(part, features)
    return features
  }
  return (one, other) => {
    const [mine, theirs] = [featuresOf(one), featuresOf(other)]
    const content = overlap(mine.content, theirs.content)
    const name = overlap(mine.name, theirs.name)
    return content >= LIKE_CONTENT || name >= LIKE_NAME ? content + name : 0
  }
}

function nameOf({ identity }: PartShape, part: Part): LetterPairs {
  const name = part[identity]
  return letterPairs(typeof name === 'string' ? name : '')
}

/** What two parts do not have in common by chance: the names of the parts in them, dates, amounts. */
function contentOf({ lists }: PartShape, part: Part): ReadonlySet<string> {
  const held = Object.entries(lists).flatMap(([key, { identity }]) =>
    partsIn(part[key])
      .filter(isRecord)
      .map((item) => textOf(key, item[identity])),
  )
  const own = ['value', 'date'].map((key) => textOf(key, part[key]))
  return new Set([...held, ...own].filter((text) => text !== undefined))
}

function textOf(key: string, value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${key} ${value}` : undefined
}
