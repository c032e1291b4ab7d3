/** What a watched promise tells of itself, and asks. */
export interface PromiseWatch {
  /** Somebody waits for it, after the runner has made its own of it. */
  awaited(): void
  /** Whether the runner still makes its own of it. */
  readonly isStarting: boolean
  /** Gives an error the place where the promise was made. */
  locate(error: unknown): unknown
}

/**
 * A promise that knows whether anybody waits for it, and so do all that are made from it. A runner
 * chains its own steps to a matcher's promise in the very call; whoever comes later is the test.
 */
export class WatchedPromise<T> extends Promise<T> {
  #watch: PromiseWatch | undefined

  static watch<T>(promise: Promise<T>, watch: PromiseWatch): WatchedPromise<T> {
    const watched = new WatchedPromise<T>((resolve) => resolve(promise))
    watched.#watch = watch
    return watched
  }

  override then<Result = T, Failed = never>(
    onFulfilled?: ((value: T) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Result | Failed> {
    const watch = this.#watch
    if (watch === undefined) return super.then(onFulfilled, onRejected)
    if (!watch.isStarting) watch.awaited()
    const derived = super.then(
      onFulfilled,
      // An `await` of what is no plain promise leaves no trace of the line that it is in.
      onRejected && ((error: unknown) => onRejected(watch.locate(error))),
    )
    if (derived instanceof WatchedPromise) {
      // Nobody may ever ask how it ends; then the watch does, and no unhandled rejection tells of it.
      void derived.then(undefined, () => {})
      derived.#watch = watch
    }
    return derived
  }
}
