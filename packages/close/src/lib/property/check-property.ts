import type { Arbitrary, Parameters as RunParameters, RunDetails } from 'fast-check'
import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { toCode } from '../code/to-code.ts'

/** The first arbitrary makes what the sandbox holds; the others are the property's own. */
export type SeedArbitraries<Rest extends readonly unknown[]> = readonly [
  Arbitrary<CloseSeed>,
  ...{ readonly [Key in keyof Rest]: Arbitrary<Rest[Key]> },
]

/** The values of one run, in the order of their arbitraries. */
export type PropertyValues<Rest extends readonly unknown[]> = [
  seed: CloseSeed,
  ...rest: { -readonly [Key in keyof Rest]: Rest[Key] },
]

/** How often to run, and with `seed` and `path` exactly which failure to see again. */
export type PropertyParameters = Pick<
  RunParameters<unknown>,
  'numRuns' | 'seed' | 'path' | 'endOnFailure' | 'maxSkipsPerRun'
>

export interface PropertyOptions {
  readonly parameters?: PropertyParameters
  /** When to stop, in milliseconds; what was found by then is reported. */
  readonly timeLimitMs?: number
  /** Stops between two runs. */
  readonly signal?: AbortSignal
}

/**
 * Runs a property against one sandbox, which is emptied and filled anew before every run and every
 * step of shrinking.
 *
 * @throws Error whose message has the smallest seed that fails as builder code, how to see it
 *   again, and what the sandbox held when it failed; the property's own error is its cause.
 */
export async function checkProperty<Rest extends readonly unknown[]>(
  sandbox: CloseSandbox,
  arbitraries: SeedArbitraries<Rest>,
  predicate: (values: PropertyValues<Rest>) => Promise<boolean | void> | boolean | void,
  { parameters = {}, timeLimitMs, signal }: PropertyOptions = {},
): Promise<void> {
  const fc = await import('fast-check')
  let stateAtFailure: string | undefined
  const all: readonly Arbitrary<unknown>[] = arbitraries
  const property = fc.asyncProperty(fc.tuple(...all), async (tuple) => {
    if (signal?.aborted) return true
    const values = tuple as PropertyValues<Rest>
    await sandbox.reseed(values[0])
    try {
      if ((await predicate(values)) === false) throw new Error('The property returned false.')
    } catch (error) {
      // The last run that fails is the smallest: that is how shrinking goes on.
      stateAtFailure = await readState(sandbox)
      throw error
    }
    return true
  })
  const details = await fc.check<[unknown[]]>(property, {
    ...parameters,
    ...(timeLimitMs !== undefined && {
      interruptAfterTimeLimit: timeLimitMs,
      markInterruptAsFailure: true,
    }),
  })
  if (details.failed) throw failure(details, stateAtFailure, fc.stringify)
}

async function readState(sandbox: CloseSandbox): Promise<string> {
  try {
    return toCode(await sandbox.dump())
  } catch (error) {
    return `unknown: ${error instanceof Error ? error.message : String(error)}`
  }
}

function failure(
  details: RunDetails<[unknown[]]>,
  state: string | undefined,
  show: (value: unknown) => string,
): Error {
  const { errorInstance: cause, counterexample } = details
  if (counterexample === null) return stoppedEarly(details)
  const [seed, ...rest] = counterexample[0]
  const message = [
    `Property failed after ${count(details.numRuns, 'run')} and ${count(details.numShrinks, 'step')} of shrinking: ${firstLine(cause)}`,
    '',
    'The smallest seed that fails:',
    indent(toCode(toCloseData(seed as CloseSeed))),
    ...rest.map((value) => `with ${show(value)}`),
    '',
    'The sandbox when it failed:',
    indent(state ?? 'unknown'),
    '',
    `See it again with { seed: ${details.seed}, path: '${details.counterexamplePath ?? ''}' }`,
  ].join('\n')
  return withStackOf(new Error(message, { cause }), cause)
}

function stoppedEarly({ numRuns, numSkips, interrupted }: RunDetails<[unknown[]]>): Error {
  return new Error(
    interrupted
      ? `The property was stopped by the test's time limit after ${count(numRuns, 'run')}, none of which failed. Give the test a longer timeout, or ask for fewer runs with { numRuns: ${Math.max(1, numRuns)} }.`
      : `The property gave up after ${count(numRuns, 'run')}: ${numSkips} values were skipped by its preconditions. Make the arbitrary narrower.`,
  )
}

/** Where the property failed is where to look, so the stack is the one of its own error. */
function withStackOf(error: Error, cause: unknown): Error {
  if (cause instanceof Error && cause.stack !== undefined) {
    const frames = cause.stack.slice(cause.stack.indexOf('\n    at '))
    error.stack = `${error.name}: ${error.message}${frames}`
  }
  return error
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] ?? ''
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}

function count(value: number, what: string): string {
  return `${value} ${what}${value === 1 ? '' : 's'}`
}
