import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName } from '@sandpit/client/show-text'

/**
 * The value for one sandbox, in an option of a test with several sandboxes.
 *
 * @param option the name of the option, such as `seeds`
 * @param names the names of all sandboxes of the test
 * @throws SandpitError `configuration` for an unknown name, and for anything but an object
 *
 * @example
 * ```ts
 * import { namedOption } from '@sandpit/lease/link'
 *
 * namedOption('seeds', { crm: 1 }, 'crm', ['crm', 'mail']) // 1
 * namedOption('seeds', { crn: 1 }, 'crm', ['crm', 'mail']) // throws: did you mean 'crm'?
 * ```
 */
export function namedOption<Value>(
  option: string,
  values: Readonly<Record<string, Value>>,
  name: string,
  names: readonly string[],
): Value | undefined {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw refusal(`${option} is an object with a key for each sandbox: { ${name}: ... }`)
  }
  const wrong = Object.keys(values).find((key) => !names.includes(key))
  if (wrong !== undefined) throw unknownName(option, wrong, names)
  return values[name]
}

function unknownName(option: string, wrong: string, names: readonly string[]): SandpitError {
  const meant = nearMiss(wrong, names)
  const advice =
    meant === undefined ? `its sandboxes are ${names.join(', ')}` : `did you mean ${meant}?`
  return refusal(`${option} names ${showName(wrong)}, which the test does not have; ${advice}`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `The option ${reason}`)
}
