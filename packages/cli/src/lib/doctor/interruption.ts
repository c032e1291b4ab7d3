/** Ends what is under way on SIGINT and SIGTERM; a second signal ends the process at once. */
export class Interruption implements Disposable {
  readonly #controller = new AbortController()
  readonly #onSignal: () => void

  /** @param say hears what a person who waits should know */
  constructor(say: (text: string) => void) {
    this.#onSignal = () => {
      say('sandpit: interrupted; giving the sandbox back\n')
      this.#forget()
      this.#controller.abort()
    }
    for (const signal of signals) process.once(signal, this.#onSignal)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  #forget(): void {
    for (const signal of signals) process.off(signal, this.#onSignal)
  }

  [Symbol.dispose](): void {
    this.#forget()
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const
