import { checkProperty } from './check-property.ts'
import type { PropertyParameters } from './property-options.ts'
import type { PropertySandbox } from './property-sandbox.ts'
import type { PropertyValues, SeedArbitraries } from './seed-arbitraries.ts'

/** A property as a test declares it, whatever it takes. */
export interface DeclaredProperty {
  /** The name of the fixture that is filled with the first value. */
  readonly sandbox: string
  readonly arbitraries: SeedArbitraries<unknown, readonly unknown[]>
  readonly parameters: PropertyParameters<PropertyValues<unknown, readonly unknown[]>> | undefined
  readonly property: (
    values: never,
    fixtures: never,
    ...more: readonly never[]
  ) => Promise<boolean | void> | boolean | void
}

/** What a runner gives the test that a property is. */
export interface PropertyTurn {
  readonly fixtures: Readonly<Record<string, unknown>>
  /** What the property takes after its values and its fixtures. */
  readonly more: readonly unknown[]
  /** How long the test may take, in milliseconds; 0 for as long as it needs. */
  readonly timeoutMs: number
  /** Stops between two runs. */
  readonly signal?: AbortSignal
}

/** How much of a test's time its property may use; what is left is for saying what it found. */
const SHARE = 0.9

/**
 * Runs a property as it was declared, in its test.
 *
 * @param declaredAt made where it was declared: a failure without a line of its own shows that one
 * @throws Error whose message has the smallest seed that fails as code, how to see it
 *   again, and what the sandbox held when it failed; the property's own error is its cause.
 * @throws SandpitError `invalid_seed` when the first arbitrary made something that is no seed,
 *   `configuration` when fast-check, an optional peer, is not installed
 */
export function runDeclared(
  { sandbox, arbitraries, parameters, property }: DeclaredProperty,
  { fixtures, more, timeoutMs, signal }: PropertyTurn,
  declaredAt: Error,
): Promise<void> {
  return checkProperty(
    fixtures[sandbox] as PropertySandbox<unknown>,
    arbitraries,
    (values) => property(values as never, fixtures as never, ...(more as readonly never[])),
    {
      declaredAt,
      ...(signal && { signal }),
      ...(parameters && { parameters }),
      ...(timeoutMs > 0 && { timeLimitMs: timeoutMs * SHARE }),
    },
  )
}
