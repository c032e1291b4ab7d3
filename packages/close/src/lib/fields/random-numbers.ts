/**
 * A generator of pseudo-random numbers (sfc32): 128 bits of state, made of 32-bit integer
 * arithmetic only, so that a seed gives the same numbers on every platform and version.
 */
export class RandomNumbers {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** @param seed - any number; its lowest 32 bits count */
  constructor(seed: number) {
    this.#a = 0x9e3779b9
    this.#b = seed | 0
    this.#c = 0x243f6a88
    // The first numbers still show the seed's pattern.
    for (let round = 0; round < 12; round++) this.#next()
  }

  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * limit)
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1)
  }

  /** Whether something happens that does so in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  /** One of the items, each as likely as the other. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0]
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}
