import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName, showValue } from '@sandpit/client/show-text'
import type { PropertyParameters } from './property-options.ts'

type Check = (value: unknown) => boolean

const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0

const checks: Readonly<Record<keyof PropertyParameters, readonly [Check, string]>> = {
  numRuns: [(value) => isCount(value) && value !== 0, 'a whole number from 1'],
  seed: [Number.isFinite, 'a number'],
  path: [(value) => typeof value === 'string', 'a text, as a report gives it'],
  endOnFailure: [(value) => typeof value === 'boolean', 'true or false'],
  maxSkipsPerRun: [isCount, 'a whole number'],
  examples: [
    (value) => Array.isArray(value) && value.every(Array.isArray),
    'a list of examples, each a list with a value for every arbitrary',
  ],
}

/**
 * Refuses, where a property is declared, what would let it pass without a run, or be overlooked.
 *
 * @throws SandpitError `configuration`
 */
export function checkDeclaration(arbitraries: unknown, parameters: unknown): void {
  if (!Array.isArray(arbitraries) || arbitraries.length === 0 || !arbitraries.every(isArbitrary)) {
    throw refusal(
      `its arbitraries are a list, the first of which makes the seed, as in test.prop([anyCloseData()])('name', ([data], { close }) => { ... }); got ${showValue(arbitraries)}`,
    )
  }
  if (parameters === undefined) return
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw refusal(
      `its parameters are an object such as { numRuns: 20 }, not ${showValue(parameters)}; the property itself comes with its name, in a second call`,
    )
  }
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  for (const [key, value] of given) checkParameter(key, value)
  checkTogether(parameters, arbitraries.length)
}

function checkParameter(key: string, value: unknown): void {
  if (!Object.hasOwn(checks, key)) throw unknownParameter(key)
  const [isValid, expected] = checks[key as keyof PropertyParameters]
  if (!isValid(value)) throw refusal(`${key} is ${expected}, not ${showValue(value)}`)
}

function checkTogether({ seed, path, examples = [] }: PropertyParameters, count: number): void {
  if (path !== undefined && seed === undefined) {
    throw refusal('path leads to a failure of one seed; give the two as the report has them')
  }
  const odd = (examples as readonly (readonly unknown[])[]).find(({ length }) => length !== count)
  if (odd !== undefined) {
    throw refusal(
      `each of its examples is a list of ${count}, with a value for every arbitrary; one is a list of ${odd.length}`,
    )
  }
}

function isArbitrary(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'generate' in value
}

function unknownParameter(key: string): SandpitError {
  const known = Object.keys(checks)
  const meant = nearMiss(key, known)
  const advice = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`
  return refusal(`there is no parameter ${showName(key)}; ${advice}`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `This property is wrong: ${reason}`)
}
