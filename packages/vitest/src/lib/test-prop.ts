import type { CloseSeed } from '@sandpit/close'
import type {
  DeclaredProperty,
  PropertyParameters,
  PropertyValues,
  SeedArbitraries,
} from '@sandpit/close/property'
import { checkDeclaration, bodyOf, withFixturesOf } from '@sandpit/close/property-fixtures'
import type { TestAPI, TestContext, TestOptions } from 'vitest'

/** Declares a test that runs a property; `More` is what the property takes besides. */
export interface DeclareProperty<Fixtures, Data, More extends readonly unknown[] = []> {
  /**
   * The sandbox holds what the first arbitrary makes, anew in every run and every step of
   * shrinking; the other arbitraries are the property's own. Throw or return false to fail.
   */
  <Seed extends Data, Rest extends readonly unknown[]>(
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
export interface PropertyTest<Fixtures, Data = CloseSeed> extends DeclareProperty<Fixtures, Data> {
  /** Only this one runs of its file. */
  readonly only: DeclareProperty<Fixtures, Data>
  /** This one does not run. */
  readonly skip: DeclareProperty<Fixtures, Data>
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
  each<Case>(cases: readonly Case[]): DeclareProperty<Fixtures, Data, [item: Case]>
}

/** The fixture that is the sandbox, by its name, besides what Vitest gives a test. */
type Context = TestContext & Readonly<Record<string, unknown>>

type Declare = (name: string, options: TestOptions, test: never) => void

/**
 * Makes `test.prop` for a test whose sandbox is the fixture of a name.
 *
 * @param sandbox the name of that fixture
 */
export function testProp<Extra, Data = CloseSeed>(
  test: TestAPI<Extra>,
  sandbox: keyof Extra & string,
): PropertyTest<Extra, Data> {
  return Object.assign(declareWith<Extra, Data>(test, sandbox), {
    only: declareWith<Extra, Data>(test.only, sandbox),
    skip: declareWith<Extra, Data>(test.skip, sandbox),
    todo: (name: string) => {
      test.todo(name)
    },
    each:
      <Case>(cases: readonly Case[]): DeclareProperty<Extra, Data, [item: Case]> =>
      (arbitraries, parameters) => {
        checkDeclaration(arbitraries, parameters)
        return (name, property, options = {}) => {
          // Only properties for each case need it, and every worker would load it.
          const { format } = process.getBuiltinModule('node:util')
          const declared = { sandbox, arbitraries, parameters, property } as unknown
          for (const item of cases)
            declare(test, format(name, item), options, declared as DeclaredProperty, [item])
        }
      },
  })
}

function declareWith<Extra, Data>(test: Declare, sandbox: string): DeclareProperty<Extra, Data> {
  return (arbitraries, parameters) => {
    checkDeclaration(arbitraries, parameters)
    return (name, property, options = {}) => {
      const declared = { sandbox, arbitraries, parameters, property } as unknown
      declare(test, name, options, declared as DeclaredProperty, [])
    }
  }
}

function declare(
  test: Declare,
  name: string,
  options: TestOptions,
  declared: DeclaredProperty,
  more: readonly unknown[],
): void {
  const run = bodyOf(declared)
  const body = (context: Context): Promise<void> =>
    run({ fixtures: context, more, timeoutMs: context.task.timeout, signal: context.signal })
  test(name, options, withFixturesOf(declared, body) as never)
}
