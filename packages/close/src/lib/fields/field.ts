import type { RandomNumbers } from './random-numbers.ts'
import { fewerItems, inTurn, type Reduced, type Reducer, smallerItems } from './reducer.ts'
import type { Scene } from './scene.ts'

/** Where values are drawn from. */
export interface Source {
  readonly random: RandomNumbers
  /** How to draw from an arbitrary of the user; there are none where fast-check is not in play. */
  readonly drawFrom?: (arbitrary: unknown) => Drawn
  /** One in so many lists is to be short. */
  readonly bias?: number | undefined
}

/** A value whose reducer has to be given a cursor from the start. */
export class Drawn {
  readonly value: unknown
  readonly cursor: unknown

  constructor(value: unknown, cursor: unknown) {
    this.value = value
    this.cursor = cursor
  }
}

/** How one value is made and made smaller. */
export interface Field<Value = unknown> {
  /** Draws a value; `undefined` leaves it out. */
  draw(source: Source, scene: Scene): Value | Drawn | undefined
  readonly smaller: Reducer<Value>
  /** Whether a smaller part may do without this value. */
  readonly isOptional: boolean
}

/** Fields by key. */
export type Fields = Readonly<Record<string, Field>>

/** Where a draft keeps the cursors that some of its values came with, by key. */
export const CURSORS: unique symbol = Symbol('cursors')

/** A part in the making. Its symbol never reaches the public. */
export interface Draft {
  [key: string]: unknown
  [CURSORS]?: Readonly<Record<string, unknown>>
}

/** A part that has a value for each field; smaller ones have fewer and smaller values. */
export function partField(fields: Fields): Field<Draft> {
  return { draw: drawPart(fields), smaller: smallerPart(fields), isOptional: false }
}

/** Draws a part: a value for each field, in order. */
function drawPart(fields: Fields): (source: Source, scene: Scene) => Draft {
  const entries = Object.entries(fields)
  return (source, scene) => {
    const part: Draft = {}
    for (const [key, field] of entries) {
      const drawn = field.draw(source, scene)
      if (drawn instanceof Drawn) {
        if (drawn.value !== undefined) part[key] = drawn.value
        part[CURSORS] = { ...part[CURSORS], [key]: drawn.cursor }
      } else if (drawn !== undefined) {
        part[key] = drawn
      }
    }
    return part
  }
}

/** Parts that have nothing they can do without; then fewer values; then smaller ones. */
function smallerPart(fields: Fields): Reducer<Draft> {
  const optional = Object.keys(fields).filter((key) => fields[key]?.isOptional)
  return inTurn(
    without(optional),
    ...optional.map((key) => without([key])),
    ...Object.entries(fields).map(([key, field]) => at(key, field.smaller)),
  )
}

/** A list of so many items; some are repeated where that is asked for. */
export function listField<Item>(
  item: Field<Item>,
  { min, max, repeats = 0, shortest = min }: ListRange,
): Field<readonly Item[]> {
  return {
    draw: (source, scene) => {
      const length = drawLength(source, min, max)
      const items: Item[] = []
      for (let index = 0; index < length; index++) {
        const isRepeat = index > 0 && repeats > 0 && source.random.chance(repeats)
        items.push(isRepeat ? (items[index - 1] as Item) : (item.draw(source, scene) as Item))
      }
      return items
    },
    smaller: inTurn(fewerItems<Item>(shortest), smallerItems(item.smaller)),
    isOptional: min === 0,
  }
}

/** How many items a list has. */
export interface ListRange {
  readonly min: number
  readonly max: number
  /** In how many of a hundred cases an item is the one before it once more. */
  readonly repeats?: number
  /** How short a list shrinks to, where that is not `min`: it may be left out before it is empty. */
  readonly shortest?: number
}

function drawLength({ random, bias }: Source, min: number, max: number): number {
  const isShort = bias !== undefined && random.below(bias) === 0
  return random.between(min, isShort ? min + Math.floor(Math.log2(max - min + 1)) : max)
}

function without(keys: readonly string[]): Reducer<Draft> {
  return function* leaveOut(part) {
    if (!keys.some((key) => key in part)) return
    const rest = { ...part }
    for (const key of keys) delete rest[key]
    yield { value: rest, cursor: undefined }
  }
}

/** Makes the value under a key smaller. */
function at(key: string, reducer: Reducer<unknown>): Reducer<Draft> {
  return function* reduceAt(part, cursor): Iterable<Reduced<Draft>> {
    if (!(key in part)) return
    const own = part[CURSORS]?.[key]
    for (const reduced of reducer(part[key], cursor ?? own)) {
      yield { value: { ...part, [key]: reduced.value }, cursor: reduced.cursor }
    }
  }
}
