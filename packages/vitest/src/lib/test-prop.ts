import type { CloseSeed } from '@sandpit/close'
import type { PropertyParameters, PropertyValues, SeedArbitraries } from '@sandpit/close/property'
import { withFixturesOf } from '@sandpit/close/property-fixtures'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { TestAPI, TestContext, TestOptions } from 'vitest'

/** Declares a test that runs a property; `More` is what the property takes besides. */
export interface DeclareProperty<Fixtures, More extends readonly unknown[] = []> {
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
      ...more: More
    ) => Promise<boolean | void> | boolean | void,
    options?: TestOptions,
  ) => void
}

/** Declares tests that run properties. */
export interface PropertyTest<Fixtures> extends DeclareProperty<Fixtures> {
  /** Only this one runs of its file. */
  readonly only: DeclareProperty<Fixtures>
  /** This one does not run. */
  readonly skip: DeclareProperty<Fixtures>
  /** One that is still to be written. */
  todo(name: string): void
  /**
   * One for each case, which the property takes third. The name may have places for the case, as
   * `console.log` does.
   *
   * @example
   * ```ts
   * import { anyCloseData } from '@sandpit/close/arbitraries'
   * import { expect, test } from '@sandpit/vitest/close'
   *
   * test.prop.each(['Potential', 'Qualified'])([anyCloseData()])(
   *   'no lead becomes %s',
   *   async ([data], { close }, status) => {
   *     const { leads = [] } = await close.dump()
   *     const before = data.leads?.filter((lead) => lead.status === status)
   *     expect(leads.filter((lead) => lead.status === status)).toHaveLength(before?.length ?? 0)
   *   },
   * )
   * ```
   */
  each<Case>(cases: readonly Case[]): DeclareProperty<Fixtures, [item: Case]>
}

interface Context extends TestContext {
  readonly close: CloseSandbox
}

/** A property whatever it takes, and whatever else it is given. */
interface Declared {
  readonly arbitraries: SeedArbitraries<CloseSeed, readonly unknown[]>
  readonly parameters: PropertyParameters<PropertyValues<CloseSeed, readonly unknown[]>> | undefined
  readonly property: (
    values: never,
    context: never,
    ...more: readonly never[]
  ) => Promise<boolean | void> | boolean | void
  readonly more: readonly unknown[]
}

type Declare = (name: string, options: TestOptions, test: never) => void

/** Makes `test.prop` for a test that has the fixture `close`. */
export function testProp<Extra extends { close: CloseSandbox }>(
  test: TestAPI<Extra>,
): PropertyTest<Extra> {
  return Object.assign(declareWith<Extra>(test), {
    only: declareWith<Extra>(test.only),
    skip: declareWith<Extra>(test.skip),
    todo: (name: string) => {
      test.todo(name)
    },
    each:
      <Case>(cases: readonly Case[]): DeclareProperty<Extra, [item: Case]> =>
      (arbitraries, parameters) =>
      (name, property, options = {}) => {
        // Only properties for each case need it, and every worker would load it.
        const { format } = process.getBuiltinModule('node:util')
        for (const item of cases)
          declare(test, format(name, item), options, {
            arbitraries,
            parameters,
            property,
            more: [item],
          } as unknown as Declared)
      },
  })
}

function declareWith<Extra>(test: Declare): DeclareProperty<Extra> {
  return (arbitraries, parameters) =>
    (name, property, options = {}) =>
      declare(test, name, options, {
        arbitraries,
        parameters,
        property,
        more: [],
      } as unknown as Declared)
}

function declare(test: Declare, name: string, options: TestOptions, declared: Declared): void {
  const { arbitraries, parameters, property, more } = declared
  const declaredAt = new Error('declared here')
  const run = async (context: Context): Promise<void> => {
    const { checkProperty } = await import('@sandpit/close/property')
    const { close, signal, task } = context
    // Stops a little before Vitest does, to be able to say what it found.
    const timeLimitMs = task.timeout > 0 ? task.timeout * 0.9 : undefined
    await checkProperty(
      close,
      arbitraries,
      (values) => property(values as never, context as never, ...(more as readonly never[])),
      {
        signal,
        declaredAt,
        ...(parameters && { parameters }),
        ...(timeLimitMs && { timeLimitMs }),
      },
    )
  }
  test(name, options, withFixturesOf(property, run) as never)
}
