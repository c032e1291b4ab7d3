import type { Forecast } from '../size/forecast.ts'
import type { SandboxContents } from './sandbox-source.ts'
import type { ParsedSeed, Slot } from './slot.ts'

/** How many tests it takes at the most to change one's mind about the next. */
const lookback = 4

/**
 * What the next test that gets a slot may want in it: what a forecast says, else what the last one
 * wanted, as long as tests tend to want that again.
 */
export class SeedGuess {
  readonly #contents: Pick<SandboxContents, 'parseSeed'>
  readonly #forecast: Forecast | undefined
  /** Goes up when a slot's next test wants its last seed again, and down when it does not. */
  #sameAgain = 0

  constructor(contents: Pick<SandboxContents, 'parseSeed'>, forecast: Forecast | undefined) {
    this.#contents = contents
    this.#forecast = forecast
  }

  /** Whether it is told which seeds come next, and need not guess by the last one. */
  isTold(server: string): boolean {
    return this.#forecast?.knowsSeeds(server) === true
  }

  /** Whether spares are worth being filled ahead. */
  isWorthIt(server: string): boolean {
    return this.isTold(server) || this.#sameAgain >= 0
  }

  learn({ lastSeed }: Slot, seed: ParsedSeed | undefined): void {
    if (lastSeed === undefined) return
    const step = lastSeed.json === seed?.json ? 1 : -1
    this.#sameAgain = Math.max(-lookback, Math.min(lookback, this.#sameAgain + step))
  }

  /** @param ready what other free slots are filled with, or about to be */
  async next(slot: Slot, ready: readonly ParsedSeed[]): Promise<ParsedSeed | undefined> {
    const { server, lastSeed } = slot
    const told = this.#forecast?.nextSeed(server, ready)
    if (told === 'unknown') return undefined
    // At once, so that no other slot is filled with the same.
    slot.guess = told
    // A forecast that makes no sense is none.
    if (told !== undefined)
      return this.#contents.parseSeed(server, told.value).catch(() => undefined)
    return this.#sameAgain >= 0 ? lastSeed : undefined
  }
}
