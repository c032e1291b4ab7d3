import type { TestDetails, TestInfo, TestType } from '@playwright/test'
import { withFixturesOf } from '@sandpit/close/property-fixtures'
import type { CloseSeed } from '@sandpit/close'
import type { PropertyParameters, PropertyValues, SeedArbitraries } from '@sandpit/close/property'
import type { CloseSandbox } from '@sandpit/close/sandbox'

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
    title: string,
    property: (
      values: PropertyValues<Seed, Rest>,
      fixtures: Fixtures,
      testInfo: TestInfo,
    ) => Promise<boolean | void> | boolean | void,
    details?: TestDetails,
  ) => void
}

/**
 * Makes `test.prop` for a test that has the fixture `close`: for one of your own, since
 * Playwright's `test.extend()` and `mergeTests()` leave it behind.
 *
 * @example
 * ```ts
 * import { test as base, testProp } from '@sandpit/playwright/close'
 *
 * const test = base.extend<{ answer: number }>({ answer: 42 })
 * const prop = testProp(test)
 * ```
 */
export function testProp<TestArgs extends { close: CloseSandbox }, WorkerArgs extends object>(
  test: TestType<TestArgs, WorkerArgs>,
): PropertyTest<TestArgs & WorkerArgs> {
  return (arbitraries, parameters) =>
    (title, property, details = {}) => {
      const run = async (fixtures: TestArgs & WorkerArgs, testInfo: TestInfo): Promise<void> => {
        const { checkProperty } = await import('@sandpit/close/property')
        // Stops a little before Playwright does, to be able to say what it found.
        const timeLimitMs = testInfo.timeout > 0 ? testInfo.timeout * 0.9 : undefined
        await checkProperty(
          fixtures.close,
          arbitraries,
          (values) => property(values, fixtures, testInfo),
          { ...(parameters && { parameters }), ...(timeLimitMs && { timeLimitMs }) },
        )
      }
      calledByUser(() => test(title, details, withFixturesOf(property, run)))
    }
}

/**
 * For Playwright a test is where `test` was called from, which it finds by capturing the stack. Here
 * that is to be the line in the user's file, the caller of who calls this, and not a line of ours.
 */
function calledByUser(declare: () => void): void {
  const original = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace') ?? {}
  const capture = Error.captureStackTrace.bind(Error)
  Error.captureStackTrace = (target) => capture(target, calledByUser)
  try {
    declare()
  } finally {
    Object.defineProperty(Error, 'captureStackTrace', original)
  }
}
