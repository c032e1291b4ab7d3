const MOST_BODIES = 64
const MOST_CHARACTERS = 16 * 1024 * 1024

/**
 * The JSON of the latest bodies, by their text. The same seed comes again with every reset
 * and from every worker: it is parsed once, and all sandboxes that were given it share it. So
 * nothing may change a value that it gives out.
 */
export class RecentBodies {
  readonly #values = new Map<string, unknown>()
  #characters = 0

  /** Throws what `parse` throws, and remembers nothing then. */
  read(text: string, parse: (text: string) => unknown): unknown {
    const isKnown = this.#values.has(text)
    const value = isKnown ? this.#values.get(text) : parse(text)
    if (isKnown) this.#values.delete(text)
    else this.#makeRoom(text.length)
    this.#values.set(text, value)
    return value
  }

  /** What was not asked for the longest goes first. */
  #makeRoom(length: number): void {
    this.#characters += length
    for (const text of this.#values.keys()) {
      if (this.#characters <= MOST_CHARACTERS && this.#values.size < MOST_BODIES) return
      this.#values.delete(text)
      this.#characters -= text.length
    }
  }
}
