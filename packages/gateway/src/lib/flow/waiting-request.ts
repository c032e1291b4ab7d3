import type { Fate, InFlight } from './in-flight.ts'

/** A request that is kept in here, so that nothing of it is known behind the gateway. */
export class WaitingRequest implements InFlight {
  readonly isAwaited: boolean
  readonly done: Promise<Fate>
  /** Ends the wait, because whoever asked has gone or time is up. */
  readonly end: () => void
  readonly #cut: () => void

  constructor(isAwaited: boolean, onCut: () => void) {
    this.isAwaited = isAwaited
    const { promise, resolve } = Promise.withResolvers<Fate>()
    this.done = promise
    this.end = () => resolve('known')
    this.#cut = onCut
  }

  leave(): void {
    this.cut()
  }

  cut(): void {
    this.#cut()
    this.end()
  }
}
