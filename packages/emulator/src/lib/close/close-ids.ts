import type { Random } from '../random.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 43
const CHARACTERS_PER_DRAW = 5

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

  constructor(random: Random) {
    this.#random = random
  }

  next(prefix: ClosePrefix): string {
    let id = `${prefix}_`
    for (let left = LENGTH; left > 0; left -= CHARACTERS_PER_DRAW) {
      id += base62(this.#random.uint32(), Math.min(left, CHARACTERS_PER_DRAW))
    }
    return id
  }
}

function base62(draw: number, length: number): string {
  let text = ''
  let rest = draw
  for (let index = 0; index < length; index += 1) {
    text += ALPHABET[rest % 62]
    rest = Math.floor(rest / 62)
  }
  return text
}
