import { SandpitError } from '@sandpit/client/errors'
import type { RunDetails } from 'fast-check'
import { showValue } from '@sandpit/client/show-text'
import type { MatcherTime } from '../sandbox/matcher-time.ts'
import { type FailedRun, failureReport, stoppedEarly, withStackOf } from './property-report.ts'
import type { PropertyOptions } from './property-options.ts'
import { matcherTimeOf, type PropertyCode, type PropertySandbox } from './property-sandbox.ts'
import { type Purpose, ShrinkTime } from './shrink-time.ts'

/** What a property says of the values of one run. */
export type Predicate = (values: readonly unknown[]) => Promise<boolean | void> | boolean | void

interface RunsOptions extends Omit<PropertyOptions, 'parameters'> {
  /** How a failure shows data. */
  readonly code: PropertyCode
  /** Whether an error only says that the values are not to be looked at. */
  readonly isSkip: (error: unknown) => boolean
}

/** The runs of one property, from the first to the smallest that fails. */
export class PropertyRuns {
  readonly #sandbox: PropertySandbox<never>
  readonly #predicate: Predicate
  readonly #options: RunsOptions
  readonly #matchers: MatcherTime
  readonly #time: ShrinkTime
  readonly #failed: FailedRun[] = []
  #mistake: Error | undefined
  #isRunning = false
  #isCutShort = false

  constructor(sandbox: PropertySandbox<never>, predicate: Predicate, options: RunsOptions) {
    this.#sandbox = sandbox
    this.#predicate = predicate
    this.#options = options
    this.#matchers = matcherTimeOf(sandbox)
    this.#time = new ShrinkTime(this.#matchers, options.timeLimitMs)
  }

  /** What is wrong with the test rather than with what it tests: it makes what is no seed. */
  get mistake(): Error | undefined {
    return this.#mistake
  }

  /** Whether the property holds for these values, as fast-check wants to be told. */
  async holds(values: readonly unknown[]): Promise<boolean> {
    const isShrinking = this.#failed.length > 0
    this.#isCutShort ||= isShrinking && this.#time.isOver()
    if (this.#isCutShort || this.#options.signal?.aborted || this.#mistake) return true
    const failed = await this.#run(values, isShrinking ? 'shrink' : 'search')
    if (failed === undefined) return true
    if (!isShrinking) this.#time.shrink()
    this.#failed.push(failed)
    throw failed.error
  }

  /** The error for the smallest failure, which is tried once more with all the time there is. */
  async failureOf(
    details: RunDetails<[unknown[]]>,
    show: (value: unknown) => string,
  ): Promise<Error> {
    const [first] = this.#failed
    const smallest = this.#failed.at(-1)
    if (first === undefined || smallest === undefined) return stoppedEarly(details)
    const isSure = smallest === first || !smallest.wasCut || this.#isRunning
    const confirmed = isSure ? smallest : await this.#run(smallest.values, 'confirm')
    return failureReport(confirmed ?? first, {
      details,
      show,
      code: this.#options.code,
      isShrunk: confirmed !== undefined,
      isCutShort: this.#isCutShort || details.interrupted,
    })
  }

  /** What is wrong with the property for these values; nothing when it holds. */
  async #run(values: readonly unknown[], purpose: Purpose): Promise<FailedRun | undefined> {
    this.#time.begin(purpose)
    this.#isRunning = true
    try {
      if (!(await this.#isFilled(values[0]))) return undefined
      const answer: unknown = (await this.#predicate(values)) ?? true
      if (answer === true) return undefined
      throw withStackOf(new Error(answerText(answer)), this.#options.declaredAt)
    } catch (error) {
      if (this.#options.isSkip(error)) throw error
      const { wasCut } = this.#matchers
      return { values, error, wasCut, state: await this.#state() }
    } finally {
      this.#isRunning = false
    }
  }

  /** What the sandbox holds, as code. */
  async #state(): Promise<string> {
    try {
      return this.#options.code.state(await this.#sandbox.dump())
    } catch (error) {
      return `unknown: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  async #isFilled(seed: unknown): Promise<boolean> {
    try {
      await this.#sandbox.reseed(seed as never)
      return true
    } catch (error) {
      if (!(error instanceof SandpitError && error.code === 'invalid_seed')) throw error
      this.#mistake = withStackOf(noSeed(error), this.#options.declaredAt)
      return false
    }
  }
}

function answerText(answer: unknown): string {
  if (answer === false) return 'The property returned false.'
  return `The property returned ${showValue(answer)}; where it holds, it returns true or nothing.`
}

function noSeed(cause: SandpitError): SandpitError {
  return new SandpitError(
    'invalid_seed',
    `The first arbitrary of a property must make a seed, but it made something else. ${cause.message}`,
    { ...cause.facts, cause },
  )
}
