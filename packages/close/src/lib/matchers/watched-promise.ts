/** What a watched promise tells of itself, and asks. */
export interface PromiseWatch {
  /** Somebody waits for it, after the runner has made its own of it. */
  awaited(): void
  /** Whether it is the runner that goes on with it now, to make a promise of its own of it. */
  readonly isOfRunner: boolean
  /** Gives an error the place where the promise was made. */
  locate(error: unknown): unknown
}

/**
 * A promise that tells when somebody waits for it, or for one that was made from it. A runner chains
 * its own steps to a matcher's promise in the very call; whoever comes later is the test.
 */
export function watchedPromise<T>(promise: Promise<T>, watch: PromiseWatch): Promise<T> {
  let isOurs = false
  class Watched<Value> extends Promise<Value> {
    // Asked for by every `then`, and so by every `await`.
    static override get [Symbol.species](): PromiseConstructor {
      if (isOurs) return Promise
      if (!watch.isOfRunner) watch.awaited()
      return Watched
    }

    constructor(
      executor: (
        resolve: (value: Value | PromiseLike<Value>) => void,
        reject: (reason?: unknown) => void,
      ) => void,
    ) {
      // An `await` of what is no plain promise leaves no trace of the line that it is in.
      super((resolve, reject) => executor(resolve, (error) => reject(watch.locate(error))))
      // Nobody may ever ask how it ends; then the watch does, and no unhandled rejection tells of it.
      isOurs = true
      void this.catch(() => {})
      isOurs = false
    }
  }
  return new Watched((resolve, reject) => void promise.then(resolve, reject))
}
