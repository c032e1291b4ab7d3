import fc, { type Arbitrary } from 'fast-check'

/** One of the values; shrinks towards the first, one after the other. */
export function pick<Value>(values: readonly Value[]): Arbitrary<Value> {
  return fc.nat({ max: values.length - 1 }).map((place) => values[place] as Value)
}
