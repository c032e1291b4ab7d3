import type { TestDetails, TestInfo, TestType } from '@playwright/test'
import type { CloseSeed } from '@sandpit/close'
import type {
  DeclaredProperty,
  PropertyParameters,
  PropertyTurn,
  PropertyValues,
  SeedArbitraries,
} from '@sandpit/close/property'
import { checkDeclaration, bodyOf, withFixturesOf } from '@sandpit/close/property-fixtures'
import { calledByUser } from './called-by-user.ts'

/** Declares a test that runs a property, which takes `Last` after its values and its fixtures. */
export interface DeclareProperty<Fixtures, Data, Last = TestInfo> {
  /**
   * The sandbox holds what the first arbitrary makes, anew in every run and every step of
   * shrinking; the other arbitraries are the property's own. Throw or return false to fail.
   */
  <Seed extends Data, Rest extends readonly unknown[]>(
    arbitraries: SeedArbitraries<Seed, Rest>,
    parameters?: PropertyParameters<PropertyValues<Seed, Rest>>,
  ): (
    title: string,
    property: (
      values: PropertyValues<Seed, Rest>,
      fixtures: Fixtures,
      last: Last,
    ) => Promise<boolean | void> | boolean | void,
    details?: TestDetails,
  ) => void
}

/** Declares tests that run properties. */
export interface PropertyTest<Fixtures, Data = CloseSeed> extends DeclareProperty<Fixtures, Data> {
  /** Only this one runs. */
  readonly only: DeclareProperty<Fixtures, Data>
  /** This one does not run. */
  readonly skip: DeclareProperty<Fixtures, Data>
  /** One that is still to be written; Playwright shows it as skipped. */
  todo(title: string): void
  /**
   * One for each case, which the property takes third. The title may have places for the case, as
   * `console.log` does.
   */
  each<Case>(cases: readonly Case[]): DeclareProperty<Fixtures, Data, Case>
}

type Declare = (title: string, details: TestDetails, test: never) => void

/**
 * Makes `test.prop` for a test whose sandbox is the fixture of a name.
 *
 * @param sandbox the name of that fixture
 */
export function testProp<TestArgs extends object, WorkerArgs extends object, Data = CloseSeed>(
  test: TestType<TestArgs, WorkerArgs>,
  sandbox: keyof TestArgs & string,
): PropertyTest<TestArgs & WorkerArgs, Data> {
  type Fixtures = TestArgs & WorkerArgs
  const declareBy = (declareTest: Declare) => declareWith<Fixtures, Data>(declareTest, sandbox)
  return Object.assign(declareBy(test), {
    only: declareBy((title, details, body) => test.only(title, details, body)),
    skip: declareBy((title, details, body) => test.skip(title, details, body)),
    todo: (title: string) => calledByUser(() => test.fixme(title, () => {})),
    each:
      <Case>(cases: readonly Case[]): DeclareProperty<Fixtures, Data, Case> =>
      (arbitraries, parameters) => {
        checkDeclaration(arbitraries, parameters)
        return (title, property, details = {}) => {
          // Only properties for each case need it, and every worker would load it.
          const { format } = process.getBuiltinModule('node:util')
          const declared = { sandbox, arbitraries, parameters, property } as unknown
          for (const last of cases) {
            const name = format(title, last)
            calledByUser(() =>
              declareOne(test, name, details, declared as DeclaredProperty, () => last),
            )
          }
        }
      },
  })
}

function declareWith<Fixtures, Data>(
  test: Declare,
  sandbox: string,
): DeclareProperty<Fixtures, Data> {
  return (arbitraries, parameters) => {
    checkDeclaration(arbitraries, parameters)
    return (title, property, details = {}) => {
      const declared = { sandbox, arbitraries, parameters, property } as unknown
      calledByUser(() =>
        declareOne(test, title, details, declared as DeclaredProperty, (testInfo) => testInfo),
      )
    }
  }
}

/** Declares one test, whose property takes `lastOf` its info last. */
function declareOne(
  test: Declare,
  title: string,
  details: TestDetails,
  declared: DeclaredProperty,
  lastOf: (testInfo: TestInfo) => unknown,
): void {
  const run = bodyOf(declared)
  const body = (fixtures: PropertyTurn['fixtures'], testInfo: TestInfo): Promise<void> =>
    run({ fixtures, more: [lastOf(testInfo)], timeoutMs: testInfo.timeout })
  test(title, details, withFixturesOf(declared, body) as never)
}
