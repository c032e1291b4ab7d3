import type { TestContext } from 'vitest'

type HookContext = Pick<TestContext, 'onTestFinished' | 'onTestFailed'>

/** Hooks of ours wait for nothing. */
const noLimit = 0

/**
 * What comes after a test's own hooks, whichever order those run in. To be made before the test can
 * add any: those of `onTestFinished` run last to first, always, and those of `onTestFailed` after
 * them, by default so too.
 */
export class LastHooks {
  readonly #context: HookContext
  #finished: () => Promise<void> | void = () => {}
  #failed: () => void = () => {}
  #failedHooksLeft = 2

  constructor(context: HookContext) {
    this.#context = context
    this.#addFinished(() => this.#finished())
    this.#addFailed()
  }

  /** Fails the test with what this answers, if it does. */
  tell(told: () => Error | undefined): void {
    this.#addFinished(() => {
      const error = told()
      if (error !== undefined) throw error
    })
  }

  /** The test has passed, but for what the work throws. */
  afterFinished(work: () => Promise<void>): void {
    this.#finished = work
  }

  /** The test has failed, and all hooks it has are known. */
  afterFailed(work: () => void): void {
    this.#failed = work
    this.#addFailed()
  }

  #addFinished(hook: () => Promise<void> | void): void {
    const add = this.#context.onTestFinished
    add(hook, noLimit)
  }

  /** One hook of ours before all others and one behind them; the later of the two is the last. */
  #addFailed(): void {
    const add = this.#context.onTestFailed
    add(() => {
      this.#failedHooksLeft--
      if (this.#failedHooksLeft === 0) this.#failed()
    }, noLimit)
  }
}
