import { withFixturesOf } from '@sandpit/close/property-fixtures'
import type { CloseSeed } from '@sandpit/close'
import type { PropertyParameters, PropertyValues, SeedArbitraries } from '@sandpit/close/property'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { TestAPI, TestContext, TestOptions } from 'vitest'

/** Declares a test that runs a property. */
export interface PropertyTest<Fixtures> {
  /**
   * The sandbox holds what the first arbitrary makes, anew in every run and every step of
   * shrinking; the other arbitraries are the property's own. Throw or return false to fail.
   */
  <Seed extends CloseSeed, Rest extends readonly unknown[]>(
    arbitraries: SeedArbitraries<Seed, Rest>,
    parameters?: PropertyParameters<PropertyValues<Seed, Rest>>,
  ): (
    name: string,
    property: (
      values: PropertyValues<Seed, Rest>,
      context: Fixtures & TestContext,
    ) => Promise<boolean | void> | boolean | void,
    options?: TestOptions,
  ) => void
}

interface Context extends TestContext {
  readonly close: CloseSandbox
}

/** Makes `test.prop` for a test that has the fixture `close`. */
export function testProp<Extra extends { close: CloseSandbox }>(
  test: TestAPI<Extra>,
): PropertyTest<Extra> {
  return (arbitraries, parameters) =>
    (name, property, options = {}) => {
      const run = async (context: Context): Promise<void> => {
        const { checkProperty } = await import('@sandpit/close/property')
        const { close, signal, task } = context
        // Stops a little before Vitest does, to be able to say what it found.
        const timeLimitMs = task.timeout > 0 ? task.timeout * 0.9 : undefined
        await checkProperty(
          close,
          arbitraries,
          (values) => property(values, context as Parameters<typeof property>[1]),
          { signal, ...(parameters && { parameters }), ...(timeLimitMs && { timeLimitMs }) },
        )
      }
      test(name, options, withFixturesOf(property, run) as never)
    }
}
