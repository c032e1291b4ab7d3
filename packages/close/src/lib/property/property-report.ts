import type { RunDetails } from 'fast-check'
import type { PropertyCode } from './property-sandbox.ts'

/** A run that failed. */
export interface FailedRun {
  readonly values: readonly unknown[]
  readonly error: unknown
  /** Whether a matcher would have looked longer, had it been let. */
  readonly wasCut: boolean
  /** What the sandbox held, as code. */
  readonly state: string
}

/** How the property came to fail. */
export interface ReportContext {
  readonly details: RunDetails<[unknown[]]>
  readonly show: (value: unknown) => string
  readonly code: PropertyCode
  /** False where only the first failure is one: those that shrinking found were in too much haste. */
  readonly isShrunk: boolean
  readonly isCutShort: boolean
}

/** The error of a property that fails, for a person to read. */
export function failureReport(run: FailedRun, context: ReportContext): Error {
  const { details, show, code, isShrunk } = context
  const [seed, ...rest] = run.values
  const steps = isShrunk ? details.numShrinks : 0
  const path = details.counterexamplePath ?? ''
  const replay = `{ seed: ${details.seed}, path: '${isShrunk ? path : path.split(':', 1)[0]}' }`
  const [what = '', ...more] = textOf(run.error).split('\n')
  const message = [
    `Property failed after ${count(details.numRuns, 'run')} and ${count(steps, 'step')} of shrinking: ${what}`,
    ...more.slice(0, MOST_LINES),
    '',
    `${headingOf(context)}:`,
    indent(code.seed(seed)),
    ...rest.map((value) => `with ${show(value)}`),
    '',
    'The sandbox when it failed:',
    indent(run.state),
    '',
    `See it again with ${replay} as the second argument of test.prop, with what is there already`,
  ].join('\n')
  return withStackOf(new Error(message, { cause: run.error }), run.error)
}

/** How much of a matcher's message is shown; the cause has all of it. */
const MOST_LINES = 12

function headingOf({ isShrunk, isCutShort }: ReportContext): string {
  if (!isShrunk) {
    return 'The first seed that failed (the smaller ones that were found held when matchers took their time)'
  }
  return isCutShort
    ? "The smallest seed found before the test's time was over (with a longer timeout there may be a smaller one)"
    : 'The smallest seed that fails'
}

/** The error of a property of which no run failed, but which did not run as often as it was to. */
export function stoppedEarly({ numRuns, numSkips, interrupted }: RunDetails<[unknown[]]>): Error {
  return new Error(
    interrupted
      ? `The property was stopped by the test's time limit after ${count(numRuns, 'run')}, none of which failed. Give the test a longer timeout, or ask for fewer runs with { numRuns: ${Math.max(1, numRuns)} }.`
      : `The property gave up after ${count(numRuns, 'run')}: ${numSkips} values were skipped by its preconditions. Make the arbitrary narrower.`,
  )
}

/** Where the other failed is where to look, so the stack is the one of that. */
export function withStackOf<Failure extends Error>(error: Failure, other: unknown): Failure {
  if (other instanceof Error && other.stack?.includes('\n    at ')) {
    const frames = other.stack.slice(other.stack.indexOf('\n    at '))
    error.stack = `${error.name}: ${error.message}${frames}`
  }
  return error
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}

function count(value: number, what: string): string {
  return `${value} ${what}${value === 1 ? '' : 's'}`
}
