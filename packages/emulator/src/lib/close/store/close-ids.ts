import type { Random } from '../../world/random.ts'

const ALPHABET = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
const LENGTH = 43
const CHARACTERS_PER_DRAW = 5
const UNDERSCORE = 0x5f

/** What an id belongs to; Close writes it in front of the id. */
export type ClosePrefix =
  | 'lead'
  | 'cont'
  | 'oppo'
  | 'task'
  | 'acti'
  | 'stat'
  | 'user'
  | 'orga'
  | 'pipe'

/** Mints ids as recorded from Close: the prefix, `_`, and 43 characters of base 62. */
export class CloseIds {
  readonly #random: Random
  /** Reused for every id, which is made a string in one go: joined ones would take thrice the memory. */
  readonly #codes = Buffer.alloc('lead_'.length + LENGTH)

  constructor(random: Random) {
    this.#random = random
  }

  next(prefix: ClosePrefix): string {
    const codes = this.#codes
    codes.write(prefix, 'latin1')
    codes[prefix.length] = UNDERSCORE
    for (let from = prefix.length + 1; from < codes.length; from += CHARACTERS_PER_DRAW) {
      this.#draw(from, Math.min(from + CHARACTERS_PER_DRAW, codes.length))
    }
    return codes.toString('latin1')
  }

  #draw(from: number, to: number): void {
    let rest = this.#random.uint32()
    for (let index = from; index < to; index += 1) {
      this.#codes[index] = ALPHABET[rest % 62] ?? UNDERSCORE
      rest = (rest / 62) >>> 0
    }
  }
}
