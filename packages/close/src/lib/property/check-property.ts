import { SandpitError } from '@sandpit/client/errors'
import type * as fastCheck from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { codeOf, type PropertySandbox } from './property-sandbox.ts'
import type { PropertyOptions } from './property-options.ts'
import { withStackOf } from './property-report.ts'
import { type Predicate, PropertyRuns } from './property-runs.ts'
import type { PropertyValues, SeedArbitraries } from './seed-arbitraries.ts'

/**
 * Runs a property against one sandbox, which is emptied and filled anew before every run and every
 * step of shrinking.
 *
 * Most of what shrinking tries fails, and a matcher that fails looks for as long as it may. So
 * matchers look only briefly while the property shrinks: twice as long as anything that was there in
 * the end took to arrive. Whether the smallest seed fails with all the time that matchers have is
 * made sure of at last.
 *
 * @throws Error whose message has the smallest seed that fails as code, how to see it
 *   again, and what the sandbox held when it failed; the property's own error is its cause.
 * @throws SandpitError `invalid_seed` when the first arbitrary made something that is no seed,
 *   `configuration` when fast-check, an optional peer, is not installed
 */
export async function checkProperty<Seed, Rest extends readonly unknown[]>(
  sandbox: PropertySandbox<NoInfer<Seed>>,
  arbitraries: SeedArbitraries<Seed, Rest>,
  predicate: (values: PropertyValues<Seed, Rest>) => Promise<boolean | void> | boolean | void,
  options: PropertyOptions<PropertyValues<Seed, Rest>> = {},
): Promise<void> {
  const fc = await importFastCheck(options.declaredAt)
  const runs = new PropertyRuns(sandbox, predicate as Predicate, {
    ...options,
    code: await codeOf(sandbox),
    isSkip: (error) => fc.PreconditionFailure.isFailure(error),
  })
  const { parameters: { examples, ...parameters } = {}, timeLimitMs } = options
  const all = arbitraries as readonly unknown[] as readonly Arbitrary<unknown>[]
  const details = await fc.check(
    fc.asyncProperty(fc.tuple(...all), (values) => runs.holds(values)),
    {
      ...parameters,
      ...(examples && { examples: examples.map((values): [unknown[]] => [[...values]]) }),
      ...(timeLimitMs !== undefined && {
        interruptAfterTimeLimit: timeLimitMs,
        markInterruptAsFailure: true,
      }),
    },
  )
  if (runs.mistake !== undefined) throw runs.mistake
  if (details.failed) throw await runs.failureOf(details, fc.stringify)
}

async function importFastCheck(declaredAt: Error | undefined): Promise<typeof fastCheck> {
  try {
    return await import('fast-check')
  } catch (cause) {
    const failure = new SandpitError(
      'configuration',
      '`test.prop` needs fast-check, which is not installed; run `npm install -D fast-check`.',
      { cause },
    )
    throw withStackOf(failure, declaredAt)
  }
}
