/**
 * A number that Python writes otherwise than JavaScript does: a float without a fraction such as
 * `5.0`, one with an exponent, or an integer that no double holds.
 */
export class PythonNumber {
  readonly #value: number
  readonly #source: string

  constructor(value: number, source: string) {
    this.#value = value
    this.#source = source
  }

  get isFloat(): boolean {
    return !/^-?\d+$/.test(this.#source)
  }

  valueOf(): number {
    return this.#value
  }

  /** What JSON says in its place. */
  toJSON(): number {
    return this.#value
  }

  /** As Python's `str` and `repr` write it. */
  toString(): string {
    return this.isFloat ? floatText(this.#value) : this.#source
  }
}

/** JSON with such numbers in it; `undefined` for a text that has none. */
export function parseSpelled(text: string): unknown {
  return PERHAPS_SPELLED.test(text) ? JSON.parse(text, revive as Revive) : undefined
}

const PERHAPS_SPELLED = /\d[.eE]|\d{16}/

type Revive = (key: string, value: unknown) => unknown

/** The third argument is newer than the types of `JSON.parse`. */
function revive(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value
  const isPlain = Number.isSafeInteger(value) && /^-?\d+$/.test(source)
  return isPlain ? value : new PythonNumber(value, source)
}

/** The fewest digits that tell it from others, like JavaScript, but exponents for other numbers. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const sign = Object.is(value, -0) || value < 0 ? '-' : ''
  const [digits = '', power = ''] = Math.abs(value).toExponential().split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    return `${sign}${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const text = exponent < 0 ? smallText(digits, exponent) : String(Math.abs(value))
  return sign + (text.includes('.') ? text : `${text}.0`)
}

/** JavaScript writes 0.00001 with an exponent too, but not 0.0001. */
function smallText(digits: string, exponent: number): string {
  return `0.${'0'.repeat(-exponent - 1)}${digits.replace('.', '')}`
}
