import type { Random } from '../random.ts'

const ALPHABET = Array.from(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  (character) => character.charCodeAt(0),
)
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
  /** Reused for every id, and made a string in one go: joined strings would take thrice the memory. */
  readonly #codes: number[] = []

  constructor(random: Random) {
    this.#random = random
  }

  next(prefix: ClosePrefix): string {
    const codes = this.#codes
    for (let index = 0; index < prefix.length; index += 1) codes[index] = prefix.charCodeAt(index)
    codes[prefix.length] = UNDERSCORE
    const end = prefix.length + 1 + LENGTH
    for (let index = prefix.length + 1; index < end; index += CHARACTERS_PER_DRAW) {
      this.#draw(index, Math.min(index + CHARACTERS_PER_DRAW, end))
    }
    return String.fromCharCode(...codes)
  }

  #draw(from: number, to: number): void {
    let rest = this.#random.uint32()
    for (let index = from; index < to; index += 1) {
      this.#codes[index] = ALPHABET[rest % 62] ?? UNDERSCORE
      rest = Math.floor(rest / 62)
    }
  }
}
