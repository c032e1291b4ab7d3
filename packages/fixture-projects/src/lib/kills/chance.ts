import { createHash } from 'node:crypto'

/** Numbers that look random and are the same whenever the seed is the same. */
export class Chance {
  readonly #seed: string
  #drawn = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  /** A whole number from 0 to below this one. */
  below(limit: number): number {
    const hash = createHash('sha256')
      .update(`${this.#seed} ${this.#drawn++}`)
      .digest()
    return Math.floor((hash.readUInt32BE() / 2 ** 32) * limit)
  }
}
