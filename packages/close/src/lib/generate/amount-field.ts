import type { Cents } from '../usd.ts'
import type { Field } from './field.ts'
import { bisect, type Reducer } from './reducer.ts'

/** An amount of whole dollars in a range of cents, always there; smaller ones are nearer to the least. */
export function amountField({ min, max }: { readonly min: Cents; readonly max: Cents }): Field {
  const least = Math.ceil(min / 100)
  const most = Math.floor(max / 100)
  return {
    draw: ({ random }) => random.between(least, most) * 100,
    smaller: bisect(least * 100, 100) as unknown as Reducer<unknown>,
    isOptional: false,
  }
}
