import { SandpitError } from '@sandpit/client/errors'
import type { Cents } from '../data/usd.ts'
import type { Field } from './field.ts'
import { bisect, type Reducer } from './reducer.ts'

/** An amount of whole dollars in a range of cents, always there; smaller ones are nearer to the least. */
export function amountField({ min, max }: { readonly min: Cents; readonly max: Cents }): Field {
  const least = Math.ceil(min / 100)
  const most = Math.floor(max / 100)
  if (!(least <= most)) throw noAmount(min, max)
  return {
    draw: ({ random }) => random.between(least, most) * 100,
    smaller: bisect(least * 100, 100) as unknown as Reducer<unknown>,
    isOptional: false,
  }
}

function noAmount(min: Cents, max: Cents): SandpitError {
  return new SandpitError(
    'configuration',
    `There is no amount of whole dollars from ${min} to ${max} cents. Ask for a range such as { min: usd(100), max: usd(5000) }.`,
  )
}
