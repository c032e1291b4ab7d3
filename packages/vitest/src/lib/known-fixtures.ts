import { SandpitError } from '@sandpit/client/errors'
import { missingName } from '@sandpit/client/near-miss'
import type { TestAPI } from 'vitest'

type AnyCall = (...args: readonly unknown[]) => unknown

/**
 * Makes `test.override` refuse fixtures that the test does not have. Vitest takes them and sets them
 * for nobody, so that a seed under a misspelt name would leave the sandbox empty. What is made of the
 * test by `extend` has its fixtures too.
 *
 * @param names the fixtures that the test has and that may be set
 */
export function refusingUnknown<Fixtures>(
  test: TestAPI<Fixtures>,
  names: readonly string[],
): TestAPI<Fixtures> {
  const calls = test as unknown as Record<'extend' | 'override' | 'scoped', AnyCall>
  const [extend, override, scoped] = [calls.extend, calls.override, calls.scoped]
  const refusing =
    (call: AnyCall): AnyCall =>
    (...args) => {
      refuseUnknown(fixturesIn(args), names)
      return call.apply(test, args as unknown[])
    }
  return Object.assign(test, {
    override: refusing(override),
    scoped: refusing(scoped),
    extend: (...args: readonly unknown[]) =>
      refusingUnknown(extend.apply(test, args as unknown[]) as TestAPI<Fixtures>, [
        ...names,
        ...fixturesIn(args),
      ]),
  })
}

function refuseUnknown(given: readonly string[], names: readonly string[]): void {
  const unknown = given.find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw new SandpitError(
    'configuration',
    `test.override: ${missingName('fixture', unknown, names)}`,
  )
}

/** The fixtures that `extend` or `override` is given: one by its name, or an object of some. */
function fixturesIn([first]: readonly unknown[]): readonly string[] {
  if (typeof first === 'string') return [first]
  if (typeof first !== 'object' || first === null) return []
  return Object.entries(first).flatMap(([name, value]) =>
    scopes.has(name) ? Object.keys(value as object) : [name],
  )
}

const scopes: ReadonlySet<string> = new Set(['$test', '$file', '$worker'])
