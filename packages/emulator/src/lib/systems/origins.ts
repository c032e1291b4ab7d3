/** Where a part of a sandbox's data comes from; what tools show as its id and its time. */
export interface Origin {
  /** Counts the parts of a sandbox, and never comes again in it. */
  readonly serial: number
  /** When the part was put in. */
  readonly at: Date
}

/** The origins of the objects in a sandbox. The data itself, which a dump answers, has no ids. */
export class Origins {
  readonly #origins = new WeakMap<object, Origin>()
  #last = 0

  /** The origin of an object, which it gets when it is first asked for or added. */
  of(part: object, now: Date): Origin {
    const known = this.#origins.get(part)
    if (known !== undefined) return known
    this.#last += 1
    const origin = { serial: this.#last, at: now }
    this.#origins.set(part, origin)
    return origin
  }

  /** Gives an origin to every object within a value, in order. */
  add(value: unknown, now: Date): void {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) this.of(value, now)
    for (const part of Object.values(value)) this.add(part, now)
  }

  /** A deep copy whose objects have the origins of those that they are copies of. */
  copy<Value>(value: Value): Value {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((part) => this.copy(part) as unknown) as Value
    const entries = Object.entries(value).map(([key, part]) => [key, this.copy(part)])
    const copied = Object.fromEntries(entries) as Value & object
    const origin = this.#origins.get(value)
    if (origin !== undefined) this.#origins.set(copied, origin)
    return copied
  }
}
