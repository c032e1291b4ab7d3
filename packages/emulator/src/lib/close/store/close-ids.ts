import type { Random } from '../../world/random.ts'

const ALPHABET = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
const LENGTH = 43
const SHORT_PREFIX = 'lead'.length
/** Names of another length whose ids are of the long form. */
const LONG_AGO: ReadonlySet<string> = new Set(['cf', 'seq', 'sub'])
const CHARACTERS_PER_DRAW = 5
const UNDERSCORE = 0x5f

/**
 * Mints ids as recorded from Close: what the id belongs to, `_`, and 43 characters of base 62. What
 * Close has named since 2019, such as `actitype_...`, has 22.
 */
export class CloseIds {
  readonly #random: Random
  /** Reused for every id, which is made a string in one go: joined ones would take thrice the memory. */
  readonly #codes = Buffer.alloc('lead_'.length + LENGTH)

  constructor(random: Random) {
    this.#random = random
  }

  next(prefix: string): string {
    return prefix.length === SHORT_PREFIX ? this.#nextLong(prefix) : this.#nextOfAnyLength(prefix)
  }

  #nextLong(prefix: string): string {
    const codes = this.#codes
    codes.write(prefix, 'latin1')
    codes[prefix.length] = UNDERSCORE
    for (let from = prefix.length + 1; from < codes.length; from += CHARACTERS_PER_DRAW) {
      this.#draw(from, Math.min(from + CHARACTERS_PER_DRAW, codes.length))
    }
    return codes.toString('latin1')
  }

  #nextOfAnyLength(prefix: string): string {
    const length = LONG_AGO.has(prefix) ? LENGTH : 22
    const characters = Array.from({ length }, () => ALPHABET[this.#random.uint32() % 62] ?? 0)
    return `${prefix}_${Buffer.from(characters).toString('latin1')}`
  }

  #draw(from: number, to: number): void {
    let rest = this.#random.uint32()
    for (let index = from; index < to; index += 1) {
      this.#codes[index] = ALPHABET[rest % 62] ?? UNDERSCORE
      rest = (rest / 62) >>> 0
    }
  }
}
