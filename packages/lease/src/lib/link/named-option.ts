import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName } from '@sandpit/client/show-text'

/**
 * What an option of a test with several sandboxes says of one of them. What it says of a name that
 * none of them has would be overlooked.
 *
 * @param option what the option is called, such as `seeds`
 * @param names those of the test's sandboxes
 * @throws SandpitError `configuration` for a name that there is not, and for what is no object
 */
export function namedOption<Value>(
  option: string,
  values: Readonly<Record<string, Value>>,
  name: string,
  names: readonly string[],
): Value | undefined {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw refusal(`${option} are an object, with a key for each sandbox: { ${name}: ... }`)
  }
  const wrong = Object.keys(values).find((key) => !names.includes(key))
  if (wrong !== undefined) throw unknownName(option, wrong, names)
  return values[name]
}

function unknownName(option: string, wrong: string, names: readonly string[]): SandpitError {
  const meant = nearMiss(wrong, names)
  const advice =
    meant === undefined ? `they are called ${names.join(', ')}` : `did you mean ${meant}?`
  return refusal(`the test has no sandbox ${showName(wrong)}, which its ${option} name; ${advice}`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `An option that nobody would heed: ${reason}`)
}
